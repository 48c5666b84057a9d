"""Hostile pages: an article or an error, in time, with nothing lost."""

# ruff: noqa: E501  markup has long lines

from __future__ import annotations

import builtins
import socket
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fixture_cases import is_feed, names, source
from hypothesis import example, given
from hypothesis import strategies as st

import rfaparse
from rfaparse import RfaparseError, SourceTooLarge, StoryUrl
from rfaparse._byline import chinese, people
from rfaparse.export.json import from_json, to_json
from rfaparse.export.jsonld import to_json as to_jsonld
from rfaparse.export.markdown import to_markdown
from rfaparse.inspect import report

if TYPE_CHECKING:
    from collections.abc import Callable

STORIES = [name for name in names() if not is_feed(name)]
PIECES = st.sampled_from(
    [
        *"<p>|</p>|<div>|</div>|<span>|</span>|<b>|</b>|<ul>|<li>|</ul>|<br>|<a href='x'>|</a>".split(
            "|"
        ),
        *"<figure>|</figure>|<img src=x>|<figcaption>|<table>|<tr>|<td>|</table>|<svg>|</svg>".split(
            "|"
        ),
        *"<template>|</template>|<plaintext>|<math>|<select>|<option>|<textarea>|<noscript>".split(
            "|"
        ),
        *"<!--|-->|<![CDATA[|]]>|<!doctype html>|<html>|<body>|<head>|</head>|<title>|</title>".split(
            "|"
        ),
        *"<script>|</script>|<style>|<iframe src=y>|<audio src=z>|<blockquote class=twitter-tweet>".split(
            "|"
        ),
        *"<div id=storytext>|<div id=headerimg>|<div id=storypagemaincol>|<h1>|</h1>|null".split(
            "|"
        ),
        *"记者：|责编：|白石|丁一禾|（|）|、| |\n|\u3000|\u200b|&nbsp;|&#0;|&#x110000;|&amp;|&lt;".split(
            "|"
        ),
        *"---\n|from: x\n|<!--NaN-->|[a](b)|------|\x00|\x1b|\ud800|\ufeff|\u2028|\u202e".split(
            "|"
        ),
    ]
)
SOUP = st.lists(PIECES, max_size=30).map("".join)


def given_or_refused(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except RfaparseError as error:
        if not (error.found and error.remedy):
            raise
        return None


@pytest.mark.slow
@given(st.one_of(SOUP, st.text()))
@example("<p>" + "<sup>x" * 5000)
@example("---\na: " + "[" * 20_000 + "\n---\n<p>x</p>")
@example("---\n" + "- " * 8000 + "\n---\n<p>x</p>")
def test_any_text(text: str) -> None:
    for parser in ("lxml", "html5lib"):
        article = given_or_refused(lambda: rfaparse.parse(text, parser=parser))  # noqa: B023
        if article is not None:
            assert from_json(to_json(article)) == article
            assert "\n" in to_markdown(article)
            assert to_jsonld(article)


@given(st.one_of(st.binary(), SOUP.map(lambda text: text.encode("utf-16", "ignore"))))
def test_any_bytes(data: bytes) -> None:
    given_or_refused(lambda: rfaparse.parse(data))


@given(st.one_of(SOUP, st.text()))
def test_any_feed(text: str) -> None:
    feed = f"<rss><channel><item><description>{text}</description></item></channel></rss>"
    for candidate in (text, feed):
        given_or_refused(lambda: list(rfaparse.parse_feed(candidate)))  # noqa: B023


@given(st.one_of(st.text(), st.from_regex(r"https?://www\.rfa\.org/\w+/[\w-]*\d{8,14}(\.html)?")))
def test_any_url(text: str) -> None:
    given_or_refused(lambda: StoryUrl.parse(text))


@given(st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text()))
def test_any_line(line: str) -> None:
    letters = [people.letters_of(slug) for slug in ("english", "tibetan", "korean")]
    for found in (chinese.read_line(line), *(people.read_credits(line, each) for each in letters)):
        if found is not None:
            assert 0 <= found.start < found.end <= len(line)


