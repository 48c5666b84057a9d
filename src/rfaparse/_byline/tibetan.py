"""The credit line of the Tibetan service.

::

    line    = [ prose "།" ] credit { credit }
    credit  = label { "་" | "།" | ":" } name { "དང་" name } [ "།" ]
    name    = 1 to 7 syllables, parted by "་"

A line that goes on after the name with a case particle or an honorific is prose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._byline.credit_line import closed_line
from rfaparse._byline.labels import TIBETAN, role_of_word
from rfaparse.model import Credit

if TYPE_CHECKING:
    from rfaparse._byline.credit_line import CreditLine

_ROLE_OF = role_of_word(TIBETAN)
_LABEL = re.compile(rf"(?:(?<=[།༎\s])|^)(?P<label>{'|'.join(_ROLE_OF)})(?P<after>[་།\s:：]+)")
_SYLLABLE = r"[\u0f40-\u0fbc]+"
_NAME = re.compile(rf"{_SYLLABLE}(?:་{_SYLLABLE}){{0,6}}་?")
_PROSE = re.compile(r"་(?:ལགས|ཀྱིས|གིས|གྱིས|ཡིས|ཀྱི|གི|གྱི|ཡི|ལ|ནས|ནི|ཞེས)(?:་|$)")
_JOINER = re.compile(r"་དང་\s*|\sདང་\s*|[,、]\s*")
_LONGEST = 120
"""Characters of the names behind a label."""


def read_line(line: str, _before: CreditLine | None = None) -> CreditLine | None:
    """Read `line`, or its end, as credits; None if it has none."""
    matches = list(_LABEL.finditer(line))
    found: list[tuple[str, list[str]]] = []
    end = start = len(line)
    for match in reversed(matches):
        names = _names(line[match.end() : end])
        if not names:
            break
        found.insert(0, (match["label"], names))
        end = start = match.start()
    if not found:
        return None
    credits_ = [Credit(_ROLE_OF[label], name, label) for label, names in found for name in names]
    return closed_line(len(line[:start].rstrip()), line, credits_)


def _names(text: str) -> list[str]:
    """The names that a stretch holds; none if it is prose."""
    people = text.strip(" །༎༑")
    if len(people) > _LONGEST:
        return []
    names = [name.strip("་ ") for name in _JOINER.split(people)]
    are_names = all(_NAME.fullmatch(name) and not _PROSE.search(name) for name in names)
    return names if are_names else []
