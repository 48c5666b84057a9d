"""Credits among the first lines of a story, which two services write.

- Vietnamese, 2005 to 2010: the byline field stands in the text too, ``…, phóng viên đài RFA``.
- Cantonese: ``（某某報道）`` ends the lead, or ``(某某 / 某某 报道)`` follows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._byline.credit_line import closed_line
from rfaparse.model import Credit, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse._byline.credit_line import CreditLine

OPENING = 3
"""Lines in which such credits are looked for."""
_LONGEST = 80
_REPORT = re.compile(r"[（(](?P<names>[^（()）]{2,30}?)\s*(?P<label>[报報][道导導])[)）]\s*$")
_STATION = re.compile("[社台臺报報网網电電]$|综合|綜合")


def read_opening_line(line: str, slug: str) -> CreditLine | None:
    """Read one of a story's first lines as credits; None if it has none, or for other services."""
    read = _READERS.get(slug)
    return read(line) if read else None


def _vietnamese(line: str) -> CreditLine | None:
    from rfaparse._byline.field import read_field  # noqa: PLC0415  few stories need it

    if len(line) > _LONGEST:
        return None
    found = read_field(line, "vietnamese")
    if not found.credits or found.credits[0].role is not Role.REPORTER:
        return None
    return closed_line(0, line, found.credits)


def _cantonese(line: str) -> CreditLine | None:
    from rfaparse._byline.chinese_names import read_names  # noqa: PLC0415  few stories need it

    report = _REPORT.search(line)
    names = read_names(report["names"], 0, len(report["names"]), Role.EDITOR) if report else None
    if report is None or names is None or not names.names or any(map(_STATION.search, names.names)):
        return None
    credits_ = [Credit(Role.REPORTER, name, report["label"]) for name in names.names]
    return closed_line(report.start(), line, credits_)


_READERS: dict[str, Callable[[str], CreditLine | None]] = {
    "cantonese": _cantonese,
    "vietnamese": _vietnamese,
}
