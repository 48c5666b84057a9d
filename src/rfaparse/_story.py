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
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._flow import Flow
from rfaparse._images import (
    FIGURE_CLASSES,
    FIGURE_TAGS,
    FIGURES,
    is_figure,
    read_usual_figure,
)
from rfaparse._markup import ATTRIBUTES, NotPlain, end_in, markup_of, name_of, unescaped
from rfaparse._plain import SPAN, demand_plain_stretch, is_plain_line, plain_list, without_spans
from rfaparse._related import USUAL_LIST, read_usual_list
from rfaparse._tags import BREAKS, ISLANDS, MARKING, TagWalk
from rfaparse._text import INVISIBLE, any_of, has_invisible, is_blank, normalise
from rfaparse.model import Audio, Block, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable


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
    is_plain: bool
    """Whether the story is without the marks that `normalise` drops."""
    is_source: bool
    _closings: list[Callable[[], None] | None] = field(factory=list)
    """What is done where each mark ends that a line began."""
    _plain_stretch: str = ""
    """The last stretch that was found to be plain as a whole."""

    def story(self) -> Story:
        return Story(self.flow.finished(), self.tags.audio)

    def over(self, text: str) -> None:
        """Walk a whole story: lines, and the islands among them."""
        offset = 0
        for island in _ISLAND.finditer(text):
            start = island.start()
            if start < offset:
                continue
            if start > offset:
                self._lines(text[offset:start])
            is_read = self._usual_island(island)
            offset = island.end() if is_read else self._island(text, start)
        if offset < len(text):
            self._lines(text[offset:])

    def _usual_island(self, island: re.Match[str]) -> bool:
        """Read an island that is as most are of its kind; False if it is not."""
        flow, kind = self.flow, island.lastgroup
        if kind == "list":
            links = read_usual_list(island[0], flow.base)
            if links is None:
                return False
            flow.add_links(links)
        elif kind == "iframe":
            self.tags.add_player([island[0].partition(">")[0][1:]])
        elif kind == "audio":
            self.tags.add_recordings(markup_of(island[0]).tags)
        elif kind == "img":
            self.tags.add_picture(island[0][1:-1])
        elif kind in FIGURES:
            image = read_usual_figure(island, kind, flow.base)
            if image is None:
                return False
            flow.add(image)
        else:
            return False
        return True

    def _island(self, text: str, start: int) -> int:
        """Walk an island tag by tag; gives the offset after it."""
        after = text.find(">", start)
        if after < 0:
            raise NotPlain
        tag = text[start + 1 : after]
        name = name_of(tag)
        if self.is_source:
            return self._plain_list(text, start, name)
        if name in FIGURE_TAGS and not is_figure(name, tag):
            return start
        end = end_in(text, start, name)
        self.tags.walk(markup_of(text[start:end]))
        return end

    def _plain_list(self, text: str, start: int, name: str) -> int:
        """Walk a list of a source; gives the offset after it."""
        if name not in ("ul", "ol"):
            raise NotPlain
        end = end_in(text, start, name)
        self.tags.walk(markup_of(plain_list(text[start:end])))
        return end

    def _lines(self, text: str) -> None:
        """Walk a stretch without islands."""
        if "span" in text:
            text = without_spans(text) if self.is_source else SPAN.sub("", text)
        first, *others = _BREAK.split(text)
        if first:
            self._demand_plain(first, text)
            self._line(first)
        if not others:
            return
        flow, last = self.flow, others.pop()
        blocks, changes, is_plain = flow.blocks, flow.changes, self.is_plain
        if flow.pending:
            flow.line_break()
        for line in others:
            if "<" in line or changes:
                self._marked_line(line, text)
            elif line:
                whole = unescaped(line) if "&" in line else line
                whole = " ".join(whole.split()) if is_plain else normalise(whole)
                if whole and (whole[0] not in INVISIBLE or not is_blank(whole)):
                    blocks.append(Paragraph(whole))
        if last:
            self._demand_plain(last, text)
            self._line(last)

    def _demand_plain(self, line: str, stretch: str) -> None:
        """Refuse a line of a source, and of `stretch`, in which a parser might see other marks."""
        if self.is_source and stretch is not self._plain_stretch and not is_plain_line(line):
            demand_plain_stretch(stretch)
            self._plain_stretch = stretch

    def _marked_line(self, line: str, stretch: str) -> None:
        """Walk a whole line of `stretch` in which something is marked."""
        subheading = None if self.flow.changes else _SUBHEADING(line)
        if subheading is None:
            self._demand_plain(line, stretch)
            self._line(line)
            self.flow.line_break()
            return
        text = normalise(unescaped(subheading[2]))
        if not is_blank(text):
            self.flow.blocks.append(Heading(text))

    def _line(self, line: str) -> None:
        """Walk a line, or what an island or a stretch's end leaves of it."""
        before, bracket, rest = line.partition("<")
        if before:
            self.tags.add_text(unescaped(before))
        if not bracket:
            return
        markup = markup_of(bracket + rest)
        for tag, text in zip(markup.tags, markup.texts, strict=True):
            name = name_of(tag)
            if name in MARKING:
                if tag[-1] != "/":
                    self._closings.append(self.tags.open_mark(name, tag))
            elif name[1:] in MARKING and name[0] == "/":
                closing = self._closings.pop()
                if closing is not None:
                    closing()
            elif name.lstrip("/") in BREAKS:
                self.flow.line_break()
            if text:
                self.tags.add_text(text)


_PARTING = rf"(?:p>|/p>|br/>|div>|/div>|(?:p|br|div){ATTRIBUTES} ?/?>)\s*"
_BREAK = re.compile(f"<{_PARTING}(?:<{_PARTING})*")
"""What parts lines, all at once where nothing stands between; other blocks are found in a line."""
_SUBHEADING = re.compile(r"<(b|strong)>([^<]*)</\1>\s*").fullmatch
_CLASSED = "|".join(
    f"{tag} [^<>]*(?:{'|'.join(sorted(FIGURE_CLASSES))})"
    for tag in sorted(FIGURE_TAGS - {"figure"})
)
# Each kind begins with a letter and ends with its empty group: so `re` tells at a letter that a tag
# is none of them.
_ISLAND = re.compile(
    f"<(?:{USUAL_LIST}(?P<list>)|img{ATTRIBUTES} ?/?>(?P<img>)"
    f"|iframe{ATTRIBUTES}(?:/>|>[^<]*</iframe>)(?P<iframe>)"
    rf"|audio{ATTRIBUTES}>\s*(?:<source{ATTRIBUTES} ?/?>\s*)*[^<]*</audio>(?P<audio>)|"
    + "".join(f"{figure}(?P<{version}>)|" for version, figure in FIGURES.items())
    + f"(?:{any_of(ISLANDS)})(?![^ />])|{_CLASSED})"
)
"""Where an island begins; the usual ones as a whole. A figure's class is looked at again."""
