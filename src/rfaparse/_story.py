"""The one walk over a story: elements in document order, each to what claims it.

Parsers build different trees of the same markup (a figure inside a ``p``, a ``div`` inside a
``span``), so nothing here asks which element stands in which: a block's start and end are breaks of
a line, a figure's parts go where their class says, and all other text is the line's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from rfaparse import _embeds
from rfaparse._flow import Flow, Format
from rfaparse._images import FIGURE_TAGS, Figure, is_figure, is_picture, is_zoom_link, read_image
from rfaparse._regions import NULL
from rfaparse._related import read_related
from rfaparse.model import Audio, Block, SpanKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

_FORMATS: dict[Any, tuple[SpanKind, str | None]] = {
    tag: (kind, None)
    for kind, tags in {
        SpanKind.STRONG: ("b", "strong"),
        SpanKind.EM: ("i", "em", "cite"),
        SpanKind.UNDERLINE: ("u", "ins"),
        SpanKind.STRIKE: ("s", "strike", "del"),
        SpanKind.SUPERSCRIPT: ("sup",),
        SpanKind.SUBSCRIPT: ("sub",),
    }.items()
    for tag in tags
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAYERS = ("iframe", "video", "object")
_BREAKS = frozenset(
    "address article aside body br button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hr html legend li main menu nav option p plaintext pre"
    " section select summary table tbody td textarea tfoot th thead tr".split()
)


@define
class Story:
    """What the walk has read.

    Attributes:
        blocks: The story's blocks in document order, credit lines still among them.
        audio: Its recordings.
    """

    blocks: list[Block]
    audio: list[Audio]


def read_story(
    root: _Element,
    base: str | None,
    *,
    skipped: Iterable[_Element] = (),
    has_null: bool = False,
) -> Story:
    """Read a story.

    Args:
        root: The element that holds it.
        base: Its public address.
        skipped: Elements of it that are read elsewhere, with all below them.
        has_null: Whether the first text is the literal ``null``, which is left out.
    """
    walk = _Walk(Flow(base), set(skipped), has_null)
    walk.over(root)
    return walk.story()


def read_lead(elements: Iterable[_Element], base: str | None) -> Story:
    """Read a lead block: its picture is the first block; what else it holds follows."""
    walk = _Walk(Flow(base))
    close = walk.open_figure()
    for element in elements:
        walk.over(element)
    close()
    return walk.story()


def _read_already() -> None:
    """Stands for a closing: what is below the element is read already, or never."""


@define
class _Walk:
    flow: Flow
    skipped: set[_Element] = field(factory=set)
    has_null: bool = False
    _audio: list[Audio] = field(factory=list)
    _figures: list[Figure] = field(factory=list)
    _sinks: list[list[str]] = field(factory=list)

    def story(self) -> Story:
        self.flow.line_break()
        return Story([block for block in self.flow.blocks if block is not None], self._audio)

    def over(self, root: _Element) -> None:  # noqa: C901, PLR0912  a call a step costs
        """Walk `root` and all below it, but not its tail."""
        figures, pending, end_line = self._figures, self.flow.pending, self.flow.line_break
        above: list[tuple[_Element, Iterator[_Element], Callable[[], None] | None]] = []
        closing = self._open(root)
        if closing is _read_already:
            return
        if root.text:
            self._text(root.text)
        element = root
        children: Iterator[_Element] = iter(root)
        while True:
            for child in children:
                kind = None if figures or self.skipped else _USUAL.get(child.tag)
                if kind is None or (kind is _DIVISION and child.get("class") is not None):
                    opened = self._open(child)
                elif kind is _TEXT:
                    opened = None
                else:
                    if pending:
                        end_line()
                    opened = None if kind is _BREAK else end_line
                if opened is not _read_already:
                    text = child.text
                    if text:
                        if figures or self.has_null:
                            self._text(text)
                        elif pending or not text.isspace():
                            pending.append(text)
                    if len(child):
                        above.append((element, children, closing))
                        element, children, closing = child, iter(child), opened
                        break
                    if opened is end_line:
                        if pending:
                            end_line()
                    elif opened is not None:
                        opened()
                tail = child.tail
                if tail:
                    if figures or self.has_null:
                        self._text(tail)
                    elif pending or not tail.isspace():
                        pending.append(tail)
            else:
                if closing is not None:
                    closing()
                if not above:
                    return
                tail = element.tail
                if tail:
                    self._text(tail)
                element, children, closing = above.pop()

    def _text(self, text: str) -> None:
        if self._sinks:
            self._sinks[-1].append(text)
        elif self.flow.pending or not text.isspace():
            if self.has_null:
                text, self.has_null = NULL.sub("", text, count=1), False
            self.flow.pending.append(text)

    def _break(self) -> None:
        if self._sinks:
            self._sinks[-1].append(" ")
        elif self.flow.pending:
            self.flow.line_break()

    def _open(self, element: _Element) -> Callable[[], None] | None:
        """Open `element`; gives what closes it."""
        opener = _OPENERS.get(element.tag, _open_text)
        if self.skipped and element in self.skipped:
            self._break()
            return _read_already
        if self._figures and opener not in _CLAIMING:
            part = self._figures[-1].text_part(element)
            if part is not None:
                return self._open_sink(element, part)
        return opener(self, element)

    def _open_block(self, _: _Element) -> Callable[[], None]:
        if self.flow.pending or self._sinks:
            self._break()
        return self._break

    def _open_division(self, element: _Element) -> Callable[[], None]:
        if self.flow.pending or self._sinks:
            self._break()
        return self.open_figure() if is_figure(element) else self._break

    def open_figure(self) -> Callable[[], None]:
        """Hold a place for a figure; gives what fills it."""
        figure = Figure()
        place = self.flow.add(None)
        self._figures.append(figure)

        def close() -> None:
            self._figures.pop()
            self.flow.line_break()
            image = figure.to_image(self.flow.base)
            if image is not None:
                self.flow.blocks[place] = image
            else:
                self._return_text(figure)

        return close

    def _return_text(self, figure: Figure) -> None:
        """A figure without a picture: what was taken for its caption is a line of the story."""
        for part in (figure.caption, figure.copyright):
            self.flow.pending.append("".join(part))
            self.flow.line_break()

    def _open_sink(self, element: _Element, part: list[str]) -> Callable[[], None]:
        if element.tag in _BREAKS:
            self._break()

        def close() -> None:
            self._sinks.pop()
            if element.tag in _BREAKS:
                self._break()

        part.append(" ")
        self._sinks.append(part)
        return close

    def _open_heading(self, _: _Element) -> Callable[[], None]:
        self._break()
        self.flow.open_heading()
        return self.flow.close_heading

    def _open_format(self, element: _Element) -> Callable[[], None]:
        return self._marked(_FORMATS[element.tag])

    def _marked(self, mark: tuple[SpanKind, str | None]) -> Callable[[], None]:
        set_format, before = self.flow.set_format, self.flow.format
        marks: Format = before if mark in before else (*before, mark)
        set_format(marks)
        return partial(set_format, before)

    def _open_link(self, element: _Element) -> Callable[[], None] | None:
        href = element.get("href")
        if href is None:
            return None
        if self._figures and is_zoom_link(element):
            self._figures[-1].zoom_href = href
            return None
        before = self.flow.format
        outside = tuple(mark for mark in before if mark[0] is not SpanKind.LINK)
        self.flow.set_format((*outside, (SpanKind.LINK, href)))
        return partial(self.flow.set_format, before)

    def _picture(self, element: _Element) -> Callable[[], None]:
        if is_picture(element):
            if self._figures and self._figures[-1].image is None:
                self._figures[-1].image = element
            else:
                self.flow.add(read_image(element, self.flow.base))
        return _read_already

    def _recording(self, element: _Element) -> Callable[[], None]:
        self._audio += _embeds.read_audio(element, self.flow.base)
        return _read_already

    def _player(self, element: _Element) -> Callable[[], None]:
        self._embed(element)
        return _read_already

    def _embed(self, element: _Element) -> None:
        """A player; it is a void, and what libxml2 sets below it follows it."""
        embed = _embeds.read_player(element, self.flow.base)
        if embed is not None:
            self.flow.add(embed)

    def _list(self, element: _Element) -> Callable[[], None]:
        if not self.flow.in_list:
            related = read_related(element, self.flow.base)
            if related is not None:
                self.flow.add(related)
                return _read_already
        self.flow.open_list(ordered=element.tag == "ol")
        return self.flow.close_list

    def _quote(self, element: _Element) -> Callable[[], None]:
        kind = _embeds.post_kind(element)
        if kind is not None:
            self.flow.add(_embeds.read_post(element, kind, self.flow.base))
            return _read_already
        self.flow.open_quote()
        return self.flow.close_quote

    def _line_break(self, _: _Element) -> None:
        self._break()

    def _unseen(self, _: _Element) -> Callable[[], None]:
        return _read_already


def _open_text(_: _Walk, element: _Element) -> Callable[[], None] | None:
    """An element that is nothing but its text; a comment is not even that."""
    return None if isinstance(element.tag, str) else _read_already


_BREAK, _DIVISION, _TEXT = range(3)
_USUAL: dict[Any, int] = {
    "br": _BREAK,
    **dict.fromkeys(("p", "div", "td"), _DIVISION),
    **dict.fromkeys(("span", "font"), _TEXT),
}
"""What opens without a call outside of figures; a division only if it has no class."""

# ruff: noqa: SLF001  the tables are the walk's own, written out below it
_Opener: TypeAlias = "Callable[[_Walk, _Element], Callable[[], None] | None]"
_CLAIMED: dict[str, _Opener] = {
    **dict.fromkeys(_embeds.UNSEEN, _Walk._unseen),
    **dict.fromkeys(_PLAYERS, _Walk._player),
    "embed": _Walk._embed,
    "img": _Walk._picture,
    "audio": _Walk._recording,
    "ul": _Walk._list,
    "ol": _Walk._list,
    "blockquote": _Walk._quote,
}
_OPENERS: dict[Any, _Opener] = {
    **dict.fromkeys(_BREAKS, _Walk._open_block),
    **dict.fromkeys(FIGURE_TAGS, _Walk._open_division),
    **dict.fromkeys(_HEADINGS, _Walk._open_heading),
    **dict.fromkeys(_FORMATS, _Walk._open_format),
    **_CLAIMED,
    "a": _Walk._open_link,
    "br": _Walk._line_break,
}
"""What opens an element, by its tag."""
_CLAIMING = frozenset(_CLAIMED.values())
"""Openers that go before the question which part of a figure an element is."""
