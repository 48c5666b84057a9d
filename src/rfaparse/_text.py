"""White space, zero-width characters, the joining of text runs, and words in expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ILLEGAL = (*range(9), *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
"""Control and other characters that XML forbids; character references can put them in a tree."""
_NOTHING = dict.fromkeys((0xFEFF, 0x2060, 0x00AD, *_ILLEGAL))
_JOINERS = "\u200b\u200c\u200d"
INVISIBLE = f"{_JOINERS}\ufeff\u2060\u00ad"
"""Characters that are invisible, but not white space to Python."""
MARKS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Zero-width joiners and marks of direction."""
_MARKS = re.compile(f"[{MARKS}]")
_BLANK = re.compile(f"[\\s{INVISIBLE}]*").fullmatch


def drop_invisible(text: str) -> str:
    r"""Remove what is invisible and separates no words: U+FEFF, U+2060, U+00AD, controls.

    >>> drop_invisible("\ufeffso\u00adft")
    'soft'
    """
    return text if text.isprintable() else text.translate(_NOTHING)


def normalise(text: str) -> str:
    r"""One space for each run of white space (U+00A0 and U+3000 too), none at the ends.

    U+200B, U+200C and U+200D stay: they separate and join words in Khmer, Burmese and Uyghur.

    >>> normalise(" \u3000a\n\u00a0 b\ufeff ")
    'a b'
    >>> normalise("a\u200bb")
    'a\u200bb'
    """
    words = " ".join(text.split())
    return words if words.isprintable() else " ".join(text.translate(_NOTHING).split())


def shown(text: str) -> str:
    r"""Normalised text, empty if none of it is visible.

    >>> shown(" a\u200b "), shown(" \u200b\u00a0")
    ('a\u200b', '')
    """
    words = " ".join(text.split())
    if words.isprintable():
        return words
    words = normalise(words)
    return "" if is_blank(words) else words


def is_blank(text: str) -> bool:
    r"""Whether `text` has nothing visible: it is empty, white space or zero-width marks.

    >>> is_blank(" \u200b\u00a0\ufeff")
    True
    """
    if not text:
        return True
    first = text[0]
    return (first in INVISIBLE or first.isspace()) and _BLANK(text) is not None


def without_joiners(text: str) -> str:
    r"""Text as the byline grammar sees it: without zero-width joiners and marks of direction.

    >>> without_joiners("记\u200b者")
    '记者'
    """
    return _MARKS.sub("", text) if _MARKS.search(text) else text


def any_of(words: Iterable[str]) -> str:
    """An expression for any of `words`, longer ones first; it tests each first character once.

    Without words, it matches nothing.

    >>> any_of(["ab", "abc", "d"])
    'a(?:bc|b)|d'
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return (
        "|".join(
            first + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0])
            for first, rest in rests.items()
        )
        or "(?!)"
    )
