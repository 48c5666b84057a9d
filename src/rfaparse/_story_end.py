"""Where the story of a page ends, so that no tree need be built of what follows.

Half of a page or more follows its story: teasers, comments, footers, scripts. libxml2 builds a tree
from a page's start to its end, and changes nothing that it has built already, so the tree of how a
page begins is how its tree begins. Where the story ends is guessed from the source. Whether that
was right, the tree itself says: `END_MARK` is put where the page is cut, and stands in the tree
outside of all that is read, or the guess was wrong. What is cut off must have no part in the story,
either; and if anything is in doubt, the whole page is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_END_ID = "story-ends-here"
END_MARK = f'<i id="{_END_ID}">'.encode()
"""What is to follow a page that was cut where its story ends."""
_STORY = 'id="storytext"'
_CATEGORY = 'id="category"'
"""Plone 5 puts it right behind the story."""
_READ = ("storytext", "headerimg", "story_date", "category")
"""Ids of what is read of a page with ``#storytext``, but for the headline."""
_READ_ELEMENTS = frozenset({"h1", "audio"})
_NAME = re.compile(r"<([a-z][a-z\d]*)[ \n]").match
_TELLING = re.compile(
    r"<([mM][eE][tT][aA]|[tT][iI][tT][lL][eE]|[lL][iI][nN][kK]|[hH](?:[tT][mM][lL]|1))\b"
).findall
"""Tags of what is read wherever it stands."""


def story_end(page: str) -> int:
    """Where the story of a page, and all else of it that is read, seems to end.

    The offset after a tag, or 0: there is no ``#storytext``, or its end is missing.
    """
    story = page.find(_STORY)
    end = _end_around(page, story) if story >= 0 else 0
    category = page.find(_CATEGORY, end) if end else -1
    return end if category < 0 else _end_around(page, category)


def _end_around(page: str, inside: int) -> int:
    """The offset after the element in whose start tag `inside` seems to be; 0 if it has no end."""
    name = _NAME(page, max(0, page.rfind("<", 0, inside)))
    if name is None:
        return 0
    start, end = f"<{name[1]}", f"</{name[1]}>"
    depth, offset = 1, name.end()
    while depth:
        found = page.find(end, offset)
        if found < 0:
            return 0
        depth += page.count(start, offset, found) - 1
        offset = found + len(end)
    return offset


def is_story_whole(root: _Element, marks: Mapping[str, _Element]) -> bool:
    """Whether all that is read in a page that was cut had ended there.

    Args:
        root: The tree of its beginning and `END_MARK`.
        marks: Its elements with an id that means something, by id.
    """
    last = root
    while len(last):
        last = last[-1]
    if last.get("id") != _END_ID or "storytext" not in marks:
        return False
    read = {marks.get(name) for name in _READ}
    return not any(
        each in read or each.tag in _READ_ELEMENTS or "storyaudio" in each.get("class", "")
        for each in last.iterancestors()
    )


def may_tell_more(rest: str, root: _Element, marks: Mapping[str, _Element]) -> bool:
    """Whether anything in the rest of a page may be read, what stands in its beginning given.

    Args:
        rest: What was cut off.
        root: The tree of the beginning.
        marks: Its elements with an id that means something, by id.
    """
    if "storyaudio" in rest or "application/ld" in rest:
        return True
    told = set(map(str.lower, _TELLING(rest)))
    if told:
        if "title" in told and (root.findtext(".//title") or "").strip():
            told.remove("title")  # the first that is not blank counts
        if "canonical" not in rest:
            told.discard("link")
        if told:
            return True
    missing = [name for name in _READ if name not in marks and name in rest]
    return any(re.search(rf"[iI][dD]\s*=\s*[\"']?{name}", rest) for name in missing)
