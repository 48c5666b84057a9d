"""A report that stands before an editor's label, and names its reporter in other words.

- ``自由亚洲电台某某巴黎报道 责编：…``: the word 记者 is missing.
- ``以上是自由亚洲电台记者某某的报道。责编：…``: an announcer closes the programme.

Either is a reporter's credit only on the line of an editor's or a web editor's.
"""

from __future__ import annotations

import re

from attrs import evolve

from rfaparse._byline import labels
from rfaparse._byline.chinese_names import read_names
from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._text import any_of
from rfaparse.model import Credit, Role

_EDITORS = frozenset({Role.EDITOR, Role.WEB_EDITOR})
_SENTENCE = re.compile(
    r"(?:(?:以上|以下|[这這])(?:就)?是)?\s*"
    rf"(?:{any_of(labels.CHINESE_STATIONS)})\s*"
    rf"(?P<label>(?:{any_of(labels.CHINESE_PREFIXES)})?(?:记者|記者)?)\s*"
    r"(?P<people>[^。！？!?：:；;“”]{2,30}?)(?:[发發传傳][来來回])?\s*(?:的)?\s*(?P<report>[报報][道导導])"
    r"[。.]?"
).fullmatch
_AROUND = "（()）【】[] \u3000"
_LONGEST = 60


def with_report(line: str, credit: CreditLine) -> CreditLine:
    """The credits of a line, and those of the report that stands before them on it."""
    if not credit.start or _EDITORS.isdisjoint(credit.roles):
        return credit
    before = line[: credit.start].rstrip(_AROUND)
    start = max(before.rfind(end, 0, len(before) - 1) for end in "。！？") + 1
    start += len(before[start:]) - len(before[start:].lstrip(_AROUND))
    sentence = _SENTENCE(before, start) if len(before) - start <= _LONGEST else None
    if sentence is None:
        return credit
    said = f"{sentence['people'].strip()}{sentence['report']}"
    names = read_names(said, 0, len(said), Role.REPORTER)
    if names is None or not names.names or names.spoken:
        return credit
    label = sentence["label"] or sentence["report"]
    reporters = [Credit(Role.REPORTER, name, label) for name in names.names]
    return evolve(
        credit,
        start=len(line[:start].rstrip(_AROUND)),
        credits=unique_credits([*reporters, *credit.credits]),
        locations=tuple(dict.fromkeys([*names.locations, *credit.locations])),
        roles=(Role.REPORTER, *credit.roles),
    )
