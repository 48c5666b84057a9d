"""How the words of Chinese labels are found in a line, rightly typed or nearly so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._byline import labels

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLE_OF = labels.role_of_word(labels.CHINESE)
ROLE_OF |= {word[0] + " " + word[1]: ROLE_OF[word] for word in ROLE_OF if len(word) == 2}  # noqa: PLR2004
COLON = "[:：;；︰﹕∶]"


def any_of(words: Iterable[str]) -> str:
    """An expression for each of `words`, the longer first."""
    return "|".join(sorted(words, key=len, reverse=True))


WORD = re.compile(any_of(ROLE_OF))
_FIRSTS = "".join(first for _, first, _ in labels.CHINESE_TYPOS)
_SECONDS = "".join(second for _, _, second in labels.CHINESE_TYPOS)
MISTYPED = re.compile(
    rf"(?:[{_FIRSTS}]\w|\w[{_SECONDS}])(?=·?\s?{COLON})"
    rf"|(?<=\s)[网網责責]\w(?=\s|\w{{2,3}}(?!\w))"
    rf"|(?<=\s)\w[编編](?=\s)|(?<=[电電][台臺])(?:[记記纪紀]\w|\w者)"
)
