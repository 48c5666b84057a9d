"""Twice the text takes twice the time and twice the memory, whatever the text is.

``RFAPARSE_GROWTH=full pytest tests/test_growth.py -s`` goes up to 16 MB and prints every slope; it
takes two minutes and 1 GB.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import growth
import invented_stories
import pages
import pytest

import rfaparse
from rfaparse.export.html import to_html
from rfaparse.export.markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse import Article

pytestmark = pytest.mark.slow

FULL = os.environ.get("RFAPARSE_GROWTH") == "full"
SIZES = [4_000 * 4**step for step in range(7)] if FULL else [32_000, 128_000, 512_000]
ENOUGH = 1.4
"""The slope of what grows in proportion is 1, and what caches add; that of a square is 2."""
MOST_MEMORY = 12
"""Times the input's bytes, for one parse of what people have."""

SENTENCE = "河水漫过旧桥，集市停了三天，商贩回来。"
LINK = '<a class="external-link" href="/mandarin/Xinwen/1-01012021000000.html">旧桥</a>、'
DEEP = 2000  # elements nested more than 2,048 deep are refused


def filled(piece: str, size: int, before: str = "", after: str = "") -> str:
    return before + piece * max(1, size // len(piece.encode())) + after


def deep_spans(size: int) -> str:
    depth = min(DEEP, size // 16)
    return filled(f"<p>{'<span>桥' * depth}{'</span>' * depth}</p>", size)


SHAPES: dict[str, Callable[[int], str]] = {
    "long paragraphs": lambda size: filled(SENTENCE, size // 4, "<p>", "</p>") * 4,
    "many paragraphs": lambda size: filled(f"<p>{SENTENCE}</p>\n", size),
    "many links": lambda size: filled(LINK, size, "<p>", "</p>"),
    "deep spans": deep_spans,
    "giant byline": lambda size: filled("白石、丁一禾、", size, "<p>水。</p><p>记者：", "安木</p>"),
    "br": lambda size: filled("河水<br>", size, "<p>", "</p>"),
}

PIECES = {
    "br": "<br>",
    "p": "<p>x</p>",
    "a": '<a href="x">y</a>',
    "b": "<b>x</b> ",
    "li": "<li><a href=x>y</a>",
    "label": "记者：",
    "bracket": "（",
    "mark": "、",
    "combining": "\u0300",
    "joiner": "\u200b",
    "space": "\u3000",
    "credit": "记者：白石 责编：",
    "typo": "网遍 王编 ",
    "run": "某某某某：",
    "station": "自由亚电台",
    "english": "Reported by ",
    "english commas": "Reported by ,",
    "english dots": "Edited by Ann. ",
    "desks": "Reported by Ann for RFA ",
    "tibetan": "གསར་འགོད་པ་",
    "two grammars": f"记者 reporting by {'河水，' * 160}",
    "break in a link of a list": "<ul><li><a href=x>y<br>",
    "list left": "<ul><li>x</li><p>y</p>",
    "comment": "<!--",
    "entity": "&amp;",
}

PAGE_PIECES = {
    "story": '<div id="storytext">',
    "closed story": '<div id="storytext"><p>水。</p></div>',
    "category": '<p id="category">x</p>',
    "id": "id ",
    "meta": "<meta>",
    "title": "<title>",
    "link": "<link>canonical",
    "end": "</body ",
}


def parsed_or_refused(text: bytes) -> None:
    with suppress(rfaparse.RfaparseError):
        rfaparse.parse(text)


def told(kind: str, case: str, slope: float) -> float:
    print(f"{kind:<7} {case:<16} {slope:.3f}")  # noqa: T201
    return slope


@pytest.mark.parametrize("shape", SHAPES)
def test_time_of_a_shape(shape: str) -> None:
    found = growth.time_slope(rfaparse.parse, SHAPES[shape], SIZES, ENOUGH)
    assert told("time", shape, found) <= ENOUGH


@pytest.mark.parametrize("piece", PIECES)
def test_time_of_a_piece_repeated(piece: str) -> None:
    def make(size: int) -> str:
        return filled(PIECES[piece], size, "<p>", "</p>")

    found = growth.time_slope(parsed_or_refused, make, SIZES[:6], ENOUGH)
    assert told("time", piece, found) <= ENOUGH


@pytest.mark.parametrize("piece", PAGE_PIECES)
def test_time_of_a_piece_repeated_in_a_page(piece: str) -> None:
    def make(size: int) -> str:
        start = '<html><body><div id="storytext"><p>水。</p></div></body><p>x</p><meta>'
        return filled(PAGE_PIECES[piece], size, start)

    found = growth.time_slope(parsed_or_refused, make, SIZES[:6], ENOUGH)
    assert told("time", piece, found) <= ENOUGH


NESTED = (
    "<div id=dateline>",
    "<div id=storyteaser>",
    "<div id=story_byline>",
    "<audio src=/a.mp3>",
)


@pytest.mark.parametrize("piece", NESTED)
def test_time_of_an_element_in_itself(piece: str) -> None:
    def make(depth: int) -> str:
        column = f'<html><body><div id="storypagemaincol"><div class="storyaudio">{piece * depth}'
        return f'{column}<div id="storytext"><p>水。</p></div>'

    found = growth.time_slope(parsed_or_refused, make, [DEEP // 16, DEEP // 4, DEEP], ENOUGH)
    assert told("time", piece, found) <= ENOUGH


@pytest.mark.parametrize("piece", ["<audio src=/a.mp3>", "<object data=/a.mp3>"])
def test_time_of_a_player_in_itself(piece: str) -> None:
    def make(depth: int) -> str:
        return f'<p>水。</p><ul class="storyaudio">{piece * depth}'

    found = growth.time_slope(parsed_or_refused, make, [DEEP // 16, DEEP // 4, DEEP], ENOUGH)
    assert told("time", piece, found) <= ENOUGH


def test_time_of_headlines_in_themselves_on_another_page() -> None:
    def make(depth: int) -> str:
        return f"<html>x{'<h1>&nbsp;<img src=/x.jpg>' * depth}"

    found = growth.time_slope(parsed_or_refused, make, [DEEP // 16, DEEP // 4, DEEP], ENOUGH)
    assert told("time", "h1", found) <= ENOUGH


FIELD_PIECES = {
    "address": "a.",
    "plus": "a+",
    "space": " ",
    "comma": ", ",
    "and": " and ",
    "name": "Ann ",
}


@pytest.mark.parametrize("piece", FIELD_PIECES)
def test_time_of_a_piece_repeated_in_a_byline_field(piece: str) -> None:
    def make(size: int) -> str:
        author = f"<author>x{FIELD_PIECES[piece] * (size // len(FIELD_PIECES[piece]))}.</author>"
        return f"<rss><channel><item>{author}<description>x</description></item></channel></rss>"

    def read(feed: bytes) -> None:
        list(rfaparse.parse_feed(feed, on_error=lambda *_: None))

    found = growth.time_slope(read, make, SIZES[:6], ENOUGH)
    assert told("time", piece, found) <= ENOUGH


def test_time_of_items_inside_one_another() -> None:
    def read(feed: bytes) -> None:
        list(rfaparse.parse_feed(feed, on_error=lambda *_: None))

    def make(size: int) -> str:
        return "<rss><channel>" + "<item><title>x</title>" * (size // 22)

    found = growth.time_slope(read, make, SIZES[:6], ENOUGH)
    assert told("time", "items", found) <= ENOUGH


@pytest.mark.parametrize("start", ["[x](", "[x](y", "[x](y)", "[x](y)\n---", "---", "<!--1-->"])
def test_time_of_spaces_above_a_post(start: str) -> None:
    def make(size: int) -> str:
        return f"{start}{' ' * size}<p>x"

    found = growth.time_slope(parsed_or_refused, make, SIZES[:6], ENOUGH)
    assert told("time", start, found) <= ENOUGH


def test_time_of_a_page() -> None:
    found = growth.time_slope(rfaparse.parse, page, SIZES[:6], ENOUGH)
    assert told("time", "page", found) <= ENOUGH


@pytest.mark.parametrize("write", [to_html, to_markdown])
def test_time_of_a_line_with_many_marks_to_markup(write: Callable[[Article], str]) -> None:
    def read(data: bytes) -> str:
        return write(rfaparse.parse(data))

    def line(size: int) -> str:
        return filled("河<b>水</b>", size, "<p>", "</p>")

    assert growth.time_slope(read, line, SIZES[:6], ENOUGH) <= ENOUGH


@pytest.mark.parametrize("shape", SHAPES)
def test_memory_of_a_shape(shape: str) -> None:
    found = growth.traced_slope(rfaparse.parse, SHAPES[shape], SIZES[:6])
    assert told("objects", shape, found) <= ENOUGH


def test_a_square_is_seen() -> None:
    def square(text: bytes) -> int:
        return sum(text.count(b"\0") for _ in range(len(text) // 1000))

    found = growth.time_slope(square, SHAPES["many paragraphs"], SIZES[:5], ENOUGH)
    assert found > 1.5


def test_a_square_of_memory_is_seen() -> None:
    def square(text: bytes) -> list[bytes]:
        return [bytes(len(text)) for _ in range(len(text) // 10_000)]

    assert growth.traced_slope(square, SHAPES["br"], [16_000, 64_000, 256_000]) > 1.5


def test_the_slope_of_known_curves() -> None:
    sizes = range(1000, 9000, 1000)
    assert growth.slope({size: 3.0 * size for size in sizes}) == pytest.approx(1)
    assert growth.slope({size: 0.1 * size**2 for size in sizes}) == pytest.approx(2)


on_linux = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(),
    reason=f"{sys.platform} tells no peak that begins anew",
)


def stories(size: int) -> str:
    """Ordinary stories, one after the other."""
    parts: list[str] = []
    while sum(map(len, parts)) < size // 2:  # a Chinese story has two bytes for each character
        parts.append(invented_stories.mandarin(len(parts)).html)
    return "".join(parts)


def page(size: int) -> str:
    return pages.plone5(invented_stories.mandarin(1).around, length=size)


@on_linux
@pytest.mark.parametrize(
    ("make", "size"), [(stories, 100_000), (stories, 1_000_000), (page, 100_000), (page, 1_000_000)]
)
def test_peak_memory_of_a_parse(make: Callable[[int], str], size: int) -> None:
    text = make(size)
    times = growth.peak_memory(growth.WHOLE, make(2_000), text) / len(text.encode())
    assert told("times", f"{make.__name__} {size:,}", times) <= MOST_MEMORY


@on_linux
@pytest.mark.parametrize("shape", SHAPES)
def test_peak_memory_of_a_shape(shape: str) -> None:
    """Many small elements take more than 12 times their bytes as a bare tree already."""
    first, text = SHAPES[shape](4_000), SHAPES[shape](SIZES[-1])
    whole, bare = (growth.peak_memory(read, first, text) for read in (growth.WHOLE, growth.BARE))
    size = len(text.encode())
    told("times", shape, whole / size)
    told("trees", shape, whole / bare)
    assert whole <= max(MOST_MEMORY * size, 3 * bare)
