"""Text runs in, blocks out: where a line of the story ends and what it then is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from rfaparse._text import drop_invisible, is_blank, normalise
from rfaparse._urls import public_url
from rfaparse.model import (
    Block,
    BulletList,
    Heading,
    Paragraph,
    Quote,
    RelatedLink,
    RelatedLinks,
    Span,
    SpanKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Format = tuple[tuple[SpanKind, "str | None"], ...]
"""What a run is marked as, outermost first; a link carries its href."""

PLAIN: Format = ()

_Stretches: TypeAlias = "dict[tuple[SpanKind, str | None], list[tuple[int, int]]]"
"""Where a text is marked, by mark."""


@define
class Flow:
    """Collects the runs of one line at a time; a break turns them into a block.

    Attributes:
        base: The story's public address, against which relative links are read.
        blocks: What has been read so far; None holds the place of a figure still open, and a list
            is related links that more may follow.
        format: What the next run is marked as; `set_format` changes it.
        pending: The runs of the line so far, for the walk to append to.
        changes: Where in the line what is marked changes, and to what; empty if nothing is.
    """

    base: str | None
    blocks: list[Block | list[RelatedLink] | None] = field(factory=list)
    format: Format = PLAIN
    pending: list[str] = field(factory=list)
    changes: list[tuple[int, Format]] = field(factory=list)
    _linked: list[int] = field(factory=list)
    """The places of related links."""
    _has_gaps: bool = False
    """Whether a figure's place was held."""
    _headings: int = 0
    _quotes: int = 0
    _lists: list[bool] = field(factory=list)
    _items: list[Paragraph] = field(factory=list)

    def set_format(self, format_: Format) -> None:
        """What follows is marked so."""
        self.format = format_
        place, changes = len(self.pending), self.changes
        if changes and changes[-1][0] == place:
            changes.pop()
        if format_ != (changes[-1][1] if changes else PLAIN):
            changes.append((place, format_))

    def line_break(self) -> None:
        """End the line; what it holds becomes a block."""
        pending = self.pending
        if not pending:
            return
        spans: tuple[Span, ...] = ()
        if self.changes:
            text, spans = self._marked_text()
            self.changes[:] = [(0, self.format)] if self.format else []
        else:
            text = normalise(pending[0] if len(pending) == 1 else "".join(pending))
        pending.clear()
        if is_blank(text):
            return
        if self._lists:
            self._items.append(Paragraph(text, spans))
        elif self._headings or (spans and _is_subheading(text, spans)):
            self.blocks.append(Heading(text))
        elif self._quotes:
            self.blocks.append(Quote(text, spans))
        else:
            self.blocks.append(Paragraph(text, spans))

    def _marked_text(self) -> tuple[str, tuple[Span, ...]]:
        """The text of a line in which something is marked, and its spans."""
        first, format_ = self.changes[0]
        length = len(self.pending)
        following = self.changes[1][0] if len(self.changes) > 1 else length
        if first or following < length:
            return _with_spans(self.pending, self._formats(), self.base)
        text = normalise("".join(self.pending))
        return text, _in_order([_span(0, len(text), *mark, self.base) for mark in format_])

    def _formats(self) -> list[Format]:
        """What each run of the line is marked as."""
        formats: list[Format] = []
        current = PLAIN
        for place, following in self.changes:
            formats += [current] * (place - len(formats))
            current = following
        return formats + [current] * (len(self.pending) - len(formats))

    def add(self, block: Block | None) -> int:
        """Add a block that is no line of text; gives its place in `blocks`."""
        self.line_break()
        self._end_items()
        self.blocks.append(block)
        if block is None:
            self._has_gaps = True
        return len(self.blocks) - 1

    def add_links(self, links: list[RelatedLink]) -> None:
        """Add related links; neighbouring lists are one, since editors wrote one for each entry."""
        self.line_break()
        self._end_items()
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, list):
            last += links
        elif links:
            self._linked.append(len(self.blocks))
            self.blocks.append(links)

    def finished(self) -> list[Block]:
        """All blocks that were read; to be asked for once, at the end."""
        self.line_break()
        blocks: list[Any] = self.blocks
        for place in self._linked:
            blocks[place] = RelatedLinks(tuple(blocks[place]))
        return [block for block in blocks if block is not None] if self._has_gaps else blocks

    def open_heading(self) -> None:
        """Lines are headings until `close_heading`."""
        self.line_break()
        self._headings += 1

    def close_heading(self) -> None:
        """End what `open_heading` began."""
        self.line_break()
        self._headings -= 1

    def open_quote(self) -> None:
        """Lines are quotes until `close_quote`."""
        self.line_break()
        self._quotes += 1

    def close_quote(self) -> None:
        """End what `open_quote` began."""
        self.line_break()
        self._quotes -= 1

    def open_list(self, *, ordered: bool) -> None:
        """Lines are list items until `close_list`; a nested list goes on with its parent's."""
        self.line_break()
        self._lists.append(ordered)

    def close_list(self) -> None:
        """End what `open_list` began."""
        self.line_break()
        if len(self._lists) == 1:
            self._end_items()
        self._lists.pop()

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._lists)

    def _end_items(self) -> None:
        if self._items:
            self.blocks.append(BulletList(tuple(self._items), ordered=self._lists[0]))
            self._items = []


def _is_subheading(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether the line is wholly bold; a line that is wholly a link is no sub-heading."""
    whole = {
        span.kind
        for span in spans
        if span.end - span.start == len(text) or is_blank(text[: span.start] + text[span.end :])
    }
    return SpanKind.STRONG in whole and SpanKind.LINK not in whole


def _with_spans(
    texts: list[str], formats: list[Format], base: str | None
) -> tuple[str, tuple[Span, ...]]:
    """Normalise runs into one text, with a span for each marked stretch of it.

    A stretch goes on over white space, so `<b>a</b> <b>b</b>` is one: editors' markup wraps each
    run in an element of its own.
    """
    parts: list[str] = []
    length = 0
    gap = False
    stretches: _Stretches = {}
    for raw, marks in zip(texts, formats, strict=True):
        text = raw if raw.isascii() else drop_invisible(raw)
        words = text.split()
        if not words:
            gap = gap or bool(text)
            continue
        if length and (gap or text[0].isspace()):
            parts.append(" ")
            length += 1
        core = words[0] if len(words) == 1 else " ".join(words)
        parts.append(core)
        for mark in marks:
            stretches.setdefault(mark, []).append((length, length + len(core)))
        length += len(core)
        gap = text[-1].isspace()
    text = "".join(parts)
    return text, _in_order([*_spans(stretches, text, base)])


def _spans(stretches: _Stretches, text: str, base: str | None) -> Iterator[Span]:
    for (kind, href), found in stretches.items():
        start, end = found[0]
        for next_start, next_end in found[1:]:
            if not text[end:next_start].strip():
                end = next_end
            else:
                yield _span(start, end, kind, href, base)
                start, end = next_start, next_end
        yield _span(start, end, kind, href, base)


def _span(start: int, end: int, kind: SpanKind, href: str | None, base: str | None) -> Span:
    if href is None:
        return Span(start, end, kind)
    return Span(start, end, kind, href, public_url(href, base))


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    if len(spans) > 1:
        spans.sort(key=_span_order)
    return tuple(spans)


def _span_order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.kind.value, span.href or ""
