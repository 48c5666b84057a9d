"""Text runs in, blocks out: where a line of the story ends, and what it then is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from rfaparse._text import drop_invisible, is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import (
    Block,
    BulletList,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLink,
    RelatedLinks,
    Span,
    SpanKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BREAKS = frozenset(
    "address article aside body br button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hr html legend li main menu nav option p plaintext pre"
    " section select summary table tbody td textarea tfoot th thead tr".split()
)
"""Elements that begin and end a line."""

Mark: TypeAlias = "tuple[SpanKind, str | None]"
"""What a run is marked as; a link carries its href."""
Format: TypeAlias = "tuple[Mark, ...]"
"""The marks of a run, outermost first."""


@define
class Lines:
    """Collects the runs of one line; a break turns them into a block.

    Mutable on purpose: the walk changes it at every element.

    Attributes:
        base: The story's public address, against which relative links are read.
        blocks: The blocks so far; list items and related links that more may follow come later.
        format: What the next run is marked as. It outlives a break.
    """

    base: str | None
    blocks: list[Block] = field(factory=list)
    format: Format = ()
    _runs: list[str] = field(factory=list)
    _formats: list[Format] = field(factory=list)
    _kinds: dict[type[Heading | Quote], int] = field(factory=lambda: {Heading: 0, Quote: 0})
    """How many headings and quotations are open."""
    _lists: list[bool] = field(factory=list)
    """For each open list, whether it is ordered."""
    _items: list[Paragraph] = field(factory=list)
    _links: list[RelatedLink] = field(factory=list)

    def text(self, text: str) -> None:
        """Add a run of text; white space at the start of a line is none."""
        if self._runs or not text.isspace():
            self._runs.append(text)
            self._formats.append(self.format)

    def line(self, text: str) -> None:
        """Add a line that is one run."""
        if self.format:
            self.text(text)
            self.end_line()
            return
        words = normalise(text)
        if words and not is_blank(words):
            self._add_line(words, ())

    def end_line(self) -> None:
        """Turn what the line holds into a block."""
        if not self._runs:
            return
        if any(self._formats):
            text, spans = _marked(self._runs, self._formats, self.base)
        else:
            text, spans = normalise("".join(self._runs)), ()
        self._runs.clear()
        self._formats.clear()
        if text and not is_blank(text):
            self._add_line(text, spans)

    def _add_line(self, text: str, spans: tuple[Span, ...]) -> None:
        self._end_links()
        if self._lists:
            self._items.append(Paragraph(text, spans))
        elif self._kinds[Heading] or (spans and _is_subheading(text, spans)):
            self.blocks.append(Heading(text))
        elif self._kinds[Quote]:
            self.blocks.append(Quote(text, spans))
        else:
            self.blocks.append(Paragraph(text, spans))

    def add(self, block: Block) -> None:
        """Add a block that is no line of text."""
        self.end_line()
        self._end_items()
        self._end_links()
        self.blocks.append(block)

    def image_before(self) -> Image | None:
        """The picture that the line follows, if nothing stands between."""
        last = self.blocks[-1] if self.blocks and not (self._runs or self._links) else None
        return last if isinstance(last, Image) else None

    def add_links(self, links: list[RelatedLink]) -> None:
        """Add related links; neighbouring lists are one, since editors wrote one for each entry."""
        self.end_line()
        self._end_items()
        self._links += links

    def finished(self) -> list[Block]:
        """All blocks; to be asked for once, at the end."""
        self.end_line()
        self._end_items()
        self._end_links()
        return self.blocks

    def open(self, kind: type[Heading | Quote]) -> Callable[[], None]:
        """Lines are of this kind until what is returned is called."""
        self.end_line()
        self._kinds[kind] += 1
        return partial(self._close, kind)

    def _close(self, kind: type[Heading | Quote]) -> None:
        self.end_line()
        self._kinds[kind] -= 1

    def open_list(self, *, ordered: bool) -> Callable[[], None]:
        """Lines are list items until what is returned is called, a nested list's too."""
        self.end_line()
        self._lists.append(ordered)
        return self._close_list

    def _close_list(self) -> None:
        self.end_line()
        if len(self._lists) == 1:
            self._end_items()
        self._lists.pop()

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._lists)

    def _end_links(self) -> None:
        if self._links:
            self.blocks.append(RelatedLinks(tuple(self._links)))
            self._links.clear()

    def _end_items(self) -> None:
        if self._items:
            self.blocks.append(BulletList(tuple(self._items), ordered=self._lists[0]))
            self._items.clear()


def _is_subheading(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether the line is wholly bold; a line that is wholly a link is no sub-heading."""
    whole = {
        span.kind
        for span in spans
        if span.end - span.start == len(text) or is_blank(text[: span.start] + text[span.end :])
    }
    return SpanKind.STRONG in whole and SpanKind.LINK not in whole


def _marked(
    runs: list[str], formats: list[Format], base: str | None
) -> tuple[str, tuple[Span, ...]]:
    """Normalise runs into one text, with a span for each marked stretch of it.

    A stretch goes on over white space, so `<b>a</b> <b>b</b>` is one: editors' markup wraps each
    run in an element of its own.
    """
    parts: list[str] = []
    length = 0
    gap = False
    stretches: dict[Mark, list[tuple[int, int]]] = {}
    for run, format_ in zip(runs, formats, strict=True):
        text = drop_invisible(run)
        words = " ".join(text.split())
        if not words:
            gap = gap or bool(text)
            continue
        if length and (gap or text[0].isspace()):
            parts.append(" ")
            length += 1
        parts.append(words)
        for mark in format_:
            stretches.setdefault(mark, []).append((length, length + len(words)))
        length += len(words)
        gap = text[-1].isspace()
    text = "".join(parts)
    return text, tuple(sorted(_spans(stretches, text, base), key=_order))


def _spans(
    stretches: dict[Mark, list[tuple[int, int]]], text: str, base: str | None
) -> Iterator[Span]:
    for (kind, href), parts in stretches.items():
        start, end = parts[0]
        for next_start, next_end in parts[1:]:
            if text[end:next_start].strip():
                yield _span(start, end, kind, href, base)
                start = next_start
            end = next_end
        yield _span(start, end, kind, href, base)


def _span(start: int, end: int, kind: SpanKind, href: str | None, base: str | None) -> Span:
    if href is None:
        return Span(start, end, kind)
    return Span(start, end, kind, href, public_url(href, base))


def _order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.kind.value, span.href or ""
