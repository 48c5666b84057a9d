"""Credit lines taken out of a story's blocks and read."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from attrs import evolve

from rfaparse._byline.credit_line import credits_of, merged_credits, unique_credits
from rfaparse._byline.services import CHINESE, TABLES, grammar_of_word
from rfaparse._text import MARKS, any_of, is_blank, without_joiners
from rfaparse.model import Block, Byline, Heading, Paragraph, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rfaparse._byline.credit_line import CreditLine
    from rfaparse._byline.table import ServiceTable

    _Taken = tuple[int, Paragraph | Heading | Quote, CreditLine]

_MARK = "a zero-width mark"
_CHINESE_HINTS = ("记 者", "責 編", "责 编", "网 编", "贡献", "貢獻")
_HINTS = {
    **dict.fromkeys(MARKS, _MARK),
    **grammar_of_word(),
    **dict.fromkeys(_CHINESE_HINTS, CHINESE),
}
"""The words of labels, one of which each credit line has, and the grammar that reads it."""
# Words alone, without a group: so `re` looks for their first characters, ten times as fast.
_find_hints = re.compile(any_of(_HINTS)).finditer
_LINES = (Paragraph, Heading, Quote)
_OPENING_LINES = {table.slug: table.opening for table in TABLES if table.opening}
_OPENING = 3
"""The lines of a story in which those are searched."""


def _find_sign(table: ServiceTable) -> Callable[[str], Iterator[re.Match[str]]]:
    """An expression for a sign after the last letters of a label, or at the start of a line.

    Up to three marks may precede it there. The expression begins with the sign's last letter, which
    `re` finds fast.
    """
    sign = table.line.sign
    ends = "|".join(sorted({word[-2:] for words in table.labels.values() for word in words}))
    capital = sign.capitalize()
    starts = "|".join(rf"(?<=\n[^\w\n]{{{size}}}{capital})" for size in range(4))
    return re.compile(
        rf"{sign[-1]}(?:(?<=(?:{ends}) (?:{sign}|{capital}))|(?:{starts})(?= ))"
    ).finditer


_SIGNS = [
    (table.slug, table.line.sign[-1], _find_sign(table)) for table in TABLES if table.line.sign
]


def take_byline(
    blocks: list[Block], field: str | None = None, service: str | None = None
) -> tuple[list[Block], Byline | None]:
    """Separate a story's blocks from its credit lines.

    Args:
        blocks: The story's blocks.
        field: The byline field as written.
        service: Slug of the story's service, if it is known.

    Returns:
        The blocks without the credits, and the byline; None if there is no credit line or field.
    """
    taken = _credited_lines(blocks, service)
    if field is None and not taken:
        return blocks, None
    lines = [line for _, _, line in taken]
    if field is not None:
        from rfaparse._byline.field import read_field  # noqa: PLC0415  few stories have one

        lines.insert(0, read_field(field, service))
    credits_, locations = credits_of([label for line in lines for label in line.labels])
    text = "\n".join([block.text[line.start : line.end].strip() for _, block, line in taken])
    distinct = unique_credits(credits_) if field is None else merged_credits(credits_)
    byline = Byline(text or None, distinct, tuple(dict.fromkeys(locations)), field)
    return _without(blocks, taken), byline


def _credited_lines(blocks: list[Block], service: str | None) -> list[_Taken]:
    """The credit lines among a story's blocks."""
    lines = [(index, block) for index, block in enumerate(blocks) if isinstance(block, _LINES)]
    texts = [block.text for _, block in lines]
    hints = hints_in(texts)
    has_marks = _MARK in [grammar for _, grammar in hints]
    if has_marks:
        texts = [without_joiners(text) for text in texts]
        hints = hints_in(texts)
    credited = _credit_lines(texts, hints)
    if service in _OPENING_LINES:
        credited = {**_opening_lines(texts, service), **credited}
    taken = [(*lines[number], credited[number]) for number in _chosen(credited, len(texts))]
    for _, block, line in taken if has_marks else ():
        _count_marks(line, block.text)
    return taken


