"""The one walk over a story: elements in document order, each to what claims it.

Parsers build different trees of the same markup (a figure inside a ``p``, a ``div`` inside a
``span``), so nothing here asks which element stands in which: a block's start and end are breaks of
a line, a figure's parts go where their class says, and all other text is the line's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field
from lxml import etree

from rfaparse import _embeds
from rfaparse._flow import Flow, Format
from rfaparse._images import Figure, is_figure, is_picture, is_zoom_link, read_image
from rfaparse._regions import NULL
from rfaparse._related import read_related
from rfaparse.model import Audio, Block, SpanKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

_FORMATS = {
    "b": SpanKind.STRONG,
    "strong": SpanKind.STRONG,
    "i": SpanKind.EM,
    "em": SpanKind.EM,
    "cite": SpanKind.EM,
    "u": SpanKind.UNDERLINE,
    "ins": SpanKind.UNDERLINE,
    "s": SpanKind.STRIKE,
    "strike": SpanKind.STRIKE,
    "del": SpanKind.STRIKE,
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAYERS = frozenset({"iframe", "video", "object", "embed"})
_BREAKS = frozenset(
    "address article aside body br button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hr html legend li main menu nav option p pre section"
    " select summary table tbody td textarea tfoot th thead tr".split()
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
    null: _Element | None = None,
) -> Story:
    """Read a story.

    Args:
        root: The element that holds it.
        base: Its public address.
        skipped: Elements of it that are read elsewhere, with all below them.
        null: The element whose text begins with the literal ``null``, which is left out.
    """
    walk = _Walk(Flow(base), set(skipped), null)
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


@define
class _Walk:
    flow: Flow
    skipped: set[_Element] = field(factory=set)
    null: _Element | None = None
    _audio: list[Audio] = field(factory=list)
    _figures: list[Figure] = field(factory=list)
    _sinks: list[list[str]] = field(factory=list)
    _closers: list[tuple[_Element, Callable[[], None]]] = field(factory=list)

    def story(self) -> Story:
        self.flow.line_break()
        return Story([block for block in self.flow.blocks if block is not None], self._audio)

    def over(self, root: _Element) -> None:
        """Walk `root` and all below it, but not its tail."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    walk.skip_subtree()
                elif element.text:
                    text = element.text
                    self._text(NULL.sub("", text, count=1) if element is self.null else text)
            else:
                if event == "end":
                    self._end(element)
                if element.tail and element is not root:
                    self._text(element.tail)

    def _text(self, text: str) -> None:
        if self._sinks:
            self._sinks[-1].append(text)
        else:
            self.flow.text(text)

    def _break(self) -> None:
        if self._sinks:
            self._sinks[-1].append(" ")
        else:
            self.flow.line_break()

    def _start(self, element: _Element) -> bool:
        """Open `element`; True if what is below it is read already, or never."""
        tag = element.tag
        if tag in _embeds.UNSEEN or (self.skipped and element in self.skipped):
            return True
        if tag in _BREAKS:
            self._break()
        if tag == "img":
            self._picture(element)
            return True
        if tag == "audio":
            self._audio += _embeds.read_audio(element, self.flow.base)
            return True
        if tag in _PLAYERS:
            return self._player(element)
        if tag in ("ul", "ol"):
            return self._list(element)
        if tag == "blockquote":
            return self._quote(element)
        self._open(element)
        return False

    def _open(self, element: _Element) -> None:
        """Open an element whose text belongs to a line, or to a part of a figure."""
        tag = element.tag
        if is_figure(element):
            self._closers.append((element, self.open_figure()))
        elif self._figures and (part := self._figures[-1].text_part(element)) is not None:
            self._open_sink(element, part)
        elif tag in _HEADINGS:
            self.flow.open_heading()
            self._closers.append((element, self.flow.close_heading))
        elif tag in _FORMATS:
            self._open_format(element, (_FORMATS[tag], None))
        elif tag == "a":
            self._link(element)

    def _end(self, element: _Element) -> None:
        if self._closers and self._closers[-1][0] is element:
            self._closers.pop()[1]()
        if element.tag in _BREAKS:
            self._break()

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
            self.flow.text("".join(part))
            self.flow.line_break()

    def _open_sink(self, element: _Element, part: list[str]) -> None:
        def close() -> None:
            self._sinks.pop()

        part.append(" ")
        self._sinks.append(part)
        self._closers.append((element, close))

    def _open_format(self, element: _Element, mark: tuple[SpanKind, str | None]) -> None:
        before = self.flow.format
        marks: Format = before if mark in before else (*before, mark)

        def close() -> None:
            self.flow.format = before

        self.flow.format = marks
        self._closers.append((element, close))

    def _link(self, element: _Element) -> None:
        href = element.get("href")
        if href is None:
            return
        if self._figures and is_zoom_link(element):
            self._figures[-1].zoom_href = href
        else:
            self._open_format(element, (SpanKind.LINK, href))

    def _picture(self, element: _Element) -> None:
        if not is_picture(element):
            return
        if self._figures and self._figures[-1].image is None:
            self._figures[-1].image = element
        else:
            self.flow.add(read_image(element, self.flow.base))

    def _player(self, element: _Element) -> bool:
        embed = _embeds.read_player(element, self.flow.base)
        if embed is not None:
            self.flow.add(embed)
        return True

    def _list(self, element: _Element) -> bool:
        if not self.flow.in_list:
            related = read_related(element, self.flow.base)
            if related is not None:
                self.flow.add(related)
                return True
        self.flow.open_list(ordered=element.tag == "ol")
        self._closers.append((element, self.flow.close_list))
        return False

    def _quote(self, element: _Element) -> bool:
        kind = _embeds.post_kind(element)
        if kind is not None:
            self.flow.add(_embeds.read_post(element, kind, self.flow.base))
            return True
        self.flow.open_quote()
        self._closers.append((element, self.flow.close_quote))
        return False
