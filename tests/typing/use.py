# pyright: strict
"""What a type checker makes of a user's program. Read by ``tests/test_typing.py``, never run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import bs4
from lxml import html  # type: ignore[import-untyped]
from typing_extensions import assert_type

import rfaparse
from rfaparse.export import csv, json, jsonld, markdown, text
from rfaparse.inspect import report


def of_element(element: rfaparse.LxmlElement) -> rfaparse.Article:
    return rfaparse.parse(element)


story = rfaparse.parse(b"<p>x</p>", url="https://www.rfa.org/", encoding="utf-8", parser="html5lib")
assert_type(story, rfaparse.Article)
assert_type(rfaparse.parse("<p>x</p>"), rfaparse.Article)
assert_type(rfaparse.parse(bs4.BeautifulSoup("<p>x</p>", "lxml")), rfaparse.Article)
for tag in bs4.BeautifulSoup("<p>x</p>", "lxml").find_all("p"):
    assert_type(rfaparse.parse(tag), rfaparse.Article)
rfaparse.parse(html.fromstring("<p>x</p>"))  # pyright: ignore  # lxml ships no types
assert_type(story.title, str | None)
assert_type(story.story_id, str | None)
assert_type(story.reporters, tuple[str, ...])
assert_type(story.created, datetime | None)
assert_type(story.images, tuple[rfaparse.Image, ...])
assert_type(story.paragraphs, tuple[rfaparse.Paragraph, ...])
assert_type(story.related_links, tuple[rfaparse.RelatedLink, ...])
assert_type(rfaparse.parse_feed(b"<rss/>"), Iterator[rfaparse.Article])
for each in rfaparse.parse_feed("<rss/>", on_error=lambda item, error: print(item.number, error)):
    assert_type(each, rfaparse.Article)
assert_type(rfaparse.parse_plone({"@type": "story", "text": "<p>x</p>"}), rfaparse.Article)
assert_type(rfaparse.StoryUrl.parse("x").suffix, int | None)
assert_type(rfaparse.SERVICES, tuple[rfaparse.Service, ...])
assert_type(rfaparse.unread_credit_lines(story), tuple[str, ...])
assert_type(json.to_json(story), str)
assert_type(json.from_json("x"), rfaparse.Article)
assert_type(json.from_dict(json.to_dict(story)), rfaparse.Article)
assert_type(markdown.to_markdown(story), str)
assert_type(text.to_text(story), str)
assert_type(csv.to_row(story), dict[str, str])
assert_type(report(b"<p>x</p>"), str)
print(jsonld.to_jsonld(story)["headline"])

if story.byline is not None:
    assert_type(story.byline.reporters, tuple[str, ...])
    assert_type(story.byline.text, str | None)
    assert_type(story.byline.field, str | None)
    assert_type(story.byline.desks, tuple[str, ...])
    assert_type(story.byline.credits[0].role, rfaparse.Role)
    assert_type(story.byline.credits[0].kind, rfaparse.CreditKind)
    assert_type(story.byline.credits[0].role == "reporter", bool)

for block in story.body:
    if isinstance(block, rfaparse.Image):
        assert_type(block.width, int | None)
    elif isinstance(block, rfaparse.Paragraph):
        assert_type(block.spans, tuple[rfaparse.Span, ...])

for block in story.body:
    match block:
        case rfaparse.Image():
            assert_type(block.width, int | None)
        case rfaparse.Paragraph():
            assert_type(block.spans, tuple[rfaparse.Span, ...])
        case rfaparse.Heading() | rfaparse.Quote() | rfaparse.Embed():
            assert_type(block.text, str)
        case rfaparse.BulletList():
            assert_type(block.items, tuple[rfaparse.Paragraph, ...])
        case rfaparse.RelatedLinks():
            assert_type(block.links, tuple[rfaparse.RelatedLink, ...])
