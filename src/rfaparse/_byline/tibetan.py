"""The credit line of the Tibetan service.

::

    line  = label [ "་" ] name { "དང་" name } [ "།" ]
    name  = 1 to 7 syllables, parted by "་"

A line that goes on after the name with a case particle or an honorific is prose.
"""

from __future__ import annotations

import re

from rfaparse._byline.credit_line import CreditLine, unique_credits
from rfaparse._byline.labels import TIBETAN, role_of_word
from rfaparse.model import Credit

_ROLE_OF = role_of_word(TIBETAN)
_LABEL = re.compile(rf"\s*(?P<label>{'|'.join(_ROLE_OF)})(?P<after>[་\s:：]*)")
_SYLLABLE = r"[\u0f40-\u0fbc]+"
_NAME = re.compile(rf"{_SYLLABLE}(?:་{_SYLLABLE}){{0,6}}་?")
_PROSE = re.compile(r"་(?:ལགས|ཀྱིས|གིས|གྱིས|ཡིས|ཀྱི|གི|གྱི|ཡི|ལ|ནས|ནི|ཞེས)(?:་|$)")
_LONGEST = 400


def read_line(line: str, _before: CreditLine | None = None) -> CreditLine | None:
    """Read `line` as credits; None if it has none."""
    match = _LABEL.match(line)
    if match is None or len(line) > _LONGEST:
        return None
    people = line[match.end() :].strip(" །༎༑")
    names = [name.strip("་ ") for name in re.split(r"་དང་\s*|\sདང་\s*|[,、]\s*", people)]
    if not all(_NAME.fullmatch(name) and not _PROSE.search(name) for name in names):
        return None
    role = _ROLE_OF[match["label"]]
    return CreditLine(
        start=0,
        end=len(line),
        credits=unique_credits([Credit(role, name, match["label"]) for name in names]),
        locations=(),
        sure=True,
        is_open=False,
        open_label=(role, match["label"]),
        roles=(role,),
    )
