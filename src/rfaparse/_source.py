"""Any input into one tree: text decoded, wrapping told, the parser chosen."""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from typing import TYPE_CHECKING, Literal

from attrs import define
from lxml import etree

from rfaparse._decode import decode
from rfaparse._jekyll import split_post
from rfaparse._metadata import NOTHING_TOLD, Metadata, saved_from
from rfaparse._rebuilt import DEEPEST, ILLEGAL, html5lib_tree, soup_tree, too_deep
from rfaparse.errors import EmptySource, NotAStory, SourceTooLarge
from rfaparse.model import Wrapping

if TYPE_CHECKING:
    import bs4
    from lxml.etree import _Element

ParserName = Literal["lxml", "html5lib"]

MAX_SOURCE_LENGTH = 64 * 1024 * 1024
"""The longest source that is read if nobody says otherwise: bytes, or code points of ``str``."""

_CONTROLS = bytes((*range(9), *range(11, 13), *range(14, 32)))
"""Illegal controls, and the form feed."""
_IN_CACHE = 32 * 1024
"""Bytes up to which many quick looks beat one slow one: they stay in the processor's cache."""
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")
_DOCUMENT = re.compile(r"<(?:!(?i:doctype)|[hH](?i:tml|ead)|[bB](?i:ody))\b")
_FRONT_MATTER = re.compile(r"\s*---").match
FEED = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rdf:RDF|rss|feed)\b"
)
_ENDS = re.compile(rb"</(?:body|html)\b[^>]*>", re.IGNORECASE)
"""What a browser passes over, if anything follows."""
_WINDOW = 4096
_SHOWN = 60


# Not frozen, nor is what else a parse makes for itself alone: attrs sets a frozen one's attributes
# by a call each, which was found to be a fiftieth of a parse.
@define
class Source:
    """A source ready to be read.

    Attributes:
        text: The HTML of text and bytes; empty if the caller had a tree.
        markup: The same in UTF-8, if it was needed so far.
        element: The caller's own tree.
        above: The comments above it.
        parser: What is to build a tree of `text`.
        wrapping: What the story came in, if no story container says that it is a page.
        is_fragment: Whether something around `text` said that it is no document.
        metadata: What stood around the HTML.
    """

    text: str = ""
    markup: bytes = b""
    element: _Element | None = None
    above: str = ""
    parser: ParserName = "lxml"
    wrapping: Wrapping = Wrapping.FRAGMENT
    is_fragment: bool = False
    metadata: Metadata = NOTHING_TOLD


@define
class Tree:
    """The tree of a source.

    Attributes:
        root: A document's ``html``, or the caller's own element.
        is_document: Whether the source is a document, not a fragment of one.
        saved_from: Where a browser that saved the page says it was.
    """

    root: _Element
    is_document: bool
    saved_from: str | None = None


def open_source(
    source: str | bytes | _Element | bs4.Tag,
    encoding: str | None,
    parser: ParserName,
    max_length: int = MAX_SOURCE_LENGTH,
) -> Source:
    """Make clean text of any source, and part it from what stands around the HTML."""
    if parser not in ("lxml", "html5lib"):
        raise ValueError(f"parser must be 'lxml' or 'html5lib', not {parser!r}")
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        return _of_tree(source)
    text, markup = clean_text(source, encoding, max_length)
    post = split_post(text) if _FRONT_MATTER(text) else None
    if post is None:
        return Source(text, markup, parser=parser)
    html, metadata = post
    return Source(
        html, parser=parser, wrapping=Wrapping.JEKYLL_POST, is_fragment=True, metadata=metadata
    )


def _of_tree(source: object) -> Source:
    """The caller's own tree as a source."""
    if isinstance(source, etree._Element):  # noqa: SLF001  lxml has no public name for it
        comments = source.itersiblings(etree.Comment, preceding=True)
        return Source(element=source, above="".join(each.text or "" for each in comments))
    if "bs4" in sys.modules and isinstance(source, sys.modules["bs4"].Tag):
        return Source(element=soup_tree(source), above=_comments_of(source))
    raise TypeError(
        "source must be str, bytes, an lxml element or a bs4.Tag, "
        f"not {type(source).__name__}; for a file, pass Path(...).read_bytes()"
    )


def clean_text(
    source: str | bytes | bytearray | memoryview, encoding: str | None, max_length: int
) -> tuple[str, bytes]:
    """The source without characters that no tree can hold: as text, and in UTF-8."""
    if len(source) > max_length:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {max_length:,}",
            "pass one story at a time, or a greater max_length",
        )
    if isinstance(source, str):
        text, markup = source.lstrip("\ufeff"), b""
    else:
        data = bytes(source)
        text, is_utf8 = decode(data, encoding)
        markup = data if is_utf8 else b""
    if not markup:
        try:
            markup = text.encode()
        except UnicodeEncodeError:  # half of a pair of surrogates
            text = ILLEGAL.sub("", text)
            markup = text.encode()
    cleaned = text
    if _has_illegal(text, markup):
        cleaned = ILLEGAL.sub("", text.replace("\f", " "))
    if "\r" in cleaned:  # HTML's own rule, which libxml2 follows since 2.14
        cleaned = cleaned.replace("\r\n", "\n").replace("\r", "\n")
    if not cleaned or ("<" not in cleaned and cleaned.isspace()):
        raise EmptySource("the source is empty", "check that it was saved whole")
    return cleaned, markup if cleaned is text else cleaned.encode()


