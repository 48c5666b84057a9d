"""Demands on the answer to any input at all: functions of bytes, for `fuzz.py` and for the tests.

A target raises AssertionError, or whatever else the library lets through, and is silent otherwise.
"""

# ruff: noqa: E501  markup has long lines

from __future__ import annotations

import copy
import html
import json
import re
import time
from collections import Counter
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import broken_pages
import invented_stories
import visible_text
from fixture_cases import is_feed, names, source
from lxml import etree

import rfaparse
from rfaparse import Article, RfaparseError, StoryUrl, Wrapping
from rfaparse.export.json import from_json, to_dict, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Target = Callable[[bytes], None]


Result = TypeVar("Result")
MOST_SECONDS = 0.25
LONGEST = 100_000
SLOWEST = [0.0]
"""The seconds that the slowest input of this process took."""

PIECES = tuple(
    (
        "<p>|</p>|<div>|</div>|<span>|</span>|<b>|</b>|<i>|</i>|<ul>|<ol>|<li>|</li>|</ul>|<br>|<br/>"
        "|<a href='x'>|<a href='/mandarin/y-01022021030405.html'>|</a>|<h1>|<h2>|</h2>|<sup>|</sup>"
        "|<figure>|</figure>|<img src=x>|<figcaption>|<small>|</small>|<div class='captioned'>"
        "|<div class='image-caption'>|<span class='copyright'>|<div id='zoomattribute'>"
        "|<table>|<tr>|<td>|</td>|</table>|<dl>|<dt>|<dd>|<svg>|</svg>|<math>|<title>|</title>"
        "|<template>|</template>|<plaintext>|<select>|<option>|<textarea>|</textarea>|<noscript>"
        "|<!--|-->|<!--[if IE]>|<![endif]-->|<![CDATA[|]]>|<!doctype html>|<html>|<body>|<head>|</head>"
        "|<script>|</script>|<style>|</style>|<iframe src=y>|</iframe>|<audio src=z>|</audio>|<video>"
        "|<object>|</object>|<embed src=w>|</html>|<blockquote class=twitter-tweet>|<blockquote>|</blockquote>|<q|<|>|</|'|=|\""
        "|<div id=storytext>|<div id=headerimg>|<div id=storypagemaincol>|<form>|<button>|<pre>|null"
        "|记者：|责编：|网编：|记者|責編|编辑|翻译|自由亚洲电台|报道|白石|丁一禾|河水漫过旧桥。|（|）|(|)|、|/|：|:|·|华盛顿"
        "|Reported by |Edited by |Ann Reed|. |གསར་འགོད་པ་|ཀ་ཁ|དང་|།"
        "| |\n|\r\n|\t|\f|\u3000|\u200b|\u200d|\u00a0|&nbsp;|&#0;|&#x110000;|&#xd800;|&amp;|&lt;|&|&#"
        "|---\n|from: x\n|title: y\n|<!--NaN-->|[a](b)\n|------\n"
        "|\x00|\x1b|\ufeff|\u2028|\u202e|\u0300|\u00ad|\ufffe|x|0|。"
    ).split("|")
)
"""Markup and text of stories and of attackers: joined at random, it is tag soup."""
LINE_PIECES = tuple(piece for piece in PIECES if "<" not in piece and "&" not in piece)

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_shown: Callable[..., Any] = etree.XPath(
    "//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript"
    " or ancestor::head or ancestor::title or ancestor::audio or ancestor::video"
    " or ancestor::iframe or ancestor::object)]"
)


_DOCUMENT = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


def in_time(read: Callable[[], Result], length: int) -> Result:
    """The result of `read`, if it takes no longer than an input of `length` may."""
    start = time.process_time()
    result = read()
    taken = time.process_time() - start
    for _ in range(4):  # a busy machine only ever adds time
        if taken <= MOST_SECONDS or length >= LONGEST:
            SLOWEST[0] = max(SLOWEST[0], taken if length < LONGEST else 0.0)
            return result
        start = time.process_time()
        read()
        taken = min(taken, time.process_time() - start)
    raise AssertionError(f"{length:,} characters took {taken:.3f} s")


