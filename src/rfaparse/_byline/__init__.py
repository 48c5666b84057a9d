"""Credit lines taken out of a story's blocks and read."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, evolve

from rfaparse._byline.credit_line import merged_credits, unique_credits
from rfaparse._byline.labels import CHINESE, ENGLISH, TIBETAN, role_of_word
from rfaparse._text import MARKS, any_of, is_blank, without_joiners
from rfaparse.model import Block, Byline, Credit, Heading, Paragraph, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rfaparse._byline.credit_line import CreditLine

_CHINESE_SET_APART = [f"{word[0]} {word[1]}" for word in ("记者", "責編", "责编", "网编")]
_CONTRIBUTED = ("贡献", "貢獻")
_MARK, _CHINESE, _ENGLISH, _TIBETAN = 1, 2, 4, 8
_HINTS = {
    **dict.fromkeys(MARKS, _MARK),
    **dict.fromkeys([*role_of_word(CHINESE), *_CHINESE_SET_APART, *_CONTRIBUTED], _CHINESE),
    **dict.fromkeys(role_of_word(TIBETAN), _TIBETAN),
}
"""What a line with credits has somewhere, and the grammar that reads it."""
# Words alone, without a group: so `re` looks for their first characters, ten times as fast. English
# ones are not among them, since those begin at every other letter of an English story.
_find_hints = re.compile(any_of(_HINTS)).finditer
_BY = " by"
_BEFORE_BY = tuple(label.rpartition(" ")[2][1:] for label in role_of_word(ENGLISH))
"""What stands before "by": a label's last word, without the letter that may be a capital."""
_LINES = frozenset({Paragraph, Heading, Quote})
_WITH_OPENING_LINES = frozenset({"cantonese", "vietnamese"})
"""Services that write credits among the first lines of a story."""

_Readers: TypeAlias = "dict[int, Callable[[str, CreditLine | None], CreditLine | None]]"


@define
class _Line:
    """A line of the story that has credits.

    Attributes:
        number: Its place among the story's lines.
        place: Its place among the story's blocks.
    """

    number: int
    place: int
    block: Paragraph | Heading | Quote
    credit: CreditLine
    taken: bool = False


def take_byline(
    blocks: list[Block], field: str | None = None, service: str | None = None
) -> tuple[list[Block], Byline | None]:
    """Part a story's blocks from its credit lines.

    Args:
        blocks: The story's blocks.
        field: The byline field as written.
        service: Slug of the story's service, if it is known.

    Returns:
        The blocks without the credits, and the byline, None if neither a line nor the field is one.
    """
    taken = _credited_lines(blocks, service)
    kept = _without(blocks, taken) if taken else blocks
    if field is None:
        return kept, _byline(taken) if taken else None
    from rfaparse._byline.field import read_field  # noqa: PLC0415  few stories have one

    found, lines = read_field(field, service), _byline(taken) if taken else Byline()
    credits_ = merged_credits([*found.credits, *lines.credits])
    locations = tuple(dict.fromkeys([*found.locations, *lines.locations]))
    return kept, Byline(lines.text, credits_, locations, field=field)


def _credited_lines(blocks: list[Block], service: str | None) -> list[_Line]:
    """The credit lines among a story's blocks."""
    lines = [block for block in blocks if type(block) in _LINES]
    texts: list[str] = [line.text for line in lines]  # type: ignore[union-attr]
    hinted, grammars = _hinted("\n".join(texts))
    if grammars & _MARK:
        texts = [without_joiners(text) for text in texts]
        hinted, grammars = _hinted("\n".join(texts))
    found = _credit_lines(texts, hinted, _readers(grammars)) if hinted else {}
    if service in _WITH_OPENING_LINES:
        found = {**_opening_lines(texts, service), **found}
    if not found:
        return []
    places = [place for place, block in enumerate(blocks) if type(block) in _LINES]
    credited = [
        _Line(number, places[number], lines[number], credit)  # type: ignore[arg-type]
        for number, credit in sorted(found.items())
    ]
    return _chosen(credited, len(texts))


def _opening_lines(texts: list[str], service: str) -> dict[int, CreditLine]:
    from rfaparse._byline.opening_lines import OPENING, read_opening_line  # noqa: PLC0415

    read = {number: read_opening_line(text, service) for number, text in enumerate(texts[:OPENING])}
    return {number: credit for number, credit in read.items() if credit is not None}


def hinted_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines that hold a label's word."""
    return set(_hinted("\n".join(lines))[0])


