"""A page is read to its story's end where that is enough, and gives what the whole page gives."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import broken_pages
import pages
import pytest
from attrs import evolve
from broken_pages import PIECES, read, read_whole

import rfaparse
from rfaparse import Article, NotAStory
from rfaparse._source import open_source
from rfaparse._story_end import END_MARK
from rfaparse._tree import build_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

URL = "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"
LEAD = '<img src="/mandarin/qiao.jpg"> <span class="lead_image_caption">商贩收摊。</span>'
STORY = "<p>河水漫过旧桥。</p><div><p>集市停业。</p></div><p>记者：白石 责编：丁一禾</p>"
PAGE = pages.Page(LEAD, STORY, URL)
TEMPLATES = [pages.plone4, pages.plone5]
CHANGES = 1000


def tree_of(page: str) -> _Element:
    return build_tree(open_source(page, None, "lxml")).root


def is_cut(page: str) -> bool:
    return tree_of(page).find(f".//i[@id='{END_MARK.decode().split(chr(34))[1]}']") is not None


def is_cut_if_a_tree(page: str) -> bool:
    try:
        return is_cut(page)
    except NotAStory:
        return False


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_tree_is_built_of_what_follows(template: Callable[..., str]) -> None:
    page = template(PAGE)
    assert is_cut(page)
    built = sum(1 for _ in tree_of(page).iter())
    assert built < 0.8 * page.count("</")
    assert read(page) == read_whole(page)
    assert read(page.encode()) == read_whole(page)


def with_behind(behind: str, page: str = "") -> str:
    """A page with `behind` at its end, without what would go before that."""
    page = page or pages.plone5(evolve(PAGE, lead="", story_date=""), length=1000)
    for gone in (
        '<div id="headerimg"></div>',
        '<span id="story_date"></span>',
        ' id="category"',
        '<meta property="og:title" content="旧桥被淹" />',
        "<title>旧桥被淹 — 自由亚洲电台</title>",
        "<h1>旧桥被淹</h1>",
        f'<link rel="canonical" href="{URL}" />',
        f'<meta property="og:url" content="{URL}" />',
    ):
        assert gone in page, gone
        page = page.replace(gone, "", 1)
    return page.replace("</body>", behind + "</body>")


OTHER = "https://www.rfa.org/mandarin/Xinwen/z-01012021000000.html"
BEHIND: dict[str, tuple[str, Callable[[Article], Any], Any]] = {
    "lead image": (
        f'<DIV ID="headerimg">{LEAD}</DIV>',
        lambda story: story.lead_image.caption,  # type: ignore[union-attr]
        "商贩收摊。",
    ),
    "lead image, no quotes": (
        f"<div class=x id = headerimg>{LEAD}</div>",
        lambda story: story.lead_image.caption,  # type: ignore[union-attr]
        "商贩收摊。",
    ),
    "date": (
        "<span id='story_date'>2021-03-05</span>",
        lambda story: story.published.isoformat(),  # type: ignore[union-attr]
        "2021-03-05T00:00:00+00:00",
    ),
    "subjects": (
        '<div id="category"><a href="/x">水</a></div>',
        lambda story: story.subjects,
        ("水",),
    ),
    "meta": ('<META name="keywords" content="桥">', lambda story: story.subjects, ("桥",)),
    "JSON-LD": (
        pages.json_ld({"@type": "NewsArticle", "description": "码头"}),
        lambda story: story.description,
        "码头",
    ),
    "JSON-LD, a slash as reference": (
        pages.json_ld({"@type": "NewsArticle", "description": "码头"}).replace("/ld", "&#x2F;ld"),
        lambda story: story.description,
        "码头",
    ),
    "JSON-LD, a plus as reference": (
        pages.json_ld({"@type": "NewsArticle", "description": "码头"}).replace("+", "&#43;"),
        lambda story: story.description,
        "码头",
    ),
    "title": ("<svg><title>码头</title></svg>", lambda story: story.title, "码头"),
    "canonical": (f'<link href="{OTHER}" rel="canonical">', lambda story: story.url, OTHER),
    "recording": (
        '<p class="storyaudio"><audio src="https://x.example/a.mp3"></audio></p>',
        lambda story: [each.url for each in story.audio],
        ["https://x.example/a.mp3"],
    ),
}
"""What is behind the story, what shows that it was read, and that."""


@pytest.mark.parametrize("case", BEHIND)
def test_what_counts_behind_the_story_is_read(case: str) -> None:
    behind, found, expected = BEHIND[case]
    page = with_behind(behind)
    assert is_cut(with_behind("<p>水</p><a href='#' class='headerimg'>桥</a>"))
    story = rfaparse.parse(page)
    assert found(story) == expected
    assert story == read_whole(page)


def test_a_headline_behind_the_story_in_its_column() -> None:
    page = with_behind("").replace(
        '<div id="frontsidebar">', '<h1>码头</h1><div id="frontsidebar">'
    )
    assert rfaparse.parse(page).title == "码头"


@pytest.mark.parametrize(
    "behind",
    [
        "<svg><title>码头</title></svg>",
        '<link rel="stylesheet" href="/x">',
        '<p class="story_date headerimg">水</p>',
        '<div id="storytext"><p>别的</p></div><div id="category"></div>',
    ],
)
def test_what_does_not_count_is_not_built(behind: str) -> None:
    page = pages.plone5(PAGE).replace("</body>", behind + "</body>")
    assert is_cut(page)
    assert read(page) == read_whole(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<div id="storytext">', '<!-- <div id="storytext"></div> --><div id="storytext">'),
        ('<div id="storytext">', '<script>"<div id=\\"storytext\\">"</script><div id="storytext">'),
        ('<div id="storytext">', '<div id="storytext"><script>x("</div>")</script>'),
        ('<div id="storytext">', '<div id="storytext"><!-- </div> -->'),
        ('<div id="storytext">', '<div id="storytext"><a title="</div>">x</a>'),
        (
            '<div id="storytext">',
            '<div id="storytext"><div><table><tr><td></div></td></tr></table>',
        ),
        ('<div id="storytext">', '</body><div id="storytext">'),
        ("<p>", '<p><img src="/</html>b.jpg">'),
        ('<div id="storytext">', '<h1>码头<div id="storytext">'),
        ('<div id="storytext">', '<a title="x><div id="storytext">'),
        ('<div id="headerimg">', '<div id="headerimg"><div>'),
        ("</title>", ""),
        ("</header>", "</header><script>x('</body></html>')</script>"),
        ('<div id="content">', '<!-- </body> --><div id="content">'),
    ],
)
@pytest.mark.parametrize("template", TEMPLATES)
def test_where_a_story_seems_to_end_and_does_not(
    template: Callable[..., str], before: str, after: str
) -> None:
    page = template(PAGE, length=1000).replace("</body>", "</body><p>别的</p>")
    page = page.replace(before, after, 1)
    assert read(page) == read_whole(page)


@pytest.mark.parametrize("depth", range(2030, 2050))
def test_nested_as_deep_as_may_be(depth: int) -> None:
    story = '<div id="storytext">水<table><tr><td></div></td></tr></table></div>'
    page = f"<html><body>{'<b>' * depth}{story}"
    assert read(page) == read_whole(page)


SHORT = '<html><body><div id="storytext"><p>水</p></div>'
FORGED = (
    '<html><p id="storytext">水<div></div><i id="story-ends-here" class=storyaudio><!-- </p>-->'
)
FORGED += '<audio src="https://x.example/a.mp3"></audio>'


def test_where_a_short_page_was_saved_from() -> None:
    page = f"{SHORT}<!-- saved from url=(0083){URL} -->"
    assert is_cut(page)
    assert rfaparse.parse(page).url == URL


def test_a_post_that_holds_a_page_is_a_post() -> None:
    assert rfaparse.parse(f"---\nfrom: {URL}\n---\n{SHORT}<p>别的</p>").url == URL


def test_html5lib_reads_the_whole_page() -> None:
    opened = open_source(SHORT + "<p>别的</p>", None, "html5lib")
    assert (opened.rest, opened.parser) == ("", "html5lib")


@pytest.mark.parametrize(
    "page",
    [
        '<html><div id="storytext"><p>水</p></body><p>桥</p></div><p>别的</p>',
        f"{SHORT}<title>水\ud800\r桥\f</title>".replace("<p>水", "<p>水\r\n\0河\f桥"),
        FORGED,
    ],
)
def test_a_cut_that_is_given_up(page: str) -> None:
    assert not is_cut(page) or "story-ends-here" in page
    assert read(page) == read_whole(page)


@pytest.mark.parametrize("gap", [" " * 5000, f"<!--{'x' * 5000}-->"])
def test_an_xhtml_doctype_far_from_the_start(gap: str) -> None:
    doctype = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://x.example/x.dtd">'
    )
    story = '<div id="storytext"><p>水<a name="headerimg">河</a></p></div>'
    page = f'{gap}{doctype}<html><body>{story}<div id="headerimg"><img src="/a.jpg"></div>'
    assert rfaparse.parse(page).text == "水河"
    assert len(rfaparse.parse(page).images) == 1


def test_what_only_speaks_of_a_story() -> None:
    paragraphs = '<p class="x">id="storytext"</p><p>河水漫过旧桥。</p>'
    page = f'<html><body><div id="storypagemaincol">{paragraphs}</div></body></html>'
    assert rfaparse.parse(page).text == 'id="storytext"\n\n河水漫过旧桥。'


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0"?><rss><channel><item><body><div id="storytext">水</div></item></rss>',
        f'<!-- saved from url=(0083){URL} --><div id="storytext">水</div><p>别的</p>',
    ],
)
def test_what_is_no_document_is_as_ever(page: str) -> None:
    assert not is_cut_if_a_tree(page)
    assert read(page) == read_whole(page)


def test_a_blank_title_is_none() -> None:
    page = with_behind("<title>码头</title>").replace("<head>", "<head><title>\ufeff</title>")
    assert rfaparse.parse(page).title == "码头"


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_anywhere(template: Callable[..., str], piece: str) -> None:
    page = template(PAGE, length=200)
    for place, letter in enumerate(page):
        if letter == "<" and place % 9 == 0:
            spoilt = page[:place] + piece + page[place:]
            assert read(spoilt) == read_whole(spoilt), spoilt


def test_broken_pages() -> None:
    chance = Random(5)  # noqa: S311  no secret
    cut = 0
    for _ in range(CHANGES):
        page = broken_pages.broken(chance.randbytes(1 + 4 * chance.randrange(6)))
        assert read(page) == read_whole(page), page
        cut += is_cut(page)
    assert cut > CHANGES / 2