def read_or_refused(given: str | bytes, **options: Any) -> Article | None:
    def read() -> Article | None:
        try:
            return rfaparse.parse(given, **options)
        except RfaparseError as error:
            if not (error.found and error.remedy):
                raise
            return None

    return in_time(read, len(given))


def accounted(article: Article) -> str:
    """The visible characters of `article`, first the body's, then the byline's and leftovers."""
    leftover = visible_text.characters("".join(article.leftover))
    return visible_text.of_article(article) + visible_text.of_byline(article) + leftover


def legal(text: str) -> str:
    """`text` without the characters that a tree cannot hold."""
    return _ILLEGAL.sub("", text.lstrip("\ufeff").replace("\f", " "))


def shown_by_tree(text: str) -> str:
    """The visible characters of a fragment, according to libxml2's tree."""
    markup = legal(text).encode("utf-8", "ignore")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    start = b"" if _DOCUMENT.search(text) else b"<div>"
    root = etree.fromstring(start + markup, parser)
    return visible_text.characters(legal("".join(_shown(root))))  # references may be to any


def demand_all(article: Article, seen: str) -> None:
    """Every character of `seen` is in `article`, and no other."""
    actual, expected = Counter(accounted(article)), Counter(seen)
    assert actual == expected, f"invented {actual - expected}, lost {expected - actual}"


def parse_bytes(data: bytes) -> None:
    article = read_or_refused(data)
    if article is not None:
        demand_web_addresses(article)


def demand_web_addresses(article: Article) -> None:
    urls = [
        article.url,
        *(image.url for image in article.images),
        *(audio.url for audio in article.audio),
        *(embed.url for embed in article.embeds),
        *(link.url for link in article.related_links),
        *(link.url for paragraph in article.paragraphs for link in paragraph.links),
    ]
    assert all(url is None or url.startswith(("http://", "https://")) for url in urls), urls


def parse_text(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    article = read_or_refused(text)
    if article is None:
        return
    demand_web_addresses(article)
    if article.wrapping is not Wrapping.FRAGMENT:
        return
    # libxml2 sets what follows the end of the body elsewhere; to a browser it is no end.
    whole = shown_by_tree(_ENDS.sub("", legal(text)))
    try:
        demand_all(article, shown_by_tree(text))
    except AssertionError:
        demand_all(article, whole)


_ENDS = re.compile(r"</(?:body|html)\b[^>]*>", re.IGNORECASE)


def parse_soup(data: bytes) -> None:
    parse_text("".join(PIECES[byte % len(PIECES)] for byte in data).encode())


def parse_feed(data: bytes) -> None:
    def read() -> list[Article]:
        try:
            return list(rfaparse.parse_feed(data, on_error=lambda *_: None))
        except RfaparseError:
            return []

    in_time(read, len(data))


def story_url(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        story = in_time(lambda: StoryUrl.parse(text), len(data))
    except RfaparseError:
        return
    assert story.url.startswith(("http://", "https://"))
    assert StoryUrl.parse(story.url) == story


def credit_line(data: bytes) -> None:
    """A line in a story, read by the byline's grammar: nothing of it is lost or invented."""
    line = "".join(LINE_PIECES[byte % len(LINE_PIECES)] for byte in data)
    page = f"<p>x</p><p>{html.escape(line)}</p>"
    article = read_or_refused(page)
    assert article is not None
    seen = visible_text.characters("x" + _ILLEGAL.sub("", line))
    assert Counter(accounted(article)) == Counter(seen)
    if article.byline:
        for credit in article.byline.credits:
            assert credit.name
            assert credit.name == credit.name.strip()


def json_document(data: bytes) -> None:
    """Any JSON; and a story's, in which one value after another is replaced."""
    whole = to_dict(rfaparse.parse(_WHOLE))
    for document in (data, json.dumps(_spoilt(whole, data)).encode()):
        try:
            article = in_time(partial(from_json, document), len(document))
        except rfaparse.NotAnArticle:
            continue
        written = to_json(article)
        assert to_json(from_json(written)) == written


def plone_json(data: bytes) -> None:
    """Any JSON; and a story of Plone's with other values."""
    for document in (data, _spoilt(copy.deepcopy(_PLONE), data)):
        try:
            article = in_time(partial(rfaparse.parse_plone, document), len(data))
        except RfaparseError as error:
            if not (error.found and error.remedy):
                raise
            continue
        demand_web_addresses(article)


def broken_page(data: bytes) -> None:
    """A page with generated damage."""
    article = read_or_refused(broken_pages.broken(data))
    if article is not None:
        demand_web_addresses(article)


_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 10**400, 1.5, float("inf"), float("nan"), "", "x", "\ud800", "https://a.b"),
    *("2021-03-05T00:00:00Z", "9999-99-99", "link", "reporter", "paragraph", [], [None], {}),
    *({"type": "image"}, {"type": None}, [[]], {"type": "heading", "text": 1}),
)


