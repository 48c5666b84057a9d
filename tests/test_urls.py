from __future__ import annotations

import pytest

from rfaparse._urls import public_url

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
