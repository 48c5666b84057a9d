"""Trees of other libraries as lxml trees: html5lib's and BeautifulSoup's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from rfaparse.errors import SourceTooLarge

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

    import bs4
    from lxml.etree import _Element

DEEPEST = 2048
"""Elements nested deeper are refused: libxml2 would cut the page there silently."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
"""Names that lxml accepts for elements and attributes."""

_ENDED_BY_P = frozenset("b big h1 h2 h3 h4 h5 h6 i s small strike tt u".split())

_NOT_VOID = "non-void-element-with-trailing-solidus"
"""html5lib's error for ``<iframe/>`` and similar."""

_Opened = tuple[str, "dict[str, str]", "list[Any]"]
"""An element's name, its attributes, and the elements and texts inside."""


def legal(text: str) -> str:
    r"""`text` without characters that no lxml tree can be given; a form feed parts words.

    >>> legal("a\x03b\fc")
    'ab c'
    """
    return _ILLEGAL.sub("", text.replace("\f", " "))


def html5lib_tree(html: str) -> _Element:
    """The tree that html5lib builds of `html`."""
    import html5lib  # noqa: PLC0415  slow to import, and rarely asked for

    class Builder(html5lib.getTreeBuilder("etree")):  # type: ignore[misc]
        def insertElementNormal(self, token: dict[str, Any]) -> Any:  # noqa: N802  html5lib's name
            if token["name"] == "p":
                _end_marks(self)
            return super().insertElementNormal(token)

    class Parser(html5lib.HTMLParser):
        def parseError(self, errorcode: str = "", datavars: Any = None) -> None:  # noqa: N802  as above
            if errorcode == _NOT_VOID:
                _end_at_once(self, datavars["name"])

    parser = Parser(Builder, namespaceHTMLElements=False)
    return _built(parser.parse(html), _etree_element)


def _end_at_once(parser: Any, name: str) -> None:
    """End an element that is written ``<name/>``, as XML's serialisers write an empty one.

    libxml2 does so; to HTML it is a start tag, and after ``<iframe/>`` no text would be shown.
    """
    from html5lib.constants import tokenTypes  # noqa: PLC0415  imported already

    parser.tokenizer.state = parser.tokenizer.dataState
    end = {"type": tokenTypes["EndTag"], "name": name, "data": {}, "selfClosing": False}
    while end is not None:
        end = parser.phase.processEndTag(end)


def _end_marks(builder: Any) -> None:
    """Let a ``p`` close the marks and headings directly around it, and marks that ended before it.

    libxml2 does so; html5lib would open them again inside the ``p``.
    """
    marks = builder.activeFormattingElements
    while builder.openElements[-1].name in _ENDED_BY_P:
        builder.openElements.pop()
    for mark in [mark for mark in marks if getattr(mark, "name", None) in _ENDED_BY_P]:
        if mark not in builder.openElements:
            marks.remove(mark)


def soup_tree(soup: bs4.Tag) -> _Element:
    """A BeautifulSoup tree as an lxml tree, whatever parser built it.

    For a whole document, the tree of its ``html``, if only white space is beside that.
    """
    import bs4  # noqa: PLC0415  imported by the caller already

    inner = [
        node
        for node in soup.contents
        if isinstance(node, bs4.Tag)
        or not (isinstance(node, bs4.element.PreformattedString) or str(node).isspace())
    ]
    if isinstance(soup, bs4.BeautifulSoup) and len(inner) == 1:
        (html,) = inner
        if isinstance(html, bs4.Tag) and html.name == "html":
            soup = html
    return _built(soup, _soup_element)


def soup_comments(soup: bs4.Tag) -> list[str]:
    """The comments of the whole document that a tag is in."""
    import bs4  # noqa: PLC0415  as above

    *_, top = (soup, *soup.parents)
    return [str(node) for node in top.descendants if isinstance(node, bs4.Comment)]


def too_deep() -> SourceTooLarge:
    """The error for elements nested deeper than `DEEPEST`."""
    return SourceTooLarge(
        f"elements nested more than {DEEPEST:,} deep",
        "no editor wrote that; check where the page comes from",
    )


def _built(root: Any, read: Callable[[Any], _Opened]) -> _Element:
    """The tree whose elements `read` opens; those with forbidden names become ``unknown``."""
    builder = etree.TreeBuilder()
    names: list[str] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            builder.end(names.pop())
        elif isinstance(node, str):
            builder.data(legal(node))
        else:
            name, attributes, inside = read(node)
            names.append(name if _XML_NAME.fullmatch(name) else "unknown")
            if len(names) > DEEPEST:
                raise too_deep()
            known = filter(_XML_NAME.fullmatch, attributes)
            builder.start(names[-1], {key: legal(attributes[key]) for key in known})
            stack += [None, *reversed(inside)]
    return builder.close()


def _etree_element(element: ET.Element) -> _Opened:
    """An element of ``xml.etree``, as html5lib builds it, without its comments."""
    inside: list[Any] = [element.text or ""]
    for child in element:
        inside += [child] * isinstance(child.tag, str) + [child.tail or ""]
    return element.tag.rpartition("}")[2], dict(element.attrib), inside  # drawings have namespaces


def _soup_element(tag: bs4.Tag) -> _Opened:
    """A tag of BeautifulSoup's, whatever parser built it."""
    import bs4  # noqa: PLC0415  imported by the caller already

    attributes = {
        str(key): " ".join(value) if isinstance(value, list) else str(value)
        for key, value in tag.attrs.items()
    }
    inside = [
        node if isinstance(node, bs4.Tag) else str(node)
        for node in tag.contents
        if isinstance(node, bs4.CData) or not isinstance(node, bs4.element.PreformattedString)
    ]
    return "html" if isinstance(tag, bs4.BeautifulSoup) else tag.name, attributes, inside
