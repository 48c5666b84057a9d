"""The one walk over a story's elements, in document order.

Elements go to the reader of their tag, text to the line. Parsers build different trees of
the same markup (a figure inside a ``p``, a ``div`` inside a ``span``), so no reader looks at the
parent of its element: a block's start and end break the line, a figure's parts go where
their class says, and all other text is the line's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from rfaparse._story.embeds import post_kind, read_chart, read_player, read_post
from rfaparse._story.figures import (
    FIGURE_TAGS,
    PART_TAGS,
    classes_of,
    is_figure,
    is_inline,
    is_lead_part,
    is_wrapper,
    is_zoom_block,
    is_zoom_link,
    own_picture,
    read_slides,
    text_part,
)
from rfaparse._story.lines import BREAKS, Lines
from rfaparse._story.marks import LINK
from rfaparse._story.picture import Picture, picture_of
from rfaparse._story.recordings import read_audio, read_player_list, read_plugin
from rfaparse._text import normalise
from rfaparse._urls import public_url
from rfaparse.model import Heading, Quote, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rfaparse._page.regions import Regions
    from rfaparse._story.marks import Mark
    from rfaparse.model import Audio, Block, Image


Close: TypeAlias = Callable[[], None]
"""A function to call when an element closes."""
Reader: TypeAlias = "Callable[[Walk, _Element], Close | None]"


def READ() -> None:  # noqa: N802  a constant
    """A reader returns it if it has read the whole element, so that the walk does not enter it."""


@define
class Story:
    """What a walk has read.

    Attributes:
        lead_image: The picture above the story.
        blocks: Blocks in document order, credit lines still among them.
        audio: Recordings.
        leftover: Texts that do not belong to the story.
    """

    lead_image: Image | None
    blocks: list[Block]
    audio: list[Audio]
    leftover: list[str]


def read_story(regions: Regions, base: str | None) -> Story:
    """Read the parts of a source and change them; `base` is the story's public address."""
    walk = Walk(Lines(base))
    blocks, lead = walk.lines.blocks, None
    if regions.lead is not None:
        close = _figure(walk, regions.lead)
        walk.over(regions.lead)
        close()
        lead = next((block for block in blocks if isinstance(block, Picture)), None)
    for picture in chain.from_iterable(map(read_slides, regions.slideshows)):
        walk.lines.add(picture)
    walk.over(regions.story)
    finished = walk.lines.finished()
    if regions.may_begin_with_lead:
        lead = _leading(blocks)
    if lead is not None:
        del finished[blocks.index(lead)]
    lead_image = None if lead is None else lead.image(base)
    leftover = map(normalise, map("".join, walk.leftover))
    return Story(lead_image, finished, walk.audio, [*filter(None, leftover)])


def _leading(blocks: list[Block | Picture]) -> Picture | None:
    """The lead image that a fragment begins with; only headings may stand above it.

    A part of a lead block follows it, or it is bare: only unnamed elements are around it.
    """
    first = next((block for block in blocks if not isinstance(block, Heading)), None)
    if not isinstance(first, Picture):
        return None
    around = [first.img, *first.img.iterancestors()]
    if any(map(is_inline, around)):
        return None
    is_bare = first is blocks[0] and all(map(is_wrapper, around[1:]))
    return first if is_bare or first.has_lead_part else None


