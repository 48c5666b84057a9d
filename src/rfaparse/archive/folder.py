"""A folder of texts: one file per story."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from rfaparse.export.html import to_page
from rfaparse.export.json import ARTICLE_FIELDS, from_dict
from rfaparse.export.markdown import to_markdown
from rfaparse.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

ENDING_OF = {"text": ".txt", "markdown": ".md", "html": ".html"}
"""The extension of each form's files."""
_NOT_IN_NAMES = re.compile(r"[^\w.-]")
_MOST_OF_A_NAME = 120
_NO_ADDRESS = "without-address"


class Folder:
    """Writes stories as files: ``<story_id>.md`` and similar, in one folder per service.

    Stories without ``story_id`` are named by their address, else by their content, in
    ``without-address/``.

    Args:
        path: The folder.
        form: ``text``, ``markdown`` (with front matter) or ``html``.
        without: The parts to leave out, from `rfaparse.export.parts.PARTS`.

    Attributes:
        rows: Files written.
    """

    def __init__(self, path: Path, form: str, without: Collection[str]) -> None:
        self.rows = 0
        self._path, self._form, self._without = path, form, without
        path.mkdir(parents=True, exist_ok=True)

    def write(self, text: bytes) -> None:
        """Write a story, given as a row's JSON object."""
        data = json.loads(text)
        target = self._path / f"{_name(data)}{ENDING_OF[self._form]}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self._formatted(data).encode("utf-8", "replace"))
        self.rows += 1

    def _formatted(self, data: dict[str, Any]) -> str:
        article = from_dict({name: data[name] for name in ARTICLE_FIELDS})
        if self._form == "markdown":
            return to_markdown(article, without=self._without, front_matter=True)
        return (to_text if self._form == "text" else to_page)(article, without=self._without)


def _name(data: dict[str, Any]) -> str:
    """The path of a story's file, without its extension.

    >>> _name({"story_id": "mandarin/ab1-03052021081530", "url": None})
    'mandarin/ab1-03052021081530'
    """
    known = data["story_id"] or (data["url"] or "").partition("://")[2]
    return (
        "/".join(map(_safe, known.split("/")))
        if known
        else f"{_NO_ADDRESS}/{data['content_hash'][:16]}"
    )


def _safe(part: str) -> str:
    """A part of a path that every system accepts; a digest is added if it had to change."""
    safe = _NOT_IN_NAMES.sub("_", part)[:_MOST_OF_A_NAME].strip(".")
    while len(safe.encode()) > _MOST_OF_A_NAME:
        safe = safe[:-1]
    return safe if safe == part else f"{safe}-{hashlib.sha256(part.encode()).hexdigest()[:8]}"