def hints_in(lines: list[str]) -> list[tuple[int, str]]:
    """The numbers of the lines that may be credits, each with a grammar that may read it."""
    text = "\n".join(["", *lines])
    hints = [(hint.start(), _HINTS[hint[0]]) for hint in _find_hints(text)]
    for slug, letter, find in _SIGNS:
        if letter in text:
            hints += [(sign.start(), slug) for sign in find(text)]
    hinted: dict[tuple[int, str], None] = {}
    number, seen = -1, 0
    hints.sort()
    for offset, grammar in hints:
        number += text.count("\n", seen, offset)
        seen = offset
        hinted[number, grammar] = None
    return list(hinted)


def _credit_lines(texts: list[str], hints: list[tuple[int, str]]) -> dict[int, CreditLine]:
    """The credits of the hinted lines, and of lines that continue an open label."""
    credited: dict[int, CreditLine] = {}
    hinted = dict(hints)
    for number, grammar in hints:
        current, read = number, _reader(grammar)
        credit = None if current in credited else read(texts[current], credited.get(current - 1))
        while credit is not None:
            credited[current] = credit
            current += 1
            waits = credit.labels[-1].is_waiting and current < len(texts) and current not in hinted
            credit = read(texts[current], credit) if waits else None
    return credited


@cache
def _reader(grammar: str) -> Callable[[str, CreditLine | None], CreditLine | None]:
    """The function that reads a line's credits, given those of the line before.

    Imported here, because the tables take most of the time of an import.
    """
    if grammar == CHINESE:
        from rfaparse._byline.chinese import read_line  # noqa: PLC0415

        return read_line
    from rfaparse._byline.people import letters_of, read_credits  # noqa: PLC0415

    letters = letters_of(grammar)
    return lambda line, _before: read_credits(line, letters)


def _opening_lines(texts: list[str], service: str) -> dict[int, CreditLine]:
    """Credits among the first lines of a story, of a service that writes them there."""
    if _OPENING_LINES[service] == "report":
        from rfaparse._byline.chinese import read_opening as read  # noqa: PLC0415
    else:
        from rfaparse._byline.field import read_opening  # noqa: PLC0415

        read = partial(read_opening, slug=service)
    credits_ = [(number, read(text)) for number, text in enumerate(texts[:_OPENING])]
    return {number: credit for number, credit in credits_ if credit is not None}


def _chosen(credited: dict[int, CreditLine], count: int) -> list[int]:
    """The numbers of sure lines, and of doubtful ones at the story's end, or that add a role."""
    taken = {number for number in credited if credited[number].sure}
    if not taken and count - 1 in credited and credited[count - 1].credits:
        taken.add(count - 1)
    if len(taken) < len(credited):
        for beside in (-1, 1):
            for number in sorted(credited, reverse=beside > 0):
                if number + beside in taken:
                    roles = {role for role, _ in credited[number + beside].given}
                    is_other = roles.isdisjoint(role for role, _ in credited[number].given)
                    if is_other or credited[number].labels[-1].is_waiting:
                        taken.add(number)
    return sorted(taken)


def _count_marks(credit: CreditLine, text: str) -> None:
    """Turn the offsets of a line without zero-width marks into those of its text with them."""
    seen = [index for index, character in enumerate(text) if without_joiners(character)]
    seen.append(len(text))
    credit.start = seen[credit.start] if credit.start else 0
    credit.end = seen[credit.end]


def _without(blocks: list[Block], taken: list[_Taken]) -> list[Block]:
    """The blocks without the credits of some lines; the text around them stays, as blocks."""
    kept = blocks.copy()
    for index, block, line in reversed(taken):
        around = (0, line.start), (line.end, len(block.text))
        parts = [_cut(block, start, end) for start, end in around if start < end]
        kept[index : index + 1] = [part for part in parts if part is not None]
    return kept


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
