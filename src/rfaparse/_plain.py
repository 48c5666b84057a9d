"""Fragments that are read as they stand, without a tree: plain markup, as editors' tools wrote it.

What a parser would make of plain markup is what stands there: tags in lower case, attributes in
double quotes, no ``<`` but a tag's; ``p``, ``br``, ``div`` and ``span``, of which the walk only
asks where they are; and lists, figures, pictures, players and marks in a line that are nested well.
Where anything else is found, `NotPlain` says so, and a parser reads the source from its start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from rfaparse._markup import ATTRIBUTES, VOID_END, NotPlain
from rfaparse._regions import Regions, fragment_regions, has_container
from rfaparse._source import BEGINS_DOCUMENT

if TYPE_CHECKING:
    from rfaparse._source import Source

_MOST_TAGS = 2048
"""More may be nested deeper than a parser takes."""
_SHORT = _MOST_TAGS * len("<p>")
"""A text of this length has no more."""
_COMMENT = re.compile(r"(>\s*)<!--[\w ]*-->")
"""A comment behind a tag: elsewhere it may be an attribute's text."""
_OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|nbsp);)").search
_LINK = f"a{ATTRIBUTES}>"


def _nested_well(between: str, inside: str) -> str:
    """An expression for runs with marks and links around some of them.

    Args:
        between: An expression for what stands around marks.
        inside: An expression for what stands in them.
    """
    mark = "(?P<{0}>b|strong|i|em|u|sup|sub)>"
    within = f"<(?:{mark.format('inner')}{inside}</(?P=inner)>|{_LINK}{inside}</a>)"
    linked = f"<{mark.format('linked')}{inside}</(?P=linked)>"
    return (
        f"{between}(?:<(?:{mark.format('outer')}{inside}(?:{within}{inside})*</(?P=outer)>"
        f"|{_LINK}{inside}(?:{linked}{inside})*</a>){between})*"
    )


ISLAND = "\0"
"""The name of the tag that stands for an island among the lines; no source has that character."""
_RUN = "[^<]*"
_LINES = f"{_RUN}(?:<br{ATTRIBUTES} ?/?>{_RUN})*"
_BLOCKS = f"{_RUN}(?:<(?:br|/?p|/?div|{ISLAND}){ATTRIBUTES} ?/?>{_RUN})*"
_PLAIN_LINE = re.compile(_nested_well(f"{_RUN}(?:<{ISLAND}>{_RUN})*", _RUN)).fullmatch
_PLAIN_STORY = re.compile(_nested_well(_BLOCKS, _LINES)).fullmatch
"""Marks may go on over ``<br>``; around ``p`` parsers differ."""
_ITEM = f"<li{ATTRIBUTES}>{_nested_well(_LINES, _LINES)}</li>\\s*"
_PLAIN_LIST = re.compile(
    rf"<(?P<list>[uo]l){ATTRIBUTES}>{_LINES}(?:{_ITEM}{_LINES})*</(?P=list)>"
).fullmatch
_PARTS = f"{_RUN}(?:<(?:br{ATTRIBUTES} ?/?|p{ATTRIBUTES}|/p)>{_RUN})*"
_PLAIN_HEADING = re.compile(
    rf"<(?P<heading>h[1-6]){ATTRIBUTES}>{_nested_well(_LINES, _LINES)}</(?P=heading)>"
).fullmatch
_NO_P = "[^<]*(?:<(?!/?p[ >])[^<]*)*"
_PLAIN_QUOTE = re.compile(
    rf"(?={_NO_P}(?:<p[ >]{_NO_P}</p>{_NO_P})*$)"
    rf"<blockquote{ATTRIBUTES}>{_nested_well(_PARTS, _LINES)}</blockquote>"
).fullmatch
"""Each ``p`` in it has its end, as in a tree that is written."""
_PLAIN_SCRIPT = re.compile(rf"<script{ATTRIBUTES}></script>").fullmatch
_LEAD = re.compile(
    rf"<(img{ATTRIBUTES}){VOID_END}\s*"
    rf'(?:<span class="lead_image_caption">[^<]*</span>\s*)?'
    rf'(?:<div id="zoomattribute">\s*(?:<a{ATTRIBUTES}>\s*<img{ATTRIBUTES}{VOID_END}\s*</a>\s*)?'
    rf'(?:<span class="copyright">[^<]*</span>\s*)?</div>)?'
).fullmatch
_MAYBE_LEAD = re.compile(r"(?:\s*<(?!img )[^<>]*>)*\s*(?:<img |null)").match
"""A lead block, or the word for none; parsers leave out ends that stand before it."""
_MAY_BE_LEFT_OUT = re.compile("</|/>").search
_ENDS_TEXT = re.compile(r"\s{2}|\s*(?:$|</?(?:p|br|div|ul|figure|img)[ />])|[a-z-]+=").match
"""What follows such a word, or is in the tag of a picture."""
SPAN = re.compile(f"</?span{ATTRIBUTES}>")
_NESTED = re.compile("<[^>]*<").search
_BR = re.compile(r"<br[^<>]*>")
_IMG = re.compile(rf"<(img{ATTRIBUTES}){VOID_END}")


