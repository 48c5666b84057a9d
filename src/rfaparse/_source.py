"""Any input into one tree: text decoded, wrapping told, the parser chosen."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Literal

from attrs import frozen
from lxml import etree

from rfaparse._decode import decode
from rfaparse._jekyll import split_post
from rfaparse._metadata import NOTHING_TOLD, Metadata, saved_from
from rfaparse.errors import EmptySource, NotAStory, SourceTooLarge
from rfaparse.model import Wrapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    import bs4
    from lxml.etree import _Element

ParserName = Literal["lxml", "html5lib"]

MAX_SOURCE_LENGTH = 64 * 1024 * 1024
"""The longest source that is read if nobody says otherwise: bytes, or code points of ``str``."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SUSPECTS = bytes((*range(9), *range(11, 13), *range(14, 32)))
"""What a quick look over the bytes looks for: illegal controls, and the form feed."""
_TAG = re.compile(rb"<[a-zA-Z!/][^<>]*>")
_DOCUMENT = re.compile(rb"<(?:!(?i:doctype)|[hH](?i:tml|ead)|[bB](?i:ody))\b")
_FRONT_MATTER = re.compile(rb"\s*---")
FEED = re.compile(
    rb"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rdf:RDF|rss|feed)\b"
)
_ENDS = re.compile(rb"</(?:body|html)\b[^>]*>", re.IGNORECASE)
"""What a browser passes over, if anything follows."""
_WINDOW = 4096
_DEEPEST = 2048
"""Elements nested deeper are refused: libxml2 cuts the page there without a word."""
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_SHOWN = 60


@frozen
class Source:
    """A source ready to be read.

    Attributes:
        root: The tree's root: a document's ``html``, or the caller's own element.
        wrapping: What the story came in, if no story container says that it is a page.
        is_document: Whether the source is a document, not a fragment of one.
        metadata: What stood around the HTML.
        saved_from: Where a browser that saved the page says it was.
    """

    root: _Element
    wrapping: Wrapping
    is_document: bool
    metadata: Metadata = NOTHING_TOLD
    saved_from: str | None = None


def open_source(
    source: str | bytes | _Element | bs4.Tag,
    encoding: str | None,
    parser: ParserName,
    max_length: int = MAX_SOURCE_LENGTH,
) -> Source:
    """Make a tree of any source; the caller's own element is neither parsed again nor changed."""
    if parser not in ("lxml", "html5lib"):
        raise ValueError(f"parser must be 'lxml' or 'html5lib', not {parser!r}")
    if isinstance(source, etree._Element):  # noqa: SLF001  lxml has no public name for it
        comments = source.itersiblings(etree.Comment, preceding=True)
        return _open_element(source, "".join(each.text or "" for each in comments))
    if "bs4" in sys.modules and isinstance(source, sys.modules["bs4"].Tag):
        return _open_element(_from_soup(source), _comments_of(source))
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        raise TypeError(
            "source must be str, bytes, an lxml element or a bs4.Tag, "
            f"not {type(source).__name__}; for a file, pass Path(...).read_bytes()"
        )
    markup = clean_markup(source, encoding, max_length)
    post = split_post(markup.decode()) if _FRONT_MATTER.match(markup) else None
    if post is not None:
        html, metadata = post
        return open_fragment(html, metadata, Wrapping.JEKYLL_POST, parser)
    if FEED.match(markup, 0, _WINDOW):
        raise NotAStory("the source is a feed", "read it with rfaparse.parse_feed()")
    if not _TAG.search(markup):
        raise NotAStory(f"text without a tag: {_opening(markup)}", "pass the story's HTML")
    is_document = _DOCUMENT.search(markup) is not None
    above = markup[:_WINDOW].decode("utf-8", "ignore") if is_document else ""
    return Source(
        _tree(markup, parser, is_document=is_document),
        Wrapping.PAGE if is_document else Wrapping.FRAGMENT,
        is_document,
        saved_from=saved_from(above) if above else None,
    )


def open_fragment(
    html: str, metadata: Metadata, wrapping: Wrapping, parser: ParserName = "lxml"
) -> Source:
    """Make a tree of a fragment whose metadata is known already."""
    markup = html.encode()
    return Source(
        _tree(markup, parser, is_document=_DOCUMENT.search(markup) is not None),
        wrapping,
        is_document=False,
        metadata=metadata,
    )


