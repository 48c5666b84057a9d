"""Where the story of a page ends, so that no tree need be built of what follows.

Half of a page or more follows its story: teasers, comments, footers, scripts. libxml2 builds a tree
from a page's start to its end, and changes nothing that it has built already: so the tree of how a
page begins is how the page's tree begins. Where the story ends is guessed from the source; whether
the guess is right, the tree tells: `END_MARK` is put where the page is cut, and stands in the tree
outside of all that is read. What is cut off is searched, as it is written, for anything that is
read of a page; in doubt the whole page is read. A control character inside of a word, or a
reference in an attribute's value, hides the word: no tool writes those there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse._text import normalise

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
_NAME = re.compile(r"<([a-z][a-z\d]*)\s").match
_TELLING = re.compile(r"<([mMtTlLhH](?:[eE][tT][aA]|[iI][tT][lL][eE]|[iI][nN][kK]|1))\b").findall
"""Tags of what is read wherever it stands: meta, title, link, h1."""
_TITLE = re.compile("<title\\b", re.IGNORECASE).search
_AUDIO = re.compile("<audio\\b", re.IGNORECASE).search


def story_end(page: str) -> int:
    """Where the story of a page, and all else of it that is read, seems to end.

    The offset after a tag. 0 if ``#storytext`` or its end is missing, or what follows tells more.
    """
    story = page.find(_STORY)
    end = _end_around(page, story) if story >= 0 else 0
    category = page.find(_CATEGORY, end) if end else -1
    if category >= 0:
        end = _end_around(page, category)
    return 0 if end and _tells_more(page[end:]) else end


def _tells_more(rest: str) -> bool:
    """Whether in what is to be cut off anything is read, whatever stands before."""
    told = set(map(str.lower, _TELLING(rest)))
    told.discard("title")  # the first counts
    if "canonical" not in rest:
        told.discard("link")
    if told or "application/ld" in rest or "ld+json" in rest:
        return True
    return "storyaudio" in rest and bool(_AUDIO(rest))


def _end_around(page: str, inside: int) -> int:
    """The offset after the element in whose start tag `inside` seems to be; 0 if it has no end."""
    name = _NAME(page, page.rfind("<", 0, inside))
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


def is_all_read(root: _Element, marks: Mapping[str, _Element], rest: str) -> bool:
    """Whether all that is read of a page is in the tree of its beginning.

    Args:
        root: The tree of the beginning, `END_MARK` behind it.
        marks: Its elements with an id that means something, by id.
        rest: What was cut off, not clean.
    """
    last = root
    while len(last):
        last = last[-1]
    if last.get("id") != _END_ID or "storytext" not in marks:
        return False
    read = {marks.get(name) for name in _READ}
    is_open = any(
        each in read or each.tag == "h1" or "storyaudio" in each.get("class", "")
        for each in (last, *last.iterancestors())
    )
    return not (is_open or _first_is_behind(rest, root, marks))


def _first_is_behind(rest: str, root: _Element, marks: Mapping[str, _Element]) -> bool:
    """Whether the first of anything that is read is in the rest of a page."""
    title = next(root.iter("title"), None)
    if (title is None or not normalise(title.text or "")) and _TITLE(rest):
        return True
    missing = [name for name in _READ if name not in marks and name in rest]
    return any(re.search(rf"[iI][dD]\s*=\s*[\"']?{name}", rest) for name in missing)
