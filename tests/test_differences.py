"""Markup on which parsers differ: neither loses text, and both agree or the docs say so.

Each letter stands for a text. ``docs/guarantees.md`` names what `DIFFER` lists.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import growth
import pytest
import visible_text
from lxml import etree

import rfaparse

Parser = Literal["lxml", "html5lib"]
PARSERS: tuple[Parser, ...] = ("lxml", "html5lib")
GUARANTEES = Path(__file__).parents[1] / "docs" / "guarantees.md"
MEGABYTE = "x" * 1_000_000
LONG = "x" * 20_000  # html5lib takes time with the square of a name's length

AGREE = {
    "unclosed": ("<p>a<span>b<p>c<ul><li>d<li>e", "abcde"),
    "foreign in foreign": ("<p>a<svg><math><svg>b</svg></math></svg>c</p>", "abc"),
    "closed twice": ("<p>a</p></div></div></span><p>b</p>", "ab"),
    "a paragraph in a span": ("<span>a<p>b</p>c</span>d", "abcd"),
    "a paragraph in a heading": ("<h2>a<p>b</p></h2>c<h3>d<p>e", "abcde"),
    "bold around a paragraph": ("<b>a<p>b</p>c</b>d", "abcd"),
    "bold over an unclosed paragraph": ("<p>a<b>b<p>c</b>d</p>e", "abcde"),
    "bold left open": ("<p>a<b>b<p>c<ul><li>d<li>e", "abcde"),
    "svg": ("<p>a<svg><g><text>b</text></g></svg>c</p>", "abc"),
    "`title` in svg": ("<p>a<svg><title>x</title></svg>b</p>", "ab"),
    "`script` in svg": ("<p>a<svg><script>x</script></svg>b</p>", "ab"),
    "`style` in svg": ("<p>a<svg><style>x</style></svg>b</p>", "ab"),
    "html in svg": ("<p>a<svg><foreignObject><p>b</p></foreignObject></svg>c", "abc"),
    "html that ends svg": ("<p>a<svg><p>b</p></svg>c", "abc"),
    "math": ("<p>a<math><mi>b</mi><mo>c</mo></math>d</p>", "abcd"),
    "html in math": (
        "<p>a<math><annotation-xml encoding='text/html'><p>b</p></annotation-xml></math>c",
        "abc",
    ),
    "template": ("<p>a<template>x<i>y</i></template>b</p>", "ab"),
    "xmp": ("<p>a<xmp>b<b>c</xmp>d", "ab<b>cd"),
    "listing": ("<p>a<listing>b</listing>c", "abc"),
    "textarea": ("<p>a<textarea>b<b>c</textarea>d", "ab<b>cd"),
    "select": ("<p>a<select><option>b<option>c</select>d", "abcd"),
    "a conditional comment": ("<p>a<!--[if IE]>x<![endif]-->b</p>", "ab"),
    "a conditional section": ("<p>a<![if IE]>b<![endif]>c</p>", "abc"),
    "`iframe` that ends where it begins": ("<p>a</p><iframe src='x'/><p>b", "ab"),
    "`script` that ends where it begins": ("<p>a<script src='x'/>b<style/>c<p>d", "abcd"),
    "`small` that ends where it begins": ("<small/><div class=captioned><img src=x></div>a", "a"),
    "marks that end where they begin": ("<p>a<b/>b<a href=x/>c<a href='x'/>d<i/></p>e", "abcde"),
    "blocks that end where they begin": (
        "a<ul/><blockquote/>b<h2/>c<table/>d<p/>e<div/>f",
        "abcdef",
    ),
    "players that end where they begin": ("<p>a<video/>b<object/>c<audio/>d</p>e", "abcde"),
    "fields that end where they begin": ("<p>a<textarea/>b<select/>c<button/>d", "abcd"),
    "CDATA": ("<p>a<![CDATA[x]]>b</p>", "ab"),
    "a processing instruction": ("<p>a<?php x ?>b</p>", "ab"),
    "an unclosed comment": ("<p>a<!--x<p>y", "a"),
    "a comment closed by --!>": ("<p>a<!--x--!>b", "ab"),
    "duplicate attributes": ("<p title=1 title=2>a<a href=x href=y>b</a></p>", "ab"),
    "an attribute of a megabyte": (f'<p title="{MEGABYTE}">a</p><p {MEGABYTE}=1>b</p>', "ab"),
    "a long name": (f"<p>a<{LONG}>b</{LONG}>c</p>", "abc"),
    "an unclosed attribute": ('<p>a</p><p title="x>y</p>', "a"),
    "no tags": ("<p>a < b <1> & &nosuch; &ampc</p>", "a<b<1>&&nosuch;&c"),
    "references out of range": ("<p>a&#x110000;b&#0;c&#xD800;d&#99999999999;</p>", "a�b�c�d�"),
    "references of Windows": ("<p>a&#128;b&#x93;</p>", "a€b“"),
    "references without end": ("<p>a&#65b&#x3042c</p>", "aAb\U0003042c"),
    "ruby": ("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>c</p>", "a(b)c"),
    "what follows embed": ("<embed src='x'><p>a</p>b", "ab"),
    "what follows </html>": ("<p>a</p></html><p>b</p>", "ab"),
    "text after </body>": ("<p>a</p></body> </html>b<p>c</p>", "abc"),
    "plaintext": ("<p>a<plaintext>b", "ab"),
    "an unclosed textarea": ("<p>a<textarea>b", "ab"),
    "a tag that breaks off": ("<p>a</", "a</"),
    "an opening tag that breaks off": ("<p>a<b", "a"),
    "a script in a link": ("<ul><li><a href=x>a<script>x</script></a></li></ul>", "a"),
    "loose ends of elements without any": ("<p>a<wbr>b<source>c<track>d<input>e<param>f", "abcdef"),
}
OF_HTML5 = {
    *("xmp", "textarea", "no tags", "a tag that breaks off"),
    *("references out of range", "references of Windows"),
}
"""What libxml2 reads as HTML5 has it since 2.14, and otherwise before."""
of_today = [
    pytest.param(
        case, marks=pytest.mark.skipif(etree.LIBXML_VERSION < (2, 14), reason="libxml2 before 2.14")
    )
    if case in OF_HTML5
    else case
    for case in AGREE
]
DIFFER = {
    "misnested": ("<p>a<b>b<i>c</b>d</i>e</p>", "abcde"),
    "`</body>`": ("<p>a</body>b</p>", "ab"),
    "`template`": ("<p>a<template>x<p>y</p></template>b</p>", "ab"),
    "inside a table": ("<table>a<tr>b<td>c</td>d</tr>e</table>f", "abcdef"),
    "`</br>`": ("<p>a</br>b</p>", "ab"),
    "`</p>` without": ("<p>a</p>b</p>c<wbr>", "abc"),  # read as it stands but for the wbr
    "without a table": ("<p>x</p><tr><td>a</td></tr><caption>b</caption><col>c", "xabc"),
    "`frameset`": ("<p>a<frameset><frame>b</frameset>c", "abc"),
    "`form` inside a form": ("<p>a<form>b<form>c</form>d", "abcd"),
    "`image`": ("<p>a<image src=x>b</p>", "ab"),
    "`isindex`": ("<p>a<isindex>b</p>", "ab"),
    "CDATA": ("<p>a<svg><![CDATA[x]]></svg>b</p>", "ab"),
}


def shown(text: str, parser: Parser) -> str:
    article = rfaparse.parse(text, parser=parser)
    assert article.byline is None
    return visible_text.of_article(article)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", of_today)
def test_nothing_is_lost(case: str, parser: Parser) -> None:
    text, seen = AGREE[case]
    assert shown(text, parser) == seen


@pytest.mark.parametrize("case", of_today)
def test_the_parsers_agree(case: str) -> None:
    text, _ = AGREE[case]
    assert rfaparse.parse(text, parser="html5lib") == rfaparse.parse(text)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", DIFFER)
def test_nothing_is_lost_where_they_differ(case: str, parser: Parser) -> None:
    text, seen = DIFFER[case]
    assert set(seen) <= set(shown(text, parser))


@pytest.mark.parametrize("case", DIFFER)
def test_where_they_differ_the_guide_says_so(case: str) -> None:
    text, _ = DIFFER[case]
    assert rfaparse.parse(text, parser="html5lib") != rfaparse.parse(text)
    named = GUARANTEES.read_text(encoding="utf-8").partition("The parsers may differ")[2]
    assert case in re.split(r"\n- |\n\n", named)[0].replace("\n  ", " ")


FEED = (
    "<rss><channel><item><link>{}</link><description>&lt;p>a</description></item></channel></rss>"
)


@pytest.mark.parametrize("address", ["javascript:x", "data:text/html,x", "t://]"])
def test_a_posts_own_address_is_a_web_address(address: str) -> None:
    assert rfaparse.parse(f"---\nfrom: {address}\n---\n<p>a</p>").url is None


def test_an_items_own_address_is_a_web_address() -> None:
    (item,) = rfaparse.parse_feed(FEED.format("javascript:x"))
    assert item.url is None


def test_links_inside_of_links_take_no_more_time_than_their_length() -> None:
    def make(links: int) -> str:
        return "".join(f"<a href={number}>x<div>" for number in range(links))

    assert growth.time_slope(rfaparse.parse, make, [125, 250, 500, 1000], 1.4) <= 1.4
