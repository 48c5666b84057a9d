"""The fuzzer's targets hold for its seeds, past findings and generated inputs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import fuzz_targets
import pytest
import soup
from attrs import evolve
from fuzz_targets import TARGETS, seeds

import rfaparse
from rfaparse import Paragraph, StoryUrl
from rfaparse.export.json import from_json

if TYPE_CHECKING:
    from collections.abc import Callable

CRASHED = {
    "a base with a bracket for a host": ("text", b"---\nt:\nfrom: t://]\n---\n<img src='x/y'>"),
    "an encoding that nobody knows": ("feed", b'<?xml version="1.0" encoding="u"?><rss/>'),
    "an address in an address, with one slash": (
        "url",
        b"http:/www.benarnews.org/english//www.benarnews.org/englinews/x-20150102.html",
    ),
    "a declaration alone": ("feed", b'<?xml version="1.0"?>'),
    "half a character": ("feed", b"<rss><channel><item><title>&#xD800;&#56320;</title></item>"),
    "a player in a post": ("text", b"<blockquote class=twitter-tweet>a<video>b</video>c"),
    "an end with a control character inside": ("text", b"<audio ></\x00html>\xe6"),
    "a picture that breaks off": ("text", "<p>水></p><p><img 天='2.png' cla".encode()),
    "a reference to a control character": ("text", b"<p>a&#5;b</p>"),
    "one between a bracket and a name": ("text", b"<p>a<&#1;/p>b&am&#2;p;c</p>"),
    "names that lxml refuses": ("bytes", b"<p>a<b<c {x=1 {y}z=2>d</p>"),
    "a tag inside of a tag": ("text", "<p>河水</p><p>白石</p<span>>".encode()),
    "a lead picture's tag that breaks off": ("text", b"<img src='\n <div id='zoomattribute'"),
    "an end in a quotation that ends nothing": (
        "text",
        b"<blockquote><p />a</p></blockquote>",
    ),
    "places alone, with a report": ("byline", "记者从北京、香港华盛顿报道 责编：安木".encode()),
    "what follows a page without a body": ("text", b"<html></html><div id='zoomattribute'>x"),
    "a document with an open player": (
        "text",
        b"<video></div><p id='zoomattribute'><!doctype html><",
    ),
    "brackets": ("json", b"[" * 100_000),
    "braces": ("json", b'{"a":' * 100_000),
    "a story in brackets": ("plone", b"[" * 100_000),
}
"""What the fuzzer found, as small as it gets."""


@pytest.mark.parametrize("target", TARGETS)
def test_seeds(target: str) -> None:
    given = list(seeds(target))
    assert given
    for seed in given:
        TARGETS[target](seed)


@pytest.mark.parametrize("case", CRASHED)
def test_what_once_broke_it(case: str) -> None:
    target, data = CRASHED[case]
    TARGETS[target](data)


def test_generated() -> None:
    tried = soup.run(3000, 2)
    assert set(tried) == set(TARGETS) - {"text"}  # soup is text
    assert tried.total() == 3000


def test_a_feeds_letters_beside_the_surrogates_stay() -> None:
    letters = "".join(f"&#{number};" for number in (0xD7FB, 0xD800, 0xDFFF, 0xE000))
    feed = f"<rss><channel><item><title>{letters}</title><description>x</description></item>"
    (item,) = rfaparse.parse_feed(f"{feed}</channel></rss>")
    assert item.title == "\ud7fb\ufffd\ufffd\ue000"


def without_last(read: Callable[..., Any]) -> Callable[..., Any]:
    def parse(*given: Any, **options: Any) -> Any:
        article = read(*given, **options)
        return evolve(article, body=article.body[:-1])

    return parse


def twice(read: Callable[..., Any]) -> Callable[..., Any]:
    def parse(*given: Any, **options: Any) -> Any:
        article = read(*given, **options)
        return evolve(article, body=(*article.body, Paragraph("x")))

    return parse


def failing(_: Callable[..., Any]) -> Callable[..., Any]:
    def parse(*_: Any, **__: Any) -> Any:
        raise KeyError("x")

    return parse


def slow(read: Callable[..., Any]) -> Callable[..., Any]:
    def parse(*given: Any, **options: Any) -> Any:
        end = time.process_time() + 0.03
        while time.process_time() < end:
            read(*given, **options)
        return read(*given, **options)

    return parse


@pytest.mark.parametrize("spoil", [without_last, twice, failing, slow])
def test_a_target_fails_where_the_parser_does(
    spoil: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rfaparse, "parse", spoil(rfaparse.parse))
    monkeypatch.setattr(fuzz_targets, "MOST_SECONDS", 0.01)
    with pytest.raises((AssertionError, KeyError)):
        TARGETS["text"]("<p>河水</p><p>漫过旧桥</p>".encode())


def test_the_other_targets_fail_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rfaparse, "parse", twice(rfaparse.parse))
    with pytest.raises(AssertionError):
        TARGETS["byline"](b"\x80\x81\x82")
    monkeypatch.setattr(rfaparse, "parse_feed", failing(rfaparse.parse_feed))
    with pytest.raises(KeyError):
        TARGETS["feed"](b"<rss>")
    monkeypatch.setattr(rfaparse, "parse_plone", failing(rfaparse.parse_plone))
    with pytest.raises(KeyError):
        TARGETS["plone"](b"{}")
    monkeypatch.setattr(StoryUrl, "parse", failing(StoryUrl.parse))
    with pytest.raises(KeyError):
        TARGETS["url"](b"x")
    monkeypatch.setattr(fuzz_targets, "from_json", failing(from_json))
    with pytest.raises(KeyError):
        TARGETS["json"](b"{}")
