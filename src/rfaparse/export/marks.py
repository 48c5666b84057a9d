"""Text with the marks of its spans, well nested, in any markup."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from rfaparse.model import SpanKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rfaparse.model import Span

_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
ELEMENTS = {
    SpanKind.STRONG: "strong",
    SpanKind.EM: "em",
    SpanKind.UNDERLINE: "u",
    SpanKind.STRIKE: "s",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}
"""The HTML element of each kind of span; a link's needs more than its name."""


@frozen
class Mark:
    """The text before and after a marked stretch."""

    start: str
    end: str


def is_web(url: str | None) -> bool:
    """Whether an address is a web address, and so may become a link."""
    return url is not None and _WEB.match(url) is not None


def element_of(kind: SpanKind) -> Mark:
    """The HTML element of a kind of span other than a link."""
    return Mark(f"<{ELEMENTS[kind]}>", f"</{ELEMENTS[kind]}>")


def marked(
    text: str,
    spans: Iterable[Span],
    escape: Callable[[str], str],
    mark_of: Callable[[Span], Mark | None],
) -> str:
    """`text` with a mark around each span; where two overlap, the later one is opened again.

    Args:
        text: The text.
        spans: Its spans, by start, the longer first.
        escape: Escapes a stretch of text.
        mark_of: The mark of a span, or None; a link inside a link never gets one.
    """
    starting: dict[int, list[Span]] = {}
    edges = {0, len(text)}
    for span in spans:
        if span.start < span.end:
            starting.setdefault(span.start, []).append(span)
            edges |= {span.start, span.end}
    opened: list[tuple[Span, Mark]] = []
    parts: list[str] = []
    for start, end in pairwise(sorted(edges)):
        _close(opened, parts, start)
        for span in starting.get(start, ()):
            inside_link = any(outer.kind is SpanKind.LINK for outer, _ in opened)
            mark = None if inside_link and span.kind is SpanKind.LINK else mark_of(span)
            if mark is not None:
                parts.append(mark.start)
                opened.append((span, mark))
        parts.append(escape(text[start:end]))
    _close(opened, parts, max(edges))
    return "".join(parts)


def _close(opened: list[tuple[Span, Mark]], parts: list[str], offset: int) -> None:
    """Close the spans that end at `offset`; spans inside them continue after it."""
    ended = (depth for depth, (span, _) in enumerate(opened) if span.end <= offset)
    depth = next(ended, len(opened))
    inside = opened[depth:]
    del opened[depth:]
    parts += [mark.end for _, mark in reversed(inside)]
    for span, mark in inside:
        if span.end > offset:
            parts.append(mark.start)
            opened.append((span, mark))