def _hinted(text: str) -> tuple[dict[int, int], int]:
    """The numbers of the lines that may be credits, each with the grammars that may read it.

    And all those grammars.
    """
    hints = [(hint.start(), _HINTS[hint[0]]) for hint in _find_hints(text)]
    if "y" in text and ("By " in text or _BY in text):
        hints = sorted([*hints, *_english_hints(text)])
    hinted: dict[int, int] = {}
    number = seen = asked = 0
    for place, grammar in hints:
        number += text.count("\n", seen, place)
        seen = place
        asked |= grammar
        hinted[number] = hinted.get(number, 0) | grammar
    return hinted, asked


def _english_hints(text: str) -> Iterator[tuple[int, int]]:
    if text.startswith("By "):
        yield 0, _ENGLISH
    place = text.find("\nBy ")
    while place >= 0:
        yield place + 1, _ENGLISH
        place = text.find("\nBy ", place + 1)
    place = text.find(_BY)
    while place >= 0:
        if text.endswith(_BEFORE_BY, 0, place):
            yield place, _ENGLISH
        place = text.find(_BY, place + 1)


def _credit_lines(
    texts: list[str], hinted: dict[int, int], readers: _Readers
) -> dict[int, CreditLine]:
    """The credits of the hinted lines, and of those that an open label goes on in."""
    found: dict[int, CreditLine] = {}
    for number, grammars in hinted.items():
        place = number
        credit = _read(texts[place], found.get(place - 1), grammars, readers)
        while credit is not None:
            found[place] = credit
            place += 1
            goes_on = credit.is_open and place < len(texts) and place not in hinted
            credit = _read(texts[place], credit, 0, readers) if goes_on else None
    return found


def _readers(asked: int) -> _Readers:
    """What reads each of the grammars that a story asks for.

    They are imported here: their tables are most of what an import takes.
    """
    readers: _Readers = {}
    if asked & _CHINESE:
        from rfaparse._byline.chinese import read_line as chinese  # noqa: PLC0415

        readers[_CHINESE] = chinese
    if asked & _ENGLISH:
        from rfaparse._byline.english import read_line as english  # noqa: PLC0415

        readers[_ENGLISH] = english
    if asked & _TIBETAN:
        from rfaparse._byline.tibetan import read_line as tibetan  # noqa: PLC0415

        readers[_TIBETAN] = tibetan
    return readers


def _read(
    text: str, before: CreditLine | None, grammars: int, readers: _Readers
) -> CreditLine | None:
    """Read a line's credits by one of `grammars`; `before` are those of the line before."""
    if before is not None and before.is_open:
        grammars |= _CHINESE  # only its labels stay open
    for grammar, read in readers.items():
        credit = read(text, before) if grammars & grammar else None
        if credit is not None:
            return credit
    return None


def _chosen(lines: list[_Line], count: int) -> list[_Line]:
    """The sure lines; one that may be speech only at the story's end, or beside a sure one."""
    for line in lines:
        line.taken = line.credit.sure
    for previous, line in pairwise(lines):
        line.taken = line.taken or (previous.taken and _adds(line, previous))
    for line, following in reversed(list(pairwise(lines))):
        line.taken = line.taken or (following.taken and _adds(line, following))
    for back, line in enumerate(reversed(lines), start=1):
        if line.taken:
            continue
        if line.number != count - back or not line.credit.credits:
            break
        line.taken = not any(each.taken for each in lines)
    return [line for line in lines if line.taken]


def _adds(line: _Line, neighbour: _Line) -> bool:
    """Whether a doubtful line gives a role that the sure one beside it lacks."""
    beside = abs(line.number - neighbour.number) == 1
    return beside and not set(line.credit.roles) & set(neighbour.credit.roles)


def _without(blocks: list[Block], taken: list[_Line]) -> list[Block]:
    kept = blocks.copy()
    for line in reversed(taken):
        kept[line.place : line.place + 1] = _remainder(line)
    return kept


def _remainder(line: _Line) -> list[Block]:
    """What stands before and after the credits of a line, as blocks of its kind."""
    start, end = _offsets(line)
    if not start and end == len(line.block.text):
        return []
    parts = ((0, start), (end, len(line.block.text)))
    return [part for part in (_cut(line.block, *each) for each in parts) if part is not None]


def _offsets(line: _Line) -> tuple[int, int]:
    """The credits' offsets in the block's own text, zero-width marks counted."""
    credit, text = line.credit, line.block.text
    if credit.end == len(text) or without_joiners(text) == text:
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
    if len(taken) == 1:
        (line,) = taken
        start, end = _offsets(line)
        text, credit = line.block.text[start:end].strip(), line.credit
        return Byline(text, credit.credits, credit.locations)
    texts: list[str] = []
    credits_: list[Credit] = []
    locations: list[str] = []
    for line in taken:
        start, end = _offsets(line)
        texts.append(line.block.text[start:end].strip())
        credits_ += line.credit.credits
        locations += line.credit.locations
    return Byline(
        "\n".join(texts),
        unique_credits(credits_),
        tuple(dict.fromkeys(locations)),
    )