def clean_markup(
    source: str | bytes | bytearray | memoryview, encoding: str | None, max_length: int
) -> bytes:
    """The source as UTF-8, without characters that no tree can hold."""
    if len(source) > max_length:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {max_length:,}",
            "pass one story at a time, or a greater max_length",
        )
    if isinstance(source, str):
        text = source.lstrip("\ufeff")
        markup = text.encode("utf-8", "ignore")
    else:
        data = bytes(source)
        text, is_utf8 = decode(data, encoding)
        markup = data if is_utf8 else text.encode()
    is_suspect = len(markup.translate(None, _SUSPECTS)) < len(markup)
    if is_suspect or "\ufffe" in text or "\uffff" in text:
        markup = _ILLEGAL.sub("", markup.decode().replace("\f", " ")).encode()
    if b"\r" in markup:  # HTML's own rule, which libxml2 follows since 2.14
        markup = markup.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not markup or (b"<" not in markup and markup.decode().isspace()):
        raise EmptySource("the source is empty", "check that it was saved whole")
    return markup


def _opening(markup: bytes) -> str:
    start = " ".join(markup[: 12 * _SHOWN].decode("utf-8", "ignore").split())
    return repr(start if len(start) <= _SHOWN else start[: _SHOWN - 1] + "…")


def _tree(markup: bytes, parser: ParserName, *, is_document: bool) -> _Element:
    # Bare text at a body's top is wrapped in a <p> by libxml2 and not by html5lib; in a <div> both
    # leave it alone.
    if not is_document:
        markup = b"<div>" + markup  # left open: an end might be taken for text of what broke off
    if parser == "html5lib":
        return _html5lib_tree(markup.decode())
    root = _lxml_tree(markup)
    return root if root is not None else etree.Element("html")


def _lxml_tree(markup: bytes) -> _Element | None:
    root = _parsed(markup)
    if root is None or not _ends_early(root):
        return root
    return _parsed(_ENDS.sub(b"", markup))


def _parsed(markup: bytes) -> _Element | None:
    if len(markup) < _DEEPEST * len("<p>"):
        return etree.fromstring(markup, _SHALLOW)
    lxml_parser = _lxml_parser()
    root = etree.fromstring(markup, lxml_parser)
    if any(map(_is_cut, lxml_parser.error_log)):
        raise _too_deep()
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


def _too_deep() -> SourceTooLarge:
    return SourceTooLarge(
        f"elements nested more than {_DEEPEST:,} deep",
        "no editor wrote that; check where the page comes from",
    )


def _open_element(element: _Element, above: str) -> Source:
    is_document = element.tag == "html" and not _is_parsers_own(element)
    wrapping = Wrapping.PAGE if is_document else Wrapping.FRAGMENT
    return Source(element, wrapping, is_document, saved_from=saved_from(above))


def _is_parsers_own(html: _Element) -> bool:
    """Whether a parser put ``html`` around a fragment: it has no attributes and an empty head."""
    head, body = html.find("head"), html.find("body")
    return not any(len(each.attrib) for each in (html, body) if each is not None) and (
        head is None or not len(head)
    )


def _html5lib_tree(html: str) -> _Element:
    import html5lib  # noqa: PLC0415  slow to import, and rarely asked for

    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    builder = etree.TreeBuilder()
    _build(builder, _etree_events(root))
    return builder.close()


def _comments_of(soup: bs4.Tag) -> str:
    import bs4  # noqa: PLC0415  imported by the caller already

    return "".join(each for each in soup.contents if isinstance(each, bs4.Comment))


def _from_soup(soup: bs4.Tag) -> _Element:
    builder = etree.TreeBuilder()
    _build(builder, _soup_events(soup))
    return builder.close()


_Event = tuple[str, str, "dict[str, str]"]


def _build(builder: etree.TreeBuilder, events: Iterator[_Event]) -> None:
    """Build a tree from start, text and end events, leaving out names that XML forbids."""
    depth = 0
    for kind, value, attributes in events:
        if kind == "text":
            builder.data(_ILLEGAL.sub("", value))
            continue
        name = value if _XML_NAME.fullmatch(value) else "span"
        if kind == "start":
            depth += 1
            if depth > _DEEPEST:
                raise _too_deep()
            builder.start(
                name,
                {
                    key: _ILLEGAL.sub("", attribute)
                    for key, attribute in attributes.items()
                    if _XML_NAME.fullmatch(key)
                },
            )
        else:
            depth -= 1
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
