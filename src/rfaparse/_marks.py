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
    f"descendant-or-self::*/@id[contains('{' '.join(sorted(_IDS))}', .)]/.."
)
"""Elements whose id is one of these, or a part of one."""


def marks_of(root: _Element) -> dict[str, _Element]:
    """Elements of `root`, itself too, with an id that means something, by id.

    Ids repeat; the first of each counts.
    """
    found: dict[str, _Element] = {}
    for element in _MAYBE_MARKED(root):
        name = element.get("id", "")
        if name in _IDS:
            found.setdefault(name, element)
    return found
