"""The results of reading a credit line: labels, the names after them, the credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse.model import Credit, CreditKind, Role

if TYPE_CHECKING:
    from collections.abc import Sequence


@define
class Names:
    """The text after a label, up to `end` (an offset in the line).

    Attributes:
        names: As written, in order.
        locations: In order.
        desks: Kind and desk of each name that is a desk, or works for one.
        helpers: Names that a note says contributed, each with the note's words, in order.
        reported: Whether 报道 closes the names.
        contribution: The words that say the names contributed, or None.
        stopped: Whether a full stop closes the names.
    """

    names: list[str] = field(factory=list)
    locations: list[str] = field(factory=list)
    desks: dict[str, tuple[CreditKind, str | None]] = field(factory=dict)
    helpers: list[tuple[str, str]] = field(factory=list)
    reported: bool = False
    contribution: str | None = None
    stopped: bool = False
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the label waits for names."""
        return not (self.names or self.locations or self.reported)

    @property
    def work_for_desk(self) -> bool:
        """Whether a person among them works for a named desk."""
        return any(kind is CreditKind.PERSON for kind, _ in self.desks.values())

    def is_desk(self, name: str) -> bool:
        return self.desks.get(name, (CreditKind.PERSON,))[0] is CreditKind.DESK


PROSE = Names()
"""What follows a label, if not names."""


@define
class Label:
    """One label, or several joined, and the names after it.

    Attributes:
        start: Offset of its start, additions included.
        given: The roles, each with the label as written.
        names: The names after it.
        end: Offset after the colon or space that sets it off.
        sign: What sets it off: ``colon``, ``space``, ``odd`` (another sign), or ``dot`` (``·`` or
            nothing). ``before``: it is the label of the line before, whose names go on.
        is_exact: Whether it is a label's word, typed correctly.
        has_station: Whether the station's name is in it.
        posts: Places in it.
    """

    start: int
    given: list[tuple[Role, str]]
    names: Names = PROSE
    end: int = 0
    sign: str | None = None
    is_exact: bool = True
    has_station: bool = False
    posts: Sequence[str] = ()

    @property
    def is_marked(self) -> bool:
        return self.sign in {"colon", "space"} or self.has_station

    @property
    def is_waiting(self) -> bool:
        """Whether it has a colon, and no names after it."""
        return self.sign == "colon" and self.names.is_empty

    @property
    def gives(self) -> bool:
        """Whether it gives a credit or a place."""
        names = self.names
        return bool(names.names or names.locations or names.helpers or self.posts)


@define
class CreditLine:
    """The labels of a line, or of a part of it, that are credits.

    Attributes:
        start: Offset in the line at which they begin.
        end: Offset at which they end.
        labels: In order.
        sure: Whether they are credits anywhere in a story; else the line may be speech.
    """

    start: int
    end: int
    labels: list[Label]
    sure: bool = True

    @property
    def given(self) -> list[tuple[Role, str]]:
        """The roles of its own labels, with names or not."""
        return [given for label in self.labels if label.sign != "before" for given in label.given]

    @property
    def credits(self) -> tuple[Credit, ...]:
        return tuple(credits_of(self.labels)[0])

    @property
    def locations(self) -> tuple[str, ...]:
        return tuple(credits_of(self.labels)[1])


def credits_of(labels: list[Label]) -> tuple[list[Credit], list[str]]:
    """The credits that labels give, every name with every role, and their places."""
    credits_: list[Credit] = []
    locations: list[str] = []
    for label in labels:
        names, given = label.names, label.given
        if names.contribution:
            given = [(Role.CONTRIBUTOR, names.contribution)]
        desk_of = names.desks.get
        for role, word in given:
            credits_ += [Credit(role, name, word, *desk_of(name, ())) for name in names.names]
        if names.helpers:
            credits_ += [Credit(Role.CONTRIBUTOR, name, word) for name, word in names.helpers]
        locations += label.posts
        locations += names.locations
    return credits_, locations


def merged_credits(credits_: list[Credit]) -> tuple[Credit, ...]:
    """The credits in order, once for each role and name (of a desk: role and desk).

    Of two equal ones the first stays, or the one with a desk.
    """
    merged: dict[tuple[Role, CreditKind, str | None], Credit] = {}
    for credit in credits_:
        who = credit.desk if credit.kind is CreditKind.DESK else credit.name
        key = (credit.role, credit.kind, who)
        if key not in merged or (credit.desk and not merged[key].desk):
            merged[key] = credit
    return tuple(merged.values())
