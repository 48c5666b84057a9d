"""The anatomy of a story's URL, and the services it names."""

from __future__ import annotations

import typing

import pytest

import rfaparse
from rfaparse import SERVICES, NotAStory, StoryUrl, UnsupportedLayout

STORY = "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"


def test_every_part() -> None:
    story = StoryUrl.parse(STORY)
    assert (story.url, story.site, story.service) == (STORY, "www.rfa.org", "mandarin")
    assert (story.section, story.slug, story.suffix) == ("yataibaodao/huanjing", "ab1", None)
    assert story.created.isoformat() == "2021-03-05T13:15:30+00:00"


@pytest.mark.parametrize(
    "text",
    [
        "http:// www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html",
        "//rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html",
        "https://manview.rfaweb.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html",
        "http://man.rfaweb.org/www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html",
        f"https://web.archive.org/web/20210306id_/{STORY}",
        f"/web/20210306000000/{STORY}",
    ],
)
def test_dirty_addresses(text: str) -> None:
    assert StoryUrl.parse(text) == StoryUrl.parse(STORY)


@pytest.mark.parametrize(
    ("last", "slug", "suffix", "created"),
    [
        ("x-07172020104805.html", "x", None, "2020-07-17T14:48:05+00:00"),
        ("x-12172020104805.html", "x", None, "2020-12-17T15:48:05+00:00"),
        ("x-03142021023000.html", "x", None, "2021-03-14T07:30:00+00:00"),
        ("x-11072021013000.html", "x", None, "2021-11-07T05:30:00+00:00"),
        ("x-07172020104805-2.html", "x", 2, "2020-07-17T14:48:05+00:00"),
        ("07172020104805.html", "", None, "2020-07-17T14:48:05+00:00"),
        ("x-y-07172020104805", "x-y", None, "2020-07-17T14:48:05+00:00"),
        ("x_07172020104805.html/story_main?a=b", "x_", None, "2020-07-17T14:48:05+00:00"),
        ("x-20080720.html", "x", None, "2008-07-20T04:00:00+00:00"),
        ("x-20080120.html", "x", None, "2008-01-20T05:00:00+00:00"),
        (
            "x-20080120.html-04062008174037.html",
            "x-20080120.html",
            None,
            "2008-04-06T21:40:37+00:00",
        ),
    ],
)
def test_both_forms(last: str, slug: str, suffix: int | None, created: str) -> None:
    story = StoryUrl.parse(f"https://www.rfa.org/english/news/{last}")
    assert (story.slug, story.suffix, story.created.isoformat()) == (slug, suffix, created)
    assert story.section == "news"


def test_benarnews() -> None:
    story = StoryUrl.parse("https://thadevview.benarnews.org/thai/x-01302018140649.html")
    assert (story.site, story.service, story.section) == ("www.benarnews.org", "thai", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no web address"),
        ("旧桥被淹", "no web address"),
        ("https://example.org/mandarin/x-03052021081530.html", "another site"),
        ("https://www.rfa.org/", "front page of the site"),
        ("https://www.rfa.org/mandarin", "front page of the service 'mandarin'"),
        ("https://www.rfa.org/about/x-03052021081530.html", "'about' is no language service"),
        ("https://www.rfa.org/thai/x-03052021081530.html", "'thai' is no language service"),
        ("https://www.rfa.org/mandarin/story_archive", "no date"),
        (f"{STORY}/photo.jpg", "no date"),
        ("https://www.rfa.org/mandarin/x-13052021081530.html", "13052021081530 are no date"),
        ("https://www.rfa.org/mandarin/x-01010208030405.html", "01010208030405 are no date"),
        ("https://www.rfa.org/mandarin/x-103052021081530.html", "no date"),
    ],
)
def test_no_story(text: str, found: str) -> None:
    with pytest.raises(NotAStory, match=found) as caught:
        StoryUrl.parse(text)
    assert caught.value.url == text


def test_the_layout_since_late_2024() -> None:
    with pytest.raises(UnsupportedLayout):
        StoryUrl.parse("https://www.rfa.org/english/china/2025/05/06/rain/")


def test_a_row_for_every_service() -> None:
    slugs = [(each.site, each.slug) for each in SERVICES]
    assert len(set(slugs)) == len(slugs) == 15
    for each in SERVICES:
        assert each.direction == ("rtl" if each.script == "Arab" else "ltr")
        assert each.tag
        assert each.own_name
        assert hash(each)
    assert {each.slug for each in SERVICES if each.labels} == {
        "mandarin",
        "cantonese",
        "english",
        "tibetan",
    }


def test_articles_name_a_service_of_the_table() -> None:
    article = rfaparse.parse("<p>x</p>", url=STORY)
    assert article.service in {each.slug for each in SERVICES}
    assert typing.get_type_hints(rfaparse.Service)["labels"]
