"""Credit lines taken out of a story's blocks and read."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, evolve

from rfaparse._byline import chinese, english, tibetan
from rfaparse._byline.labels import CHINESE, TIBETAN, role_of_word
from rfaparse._text import is_blank, without_joiners
from rfaparse.model import Block, Byline, Credit, Heading, Paragraph, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse._byline.credit_line import CreditLine

_CHINESE = "|".join(role_of_word(CHINESE))
_CHINESE_SET_APART = "|".join(f"{word[0]} {word[1]}" for word in ("记者", "責編", "责编", "网编"))
_HINT = re.compile(
    rf"(?P<chinese>{_CHINESE}|{_CHINESE_SET_APART})|(?P<tibetan>{'|'.join(role_of_word(TIBETAN))})"
    r"|(?P<english>(?:ed|ing|tion)(?: in English)? by\b|^By )"
).search
_LINES = (Paragraph, Heading, Quote)


@define
class _Line:
    """A line of the story and the credits it may hold."""

    place: int
    block: Paragraph | Heading | Quote
    text: str
    credit: CreditLine | None = None
    taken: bool = False


def take_byline(blocks: list[Block]) -> tuple[list[Block], Byline | None]:
    """Part a story's blocks from its credit lines.

    Returns:
        The blocks without the credits, and the byline, None if no line is a credit line.
    """
    lines = [
        _Line(place, block, without_joiners(block.text))
        for place, block in enumerate(blocks)
        if isinstance(block, _LINES)
    ]
    _read(lines)
    _choose(lines)
    taken = [line for line in lines if line.taken]
    if not taken:
        return blocks, None
    return _without(blocks, taken), _byline(taken)


def _read(lines: list[_Line]) -> None:
    before: CreditLine | None = None
    for line in lines:
        hint = _HINT(line.text)
        script = hint.lastgroup if hint else None
        if script == "english":
            line.credit = english.read_line(line.text)
        elif script == "tibetan":
            line.credit = tibetan.read_line(line.text)
        elif script == "chinese" or before is not None:
            line.credit = before = chinese.read_line(line.text, before)


def _choose(lines: list[_Line]) -> None:
    """Take the sure lines; take one that may be speech only at the end, or beside a sure one."""
    for line in lines:
        line.taken = line.credit is not None and line.credit.sure
    for previous, line in pairwise(lines):
        line.taken = line.taken or (previous.taken and _adds(line.credit, previous.credit))
    for line, following in reversed(list(pairwise(lines))):
        line.taken = line.taken or (following.taken and _adds(line.credit, following.credit))
    for line in reversed(lines):
        if line.taken:
            continue
        if line.credit is None or not line.credit.credits:
            break
        line.taken = not any(each.taken for each in lines)


def _adds(credit: CreditLine | None, neighbour: CreditLine | None) -> bool:
    """Whether a doubtful line gives a role that its sure neighbour lacks."""
    return credit is not None and neighbour is not None and not credit.roles & neighbour.roles


def _without(blocks: list[Block], taken: Iterable[_Line]) -> list[Block]:
    credit_lines = {line.place: line for line in taken}
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        line = credit_lines.get(place)
        if line is None:
            kept.append(block)
        else:
            kept += _remainder(line)
    return kept


def _remainder(line: _Line) -> list[Block]:
    """What stands before and after the credits of a line, as blocks of its kind."""
    if line.credit is None:
        return [line.block]
    start, end = _offsets(line)
    parts = ((0, start), (end, len(line.block.text)))
    return [part for part in (_cut(line.block, *each) for each in parts) if part is not None]


def _offsets(line: _Line) -> tuple[int, int]:
    """The credits' offsets in the block's own text, zero-width marks counted."""
    credit, text = line.credit, line.block.text
    if credit is None:
        return 0, 0
    if len(text) == len(line.text):
        return credit.start, credit.end
    seen = [index for index, character in enumerate(text) if without_joiners(character)]
    seen.append(len(text))
    return (seen[credit.start] if credit.start else 0), seen[credit.end]


def _cut(block: Paragraph | Heading | Quote, start: int, end: int) -> Block | None:
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if is_blank(text):
        return None
    if isinstance(block, Heading):
        return Heading(text)
    spans = tuple(_shifted(block.spans, start, start + len(text)))
    return evolve(block, text=text, spans=spans)


def _shifted(spans: Iterable[Span], start: int, end: int) -> Iterable[Span]:
    for span in spans:
        if span.start < end and span.end > start:
            yield evolve(span, start=max(span.start, start) - start, end=min(span.end, end) - start)


def _byline(taken: list[_Line]) -> Byline:
    texts: list[str] = []
    credits_: list[Credit] = []
    locations: list[str] = []
    for line in taken:
        if line.credit is None:
            continue
        start, end = _offsets(line)
        texts.append(line.block.text[start:end].strip())
        credits_ += line.credit.credits
        locations += line.credit.locations
    return Byline(
        "\n".join(dict.fromkeys(texts)),
        tuple(dict.fromkeys(credits_)),
        tuple(dict.fromkeys(locations)),
    )