def _spoilt(document: Any, data: bytes) -> Any:
    """A story's data with values changed: of four bytes, three lead to a value, one replaces it."""
    for start in range(0, len(data) - 3, 4):
        holder: Any = document
        *steps, value = data[start : start + 4]
        for step in steps:
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            if not keys:
                break
            key = keys[step % len(keys)]
            if not isinstance(holder[key], (dict, list)) or step == steps[-1]:
                holder[key] = copy.deepcopy(_VALUES[value % len(_VALUES)])
                break
            holder = holder[key]
    return document


_WHOLE = """<img src=a width=1><span class=lead_image_caption>b（白石摄）</span>
<p>河<b>水</b><a href="/mandarin/c">d</a></p><h2>e</h2><blockquote>f</blockquote><ul><li>g</ul>
<ul><li><a href="/mandarin/h">i</a></ul><iframe src="//a.b/c"></iframe><audio src="/x.mp3"></audio>
<p>记者：白石（巴黎） 责编：丁一禾</p>"""
"""A story that has each part."""
_PICTURE = {"@id": "/a.jpg", "title": "a.jpg", "description": "河水（白石摄）", "Rights": "x"}
_FILE = {"content-type": "audio/mpeg", "download": "/a.mp3", "width": 9, "height": 9}
_PLONE: dict[str, Any] = {
    "@id": "/mandarin/x-01022021030405.html",
    "@type": "story",
    "title": "河水",
    "description": "x",
    "text": {"data": _WHOLE},
    "subjects": ["x", "y"],
    "language": {"token": "en"},
    "effective": "2021-03-05T00:00:00Z",
    "created": None,
    "modified": "2021-03-05T00:00:00Z",
    "image": {**_FILE, "scales": {"mini": _FILE}},
    "image_caption": "x（白石摄）",
    "p4_image": _PICTURE,
    "audio_file": _FILE,
    "additional_audio": [{"audio_file": _FILE}],
    "p4_audio": [_PICTURE],
    "story_slideshow": [_PICTURE, {"image": _FILE, "caption": "x"}],
    "story_dateline": "曼谷",
    "story_byline": "By Ann Reed",
    "manual_related_stories": [_PICTURE],
    "parent": {"@id": "/x"},
}
"""A story of Plone's JSON that has each field."""


TARGETS: dict[str, Target] = {
    "bytes": parse_bytes,
    "text": parse_text,
    "soup": parse_soup,
    "feed": parse_feed,
    "url": story_url,
    "byline": credit_line,
    "json": json_document,
    "page": broken_page,
    "plone": plone_json,
}


def seeds(target: str) -> Iterator[bytes]:
    """The fuzzer's first inputs: the fixtures, in the form that the target takes."""
    stories = [name for name in names() if not is_feed(name)]
    if target in {"soup", "byline", "page"}:
        chance = Random(1)  # noqa: S311  no secret
        yield from (chance.randbytes(length) for length in range(1, 60))
    elif target == "plone":
        invented = (invented_stories.mandarin(number).plone for number in range(3))
        documents = (_PLONE, *invented)
        yield from (json.dumps(story, ensure_ascii=False).encode() for story in documents)
    elif target == "feed":
        yield from (source(name) for name in names() if is_feed(name))
    elif target == "url":
        yield from (url.encode() for url in _urls(stories))
    elif target == "json":
        yield from (to_json(rfaparse.parse(source(name))).encode() for name in stories)
    else:
        yield from (source(name) for name in names())


def _urls(stories: list[str]) -> Iterator[str]:
    yield "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"
    yield "http://www.benarnews.org/english/news/x-20150101.html"
    for name in stories:
        url = rfaparse.parse(source(name)).url
        if url:
            yield url
