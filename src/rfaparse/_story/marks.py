"""Marks of a line: which stretches of its text are bold, links and so on."""

from __future__ import annotations

from typing import TypeAlias

from rfaparse._text import drop_invisible, is_blank, shown
from rfaparse.model import Span, SpanKind

LINK, _STRONG = SpanKind.LINK, SpanKind.STRONG
Mark: TypeAlias = "tuple[SpanKind, str | None, str | None]"
"""A mark of a run; a link has its href and the public address of that."""
Format: TypeAlias = "tuple[Mark, ...]"
"""The marks of a run, outermost first."""
Stretch: TypeAlias = "tuple[Mark, int, int]"
"""A stretch of a line that a mark covers: the mark, its start and its end."""


def is_subheading(text: str, stretches: list[Stretch]) -> bool:
    """Whether the line is wholly bold; a line that is wholly a link is not a sub-heading."""
    is_bold = False
    for (kind, *_), start, end in stretches:
        if (kind is _STRONG or kind is LINK) and _is_whole(text, start, end):
            if kind is LINK:
                return False
            is_bold = True
    return is_bold


def _is_whole(text: str, start: int, end: int) -> bool:
    return end - start == len(text) or (is_blank(text[:start]) and is_blank(text[end:]))


def marked_text(runs: list[str], formats: dict[int, Format]) -> tuple[str, list[Stretch]]:
    """Normalise runs into one text, with its marked stretches.

    A stretch continues over white space, so `<b>a</b> <b>b</b>` is one: editors' markup wraps each
    run in an element of its own.
    """
    if len(runs) == 1:
        text = shown(runs[0])
        return text, [(mark, 0, len(text)) for mark in formats[0]]
    parts: list[str] = []
    length = 0
    gap = False
    stretches: list[Stretch] = []
    latest: dict[Mark, int] = {}
    for number, run in enumerate(runs):
        text = run
        words = " ".join(text.split())
        if not words.isprintable():
            text = drop_invisible(text)
            words = " ".join(text.split())
        if not words:
            gap = gap or bool(text)
            continue
        before = start = length
        if length and (gap or text[0].isspace()):
            parts.append(" ")
            start += 1
        parts.append(words)
        length = start + len(words)
        gap = text[-1].isspace()
        for mark in formats.get(number, ()):
            last = latest.get(mark)
            if last is not None and stretches[last][2] == before:
                stretches[last] = (mark, stretches[last][1], length)
            else:
                latest[mark] = len(stretches)
                stretches.append((mark, start, length))
    text = "".join(parts)
    return ("", []) if is_blank(text) else (text, stretches)


def spans_of(stretches: list[Stretch]) -> tuple[Span, ...]:
    """The spans of a line."""
    spans = [Span(start, end, *mark) for mark, start, end in stretches]
    return tuple(sorted(spans, key=_order) if len(spans) > 1 else spans)


def _order(span: Span) -> tuple[int, int, str, str]:
    return span.start, -span.end, span.kind.value, span.href or ""
