"""Any input opened: text decoded and cleaned, what stands around the HTML told apart."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Literal

from attrs import define
from lxml import etree

from rfaparse._decode import decode
from rfaparse._jekyll import split_post
from rfaparse._metadata import NOTHING_TOLD, Metadata
from rfaparse._rebuilt import ILLEGAL, soup_tree
from rfaparse.errors import EmptySource, SourceTooLarge
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
BEGINS_DOCUMENT = re.compile(r"\s*<(?:!|\?|html)", re.IGNORECASE).match
_FRONT_MATTER = re.compile(r"\s*---").match
FEED = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rdf:RDF|rss|feed)\b"
)


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
    text, markup = _decoded(source, encoding, max_length)
    text, markup = cleaned(text, markup)
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
    return cleaned(*_decoded(source, encoding, max_length))


def _decoded(
    source: str | bytes | bytearray | memoryview, encoding: str | None, max_length: int
) -> tuple[str, bytes]:
    """The source as text, and the bytes of it if they are that in UTF-8."""
    if len(source) > max_length:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {max_length:,}",
            "pass one story at a time, or a greater max_length",
        )
    if isinstance(source, str):
        return source.lstrip("\ufeff"), b""
    data = bytes(source)
    text, is_utf8 = decode(data, encoding)
    return text, data if is_utf8 else b""


def cleaned(text: str, markup: bytes = b"") -> tuple[str, bytes]:
    """Text, of which `markup` is the UTF-8 if it is known, as `clean_text` gives it."""
    if not markup:
        try:
            markup = text.encode()
        except UnicodeEncodeError:  # half of a pair of surrogates
            text = ILLEGAL.sub("", text)
            markup = text.encode()
    clean = text
    if _has_illegal(text, markup):
        clean = ILLEGAL.sub("", text.replace("\f", " "))
    if "\r" in clean:  # HTML's own rule, which libxml2 follows since 2.14
        clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    if not clean or ("<" not in clean and clean.isspace()):
        raise EmptySource("the source is empty", "check that it was saved whole")
    return clean, markup if clean is text else clean.encode()


def _has_illegal(text: str, markup: bytes) -> bool:
    """Whether `text` may have characters that no tree can hold, or a form feed."""
    if len(markup) <= _IN_CACHE:
        has_control = any(map(markup.__contains__, _CONTROLS))
    else:
        has_control = len(markup.translate(None, _CONTROLS)) < len(markup)
    return has_control or "\ufffe" in text or "\uffff" in text


def _comments_of(soup: bs4.Tag) -> str:
    import bs4  # noqa: PLC0415  imported by the caller already

    return "".join(each for each in soup.contents if isinstance(each, bs4.Comment))
