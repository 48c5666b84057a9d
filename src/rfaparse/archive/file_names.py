r"""File names of any bytes, as text that can be written and mapped back to the file.

A name that is not UTF-8 is decoded if its charset is certain: the names of its container fit one
Chinese charset, and no other. Otherwise each byte that is not ASCII is written ``\xNN``,
and so is a backslash that would read as such; ``printf '%b'`` undoes it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHARSETS = {
    "gb18030": rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]",
    "big5hkscs": rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]",
    "cp949": rb"[\xa1\xa3\xb0-\xc8][\xa1-\xfe]",
}
"""Where each charset has its frequent characters: digits, punctuation, the first level.

Korean is there to exclude: all of it fits GB18030 too, so it is never certain.
"""
_PAIRS = {
    name: re.compile(b"(" + often + rb")|[\x80-\xff][\x40-\xff]?").findall
    for name, often in _CHARSETS.items()
}
_CERTAIN, _APART = 0.9, 0.1
_FEWEST = 2
_LOOKS_ESCAPED = re.compile(r"\\(?=x[0-9a-f]{2})")
_BACKSLASH = re.compile(rb"\\")
_MOST = 10_000


def charset_of(names: Iterable[bytes]) -> str | None:
    """The charset of names that are not UTF-8, if it is certain.

    >>> charset_of(["水车.html".encode("gbk"), b"b.html"]), charset_of(["水車報導".encode("big5")])
    ('gb18030', 'big5hkscs')
    >>> charset_of(["café.html".encode("latin-1")]) is None
    True
    """
    parts = (part for name in names for part in name.split(b"/") if not _is_utf8(part))
    sample = b"\n".join(islice(parts, _MOST))
    shares = {}
    for charset, pairs in _PAIRS.items():
        matches = pairs(sample)
        frequent = sum(map(bool, matches))
        shares[charset] = frequent / len(matches) if frequent >= _FEWEST else 0.0
    best, second = sorted(shares, key=lambda charset: -shares[charset])[:2]
    is_certain = shares[best] >= _CERTAIN and shares[second] <= shares[best] - _APART
    return best if is_certain and best != "cp949" else None


def readable(name: bytes, charset: str | None = None) -> str:
    r"""A path as text; bytes that are not UTF-8 are decoded as `charset`, if they fit.

    >>> readable(b"caf\xe9.html")
    'caf\\xe9.html'
    """
    if name.isascii() and b"\\" not in name:
        return name.decode()
    return "/".join(_part(part, charset) for part in name.split(b"/"))


def _part(name: bytes, charset: str | None) -> str:
    for encoding in ("utf-8", charset):
        try:
            text = name.decode(encoding) if encoding else None
        except UnicodeDecodeError:
            continue
        if text is not None:
            return _LOOKS_ESCAPED.sub(r"\\x5c", text)
    return _BACKSLASH.sub(rb"\\x5c", name).decode("ascii", "backslashreplace")


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
