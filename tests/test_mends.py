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
