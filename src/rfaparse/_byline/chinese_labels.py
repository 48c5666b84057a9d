"""How the words of Chinese labels are found in a line, rightly typed or nearly so."""

from __future__ import annotations

import re

from rfaparse._byline import labels
from rfaparse._text import any_of

ROLE_OF = labels.role_of_word(labels.CHINESE)
ROLE_OF |= {word[0] + " " + word[1]: ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
COLON = "[:：;；︰﹕∶]"


WORD = re.compile(any_of(ROLE_OF))
_FIRSTS = "".join(first for _, first, _ in labels.CHINESE_TYPOS)
_SECONDS = "".join(second for _, _, second in labels.CHINESE_TYPOS)
TYPO_CHARACTERS = _FIRSTS + _SECONDS + "网網责責编編记記纪紀者"
"""One of these is in whatever `MISTYPED` finds."""
MISTYPED = re.compile(
    rf"(?:[{_FIRSTS}]\w|\w[{_SECONDS}])(?=·?\s?{COLON})"
    rf"|(?<=\s)[网網责責]\w(?=\s|\w{{2,3}}(?!\w))"
    rf"|(?<=\s)\w[编編](?=\s)|(?<=[电電][台臺])(?:[记記纪紀]\w|\w者)"
)
