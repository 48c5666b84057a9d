"""The walk tag by tag: each goes to what claims it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from rfaparse import _embeds
from rfaparse._images import (
    FIGURE_TAGS,
    Figure,
    classes_of,
    is_figure,
    is_picture,
    is_zoom_link,
    read_image,
)
from rfaparse._markup import UNSEEN, Markup, attributes_of, end_of, name_of
from rfaparse._related import read_related
from rfaparse.model import Audio, SpanKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse._flow import Flow, Format

_FORMATS: dict[str, tuple[SpanKind, str | None]] = {
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
BREAKS = frozenset(
    "address article aside body br button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hr html legend li main menu nav option p plaintext pre"
    " section select summary table tbody td textarea tfoot th thead tr".split()
)


def _read_already() -> None:
    """Stands for a closing: what is below the element is read already, or never."""


@define
class TagWalk:
    """Walks elements tag by tag.

    Attributes:
        flow: What the lines and blocks that are read go to.
        audio: The recordings that were read.
    """

    flow: Flow
    audio: list[Audio] = field(factory=list)
    _figures: list[Figure] = field(factory=list)
    _sinks: list[list[str]] = field(factory=list)

    def walk(self, markup: Markup) -> None:
        """Walk an element, or some of them."""
        closings: list[Callable[[], None] | None] = []
        resume = 0
        for place, (tag, text) in enumerate(zip(markup.tags, markup.texts, strict=True)):
            if place < resume:
                continue
            if tag[0] == "/":
                closing = closings.pop()
                if closing is not None:
                    closing()
            else:
                closing = self._open(tag, markup, place)
                if tag[-1] == "/":
                    if closing is not None:
                        closing()
                elif closing is _read_already:
                    closings.append(None)
                    resume = end_of(markup.tags, place)
                    continue
                else:
                    closings.append(closing)
            if text:
                self.add_text(text)

    def _open(self, tag: str, markup: Markup, place: int) -> Callable[[], None] | None:
        """Open an element; gives what closes it."""
        name = name_of(tag)
        opener = _OPENERS.get(name)
        if self._figures and opener not in _CLAIMING:
            part = self._figures[-1].text_part(name, tag)
            if part is not None:
                return self._open_sink(name, part)
        return opener(self, tag, markup, place) if opener else None

    def add_text(self, text: str) -> None:
        """Add a run of text: to the line, or to the part of a figure that is open."""
        if self._sinks:
            self._sinks[-1].append(text)
        elif self.flow.pending or not text.isspace():
            self.flow.pending.append(text)

    def _break(self) -> None:
        if self._sinks:
            self._sinks[-1].append(" ")
        elif self.flow.pending:
            self.flow.line_break()

    def _open_block(self, _tag: str, _markup: Markup, _place: int) -> Callable[[], None]:
        self._break()
        return self._break

    def _open_division(self, tag: str, _markup: Markup, _place: int) -> Callable[[], None]:
        self._break()
        return self.open_figure() if is_figure(name_of(tag), tag) else self._break

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

    def _open_sink(self, name: str, part: list[str]) -> Callable[[], None]:
        is_break = name in BREAKS
        if is_break:
            self._break()

        def close() -> None:
            self._sinks.pop()
            if is_break:
                self._break()

        part.append(" ")
        self._sinks.append(part)
        return close

    def _open_heading(self, _tag: str, _markup: Markup, _place: int) -> Callable[[], None]:
        self._break()
        self.flow.open_heading()
        return self.flow.close_heading

    def open_mark(self, name: str, tag: str) -> Callable[[], None] | None:
        """Open an element of `MARKING`; gives what closes it."""
        return self._open_link(tag, None, 0) if name == "a" else self._open_format(tag, None, 0)

    def _open_format(self, tag: str, _markup: Markup | None, _place: int) -> Callable[[], None]:
        flow, mark = self.flow, _FORMATS[name_of(tag)]
        before = flow.format
        marks: Format = before if mark in before else (*before, mark)
        flow.set_format(marks)
        return partial(flow.set_format, before)

    def _open_link(
        self, tag: str, _markup: Markup | None, _place: int
    ) -> Callable[[], None] | None:
        attributes = attributes_of(tag)
        href = attributes.get("href")
        if href is None:
            return None
        if self._figures and is_zoom_link(attributes):
            self._figures[-1].zoom_href = href
            return None
        before = self.flow.format
        outside = tuple(mark for mark in before if mark[0] is not SpanKind.LINK)
        self.flow.set_format((*outside, (SpanKind.LINK, href)))
        return partial(self.flow.set_format, before)

    def _picture(self, tag: str, _markup: Markup, _place: int) -> Callable[[], None]:
        self.add_picture(tag)
        return _read_already

    def add_picture(self, tag: str) -> None:
        """Add the picture of an ``img``, if it is content."""
        attributes = attributes_of(tag)
        if is_picture(attributes):
            if self._figures and self._figures[-1].image is None:
                self._figures[-1].image = attributes
            else:
                self.flow.add(read_image(attributes, self.flow.base))

    def _recording(self, _tag: str, markup: Markup, place: int) -> Callable[[], None]:
        self.add_recordings(_below(markup, place))
        return _read_already

    def add_recordings(self, tags: list[str]) -> None:
        """Add the recordings of an ``audio``; `tags` are its own, and those of what is in it."""
        sources = _embeds.elements(tags, "audio", "source")
        self.audio += _embeds.read_audio(sources, self.flow.base)

    def _player(self, _tag: str, markup: Markup, place: int) -> Callable[[], None]:
        self.add_player(_below(markup, place))
        return _read_already

    def _embed(self, tag: str, _markup: Markup, _place: int) -> None:
        """A player; it is a void, and what libxml2 sets below it follows it."""
        self.add_player([tag])

    def add_player(self, tags: list[str]) -> None:
        """Add the player of an element; `tags` are its own, and those of what is in it."""
        embed = _embeds.read_player(tags, self.flow.base)
        if embed is not None:
            self.flow.add(embed)

    def _list(self, tag: str, markup: Markup, place: int) -> Callable[[], None]:
        if not self.flow.in_list:
            end = end_of(markup.tags, place)
            related = read_related(markup, place, end, self.flow.base)
            if related is not None:
                self.flow.add_links(related)
                return _read_already
        self.flow.open_list(ordered=name_of(tag) == "ol")
        return self.flow.close_list

    def _quote(self, tag: str, markup: Markup, place: int) -> Callable[[], None]:
        kind = _embeds.post_kind(classes_of(tag))
        if kind is not None:
            end = end_of(markup.tags, place)
            self.flow.add(_embeds.read_post(markup, place, end, kind, self.flow.base))
            return _read_already
        self.flow.open_quote()
        return self.flow.close_quote

    def _unseen(self, _tag: str, _markup: Markup, _place: int) -> Callable[[], None]:
        return _read_already


def _below(markup: Markup, place: int) -> list[str]:
    """The tags of the element that begins at `place`."""
    return markup.tags[place : end_of(markup.tags, place) + 1]


# ruff: noqa: SLF001  the tables are the walk's own, written out below it
_Opener: TypeAlias = "Callable[[TagWalk, str, Markup, int], Callable[[], None] | None]"
_CLAIMED: dict[str, _Opener] = {
    **dict.fromkeys(UNSEEN, TagWalk._unseen),
    **dict.fromkeys(_PLAYERS, TagWalk._player),
    "embed": TagWalk._embed,
    "img": TagWalk._picture,
    "audio": TagWalk._recording,
    "ul": TagWalk._list,
    "ol": TagWalk._list,
    "blockquote": TagWalk._quote,
}
_OPENERS: dict[str, _Opener] = {
    **dict.fromkeys(BREAKS, TagWalk._open_block),
    **dict.fromkeys(FIGURE_TAGS, TagWalk._open_division),
    **dict.fromkeys(_HEADINGS, TagWalk._open_heading),
    **dict.fromkeys(_FORMATS, TagWalk._open_format),
    **_CLAIMED,
    "a": TagWalk._open_link,
}
"""What opens an element, by its name; any other is nothing but its text."""
_CLAIMING = frozenset(_CLAIMED.values())
"""Openers that go before the question which part of a figure an element is."""

ISLANDS = frozenset({*_CLAIMED, *_HEADINGS, "figure"})
"""Elements that are more than lines, whatever their class."""
MARKING = frozenset({*_FORMATS, "a"})
"""Elements that mark a part of a line."""