@define
class Walk:
    """The state of a walk over a story: what has been read so far."""

    lines: Lines
    audio: list[Audio] = field(factory=list)
    leftover: list[list[str]] = field(factory=list)

    def leave(self) -> Close:
        """Give all text to `leftover` until the returned function is called."""
        self.leftover.append([])
        return self.lines.open_part(None, self.leftover[-1])

    def read_players(self, element: _Element) -> Close | None:
        """Read a list of recordings, if it is one; its other text goes to `leftover`."""
        recordings = read_player_list(element, self.lines.base) if _is_closed(element) else []
        self.audio += recordings
        return self.leave() if recordings else None

    def part(self, element: _Element) -> Close | None:
        """Open the caption or copyright that `element` is, if it belongs to a picture.

        In a figure, or inside another part, it always does. Elsewhere it belongs to the picture
        directly before it, if that has none yet; within a line, it must be at the start.
        """
        if not (element.get("class") or element.get("id") or element.tag in PART_TAGS):
            return None
        lines, tag, classes = self.lines, element.tag, classes_of(element)
        if lines.picture is not None and not lines.runs and is_lead_part(element):
            lines.picture.has_lead_part = True
            is_loose = lines.figure is None and is_zoom_block(element)
            if is_loose and _is_closed(element) and own_picture(element) is None:
                return lines.open_figure(lines.picture)
        name = text_part(tag, classes)
        if name is None or is_figure(tag, classes):
            return None
        is_inside = lines.figure is not None
        in_line = not is_inside and tag not in BREAKS
        if in_line and (lines.runs or not _is_part(element, classes)):
            return None
        if not is_inside and _has_story(element):
            return None
        lines.end_line()
        picture = lines.picture
        if picture is None or not (is_inside or picture.lacks(name)):
            return None
        return lines.open_part(picture, picture.parts(name))

    def over(self, top: _Element) -> None:
        """Read the content of an element, without its own tag and tail."""
        lines, add = self.lines, self.lines.text
        add(top.text or " ")
        children: Iterator[_Element] = iter(top)
        close: Close = _nothing
        tail: str | None = None
        around: list[tuple[Iterator[_Element], Close, str | None]] = [(children, close, tail)]
        while around:
            for child in children:
                opened = self.part(child) if lines.picture else None
                if opened is None:
                    reader = READERS.get(child.tag)
                    opened = reader(self, child) if reader else None
                if opened is not READ:
                    if text := child.text:
                        add(text)
                    if len(child):
                        around.append((children, close, tail))
                        children, close, tail = iter(child), opened or _nothing, child.tail
                        break
                    if opened:
                        opened()
                if text := child.tail:
                    add(text)
            else:
                close()
                if tail:
                    add(tail)
                children, close, tail = around.pop()


def _nothing() -> None:
    """Close an element without any effect."""


def _break(walk: Walk, _: _Element) -> Close:
    if walk.lines.runs:
        walk.lines.end_line()
    return READ


def _block(walk: Walk, _: _Element) -> Close:
    walk.lines.begin_block()
    return walk.lines.end_line


def _division(walk: Walk, element: _Element) -> Close:
    """A block; its class may make it a figure, a chart, a list of players or a stray copyright.

    A stray copyright has no picture: it is the site's, or that of a missing picture. It goes to
    `leftover`.
    """
    lines = walk.lines
    lines.begin_block()
    names = element.get("class")
    if not names:
        return lines.end_line
    classes = names.split()
    if is_figure(element.tag, classes):
        return _figure(walk, element)
    chart = read_chart(element, classes)
    if chart is not None:
        lines.add(chart)
    elif text_part(element.tag, classes) == "copyright" and _is_closed(element):
        return walk.leave()
    elif "storyaudio" in classes:
        return walk.read_players(element) or lines.end_line
    return lines.end_line


def _figure(walk: Walk, figure: _Element) -> Close:
    """A figure; its picture comes where it begins."""
    lines = walk.lines
    lines.end_line()
    picture = own_picture(figure)
    if picture is not None:
        lines.add(picture)
    return lines.open_figure(picture)


def _is_closed(element: _Element) -> bool:
    """Whether an element was closed; an unclosed one has the rest of the story in it."""
    return next(element.iterdescendants("p", str(element.tag)), None) is None


def _has_story(element: _Element) -> bool:
    """Whether a caption or copyright was left unclosed.

    It has paragraphs besides its own text, and only breaks follow it.
    """
    is_last = all(following.tag == "br" for following in element.itersiblings())
    is_more = len(element) > 1 or bool(element.text)
    return is_last and is_more and element.find("p") is not None


