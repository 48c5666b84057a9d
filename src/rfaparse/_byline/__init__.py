"""Credit lines taken out of a story's blocks and read."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from attrs import evolve

from rfaparse._byline.credit_line import credits_of, merged_credits
from rfaparse._byline.services import CHINESE, TABLES, grammar_of_word
from rfaparse._text import MARKS, any_of, is_blank, without_joiners
from rfaparse.model import Block, Byline, Heading, Paragraph, Quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse._byline.credit_line import CreditLine

    _Taken = tuple[int, Paragraph | Heading | Quote, CreditLine]

_MARK = "a zero-width mark"
_CHINESE_HINTS = ("记 者", "責 編", "责 编", "网 编", "贡献", "貢獻")
_HINTS = {
    **dict.fromkeys(MARKS, _MARK),
    **grammar_of_word(),
    **dict.fromkeys(_CHINESE_HINTS, CHINESE),
}
"""The words of labels, one of which each credit line has, and the grammar that reads it."""
_hints = (table.line.hint and f"{table.line.hint}(?P<{table.slug}>)" for table in TABLES)
# Words first, without a group: so `re` looks for their first characters, ten times as fast.
_find_hints = re.compile("|".join([any_of(_HINTS), *filter(None, _hints)])).finditer
_LINES = (Paragraph, Heading, Quote)
_OPENING_LINES = {table.slug: table.opening for table in TABLES if table.opening}
_OPENING = 3
"""The lines of a story in which those are searched."""


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
    places = tuple(dict.fromkeys(locations))
    byline = Byline(text or None, merged_credits(credits_), places, field)
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
    hinted: dict[tuple[int, str], None] = {}
    number, seen = -1, 0
    for hint in _find_hints(text):
        number += text.count("\n", seen, hint.start())
        seen = hint.start()
        hinted[number, hint.lastgroup or _HINTS[hint[0]]] = None
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
    opening = enumerate(map(read, texts[:_OPENING]))
    return {number: line for number, line in opening if line is not None}


def _chosen(credited: dict[int, CreditLine], count: int) -> list[int]:
    """The numbers of sure lines, and of doubtful ones at the story's end, or that add a role."""
    taken = {number for number, line in credited.items() if line.sure}
    if not taken and count - 1 in credited and credited[count - 1].credits:
        taken.add(count - 1)
    beside = [(number, number - 1) for number in sorted(credited)]
    beside += [(number, number + 1) for number, _ in reversed(beside)]
    for number, neighbour in beside if len(taken) < len(credited) else ():
        if neighbour in taken:
            line, roles = credited[number], {role for role, _ in credited[neighbour].given}
            if line.labels[-1].is_waiting or roles.isdisjoint(role for role, _ in line.given):
                taken.add(number)
    return sorted(taken)


def _count_marks(line: CreditLine, text: str) -> None:
    """Turn the offsets of a line without zero-width marks into those of its text with them."""
    seen = [index for index, character in enumerate(text) if without_joiners(character)]
    seen.append(len(text))
    line.start = seen[line.start] if line.start else 0
    line.end = seen[line.end]


def _without(blocks: list[Block], taken: list[_Taken]) -> list[Block]:
    """The blocks without the credits of some lines; the text around them stays, as blocks."""
    kept = blocks.copy()
    for index, block, line in reversed(taken):
        around = (0, line.start), (line.end, len(block.text))
        kept[index : index + 1] = [
            _part(block, start, end) for start, end in around if not is_blank(block.text[start:end])
        ]
    return kept


def _part(block: Paragraph | Heading | Quote, start: int, end: int) -> Block:
    text = block.text[start:end].strip()
    start = block.text.index(text, start)
    end = start + len(text)
    if isinstance(block, Heading):
        return Heading(text)
    spans = tuple(
        evolve(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in block.spans
        if span.start < end and span.end > start
    )
    return evolve(block, text=text, spans=spans)
