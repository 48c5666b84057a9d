"""The one walk over a story: lines, and the islands among them.

A story is mostly lines of text, parted by the tags of ``p``, ``br`` and ``div``; those are cut all
at once. What is more than lines (a figure, a list, a player …) is an island among them: the usual
ones are read at once too, and all others tag by tag.

Parsers build different trees of the same markup (a figure inside a ``p``, a ``div`` inside a
``span``), so nothing here asks which element stands in which: a block's start and end are breaks of
a line, a figure's parts go where their class says, and all other text is the line's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from rfaparse._flow import Flow
from rfaparse._images import (
    FIGURE_CLASSES,
    FIGURE_TAGS,
    FIGURES,
    is_figure,
    read_usual_figure,
)
from rfaparse._markup import ATTRIBUTES, VOID_END, NotPlain, end_in, markup_of, name_of, unescaped
from rfaparse._plain import (
    ISLAND,
    SPAN,
    demand_balance,
    demand_plain_story,
    is_plain_line,
    plain_island,
    without_spans,
)
from rfaparse._related import USUAL_LIST, read_list, read_usual_list
from rfaparse._tags import BREAKS, ISLANDS, MARKING, TagWalk
from rfaparse._text import INVISIBLE, any_of, has_invisible, is_blank, normalise
from rfaparse.model import Audio, Block, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

_Island: TypeAlias = "tuple[Callable[[Any], Any], Any]"
"""What an island is added by, and what was read of it."""
_HERE = f"<{ISLAND}>"
"""Where islands stand among the lines."""


@define
class Story:
    """What the walk has read.

    Attributes:
        blocks: The story's blocks in document order, credit lines still among them.
        audio: Its recordings.
    """

    blocks: list[Block]
    audio: list[Audio]


def read_story(text: str, base: str | None, *, is_source: bool = False) -> Story:
    """Read a story.

    Args:
        text: The story as it is `written`, or a source that is plain.
        base: Its public address.
        is_source: Whether no parser has seen `text`.

    Raises:
        NotPlain: Anything in the source could be read otherwise by a parser.
    """
    flow = Flow(base)
    walk = _Walk(flow, TagWalk(flow), not has_invisible(text), is_source)
    walk.over(text)
    return walk.story()


def read_lead(text: str, base: str | None) -> Story:
    """Read a lead block: its picture is the first block; what else it holds follows."""
    tags = TagWalk(Flow(base))
    close = tags.open_figure()
    tags.walk(markup_of(text))
    close()
    return Story(tags.flow.finished(), tags.audio)


@define
class _Walk:
    flow: Flow
    tags: TagWalk
    all_visible: bool
    """Whether the story is without the marks that `normalise` drops."""
    is_source: bool
    _islands: list[list[_Island]] = field(factory=list)
    """What is still to be met among the lines, neighbours together, the next ones last."""
    _closings: list[Callable[[], None] | None] = field(factory=list)
    """What is done where each mark ends that a line began."""
    _is_small_open: bool = False
    """Whether a figure of a source had a ``small`` that HTML leaves open."""
    _is_plain_story: bool = False
    """Whether the marks of the whole story were found to be nested well."""

    def story(self) -> Story:
        return Story(self.flow.finished(), self.tags.audio)

    def over(self, text: str) -> None:
        """Walk a whole story: lines, and the islands among them."""
        lines: list[str] = []
        islands: list[list[_Island]] = []
        offset = 0
        for found in _ISLAND.finditer(text):
            start = found.start()
            if start < offset:
                continue
            island = self._usual_island(found)
            end = found.end()
            if island is None:
                island, end = self._island(text, start)
                if island is None:
                    continue
            if start == offset and islands:
                islands[-1].append(island)
            else:
                lines.append(text[offset:start])
                islands.append([island])
            offset = end
        islands.reverse()
        self._islands = islands
        self._lines(_HERE.join([*lines, text[offset:]]) if islands else text)

    def _usual_island(self, found: re.Match[str]) -> _Island | None:
        """An island that is as most are of its kind; None if it is not."""
        kind, base = found.lastgroup, self.flow.base
        if kind == "list":
            links = read_usual_list(found[0], base)
            return None if links is None else (self.flow.add_links, links)
        if kind == "img":
            return self.tags.add_picture, _tag(found)
        if kind in FIGURES:
            self._demand_captions(found[0], kind)
            image = read_usual_figure(found, kind, base)
            return None if image is None else (self.flow.add, image)
        if kind == "iframe":
            if self.is_source and found[0].endswith("/>"):
                raise NotPlain
            return self.tags.add_player, [_tag(found)]
        if kind == "audio":
            return self.tags.add_recordings, markup_of(found[0]).tags
        return None

    def _demand_captions(self, figure: str, version: str) -> None:
        """Refuse a figure whose caption a parser puts into an empty ``small`` of one before it."""
        if version == "plone4" and self._is_small_open:
            raise NotPlain
        if self.is_source and "<small/>" in figure:
            self._is_small_open = True

    def _island(self, text: str, start: int) -> tuple[_Island | None, int]:
        """An island that is read tag by tag, or None; and the offset after it."""
        after = text.find(">", start)
        if after < 0:
            raise NotPlain
        tag = text[start + 1 : after]
        name = name_of(tag)
        if not self.is_source and name in FIGURE_TAGS and not is_figure(name, tag):
            return None, start
        end = end_in(text, start, name)
        island = text[start:end]
        if self.is_source:
            island = plain_island(island, name)
            links = read_list(island, self.flow.base) if name == "ul" else None
            if links:
                return (self.flow.add_links, links), end
        return (self.tags.walk, markup_of(island)), end

    def _lines(self, text: str) -> None:
        """Walk a story whose islands are marked in `text`."""
        if self.is_source:
            demand_balance(text)
        if "span" in text:
            text = without_spans(text) if self.is_source else SPAN.sub("", text)
        flow = self.flow
        blocks, changes, all_visible = flow.blocks, flow.changes, self.all_visible
        for line in _BREAK.split(text):
            if "<" in line or changes:
                self._marked_line(line, text)
            elif line:
                whole = unescaped(line) if "&" in line else line
                whole = " ".join(whole.split()) if all_visible else normalise(whole)
                if whole and (whole[0] not in INVISIBLE or not is_blank(whole)):
                    blocks.append(Paragraph(whole))

    def _marked_line(self, line: str, story: str) -> None:
        """Walk a line of `story` in which something is marked, or an island is."""
        flow = self.flow
        subheading = None if flow.changes else _SUBHEADING(line)
        if subheading is not None:
            whole = normalise(unescaped(subheading[2]))
            if not is_blank(whole):
                flow.blocks.append(Heading(whole))
        elif line == _HERE or self._is_island_alone(line):
            self._next_islands()
        else:
            if self.is_source and not self._is_plain_story and not is_plain_line(line):
                demand_plain_story(story)
                self._is_plain_story = True
            self._line(line)
        flow.line_break()

    def _is_island_alone(self, line: str) -> bool:
        """Whether a line is figures, players or related links, maybe in a mark of its own."""
        if not _ISLAND_ALONE(line):
            return False
        return all(add != self.tags.walk for add, _ in self._islands[-1])

    def _next_islands(self) -> None:
        for add, island in self._islands.pop():
            add(island)

    def _line(self, line: str) -> None:
        """Walk a line tag by tag."""
        before, bracket, rest = line.partition("<")
        if before:
            self.tags.add_text(unescaped(before))
        if not bracket:
            return
        markup = markup_of(bracket + rest)
        for tag, text in zip(markup.tags, markup.texts, strict=True):
            self._step(tag, name_of(tag))
            if text:
                self.tags.add_text(text)

    def _step(self, tag: str, name: str) -> None:
        """Enter or leave a mark, or meet what else stands in a line."""
        if name in MARKING:
            if tag[-1] != "/":
                self._closings.append(self.tags.open_mark(name, tag))
        elif name[1:] in MARKING and name[0] == "/":
            closing = self._closings.pop()
            if closing is not None:
                closing()
        elif name == ISLAND:
            self._next_islands()
        elif name.lstrip("/") in BREAKS:
            self.flow.line_break()


def _tag(found: re.Match[str]) -> str:
    return found[0].partition(">")[0][1:]


_PARTING = rf"(?:p>|/p>|br/>|/?div>|(?:p|br|div){ATTRIBUTES} ?/?>)\s*"
_BREAK = re.compile(f"<{_PARTING}(?:<{_PARTING})*")
"""What parts lines, all at once where nothing stands between; other blocks are found in a line."""
_SUBHEADING = re.compile(r"<(b|strong)>([^<]*)</\1>\s*").fullmatch
_ISLAND_ALONE = re.compile(rf"\s*(?:<(b|strong|i|em|u)>\s*{_HERE}\s*</\1>|{_HERE})\s*").fullmatch
_CLASSED = "|".join(
    f"{tag} [^<>]*(?:{'|'.join(sorted(FIGURE_CLASSES))})"
    for tag in sorted(FIGURE_TAGS - {"figure"})
)
# Each kind begins with a letter and ends with its empty group: so `re` tells at a letter that a tag
# is none of them.
_ISLAND = re.compile(
    f"<(?:{USUAL_LIST}(?P<list>)|img{ATTRIBUTES}{VOID_END}(?P<img>)"
    f"|iframe{ATTRIBUTES}(?:/>|>[^<]*</iframe>)(?P<iframe>)"
    rf"|audio{ATTRIBUTES}>\s*(?:<source{ATTRIBUTES} ?/?>\s*)*[^<]*</audio>(?P<audio>)|"
    + "".join(f"{figure}(?P<{version}>)|" for version, figure in FIGURES.items())
    + f"(?:{any_of(ISLANDS)})(?![^ />])|{_CLASSED})"
)
"""Where an island begins; the usual ones as a whole. A figure's class is looked at again."""
