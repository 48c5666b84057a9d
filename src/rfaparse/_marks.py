"""The elements of a page whose ids say what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_IDS = frozenset(
    "storypagemaincol storytext headerimg"
    " storytop story_date dateline frontsidebar category".split()
)
_MAYBE_MARKED: Callable[..., Any] = etree.XPath(
    f"descendant-or-self::*/@id[contains('{' '.join(sorted(_IDS))}', .)]"
)
"""Ids that are one of these, or a part of one; ``/..`` would take the square of their time."""


def marks_of(root: _Element) -> dict[str, _Element]:
    """Elements of `root`, itself too, with an id that means something, by id.

    Ids repeat; the first of each counts.
    """
    found: dict[str, _Element] = {}
    for name in _MAYBE_MARKED(root):
        if name in _IDS and name not in found:
            found[str(name)] = name.getparent()
    return found
