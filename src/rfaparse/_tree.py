"""A source's tree: the parser's, or the caller's own."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from attrs import define
from lxml import etree

from rfaparse._marks import marks_of
from rfaparse._metadata import saved_from
from rfaparse._rebuilt import DEEPEST, html5lib_tree, rebuilt, too_deep
from rfaparse._source import FEED
from rfaparse.errors import NotAStory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from rfaparse._source import ParserName, Source

_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")
_DOCUMENT = re.compile(r"<(?:!(?i:doctype)|[hH](?i:tml|ead)|[bB](?i:ody))\b")
_ENDS = re.compile(rb"</(?:body|html)\b[^>]{0,256}>", re.IGNORECASE)
"""What a browser passes over, if anything follows; any length would take the square of the time."""
_WINDOW = 4096
_SHOWN = 60


@define
class Tree:
    """The tree of a source.

    Attributes:
        root: A document's ``html``, or the caller's own element.
        marks: A document's elements with an id that means something, by id; None for what is none.
        saved_from: Where a browser that saved the page says it was.
    """

    root: _Element
    marks: Mapping[str, _Element] | None = None
    saved_from: str | None = None


def build_tree(source: Source) -> Tree:
    """The tree of a source; the caller's own element is neither parsed again nor changed.

    Raises:
        NotAStory: Text without a tag, or a feed.
        SourceTooLarge: Elements nested too deep.
    """
    if source.element is not None:
        return _of_element(source.element, source.above)
    text, markup = source.text, source.markup or source.text.encode()
    if not source.is_fragment:
        if FEED.match(text, 0, _WINDOW):
            raise NotAStory("the source is a feed", "read it with rfaparse.parse_feed()")
        if not _TAG.search(text):
            raise NotAStory(f"text without a tag: {_opening(text)}", "pass the story's HTML")
    if not _DOCUMENT.search(text):
        # Bare text at a body's top is wrapped in a <p> by libxml2 and not by html5lib; in a <div>
        # both leave it alone. It stays open: an end might be taken for text of what broke off.
        return Tree(_root(b"<div>" + markup, source.parser))
    root = _root(markup, source.parser)
    if source.is_fragment:
        return Tree(root)
    return Tree(root, marks_of(root), saved_from(text[:_WINDOW]))


def rebuilt_tree(tree: Tree) -> Tree:
    """The same without names that XML forbids."""
    root = rebuilt(tree.root)
    return Tree(root, None if tree.marks is None else marks_of(root), tree.saved_from)


def _of_element(html: _Element, above: str) -> Tree:
    """The caller's own tree; `above` are the comments above it."""
    if _is_xhtml(html):
        html = deepcopy(html)  # without its doctype, as below
    is_document = html.tag == "html" and not _is_parsers_own(html)
    return Tree(html, marks_of(html) if is_document else None, saved_from(above))


def _opening(text: str) -> str:
    start = " ".join(text[: 4 * _SHOWN].split())
    return repr(start if len(start) <= _SHOWN else start[: _SHOWN - 1] + "…")


def _root(markup: bytes, parser: ParserName) -> _Element:
    if parser == "html5lib":
        return html5lib_tree(markup.decode())
    root = _parsed(markup)
    if root is not None and _ends_early(root):
        root = _parsed(_ENDS.sub(b"", markup))
    if root is None:
        return etree.Element("html")
    _drop_xhtml_doctype(root)
    return root


def _drop_xhtml_doctype(root: _Element) -> None:
    """Take an XHTML doctype from the tree of `root`: by it libxml2 would write names as ids."""
    if _is_xhtml(root):
        root.getroottree().docinfo.clear()


def _is_xhtml(root: _Element) -> bool:
    return "XHTML" in (root.getroottree().docinfo.public_id or "")


def _parsed(markup: bytes) -> _Element | None:
    if len(markup) < DEEPEST * len("<p>"):
        return etree.fromstring(markup, _SHALLOW)
    lxml_parser = _lxml_parser()
    root = etree.fromstring(markup, lxml_parser)
    if any(map(_is_too_deep, lxml_parser.error_log)):
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


def _is_too_deep(error: etree._LogEntry) -> bool:
    """Whether libxml2 (2.14 or newer) says that it stopped, since elements were nested too deep."""
    return str(error.type_name) == "ERR_RESOURCE_LIMIT"


def _is_parsers_own(html: _Element) -> bool:
    """Whether a parser put ``html`` around a fragment: it has no attributes and an empty head."""
    head, body = html.find("head"), html.find("body")
    return not any(len(each.attrib) for each in (html, body) if each is not None) and (
        head is None or not len(head)
    )
