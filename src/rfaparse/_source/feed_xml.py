"""A feed's bytes into one tree, repaired where RSS is often broken."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING

from attrs import frozen
from lxml import etree

from rfaparse._source import other_formats
from rfaparse._source.decode import clean_text, opening_text
from rfaparse._source.mistaken import mistaken, wrong_type
from rfaparse._source.other_formats import OF_HTML
from rfaparse._source.tree import fragment_tree
from rfaparse._urls import public_url
from rfaparse.errors import NotAFeed, NotAStory

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = frozenset({"rdf:rdf", "rdf", "rss", "feed"})
_PREFIXES = {
    "": "",
    "purl.org/rss/1.0": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
    "www.w3.org/2005/atom": "",
    "purl.org/atom/ns": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "purl.org/rss/1.0/modules/content": "content:",
    "purl.org/dc/elements/1.1": "dc:",
    "purl.org/dc/terms": "dc:",
    "search.yahoo.com/mrss": "media:",
    "purl.oclc.org/net/rss_2.0/enc": "enc:",
    "www.w3.org/1999/xhtml": "xhtml:",
    "rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
}
"""Prefixes by namespace, without its scheme, case and ending, which feeds often get wrong."""
_PLAIN = ("text", "plain")
_BLOCKS = ("p", "br", "div", "li")
_JUNK = re.compile(rb"(?is).{0,4096}?(?=<(?:(?:rdf:)?rdf|rss|feed)[\s>])").match
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>").match
_EDGES = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)"
    rb"|<(?P<end>/?)(?:(?:rss|atom):)?(?:(?P<item>(?:item|entry)(?=[\s/>]|\Z))"
    rb"|(?P<root>(?:(?:rdf:)?rdf|rss|feed)(?=[\s/>])))"
    rb"(?P<closed>[^<>]*/>)?",
    re.DOTALL | re.IGNORECASE,
).finditer
"""Where the tags of items and of the root are."""
_ROOT_END = re.compile(rb"</(?i:(?:rdf:)?rdf|rss|feed)\s*>").search
_BREAK = re.compile(r"(?:TAG|CDATA|COMMENT|PI)_NOT_FINISHED").search
_SURROGATE = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));"
)
"""A reference to a surrogate, U+D800 to U+DFFF: libxml2 accepts it, and lxml fails on its text."""
_REPLACEMENT = "\ufffd".encode()
_TO_MEND = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*)"
    rb"|<(?:(?i:br|hr|img)\b[^<>]*>|(?![A-Za-z_:/!?]))"
    rb"|&(?!#\d|#[xX])(\w+;)?",
    re.DOTALL,
)


@frozen
class Damage:
    """Where a feed broke off: inside its last item, or after it."""

    error: NotAFeed
    in_item: bool


def is_feed(source: bytes) -> bool:
    """Whether `source` begins as a feed does."""
    return other_formats.is_feed(opening_text(source))


def feed_root(source: str | bytes, max_length: int) -> tuple[_Element, Damage | None]:
    """The feed's root, and where it breaks off, if it does."""
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        raise wrong_type(source, "str or bytes")
    try:
        text, markup = clean_text(source, None, max_length)
    except NotAStory as error:  # binary data
        raise NotAFeed(error.found, "pass a feed's XML, decompressed") from None
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    junk = None if other_formats.begins_as_feed(text) else _JUNK(markup)
    before = junk or _DECLARATION(markup)
    try:
        root = etree.fromstring(_mended(markup[before.end() if before else 0 :]), parser)
    except etree.XMLSyntaxError:  # nothing can be recovered of an empty feed
        root = None
    if root is None or name_of(root) not in _ROOTS:
        but = "without a root" if root is None else f"but <{_local(root)}>"
        other = (
            f"the source is not an RSS or Atom feed {but}",
            "pass a feed's XML, or a story to rfaparse.parse()",
        )
        raise NotAFeed(*(mistaken(text) or other))
    return root, _damage(markup, parser)


def name_of(element: _Element) -> str:
    """An element's name in lower case with RSS's usual prefix; empty if it is not RSS's.

    An undeclared prefix counts as if it had been declared.
    """
    namespace, _, name = element.tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:].lower().rpartition("://")[2].rstrip("/#"))
    return "" if prefix is None else prefix + name.lower()


def text_of(part: _Element) -> str:
    """An element's text, in which tags and references may be escaped; blocks are separated."""
    text = unescape("".join(map(str, part.itertext()))).strip()
    if "<" not in text or ">" not in text or part.get("type") in _PLAIN:
        return text
    root = fragment_tree(text.encode("utf-8", "ignore"), "lxml")
    elements = list(root.iter())
    if any(element.tag not in OF_HTML for element in elements):  # words in brackets
        return text
    for element in elements:
        if element.tag in _BLOCKS:
            element.tail = f" {element.tail or ''}"
    return "".join(map(str, root.itertext())).strip()


def base_of(element: _Element, url: str | None) -> str | None:
    """The base of an element's relative addresses: its ``xml:base``, else `url`."""
    return public_url(element.base or url or "")


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2]


def _mended(markup: bytes) -> bytes:
    """`markup` with named entities as numbers, bare ``&`` escaped, and ``<br>`` closed.

    After the first error of a document, libxml2 drops every named entity, even ``&lt;``.
    """
    return _TO_MEND.sub(_mend, _SURROGATE.sub(_REPLACEMENT, markup))


def _mend(match: re.Match[bytes]) -> bytes:
    if match[0].startswith(b"<!"):
        return match[0]
    if match[0] == b"<":
        return b"&#60;"
    if match[0].startswith(b"<"):
        return match[0].rstrip(b"/>") + b"/>"
    entity = (match[1] or b"").decode()
    characters = html5.get(entity)
    if characters is None:
        return f"&#38;{entity}".encode()
    return "".join(f"&#{ord(character)};" for character in characters).encode()


def _damage(markup: bytes, parser: etree.XMLParser) -> Damage | None:
    """Where a feed breaks off, or where another one begins; libxml2 misses cuts inside a tag."""
    broken = [error for error in parser.error_log if _BREAK(error.type_name)]
    end = behind = last = None
    closing = _ROOT_END(markup)
    if closing and not broken and not markup[closing.end() :].strip():
        return None
    for edge in _EDGES(markup):
        if edge["item"] or edge["root"]:
            behind = behind or (end and edge)
            is_end = edge["end"] or edge["closed"]
            end = end or (edge if edge["root"] and is_end else None)
            last = edge
    if end is not None and not broken:
        if behind is None:
            return None
        line = markup.count(b"\n", 0, behind.start()) + 1
        found = f"another feed begins in line {line}"
        return Damage(NotAFeed(found, "pass each feed by itself"), in_item=False)
    line = broken[-1].line if broken else markup.count(b"\n") + 1
    error = NotAFeed(
        f"the feed breaks off in line {line}",
        "fetch it again; the items before the break are whole",
    )
    return Damage(error, in_item=last is not None and bool(last["item"]) and not last["end"])
