"""Lists whose whole text is links, and lists with other text."""

from __future__ import annotations

from typing import Literal

import pytest

import rfaparse
from rfaparse.model import RelatedLink

QIAO = "https://www.rfa.org/mandarin/qiao"
LU = "https://www.rfa.org/mandarin/lu"


def a(address: str, title: str) -> str:
    return f'<a href="{address}">{title}</a>'


RELATED = {
    "a link": (f"<li>{a(QIAO, '旧桥')}</li>", [("旧桥", QIAO)]),
    "in a mark": (f"<li><b>{a(QIAO, '旧桥')}</b></li>", [("旧桥", QIAO)]),
    "a mark in it": (f"<li>{a(QIAO, '<strong>旧桥</strong>')}</li>", [("旧桥", QIAO)]),
    "white space around": (f"\n<li> {a(QIAO, ' 旧桥 ')}\u200b </li>\u3000", [("旧桥", QIAO)]),
    "two items": (f"<li>{a(QIAO, '旧桥')}<li>{a(LU, '新路')}", [("旧桥", QIAO), ("新路", LU)]),
    "one title in two anchors": (
        f"<li>{a(QIAO, '旧桥')} {a(QIAO, '被淹')}</li>",
        [("旧桥 被淹", QIAO)],
    ),
    "one title, two spellings of its address": (
        f"<li>{a(QIAO, '旧')}{a('http://rfa.org/mandarin/qiao', '桥')}</li>",
        [("旧桥", QIAO)],
    ),
    "one title in two items": (
        f"<li>{a(QIAO, '旧桥')}</li><li>{a(QIAO, '旧桥')}</li>",
        [("旧桥", QIAO), ("旧桥", QIAO)],
    ),
    "one address inside and outside an item": (
        f"{a(QIAO, '旧桥')}<li>{a(QIAO, '被淹')}</li>{a(QIAO, '重开')}",
        [("旧桥", QIAO), ("被淹", QIAO), ("重开", QIAO)],
    ),
    "two titles in one item": (
        f"<li>{a(QIAO, '旧桥')}<br>{a(LU, '新路')}</li>",
        [("旧桥", QIAO), ("新路", LU)],
    ),
    "an anchor without text": (f"<li>{a(LU, '')}{a(QIAO, '旧桥')}</li>", [("旧桥", QIAO)]),
    "a break in a title": (f"<li>{a(QIAO, '旧桥<br>被淹')}</li>", [("旧桥 被淹", QIAO)]),
    "a script": (f"<li>{a(QIAO, '旧桥')}<script>x</script></li>", [("旧桥", QIAO)]),
    "no item": (a(QIAO, "旧桥"), [("旧桥", QIAO)]),
}
OTHERS = {
    "text": "<li>旧桥</li>",
    "text before a link": f"<li>另见{a(QIAO, '旧桥')}</li>",
    "text behind a link": f"<li>{a(QIAO, '旧桥')}。</li>",
    "text in another item": f"<li>{a(QIAO, '旧桥')}</li><li>新路</li>",
    "an anchor without address": f"<li>{a(QIAO, '旧桥')}<a name='x'>新路</a></li>",
    "a picture": f"<li>{a(QIAO, '旧桥<img src=x>')}</li>",
    "nothing": "<li> </li>",
}


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize("case", RELATED)
def test_related_links(case: str, tag: str) -> None:
    items, expected = RELATED[case]
    article = rfaparse.parse(f"<{tag}>{items}</{tag}>")
    assert [(link.title, link.url) for link in article.related_links] == expected
    assert len(article.body) == 1


@pytest.mark.parametrize("case", OTHERS)
def test_other_lists(case: str) -> None:
    assert rfaparse.parse(f"<ul>{OTHERS[case]}</ul><p>河水</p>").related_links == ()


def test_neighbouring_lists_are_one() -> None:
    lists = [
        f"<ul><li>{a(each, title)}</li></ul>" for each, title in ((QIAO, "旧桥"), (LU, "新路"))
    ]
    article = rfaparse.parse("<p> </p><br>".join(lists))
    (links,) = article.body
    assert links.links == (RelatedLink("旧桥", QIAO, QIAO), RelatedLink("新路", LU, LU))  # type: ignore[union-attr]


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
def test_a_list_inside_an_unclosed_link(parser: Literal["lxml", "html5lib"]) -> None:
    source = f"<div><a href='{QIAO}'>另见<ul><li>旧桥</li><li>新路</li></ul></div>"
    article = rfaparse.parse(source, parser=parser)
    assert [(link.title, link.url) for link in article.related_links] == [
        ("旧桥", QIAO),
        ("新路", QIAO),
    ]
    assert article.text == "另见"


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_story_behind_a_list_that_nobody_closed(
    tag: str, parser: Literal["lxml", "html5lib"]
) -> None:
    entry = '<li><a href="/mandarin/qiao-01012020000000.html">旧桥</a></li>'
    lines = f"<{tag}>河水。</{tag}><ul>{entry}</ul><{tag}>记者：白石 责编：禾川</{tag}>"
    story = rfaparse.parse(f"<p>水。</p><ul>{entry}{lines}", parser=parser)
    kinds = ["Paragraph", "RelatedLinks", "Paragraph", "RelatedLinks"]
    assert [type(block).__name__ for block in story.body] == kinds
    assert story.text == "水。\n\n河水。"
    assert story.reporters == ("白石",)


LEFT = {
    "an empty paragraph": ("<li>旧桥</li><p>&nbsp;</p><li>新路</li>", ["BulletList"]),
    "entries in blocks": ("<div><li>旧桥</li></div><p><li>新路</li></p>", ["BulletList"]),
    "a heading": ("<li>旧桥</li><h3>新路</h3><p>水。</p>", ["BulletList", "Heading", "Paragraph"]),
    "a quote": ("<li>旧桥</li><blockquote>新路</blockquote>", ["BulletList", "Quote"]),
    "a picture, and a list of links": (
        f"<li>旧桥</li><p>水。</p><img src='/x.jpg'><p>河。</p><ul><li>{a(QIAO, '旧桥')}</li></ul>",
        ["BulletList", "Paragraph", "Image", "Paragraph", "RelatedLinks"],
    ),
}


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize("case", LEFT)
def test_what_ends_a_list_that_nobody_closed(
    case: str, parser: Literal["lxml", "html5lib"]
) -> None:
    entries, kinds = LEFT[case]
    story = rfaparse.parse(f"<ul>{entries}", parser=parser)
    assert [type(block).__name__ for block in story.body] == kinds
