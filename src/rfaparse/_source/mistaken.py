"""Arguments that only point to a source: a path, an open file, an address."""

from __future__ import annotations

import os
import re

_IS_ADDRESS = re.compile(r"\s*(?:(?:https?|ftp|file)://|www\.)\S+\s*", re.IGNORECASE).fullmatch
_IS_FILE_NAME = re.compile(
    r"[^\n<>]{1,500}\.(?:[mx]?html?|md|jsonl?|xml|rdf|rss|atom|txt|warc|gz|zst|xz|bz2|zip|tar|php)\s*"
    r"|\s*(?:[A-Z]:\\|~?/|\.{1,2}[/\\])[^\n<>]{1,500}",
    re.IGNORECASE,
).fullmatch
_SHOWN = 60


def wrong_type(source: object, expected: str) -> TypeError:
    """The error for a source of another type."""
    given = f"source must be {expected}, not {type(source).__name__}"
    if isinstance(source, os.PathLike):
        return TypeError(f"{given}: pass what the file holds, path.read_bytes()")
    if hasattr(source, "read"):
        return TypeError(f"{given}: pass what the file holds, file.read()")
    if hasattr(source, "getroot"):
        return TypeError(f"{given}: pass its root, tree.getroot()")
    return TypeError(given)


def mistaken(text: str) -> tuple[str, str] | None:
    """What a text is that only points to a source, and what to do; None for other text."""
    if _IS_ADDRESS(text):
        remedy = "fetch it first (this library uses no network) and pass the bytes"
        return f"an address, {shortened(text)}", remedy
    if _IS_FILE_NAME(text):
        return f"the name of a file, {shortened(text)}", "pass what it holds: Path(…).read_bytes()"
    return None


def shortened(text: str) -> str:
    """How `text` begins, for a message."""
    start = " ".join(text[: 4 * _SHOWN].split())
    return repr(start if len(start) <= _SHOWN else start[: _SHOWN - 1] + "…")
