"""Formats other than HTML, which may contain tags, recognised by how they begin."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._source.decode import opening_text
from rfaparse._source.mistaken import mistaken, shortened
from rfaparse.errors import NotAStory

if TYPE_CHECKING:
    from lxml.etree import _Element

_PROLOG = r"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
_FEED_ROOT = r"<(?i:(?:rdf:)?RDF|rss|feed)\b"
_FEED = re.compile(rf"{_PROLOG}{_FEED_ROOT}")
_WARNING = (
    r"\s*(?:<br\s*/?>\s*)?(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|(?:Fatal|Parse) error)"
)
_WARNED_FEED = re.compile(rf"{_WARNING}(?:</b>)?\s*:(?s:.*?){_FEED_ROOT}")
"""Error messages of PHP, which come before everything else."""
_XML = re.compile(rf"(?=\s*<(?:\?xml|!DOCTYPE\s+(?!(?i:html)))\s*){_PROLOG}<([a-zA-Z][\w.:-]*)")
_OF_STORIES = frozenset(
    "a abbr article audio b big blockquote br center dd div dl dt em embed figure font h1 h2 h3 h4"
    " h5 h6 hr i iframe img li object ol p pre q s section small span strike strong sub sup table"
    " td title tr tt u ul video".split()
)
"""A text field of Plone may consist of a ``title`` alone."""
_ITEMS = frozenset({"item", "entry"})
OF_HTML = frozenset([*_OF_STORIES, *"html head body meta link script style main".split()])
_JSON = r"(?:\[\s*(?:(?:null|true|false|-?\d[\d.eE+-]*)\s*,\s*)*)?\{\s*[\"}]"
_DATE_TIME = r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d"
# By name and remedy. Only openings that no story can have belong here.
_FORMATS = {
    ("PDF", "pass the page that links to it"): r"%PDF-",
    ("JSON", "pass the HTML in it, or a story of Plone's to rfaparse.parse_plone()"): (
        rf"{_JSON}|\[\s*(?:[\[\]]|\"[^\"\n]{{0,200}}\"\s*[,\]])"
    ),
    ("an MHTML file", "save the page as HTML, or read the file with rfaparse archive"): (
        r"(?:[\w-]{2,40}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){0,100}?"
        r"(?i:MIME-Version|(?:Snapshot-)?Content-(?:Type|Location|Transfer-Encoding|Base))[ \t]*:"
    ),
    ("a script or a style sheet", "pass the page that it belongs to"): (
        r"/\*|//|#!|<\?php|[\"']use strict|[;!(+]*\s*(?:async\s+)?function\s*[\w$*]*\s*\("
        r"|\(?\([\w\s,]*\)\s*=>|(?:var|let|const)\s+(?:[\w$]+\s*[=;,]|[{\[])"
        r"|(?:if|for|while)\s*\(|try\s*\{"
        r"|(?:im|ex)port\s*(?:[\"'{*(]|\w+\s+from\b|(?:default|const|function|class)\b)"
        r"|[\w$.\]\[]+\s*(?:\|\|)?=\s*(?:[\"'{(\[]|(?:function|new|window|document)\b|\d+;)"
        r"|[\w$]+(?:\.[\w$]+)*\((?:[{\[)]|function)|[\w$]+(?:\.[\w$]+)+\([\"']"
        r"|@(?:charset|import|media|font-face|namespace|keyframes|supports)\b"
        r"|[\w\s.#:>+~*,\[\]=\"'()-]{1,500}\{\s*[\w-]+\s*:"
        r"|[^<]{0,20000}(?:[={\[+?]|\w\()\s*[\"'`]<"  # a tag in a string, as the first one
    ),
    ("a log", "there is no story to read in it"): (
        rf"{_DATE_TIME}[^\n]*\n{_DATE_TIME}|{_DATE_TIME}[^\n]{{0,60}}\b(?:DEBUG|INFO|WARN|ERROR)"
        r"|\S+ \S+ \S+ \[\d\d/\w{3}/\d{4}:|\[?(?:\w{3} )?\w{3} [ \d]\d \d\d:\d\d:\d\d"
    ),
    ("SQL", "pass the HTML in one of its columns"): (
        r"(?:INSERT INTO|CREATE TABLE|DROP TABLE) |BEGIN TRANSACTION;|PRAGMA \w+ ?="
        r"|--(?:[ \t]*\n--)?[ \t][^\n]{0,80}(?i:\bdump\b)"
    ),
    ("CSV", "pass the HTML in one of its columns"): (
        r"(?=[^\n]{0,500}\b(?:url|link|title|date|html|text|content|body|id|name|author)\b)"
        r"\"?\w+\"?(?:[,;\t]\"?\w+\"?)+\n"
        r"|\"[^\"<>\n]{0,500}\"[,;\t]\"|https?://[^\s,;<>]{1,2000}[,;\t]"
        r"|(?=[^<\n]{0,500}[,;\t])[^<\n]{1,1000}\n[^<]{0,20000}[,;\t]\"<"  # any names
    ),
}
_BEGINS = re.compile(
    rf"\s*(?!\s|<(?!\?php))(?:{'|'.join(f'({form})' for form in _FORMATS.values())})", re.ASCII
).match
_begins_json = re.compile(rf"\s*{_JSON}").match
_WINDOW = 4096


def is_feed(text: str) -> bool:
    """Whether `text` begins like a feed, or like one after a server's warnings."""
    return begins_as_feed(text) or _WARNED_FEED.match(text, 0, _WINDOW) is not None


def begins_as_feed(text: str) -> bool:
    """Whether only a prolog precedes the root of a feed."""
    return _FEED.match(text, 0, _WINDOW) is not None


def is_json(source: bytes) -> bool:
    """Whether `source` begins like a JSON object or an array of objects."""
    return _begins_json(opening_text(source)) is not None


def demand_html(text: str) -> None:
    """Refuse a source in another format, by how it begins.

    Raises:
        NotAStory: Which it is.
    """
    if is_feed(text):
        raise NotAStory("the source is a feed", "read it with rfaparse.parse_feed()")
    begun = _BEGINS(text)
    if begun and begun.lastindex:
        name, remedy = list(_FORMATS)[begun.lastindex - 1]
        raise NotAStory(*(mistaken(text) or (f"{name}: {shortened(text)}", remedy)))
    first = _XML.match(text, 0, _WINDOW)
    if first and first[1].lower() not in OF_HTML:
        raise NotAStory(f"XML: {shortened(text[first.start(1) - 1 :])}", "pass the story's HTML")


def demand_story_elements(root: _Element, text: str) -> None:
    """Refuse a fragment without an element of a story outside drawings.

    Raises:
        NotAStory: The fragment begins with another element, or has none.
    """
    other = None
    walk = etree.iterwalk(root[-1], events=("start",))
    for _, element in islice(walk, 2, None):  # body, and the div around a fragment
        if element.tag in _OF_STORIES:
            return
        if element.tag in _ITEMS:
            item = f"an item of a feed: {shortened(text)}"
            raise NotAStory(item, "pass the whole feed to rfaparse.parse_feed()")
        other = other or element.tag
        if element.tag == "svg":
            walk.skip_subtree()
    content = f"no element of a story but <{other}>" if other else "text without a tag"
    raise NotAStory(*(mistaken(text) or (f"{content}: {shortened(text)}", "pass the story's HTML")))
