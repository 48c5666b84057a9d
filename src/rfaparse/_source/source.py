"""Any input opened: its wrapping recognised, its tree built."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from attrs import define
from lxml import etree

from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse._source.decode import clean_text
from rfaparse._source.foreign_trees import soup_comments, soup_tree
from rfaparse._source.jekyll import split_post
from rfaparse._source.metadata import NO_METADATA, Metadata, saving_note
from rfaparse._source.mistaken import wrong_type
from rfaparse._source.other_formats import demand_html, demand_story_elements
from rfaparse._source.tree import copied_tree, document_tree, fragment_tree
from rfaparse.errors import NotAStory
from rfaparse.model import Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    import bs4
    from lxml.etree import _Element

    from rfaparse._source.tree import ParserName
    from rfaparse._types import LxmlElement

_POST = re.compile(r"\s*(?:---|<!--[^<>]{0,80}-->\s*\[|\[)").match
_DOCUMENT = re.compile(r"<(?:!(?i:doctype)|[hH](?i:tml|ead)|[bB](?i:ody))\b").search
_CONTAINER = "story"
"""In the ids of story containers; saves most fragments a search of ids."""

_COMMENTS: Callable[..., Any] = etree.XPath("//comment()")
_HEAD = etree.XPath(
    "boolean(head/title | head/base | head/link[@rel='canonical'] | head/meta[@property])"
)
"""Elements that only a document has in its head."""


@define
class Source:
    """A source ready to be read.

    Attributes:
        root: Its tree, which the readers may change.
        is_document: Whether it is a page or claims to be one; a fragment is not.
        may_be_page: Whether a story container may be in it.
        wrapping: What the story came in, if no story container says that it is a page.
        metadata: What the wrapping says about the story.
        note: What the tool that saved the page noted above it.
        by_path: What the page's path in an archive says; the page's own statements come first.
    """

    root: _Element
    is_document: bool = False
    may_be_page: bool = True
    wrapping: Wrapping = Wrapping.FRAGMENT
    metadata: Metadata = NO_METADATA
    note: Metadata = NO_METADATA
    by_path: Metadata = NO_METADATA


def open_source(
    source: str | bytes | LxmlElement | bs4.Tag,
    encoding: str | None,
    parser: ParserName,
    max_length: int = MAX_SOURCE_LENGTH,
    *,
    declared: str | None = None,
) -> Source:
    """Make a tree of any source, and separate the metadata around the HTML.

    A server may have `declared` a charset, rightly or not.
    """
    if parser not in ("lxml", "html5lib"):
        raise ValueError(f"parser must be 'lxml' or 'html5lib', not {parser!r}")
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        return _of_tree(source)
    text, markup = clean_text(source, encoding, max_length, declared)
    post = split_post(text) if _POST(text) else None
    if post is not None:
        start, metadata = post
        html, markup = text[start:], markup[len(text[:start].encode()) :]
        if not html.strip() and metadata == NO_METADATA:
            raise NotAStory("front matter without a title or a text", "pass the posts beside it")
        return open_fragment(html, markup, Wrapping.JEKYLL_POST, metadata, parser)
    demand_html(text)
    if _DOCUMENT(text):
        note = saving_note(text)
        del text  # decoded bytes: a fifth of a page's peak memory, and not needed any more
        return Source(document_tree(markup, parser), is_document=True, note=note)
    root = fragment_tree(markup, parser)
    demand_story_elements(root, text)
    return Source(root, may_be_page=_CONTAINER in text)


def open_fragment(
    html: str, markup: bytes, wrapping: Wrapping, metadata: Metadata, parser: ParserName = "lxml"
) -> Source:
    """Make a tree of clean HTML, as text and in UTF-8, that came in `wrapping`."""
    root = (document_tree if _DOCUMENT(html) else fragment_tree)(markup, parser)
    return Source(root, may_be_page=_CONTAINER in html, wrapping=wrapping, metadata=metadata)


def _of_tree(source: object) -> Source:
    """The caller's own tree as a source."""
    # lxml has no public name for an element; a comment's tag is a function
    if isinstance(source, etree._Element) and isinstance(source.tag, str):  # noqa: SLF001
        comments = [comment.text or "" for comment in _COMMENTS(source)]
        root = copied_tree(source)
    elif "bs4" in sys.modules and isinstance(source, sys.modules["bs4"].Tag):
        comments, root = soup_comments(source), soup_tree(source)
    else:
        raise wrong_type(source, "str, bytes, an lxml element or a bs4.Tag")
    is_document = root.tag == "html" and not _is_parsers_own(root)
    if not is_document:
        etree.strip_tags(root, "head")  # libxml2 lets tags that are newer than itself stay in it
    note = saving_note("".join(f"<!--{comment}-->" for comment in comments))
    return Source(root, is_document, note=note)


def _is_parsers_own(html: _Element) -> bool:
    """Whether a parser put ``html`` around a fragment.

    It has no attributes, and no more in its head than a fragment begins with: a style, a script.
    """
    around = (html, html.find("head"), html.find("body"))
    return not any(len(element.attrib) for element in around if element is not None) and not _HEAD(
        html
    )
