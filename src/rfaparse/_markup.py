"""A tree written out: what the walk reads in place of the tree.

libxml2 writes a tree far quicker than Python can ask each of its elements. In what it writes ``<``
and ``>`` stand around tags and nowhere else, and elements are nested well, whatever the source was:
so plain expressions find in it what could not be found in HTML without a parser.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from attrs import define
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "meta", "link"})
"""Elements whose text no reader sees."""
FALLBACKS = frozenset({"iframe", "audio", "video", "object"})
"""Elements whose text is a fallback."""
_SPACES = frozenset({"/br", "/p", "/div"})
"""Ends that are a space where a text is one line."""

ATTRIBUTES = r'(?: [a-z][a-z\d-]*="[^"<>]*")*'
"""An expression for the attributes of a tag, as all but a few are written."""
VOID_END = r" ?/?>(?:\s*</img>)?"
"""An expression for how the tag of a picture ends; feeds write an end for it too."""


def attributes_to(name: str) -> str:
    """An expression for the attributes before the one called `name`, which is next."""
    return ATTRIBUTES.replace("(?: ", f"(?: (?!{name}=)", 1) + f" {name}="


_ATTRIBUTE = re.compile(r'\s(=?[^\s=]*)="([^"]*)"')
_NO_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(amp|lt|gt|quot));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
_REPLACEMENT = 0xFFFD
"""What libxml2 refers to in place of a control character; itself it stands as it is."""


class NotPlain(Exception):  # noqa: N818  no error: another way to read the text is taken then
    """Text that is not as the walk expects it."""


def written(element: _Element) -> str:
    """`element` as libxml2 writes it, without its tail, comments and processing instructions."""
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return _NO_TAG.sub(_escaped, text) if "<!" in text or "<?" in text else text


def _escaped(match: re.Match[str]) -> str:
    text = match[1] or ""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Text as it was before libxml2 wrote it.

    >>> unescaped("a &lt; b &amp;lt; c &#x6865;")
    'a < b &lt; c 桥'
    """
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED[name]
    # libxml2 before 2.13 writes attributes in ASCII alone.
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return "" if code == _REPLACEMENT or code > sys.maxunicode else chr(code)


def name_of(tag: str) -> str:
    """The name in a tag (without brackets); an end's begins with a slash.

    >>> name_of('a href="/x"'), name_of("br/"), name_of("/p")
    ('a', 'br', '/p')
    """
    return tag.partition(" ")[0].rstrip("/")


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag, references in them as characters.

    >>> attributes_of('img src="/a.jpg?b&amp;c" alt=""/')
    {'alt': '', 'src': '/a.jpg?b&c'}
    """
    found = dict(reversed(_ATTRIBUTE.findall(tag)))  # the first of two counts
    if "&" in tag:
        return {name: unescaped(value) for name, value in found.items()}
    return found


def end_in(text: str, start: int, name: str) -> int:
    """Where the element called `name` ends that begins at `start`: the offset after its end."""
    depth = 0
    tags = re.compile(rf"<(/?){re.escape(name)}(?: [^>]*?)?(/?)>")
    for tag in tags.finditer(text, start):
        depth += -1 if tag[1] else not tag[2]
        if depth == 0:
            return tag.end()
    return len(text)


@define
class Markup:
    """Tags in document order, each with the text between it and the next.

    Attributes:
        tags: Without brackets: ``p``, ``a href="…"``, ``br/``, ``/p``. An element has a start and
            an end, or one tag that ends in a slash.
        texts: The text after each tag; references are characters.
    """

    tags: list[str]
    texts: list[str]


def markup_of(text: str) -> Markup:
    """The tags and texts of what is `written`, from its first tag on.

    Raises:
        NotPlain: A name is in it that HTML lets in and XML does not, one with a bracket.
    """
    parts = text.replace(">", "<").split("<")
    if len(parts) != 2 * text.count(">") + 1:
        raise NotPlain
    texts = parts[2::2]
    if "&" in text:
        texts = list(map(unescaped, texts))
    return Markup(parts[1::2], texts)


def end_of(tags: list[str], start: int) -> int:
    """Where the element that begins at `start` ends: the place of its last tag."""
    depth = 0
    for place in range(start, len(tags)):
        tag = tags[place]
        if tag[0] == "/":
            depth -= 1
        elif tag[-1] != "/":
            depth += 1
        if depth == 0:
            return place
    return len(tags) - 1


def seen(markup: Markup, start: int, end: int) -> Iterator[str]:
    """The texts of an element from `start` to `end` that a reader sees; breaks are spaces."""
    resume = start
    for place in range(start, end):
        if place < resume:
            continue
        tag = markup.tags[place]
        name = name_of(tag)
        if (name in UNSEEN or name in FALLBACKS) and place != start:
            resume = end_of(markup.tags, place)
            if resume != place:
                continue
        if name in _SPACES or (tag[-1] == "/" and "/" + name in _SPACES):
            yield " "
        if markup.texts[place]:
            yield markup.texts[place]