def plain_regions(source: Source) -> Regions:
    """The parts of a source that looks plain so far; `story.read_story` looks at the rest.

    Raises:
        NotPlain: It is not.
    """
    text = _plain_text(source)
    regions = fragment_regions(text)
    if regions.lead is not None:
        if not _LEAD(regions.lead):
            raise NotPlain
        return evolve(regions, lead=_IMG.sub(r"<\1/>", regions.lead))
    begins = _MAYBE_LEAD(text)
    if begins and (_MAY_BE_LEFT_OUT(begins[0]) or not _ENDS_TEXT(text, begins.end())):
        raise NotPlain
    return regions


def _plain_text(source: Source) -> str:
    """The text of a source in which nothing is odd at first sight, without its comments."""
    text = source.text
    if "<" not in text or source.parser != "lxml" or BEGINS_DOCUMENT(text):
        raise NotPlain
    if "!" in text and "<!" in text:
        text = _COMMENT.sub(r"\1", text)
    if has_container(text) or (len(text) > _SHORT and text.count("<") > _MOST_TAGS):
        raise NotPlain
    if "&" in text:
        text = text.replace("&nbsp;", "\xa0")
        if _OTHER_REFERENCE(text):
            raise NotPlain
    return text


def demand_balance(lines: str) -> None:
    """Refuse lines in which a ``</div>`` ends nothing, not even the element around a fragment.

    Raises:
        NotPlain: There is one.
    """
    ends = lines.count("</div")
    if ends > 1 and not _is_balanced(lines):
        raise NotPlain


def _is_balanced(lines: str) -> bool:
    before, *parts = lines.split("<div")
    depth = 1 - before.count("</div")
    for part in parts:
        if depth < 0:
            return False
        depth += 1 - part.count("</div")
    return depth >= 0


def without_spans(text: str) -> str:
    """The lines of a source, or a list of it, without ``span``, which marks nothing.

    Raises:
        NotPlain: A tag stands inside of another, and without it another tag would.
    """
    if _NESTED(text):
        raise NotPlain
    return SPAN.sub("", text)


def is_plain_line(line: str) -> bool:
    """Whether all that is marked in a line is nested well."""
    return _PLAIN_LINE(line) is not None


def demand_plain_story(text: str) -> None:
    """Refuse a story, its islands marked, in whose lines a parser might see other marks.

    Raises:
        NotPlain: Marks are not nested well, or go on over more than ``<br>``.
    """
    if not _PLAIN_STORY(text):
        raise NotPlain


def plain_island(text: str, name: str) -> str:
    """An island of a source, called `name`, as it would be `written`; without ``span``.

    Raises:
        NotPlain: Anything in it might be read otherwise by a parser.
    """
    is_plain = _PLAIN_ISLANDS.get(name)
    plain = without_spans(text)
    if is_plain is None or not is_plain(plain):
        raise NotPlain
    return _BR.sub("<br/>", plain)


_PLAIN_ISLANDS = {
    **dict.fromkeys(("ul", "ol"), _PLAIN_LIST),
    **{f"h{level}": _PLAIN_HEADING for level in range(1, 7)},
    "blockquote": _PLAIN_QUOTE,
    "script": _PLAIN_SCRIPT,
}
