"""One lxml tree of any source; it is ours, so readers may change it.

It has no comments and no processing instructions, and all content is in its body.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Literal

from lxml import etree

from rfaparse._source.foreign_trees import DEEPEST, html5lib_tree, legal, too_deep

if TYPE_CHECKING:
    from lxml.etree import _Element

ParserName = Literal["lxml", "html5lib"]

_CONTROL = re.compile(
    rb"&#(?:0*(?:[1-8]|1[1245-9]|2\d|3[01]|6553[45])(?!\d)"
    rb"|[xX]0*(?:[1-8BbEeFf]|1[\dA-Fa-f]|[Ff]{3}[EeFf])(?![\dA-Fa-f]));?"
)
"""A reference to a character that a tree may not hold, but that libxml2 lets in."""
_would_join = re.compile(rb"(?:<[!/]?|&#?\w{0,32})\Z").search
"""Finds what would become a tag or another reference, were the reference only removed: ``<&#1;p>``.
"""
_LONGEST_JOINED = 40
_INVISIBLE = "\u2060".encode()
_XHTML = "{http://www.w3.org/1999/xhtml}"


def document_tree(markup: bytes, parser: ParserName) -> _Element:
    """The tree of a document in UTF-8."""
    markup = _CONTROL.sub(_without_control, markup)
    if parser == "html5lib":
        return html5lib_tree(markup.decode())
    root = _parsed(markup)
    if root is None:
        return etree.Element("html")
    _gather(root)
    return root


def _without_control(reference: re.Match[bytes]) -> bytes:
    """Nothing, or a character that is dropped from text later, to keep its neighbours apart."""
    start = reference.start()
    joined = _would_join(reference.string, max(0, start - _LONGEST_JOINED), start)
    return _INVISIBLE if joined else b""


def fragment_tree(markup: bytes, parser: ParserName) -> _Element:
    """The tree of a fragment in UTF-8: a document whose body is one ``div``.

    Bare text at a body's top is wrapped in a ``p`` by libxml2 and not by html5lib; in a ``div``
    both leave it alone. It stays open: after truncated markup, an end tag might count as text.
    """
    return document_tree(b"<div>" + markup, parser)


def copied_tree(element: _Element) -> _Element:
    """A copy of the caller's own element; XHTML's names become HTML's."""
    depth = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:  # libxml2 copies by recursion
            raise too_deep()
    root = deepcopy(element)
    root.tail = None
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for xhtml in root.iter(f"{_XHTML}*"):
        xhtml.tag = xhtml.tag.removeprefix(_XHTML)
    for inner in root.iter(etree.Element):
        inner.text, inner.tail = (legal(text or "") or None for text in (inner.text, inner.tail))
    return root


def _parsed(markup: bytes) -> _Element | None:
    # Without ids: a table of them takes longer than one search for those that we know.
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
    )
    root = etree.fromstring(markup, parser)
    may_be_deep = len(markup) >= DEEPEST * len("<p>")
    # libxml2 2.14 or newer stops there
    if may_be_deep and any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise too_deep()
    return root


def _gather(root: _Element) -> None:
    """Move what follows the end of the body into it, as browsers do."""
    body = next(root.iterchildren("body"), root)
    if body.getnext() is None and root.getnext() is None and not body.tail:
        return
    behind = list(root.itersiblings())
    if body is not root:
        behind[:0] = body.itersiblings()
    end = _open_element(body)
    etree.SubElement(end, "span").text, body.tail = body.tail, None
    for element in behind:
        for inner in element.iter("html", "body"):
            inner.tag = "span"
        end.append(element)


def _open_element(body: _Element) -> _Element:
    """The element that seems open at the end of the body: the story, or a fragment's ``div``."""
    last = body
    while len(last):
        last = last[-1]
        if last.get("id") == "storytext":
            return last
    is_fragment = len(body) == 1 and body[0].tag == "div" and not len(body[0].attrib)
    return body[0] if is_fragment else body