def _is_part(element: _Element, classes: list[str]) -> bool:
    """Whether an inline element after a picture is one of its parts.

    Small print without the class ``copyright`` must directly follow the picture.
    """
    before = element.getprevious()
    is_small = element.tag == "small" and "copyright" not in classes
    return not is_small or (before is not None and before.tag == "img")


def _heading(walk: Walk, _: _Element) -> Close:
    walk.lines.begin_block()
    return walk.lines.open(Heading)


def _mark(kind: SpanKind) -> Reader:
    """The reader of an element that marks text as `kind`."""
    mark: Mark = (kind, None, None)

    def read(walk: Walk, _: _Element) -> Close | None:
        before = walk.lines.format
        if mark in before:
            return None
        walk.lines.format = (*before, mark)
        return partial(setattr, walk.lines, "format", before)

    return read


def _link(walk: Walk, a: _Element) -> Close | None:
    href = a.get("href")
    if href is None:
        return None
    lines = walk.lines
    if lines.picture is not None and is_zoom_link(a, classes_of(a)):
        lines.picture.zoom_href = href
        return None
    before = lines.format
    outside = [mark for mark in before if mark[0] is not LINK] if before else ()
    lines.format = (*outside, (LINK, href, public_url(href, lines.base)))
    return partial(setattr, lines, "format", before)


def _picture(walk: Walk, img: _Element) -> Close:
    figure = walk.lines.figure
    if figure is None or img is not figure.img:
        picture = picture_of(img)
        if picture is not None:
            walk.lines.add(picture)
    return READ


def _recording(walk: Walk, audio: _Element) -> Close:
    walk.audio += read_audio(audio, walk.lines.base)
    return READ


def _player(walk: Walk, player: _Element) -> Close:
    base = walk.lines.base
    recordings = [*read_plugin(player, base)] if player.tag in ("object", "embed") else []
    walk.audio += recordings
    embed = None if recordings else read_player(player, base)
    if embed is not None:
        walk.lines.add(embed)
    return READ


def _void_player(walk: Walk, player: _Element) -> None:
    """An ``embed`` has no end tag; what a parser puts inside it follows it."""
    _player(walk, player)


def _list(walk: Walk, element: _Element) -> Close:
    close = walk.read_players(element) if "audio" in classes_of(element) else None
    return close or walk.lines.open_list(ordered=element.tag == "ol")


def _entry(walk: Walk, _: _Element) -> Close:
    return walk.lines.open_entry()


def _quote(walk: Walk, blockquote: _Element) -> Close:
    lines = walk.lines
    kind = post_kind(blockquote)
    if kind is not None:
        lines.add(read_post(blockquote, kind, lines.base))
        return READ
    lines.begin_block()
    return lines.open(Quote)


_MARKS = {
    SpanKind.STRONG: ("b", "strong"),
    SpanKind.EM: ("i", "em", "cite"),
    SpanKind.UNDERLINE: ("u", "ins"),
    SpanKind.STRIKE: ("s", "strike", "del"),
    SpanKind.SUPERSCRIPT: ("sup",),
    SpanKind.SUBSCRIPT: ("sub",),
}
READERS: dict[object, Reader] = {
    **dict.fromkeys(BREAKS, _block),
    **dict.fromkeys(("br", "hr"), _break),
    **dict.fromkeys((*FIGURE_TAGS, "dd", "figcaption"), _division),
    "figure": _figure,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **{tag: _mark(kind) for kind, tags in _MARKS.items() for tag in tags},
    **dict.fromkeys(("iframe", "video", "object"), _player),
    **dict.fromkeys(("ul", "ol"), _list),
    "li": _entry,
    "a": _link,
    "audio": _recording,
    "blockquote": _quote,
    "embed": _void_player,
    "img": _picture,
}
"""The reader of each tag; of other elements, only the content is read."""
