"""What a grammar gives for a line of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from rfaparse.model import CreditKind

if TYPE_CHECKING:
    from rfaparse.model import Credit, Role


@define
class CreditLine:
    """The credits of a line, or of a part of it.

    Attributes:
        start: Offset in the line at which they begin.
        end: Offset at which they end.
        credits: In order, each once.
        locations: In order, each once.
        sure: Whether they are credits wherever the line stands; else it may be speech.
        is_open: Whether its last label waits for names.
        open_label: Role and label that names on the next line would go on with.
        roles: The roles of its labels, with names or not.
    """

    start: int
    end: int
    credits: tuple[Credit, ...]
    locations: tuple[str, ...]
    sure: bool
    is_open: bool
    open_label: tuple[Role, str]
    roles: tuple[Role, ...]


def closed_line(
    start: int,
    line: str,
    credits_: list[Credit],
    *,
    locations: tuple[str, ...] = (),
    sure: bool = True,
) -> CreditLine:
    """What a grammar gives whose credits go from `start` to the end of the line, each named."""
    last = credits_[-1]
    return CreditLine(
        start=start,
        end=len(line),
        credits=unique_credits(credits_),
        locations=locations,
        sure=sure,
        is_open=False,
        open_label=(last.role, last.label),
        roles=tuple(dict.fromkeys(each.role for each in credits_)),
    )


def unique_credits(credits_: list[Credit]) -> tuple[Credit, ...]:
    """The credits in order, equal ones once.

    Names are compared first, since to hash a credit takes longer than to make one.
    """
    if len({each.name for each in credits_}) == len(credits_):
        return tuple(credits_)
    return tuple(dict.fromkeys(credits_))


def merged_credits(credits_: list[Credit]) -> tuple[Credit, ...]:
    """The credits in order, once for each role and name (of a desk: role and desk).

    Of two that are one, that which knows its desk stays.
    """
    merged: dict[tuple[Role, CreditKind, str | None], Credit] = {}
    for credit in credits_:
        who = credit.desk if credit.kind is CreditKind.DESK else credit.name
        key = (credit.role, credit.kind, who)
        if key not in merged or merged[key].desk is None:
            merged[key] = credit
    return tuple(merged.values())
