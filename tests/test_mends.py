"""Markup that is broken in ways that real pages are, and the story that is in it all the same."""

from __future__ import annotations

from typing import Any

import pytest

import rfaparse

parsers = pytest.mark.parametrize("parser", ["lxml", "html5lib"])
CREDITS = "<p>记者：白石 责编：丁一禾</p>"


def in_column(column: str) -> str:
    return (
        '<html lang="zh"><body><div id="storypagemaincol"><h1>旧桥被淹</h1>'
        f"{column}</div><footer><p>版权所有</p></footer></body></html>"
    )


def lines_of(source: str, parser: Any) -> list[str]:
    article = rfaparse.parse(source, parser=parser)
    return [getattr(block, "text", type(block).__name__) for block in article.body]


@parsers
def test_credit_lines_written_twice_both_stand_in_the_text(parser: Any) -> None:
    byline = rfaparse.parse(f"<p>河水</p>{CREDITS * 2}", parser=parser).byline
    assert byline is not None
    assert byline.text == "记者：白石 责编：丁一禾\n记者：白石 责编：丁一禾"
    assert byline.reporters == ("白石",)


@parsers
@pytest.mark.parametrize(
    "behind",
    [
        '<div class="sharing"><p>分享</p></div>',
        '<p id="category">归入</p>',
        "<form><p>订阅</p></form>",
        "<div><form>订阅</form></div>",
    ],
)
def test_a_story_goes_on_behind_a_stray_end(behind: str, parser: Any) -> None:
    story = f'<div id="storytext"><p>河水</p></div><p>旧桥</p>集市<figure><img src="/a.jpg">'
    story += f"<figcaption>新路</figcaption></figure>{CREDITS}"
    page = in_column(f"{story}{behind}<p>别的</p>")
    assert lines_of(page, parser) == ["河水", "旧桥", "集市", "Image"]
    assert rfaparse.parse(page, parser=parser).byline is not None


@parsers
@pytest.mark.parametrize("sidebar", ['<div id="frontsidebar"><h2>别的</h2></div>', ""])
@pytest.mark.parametrize("opened", ["<div>", "<div><div><section>"])
def test_an_open_element_pulls_nothing_in(opened: str, sidebar: str, parser: Any) -> None:
    page = in_column(f'<div id="storytext">{opened}<p>河水</p>{CREDITS}</div>{sidebar}<p>别的</p>')
    expected = ["河水"] if sidebar else ["河水", "别的"]
    assert lines_of(page, parser) == expected


@parsers
@pytest.mark.parametrize("empty", ["", " <p>&nbsp;</p> ", "<!-- x --><br>"])
def test_of_two_stories_the_one_that_is_not_empty(empty: str, parser: Any) -> None:
    story = f'<div id="storytext"><p>河水</p>{CREDITS}</div>'
    page = in_column(
        f'<div id="storytext">{empty}</div>{story}<div id="storytext"><p>别的</p></div>'
    )
    assert lines_of(page, parser) == ["河水"]


@parsers
def test_an_open_lead_block_does_not_hold_the_story(parser: Any) -> None:
    lead = '<div id="headerimg"><img src="/a.jpg"><span class="lead_image_caption">旧桥</span>'
    page = in_column(f'{lead}<div id="storytext"><p>河水</p>{CREDITS}</div>')
    article = rfaparse.parse(page, parser=parser)
    assert lines_of(page, parser) == ["河水"]
    assert article.lead_image is not None
    assert article.lead_image.caption == "旧桥"