@given(st.text())
def test_any_json(text: str) -> None:
    with pytest.raises(rfaparse.NotAnArticle):
        from_json(text)


@pytest.mark.parametrize(
    "tag", ["div", "span", "b", "blockquote", "ul><li", "font", "table><tr><td"]
)
def test_a_page_nested_too_deep_is_refused_or_whole(tag: str) -> None:
    opening = "".join(f"<{each}>" for each in tag.split("><"))
    page = f"{opening * 100_000}河水<p>漫过旧桥</p>"
    article = given_or_refused(lambda: rfaparse.parse(page))
    if article is None:
        with pytest.raises(SourceTooLarge, match="deep"):
            rfaparse.parse(page)
    else:
        assert article.text.split() == ["河水", "漫过旧桥"]


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aa">'
    '<!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><rss><channel><item><title>&x;&c;</title>'
    "<description>&lt;p&gt;河水&x;&lt;/p&gt;</description></item></channel></rss>"
)


def test_nothing_is_opened_and_nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        '<html><head><base href="http://127.0.0.1:9/"><link rel="stylesheet" href="http://127.0.0.1:9/x">'
        '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"></head><body><div id="storytext">'
        '<xi:include href="file:///etc/hostname"/><img src="http://127.0.0.1:9/a.jpg"><p>河水</p>'
        "</div></body></html>"
    )
    rfaparse.parse(page)  # what is imported when first used is imported now
    list(rfaparse.parse_feed(ENTITY))
    report(page)

    def refuse(*given: object, **_: object) -> None:
        raise AssertionError(f"asked for {given}")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    assert rfaparse.parse(page).text == "河水"
    (item,) = rfaparse.parse_feed(ENTITY)
    assert item.text == "河水&x;"
    assert "aaaa" not in (item.title or "")


def test_stories_are_read_where_nothing_may_be_opened() -> None:
    """Python's audit hooks see each file, connection, process and import, by C code of its too."""
    script = Path(__file__).parent / "support" / "sandboxed.py"
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    feeds = (source(name) for name in names() if is_feed(name))
    items = sum(len(list(rfaparse.parse_feed(feed, on_error=print))) for feed in feeds)
    assert done.stdout == f"{2 * len(STORIES) + items} read\n"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:x",
        "JaVaScRiPt:x",
        "java\tscript:x",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
    ],
)
def test_no_address_that_runs(href: str) -> None:
    page = f'<p><a href="{href}">旧桥</a></p><ul><li><a href="{href}">新路</a></li></ul><img src="{href}">'
    article = rfaparse.parse(page)
    assert [span.url for each in article.paragraphs for span in each.links] == [None]
    assert [link.url for link in article.related_links] == [None]
    assert [image.url for image in article.images] == [None]
    for written in (to_markdown(article), to_jsonld(article)):
        assert "script:" not in written.lower()
        assert "data:" not in written


@pytest.mark.parametrize("address", ["javascript:x", "data:text/html,x", "vbscript:x", "旧桥"])
def test_no_story_is_at_such_an_address(address: str) -> None:
    post = f'---\nfrom: "{address}"\ntitle: 旧桥\n---\n[旧桥]({address})\n------\n<p>河水</p>'
    feed = f"<rss><channel><item><link>{address}</link><description>&lt;p&gt;河水&lt;/p&gt;"
    feed += "</description></item></channel></rss>"
    page = f'<!-- saved from url=(0012){address} --><html><head><link rel="canonical" href="{address}">'
    page += (
        f'<meta property="og:url" content="{address}"></head><div id="storytext"><p>河水</p></div>'
    )
    stories = [rfaparse.parse(post), *rfaparse.parse_feed(feed), rfaparse.parse(page)]
    assert [story.url for story in [*stories, rfaparse.parse("<p>河水", url=address)]] == [None] * 4


def parsed(name: str) -> str:
    return to_json(rfaparse.parse(source(name)))


@pytest.mark.slow
def test_threads_and_processes_give_the_same() -> None:
    alone = [parsed(name) for name in STORIES]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(parsed, STORIES * 3)) == alone * 3
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(parsed, STORIES, chunksize=20)) == alone