def _has_illegal(text: str, markup: bytes) -> bool:
    """Whether `text` may have characters that no tree can hold, or a form feed."""
    if len(markup) <= _IN_CACHE:
        has_control = any(map(markup.__contains__, _CONTROLS))
    else:
        has_control = len(markup.translate(None, _CONTROLS)) < len(markup)
    return has_control or "\ufffe" in text or "\uffff" in text


def build_tree(source: Source) -> Tree:
    """The tree of a source; the caller's own element is neither parsed again nor changed.

    Raises:
        NotAStory: Text without a tag, or a feed.
        SourceTooLarge: Elements nested too deep.
    """
    if source.element is not None:
        html = source.element
        if "XHTML" in (html.getroottree().docinfo.public_id or ""):
            html = deepcopy(html)  # without its doctype, as below
        is_document = html.tag == "html" and not _is_parsers_own(html)
        return Tree(html, is_document, saved_from(source.above))
    text = source.text
    if not source.is_fragment:
        if FEED.match(text, 0, _WINDOW):
            raise NotAStory("the source is a feed", "read it with rfaparse.parse_feed()")
        if not _TAG.search(text):
            raise NotAStory(f"text without a tag: {_opening(text)}", "pass the story's HTML")
    has_document = _DOCUMENT.search(text) is not None
    markup = source.markup or text.encode()
    root = _root(markup, source.parser, is_document=has_document)
    if source.is_fragment or not has_document:
        return Tree(root, is_document=False)
    return Tree(root, is_document=True, saved_from=saved_from(text[:_WINDOW]))


def _opening(text: str) -> str:
    start = " ".join(text[: 4 * _SHOWN].split())
    return repr(start if len(start) <= _SHOWN else start[: _SHOWN - 1] + "…")


def _root(markup: bytes, parser: ParserName, *, is_document: bool) -> _Element:
    # Bare text at a body's top is wrapped in a <p> by libxml2 and not by html5lib; in a <div> both
    # leave it alone.
    if not is_document:
        markup = b"<div>" + markup  # left open: an end might be taken for text of what broke off
    if parser == "html5lib":
        return html5lib_tree(markup.decode())
    root = _lxml_tree(markup)
    if root is None:
        return etree.Element("html")
    if b"xhtml" in markup[:_WINDOW].lower():  # of which libxml2 would write names as ids
        root.getroottree().docinfo.clear()
    return root


def _lxml_tree(markup: bytes) -> _Element | None:
    root = _parsed(markup)
    if root is None or not _ends_early(root):
        return root
    return _parsed(_ENDS.sub(b"", markup))


def _parsed(markup: bytes) -> _Element | None:
    if len(markup) < DEEPEST * len("<p>"):
        return etree.fromstring(markup, _SHALLOW)
    lxml_parser = _lxml_parser()
    root = etree.fromstring(markup, lxml_parser)
    if any(map(_is_cut, lxml_parser.error_log)):
        raise too_deep()
    return root


def _ends_early(root: _Element) -> bool:
    """Whether anything follows a page's end, which libxml2 sets beside the page."""
    body = next(root.iterchildren("body"), None)
    if body is None:
        return False
    if body.tail and not body.tail.isspace():
        return True
    return any(next(each.itersiblings("*"), None) is not None for each in (root, body))


def _lxml_parser() -> etree.HTMLParser:
    # Without ids: a table of them takes longer than the one search for those that we know.
    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, huge_tree=True, collect_ids=False
    )


# Nothing is asked of it after a parse; where the log is, each source has a parser of its own.
_SHALLOW = _lxml_parser()


def _is_cut(error: etree._LogEntry) -> bool:
    """Whether libxml2 (2.14 or newer) says that it stopped, since elements were nested too deep."""
    return str(error.type_name) == "ERR_RESOURCE_LIMIT"


def _is_parsers_own(html: _Element) -> bool:
    """Whether a parser put ``html`` around a fragment: it has no attributes and an empty head."""
    head, body = html.find("head"), html.find("body")
    return not any(len(each.attrib) for each in (html, body) if each is not None) and (
        head is None or not len(head)
    )


def _comments_of(soup: bs4.Tag) -> str:
    import bs4  # noqa: PLC0415  imported by the caller already

    return "".join(each for each in soup.contents if isinstance(each, bs4.Comment))
