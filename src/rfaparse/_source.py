"""Any input into one tree: text decoded, wrapping told, the parser chosen."""

from __future__ import annotations

import codecs
import re
import sys
from typing import TYPE_CHECKING, Literal

from attrs import frozen
from lxml import etree

from rfaparse._jekyll import Envelope, split_post
from rfaparse.errors import EmptySource, NotAStory, SourceTooLarge
from rfaparse.model import Wrapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    import bs4
    from lxml.etree import _Element

ParserName = Literal["lxml", "html5lib"]

MAX_SOURCE_LENGTH = 64 * 1024 * 1024
"""The longest source that is read: bytes of ``bytes``, code points of ``str``."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WINDOW = 4096
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")
_DOCUMENT = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
FEED = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rdf:RDF|rss|feed)\b", re.DOTALL
)
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SHOWN = 60


@frozen
class Source:
    """A source ready to be read.

    Attributes:
        root: The tree's root: a document's ``html``, or the caller's own element.
        wrapping: What the story came in; PAGE stands for any document.
        is_document: Whether the source is a document, not a fragment of one.
        envelope: What stood around the HTML.
    """

    root: _Element
    wrapping: Wrapping
    is_document: bool
    envelope: Envelope


def open_source(
    source: str | bytes | _Element | bs4.Tag, encoding: str | None, parser: ParserName
) -> Source:
    """Make a tree of any source; the caller's own element is neither parsed again nor changed."""
    if parser not in ("lxml", "html5lib"):
        raise ValueError(f"parser must be 'lxml' or 'html5lib', not {parser!r}")
    if isinstance(source, etree._Element):  # noqa: SLF001  lxml has no public name for it
        return _open_element(source)
    if "bs4" in sys.modules and isinstance(source, sys.modules["bs4"].Tag):
        return _open_element(_from_soup(source))
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        raise TypeError(
            "source must be str, bytes, an lxml element or a bs4.Tag, "
            f"not {type(source).__name__}; for a file, pass Path(...).read_bytes()"
        )
    text = source_text(source, encoding)
    envelope = split_post(text)
    if envelope is not None:
        return open_fragment(envelope, Wrapping.JEKYLL_POST, parser)
    if FEED.match(text):
        raise NotAStory("the source is a feed", "read it with rfaparse.parse_feed()")
    if not _TAG.search(text):
        raise NotAStory(f"text without a tag: {_opening(text)}", "pass the story's HTML")
    is_document = _DOCUMENT.search(text) is not None
    wrapping = Wrapping.PAGE if is_document else Wrapping.FRAGMENT
    return Source(_tree(text, parser), wrapping, is_document, Envelope(html=text))


def open_fragment(envelope: Envelope, wrapping: Wrapping, parser: ParserName = "lxml") -> Source:
    """Make a tree of a fragment whose envelope is known already."""
    tree = _tree(envelope.html, parser)
    return Source(tree, wrapping, is_document=False, envelope=envelope)


def source_text(source: str | bytes | bytearray | memoryview, encoding: str | None) -> str:
    """The source's text, decoded and without characters that no tree can hold."""
    if len(source) > MAX_SOURCE_LENGTH:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {MAX_SOURCE_LENGTH:,}",
            "pass one story at a time",
        )
    text = source if isinstance(source, str) else decode(bytes(source), encoding)
    text = _ILLEGAL.sub("", text.replace("\f", " ")).lstrip("\ufeff")
    if not text or text.isspace():
        raise EmptySource("the source is empty", "check that it was saved whole")
    return text


def decode(data: bytes, encoding: str | None) -> str:
    """Decode by byte order mark, else `encoding`, else UTF-8, else the charset of ``<meta>``.

    Raises:
        NotAStory: `data` is no text.
        ValueError: `encoding` is not a known name.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if encoding is not None:
        return data.decode(_known(encoding), "replace")
    if b"\0" in data:
        raise NotAStory(f"binary data: {data[:12]!r}", "pass the saved HTML of a story")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(data, 0, _META_WINDOW)
    try:
        return data.decode(declared[1].decode() if declared else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise ValueError(f"encoding {encoding!r} is not one that Python knows") from None


def _opening(text: str) -> str:
    start = " ".join(text[: 4 * _SHOWN].split())
    return repr(start if len(start) <= _SHOWN else start[: _SHOWN - 1] + "…")


def _tree(html: str, parser: ParserName) -> _Element:
    # Bare text at a body's top is wrapped in a <p> by libxml2 and not by html5lib; in a <div> both
    # leave it alone.
    if not _DOCUMENT.search(html):
        html = f"<div>{html}</div>"
    if parser == "html5lib":
        return _html5lib_tree(html)
    lxml_parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    root = etree.fromstring(html.encode(), lxml_parser)
    return root if root is not None else etree.Element("html")


def _open_element(element: _Element) -> Source:
    is_document = element.tag in ("html", "body") or element.getparent() is not None
    wrapping = Wrapping.PAGE if is_document else Wrapping.FRAGMENT
    return Source(element, wrapping, is_document, Envelope(html=""))


def _html5lib_tree(html: str) -> _Element:
    import html5lib  # noqa: PLC0415  slow to import, and rarely asked for

    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    builder = etree.TreeBuilder()
    _build(builder, _etree_events(root))
    return builder.close()


def _from_soup(soup: bs4.Tag) -> _Element:
    builder = etree.TreeBuilder()
    _build(builder, _soup_events(soup))
    return builder.close()


_Event = tuple[str, str, "dict[str, str]"]


def _build(builder: etree.TreeBuilder, events: Iterator[_Event]) -> None:
    """Build a tree from start, text and end events, leaving out names that XML forbids."""
    for kind, value, attributes in events:
        if kind == "text":
            builder.data(_ILLEGAL.sub("", value))
            continue
        name = value if _XML_NAME.fullmatch(value) else "span"
        if kind == "start":
            builder.start(
                name,
                {
                    key: _ILLEGAL.sub("", attribute)
                    for key, attribute in attributes.items()
                    if _XML_NAME.fullmatch(key)
                },
            )
        else:
            builder.end(name)


def _etree_events(root: ET.Element) -> Iterator[_Event]:
    """Events of an ``xml.etree`` tree, as html5lib builds it."""
    stack: list[tuple[ET.Element | str, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if isinstance(node, str):
            yield "text", node, {}
        elif done:
            yield "end", node.tag, {}
        elif isinstance(node.tag, str):
            yield "start", node.tag, dict(node.attrib)
            stack.append((node, True))
            for child in reversed(node):
                if child.tail:
                    stack.append((child.tail, False))
                stack.append((child, False))
            if node.text:
                stack.append((node.text, False))


def _soup_events(root: bs4.Tag) -> Iterator[_Event]:
    """Events of a BeautifulSoup tree, whatever parser built it."""
    import bs4  # noqa: PLC0415  imported by the caller already

    stack: list[tuple[bs4.element.PageElement, bool]] = [(root, False)]
    while stack:
        node, done = stack.pop()
        if isinstance(node, bs4.Tag):
            name = "html" if isinstance(node, bs4.BeautifulSoup) else node.name
            if done:
                yield "end", name, {}
                continue
            attributes = {
                str(key): " ".join(value) if isinstance(value, list) else str(value)
                for key, value in node.attrs.items()
            }
            yield "start", name, attributes
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.contents))
        elif not isinstance(node, bs4.element.PreformattedString) or isinstance(node, bs4.CData):
            yield "text", str(node), {}
