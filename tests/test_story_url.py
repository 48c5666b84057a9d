"""The parts of a story's URL, and the services."""

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
        f"https://wayback.archive-it.org/1234/20210306000000/{STORY}?encoding=latin",
        "http://origin.rfa.org//mandarin//yataibaodao/huanjing///ab1-03052021081530.html/",
        STORY.replace("www.rfa.org", "d1sbru4wvgku93.cloudfront.net") + "#a",
        "https://www.rfa.org/Mandarin/yataibaodao/huanjing/ab1%2D03052021081530.html",
        f"{STORY}/ampRFA",
        f"{STORY}/?a=b",
    ],
)
def test_one_story_however_it_is_spelt(text: str) -> None:
    assert StoryUrl.parse(text) == StoryUrl.parse(STORY)
    assert StoryUrl.parse(text).story_id == "mandarin/ab1-03052021081530"
    article = rfaparse.parse("<p>河水上涨。</p>", url=text)
    assert (article.url, article.story_id) == (STORY, "mandarin/ab1-03052021081530")
    assert (article.service, article.section) == ("mandarin", "yataibaodao/huanjing")


@pytest.mark.parametrize(
    "view", ["ampRFA", "story_print", "view", "audio", "@@stream", "@@story-main", "audio/@@stream"]
)
def test_views(view: str) -> None:
    story = StoryUrl.parse(f"{STORY}/{view}?a=b")
    assert (story.url, story.view) == (STORY, view)
    assert StoryUrl.parse(STORY).view is None


@pytest.mark.parametrize(
    "file",
    [
        "x.mp3",
        "x.jpg/@@images/0a1b2c3d-0a1b.jpeg",
        "x.jpg/image",
        "x.jpg/view",
        "image",
        "image_mini",
        "@@images/image/social_media",
        "at_download/file",
        "@@images/0a1b.jpeg",
        "1021101e-102d102f",
    ],
)
def test_a_file_below_a_story_is_none_but_its_page_is_the_storys(file: str) -> None:
    with pytest.raises(NotAStory, match="a file"):
        StoryUrl.parse(f"{STORY}/{file}")
    article = rfaparse.parse("<p>河水上涨。</p>", url=f"{STORY}/{file}")
    assert (article.url, article.story_id) == (STORY, "mandarin/ab1-03052021081530")


@pytest.mark.parametrize(
    ("path", "section", "story_id"),
    [
        (
            "a/b/c-01022021030405.html/d-01022021040506.html/view",
            "a/b",
            "d-01022021040506",
        ),
        ("a/c.html/d-01022021040506-2.html", "a", "d-01022021040506-2"),
        ("c-01022021030405/d-01022021040506", None, "d-01022021040506"),
    ],
)
def test_a_story_below_a_story(path: str, section: str | None, story_id: str) -> None:
    story = StoryUrl.parse(f"https://www.rfa.org/lao/{path}")
    assert (story.section, story.story_id) == (section, f"lao/{story_id}")
    assert story.url == f"https://www.rfa.org/lao/{path.removesuffix('/view')}"


def test_pages_that_are_no_story_have_an_address_too() -> None:
    for url, clean, story_id in (
        ("http://www.rfa.org/lao/a/b.html/view?c=d", "https://www.rfa.org/lao/a/b.html", "lao/b"),
        ("http://www.rfa.org//about//?c=d", "https://www.rfa.org/about", None),
        ("https://example.org/a//b/?c=d", "https://example.org/a//b/?c=d", None),
    ):
        article = rfaparse.parse("<p>The river rose.</p>", url=url)
        assert (article.url, article.story_id) == (clean, story_id)


@pytest.mark.parametrize("service", SERVICES, ids=lambda each: f"{each.site}/{each.slug}")
def test_every_service_names_its_stories(service: rfaparse.Service) -> None:
    for last, name in (
        ("a_b-20070813.html", "a_b-20070813"),
        ("story.2006-11-28.0712345678", "story.2006-11-28.0712345678"),
        ("A-b_c-08132012141516-4.html", "A-b_c-08132012141516-4"),
    ):
        story = StoryUrl.parse(f"http://{service.site}/{service.slug}/x/{last}")
        assert (story.site, story.service) == (service.site, service.slug)
        assert story.story_id == f"{service.slug}/{name}"


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
        ("story.2006-07-28.123", "story", 123, "2006-07-28T04:00:00+00:00"),
        ("copy_of_story.2006-12-28.12", "copy_of_story", 12, "2006-12-28T05:00:00+00:00"),
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
        ("", "not a web address"),
        ("旧桥被淹", "not a web address"),
        ("https://example.org/mandarin/x-03052021081530.html", "another site"),
        ("https://www.rfa.org/", "front page of the site"),
        ("https://www.rfa.org/mandarin", "front page of the service 'mandarin'"),
        ("https://www.rfa.org/about/x-03052021081530.html", "'about' is not a language service"),
        ("https://www.rfa.org/thai/x-03052021081530.html", "'thai' is not a language service"),
        ("https://www.rfa.org/mandarin/story_archive", "no date"),
        (f"{STORY}/photo.jpg", "no date"),
        ("https://www.rfa.org/mandarin/x-13052021081530.html", "13052021081530 are not a date"),
        ("https://www.rfa.org/mandarin/story.2006-13-28.1", "2006-13-28 are not a date"),
        ("https://www.rfa.org/mandarin/image.2006-12-28.1", "no date"),
        ("https://www.rfa.org/mandarin/x-01010208030405.html", "01010208030405 are not a date"),
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
