from __future__ import annotations

import pytest

from rfaparse._urls import public_url, story_place

BASE = "https://www.rfa.org/mandarin/yataibaodao/ab-01022021030405.html"
X = "https://www.rfa.org/mandarin/Xinwen/x.html"
PUBLIC: dict[str, str | None] = {
    "http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://rfa.org/mandarin/Xinwen/x.html": X,
    "HTTP://WWW.RFA.ORG/mandarin/Xinwen/x.html": X,
    "http:// www.rfa.org/mandarin/Xinwen/x.html": X,
    " http://www.rfa.org/mandarin/Xinwen/x.html\n": X,
    "http:/www.rfa.org/mandarin/Xinwen/x.html": X,
    "http://www.rfa.org:80/mandarin/Xinwen/x.html": X,
    "http://ww.rfa.org/mandarin/Xinwen/x.html": X,
    "www.rfa.org/mandarin/Xinwen/x.html": X,
    "//www.rfa.org/mandarin/Xinwen/x.html": X,
    "/mandarin/Xinwen/x.html": X,
    "../Xinwen/x.html": X,
    "../../resolveuid/03bee98fe1bf41b4": None,
    "https://manview.rfaweb.org/mandarin/Xinwen/x.html": X,
    "https://mandevview.rfaweb.org/mandarin/Xinwen/x.html": X,
    "http://man.rfaweb.org/www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://thadevview.benarnews.org/thai/x.html": "https://www.benarnews.org/thai/x.html",
    "http://benarnews.org/thai/x.html": "https://www.benarnews.org/thai/x.html",
    "https://web.archive.org/web/20210101000000/http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://web.archive.org/web/2021im_/https://www.rfa.org/mandarin/Xinwen/x.html": X,
    "/web/20210101000000/http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://www.rfa.org/mandarin/a b.html": "https://www.rfa.org/mandarin/a%20b.html",
    "https://www.rfa.org": "https://www.rfa.org/",
    "https://example.org/a?b=1#c": "https://example.org/a?b=1#c",
    "http://example.org": "http://example.org",
    "youtube.com/watch?v=1": "https://youtube.com/watch?v=1",
    "http://河水漫过旧桥：集市停业 三天": None,
    "河水漫过旧桥": None,
    "http:": None,
    "http://": None,
    "": None,
    "#top": None,
    "javascript:alert(1)": None,
    "java\nscript:alert(1)": None,
    " data:text/html,x": None,
    "vbscript:x": None,
    "mailto:a@example.org": None,
}


@pytest.mark.parametrize("href", PUBLIC)
def test_public_url(href: str) -> None:
    assert public_url(href, BASE) == PUBLIC[href]


def test_relative_without_base() -> None:
    assert public_url("../Xinwen/x.html") is None
    assert public_url("/mandarin/Xinwen/x.html") == X


def test_story_place_in_summer_and_winter() -> None:
    summer = story_place("https://www.rfa.org/mandarin/a/b/hj-07172020104805.html")
    winter = story_place("https://www.rfa.org/mandarin/a/b/gt1-11302023011529.html")
    assert summer is not None
    assert winter is not None
    assert str(summer.created) == "2020-07-17 14:48:05+00:00"
    assert str(winter.created) == "2023-11-30 06:15:29+00:00"
    assert (summer.service, summer.section) == ("mandarin", "a/b")


@pytest.mark.parametrize(
    ("url", "created"),
    [
        ("https://www.rfa.org/english/news/x-07172020104805-2.html", "2020-07-17 14:48:05+00:00"),
        ("https://www.rfa.org/english/china/fireworks-20050604.html", "None"),
        ("https://www.rfa.org/english/news/x-99992020104805.html", "None"),
    ],
)
def test_story_place_created(url: str, created: str) -> None:
    place = story_place(url)
    assert place is not None
    assert str(place.created) == created


@pytest.mark.parametrize(
    "url", ["https://example.org/mandarin/x.html", "https://www.rfa.org/", "https://www.rfa.org/x"]
)
def test_no_story_place(url: str) -> None:
    assert story_place(url) is None
