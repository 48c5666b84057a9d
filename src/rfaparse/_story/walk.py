"""The one walk over a story's elements, in document order.

Each element goes to the reader of its tag, each text to the line. Parsers build different trees of
the same markup (a figure inside a ``p``, a ``div`` inside a ``span``), so no reader asks which
element its own stands in: a block's start and end are breaks of a line, a figure's parts go where
their class says, and all other text is the line's.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import define, field

from rfaparse._story.embeds import post_kind, read_chart, read_player, read_post
from rfaparse._story.figures import (
    FIGURE_TAGS,
    classes_of,
    has_content,
    is_figure,
    is_picture,
    read_image,
    take_picture,
    text_part,
    with_part,
)
from rfaparse._story.lines import BREAKS, Lines
from rfaparse._story.recordings import read_audio, read_player_list, read_plugin
from rfaparse._story.related import read_related
from rfaparse._story.visible import take_text
from rfaparse._text import is_blank, normalise
from rfaparse.model import Heading, Image, Quote, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from rfaparse._story.lines import Mark
    from rfaparse.model import Audio, Block


class _Whole(Enum):
    READ = "read"


READ: Final = _Whole.READ
"""What a reader returns that has read its element whole: the walk does not enter it."""
Close: TypeAlias = Callable[[], None]
"""What is called when an element closes."""
Reader: TypeAlias = "Callable[[Walk, _Element], Close | Literal[_Whole.READ] | None]"


@define
class Story:
    """What a walk has read.

    Attributes:
        blocks: Blocks in document order, credit lines still among them.
        audio: Recordings.
        leftover: Texts that are none of the story's.
    """

    blocks: list[Block]
    audio: list[Audio]
    leftover: list[str]


def read_story(story: _Element, base: str | None) -> Story:
    """Read a story's element, which is changed; `base` is the story's public address."""
    walk = Walk(Lines(base))
    walk.over(story)
    return Story(walk.lines.finished(), walk.audio, walk.leftover)


def read_lead(block: _Element, base: str | None) -> tuple[Image | None, Story]:
    """Read a lead block, which is changed: its picture, and what else it holds."""
    picture = next(filter(is_picture, block.iter("img")), None)
    for each in picture.iterancestors() if picture is not None else ():
        if each is block:
            break
        if is_figure(each.tag, classes_of(each)):
            each.tag = "span"  # the lead block is the figure
    return take_picture(block, base), read_story(block, base)


@define
class Walk:
    """A walk over a story: what its elements are read into."""

    lines: Lines
    audio: list[Audio] = field(factory=list)
    leftover: list[str] = field(factory=list)

    def leave(self, element: _Element) -> None:
        """Take the text of an element out of the tree; it is no part of the story."""
        self.leftover += filter(None, [normalise(take_text(element))])

    def read_players(self, element: _Element) -> bool:
        """Read a list of recordings; whether it is one. What it says of them is left over."""
        recordings = read_player_list(element, self.lines.base) if _is_closed(element) else []
        self.audio += recordings
        if recordings:
            self.leave(element)
        return bool(recordings)

    def over(self, top: _Element) -> None:
        """Read all that is in an element; its own tag and tail are not."""
        add = self.lines.text
        add(top.text or " ")
        children: Iterator[_Element] = iter(top)
        close: Close | None = None
        tail: str | None = None
        around: list[tuple[Iterator[_Element], Close | None, str | None]] = [(iter(()), None, None)]
        while around:
            for child in children:
                reader = READERS.get(child.tag)
                opened = reader(self, child) if reader else None
                if opened is not READ:
                    if text := child.text:
                        add(text)
                    if len(child):
                        around.append((children, close, tail))
                        children, close, tail = iter(child), opened, child.tail
                        break
                    if opened:
                        opened()
                if text := child.tail:
                    add(text)
            else:
                if close:
                    close()
                if tail:
                    add(tail)
                children, close, tail = around.pop()


def _break(walk: Walk, _: _Element) -> Literal[_Whole.READ]:
    walk.lines.end_line()
    return READ


def _block(walk: Walk, _: _Element) -> Close:
    walk.lines.end_line()
    return walk.lines.end_line


def _division(walk: Walk, element: _Element) -> Close | Literal[_Whole.READ]:
    """A block, or a figure: its picture stands where the figure begins."""
    lines = walk.lines
    lines.end_line()
    image = lines.image
    classes = classes_of(element)
    if not classes and element.tag not in ("figure", "figcaption"):
        if len(element) or image is not None:
            return lines.end_line
        if text := element.text:
            lines.text(text)
            lines.end_line()
        return READ
    if is_figure(element.tag, classes):
        picture = take_picture(element, lines.base)
        if picture is not None:
            lines.add(picture)
            if not has_content(element):
                return READ
    else:
        _said(walk, element, classes, image)
    return lines.end_line


def _said(walk: Walk, element: _Element, classes: list[str], image: Image | None) -> None:
    """Read what stands apart from text by its class: a chart, players, a caption, a copyright.

    A caption or copyright goes to the picture that it follows outside of any figure. A copyright
    that follows none is the site's, or that of a picture which is gone: it is left over.
    """
    name = text_part(element.tag, classes)
    chart = read_chart(element, classes)
    if chart is not None:
        walk.lines.add(chart)
    elif image is not None and name is not None and getattr(image, name) is None:
        walk.lines.say_of_image(with_part(image, element, name))
    elif name == "copyright" and _is_closed(element):
        walk.leave(element)
    elif "storyaudio" in classes:
        walk.read_players(element)


def _is_closed(element: _Element) -> bool:
    """Whether an element ends where it seems to: one that was left open has the story in it."""
    return next(element.iterdescendants("p", str(element.tag)), None) is None


def _heading(walk: Walk, _: _Element) -> Close:
    return walk.lines.open(Heading)


def _mark(kind: SpanKind) -> Reader:
    """The reader of an element that marks text as `kind`."""
    mark: Mark = (kind, None)

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
    before = walk.lines.format
    outside = (mark for mark in before if mark[0] is not SpanKind.LINK)
    walk.lines.format = (*outside, (SpanKind.LINK, href))
    return partial(setattr, walk.lines, "format", before)


def _picture(walk: Walk, img: _Element) -> Literal[_Whole.READ]:
    """A picture, with what is said of it right behind it in its line."""
    if not is_picture(img):
        return READ
    image = read_image(img, walk.lines.base)
    walk.lines.add(image)
    before = img
    for each in img.itersiblings():
        name = text_part(each.tag, classes_of(each)) if each.get("class") else None
        if (name is None and each.tag != "br") or not is_blank(before.tail or ""):
            break
        if name is not None:
            if getattr(image, name) is not None or each.find(".//p") is not None:
                break
            image = with_part(image, each, name)
            walk.lines.say_of_image(image)
        before = each
    return READ


def _small(walk: Walk, small: _Element) -> Close | Literal[_Whole.READ] | None:
    """Small print: the copyright of the picture above, or text."""
    is_copyright = walk.lines.image is not None and "copyright" in classes_of(small)
    return _division(walk, small) if is_copyright else None


def _recording(walk: Walk, audio: _Element) -> Literal[_Whole.READ]:
    walk.audio += read_audio(audio, walk.lines.base)
    return READ


def _player(walk: Walk, player: _Element) -> Literal[_Whole.READ]:
    base = walk.lines.base
    recordings = [*read_plugin(player, base)] if player.tag in ("object", "embed") else []
    walk.audio += recordings
    embed = None if recordings else read_player(player, base)
    if embed is not None:
        walk.lines.add(embed)
    return READ


def _void_player(walk: Walk, player: _Element) -> None:
    """An ``embed`` has no end; what a parser sets below it follows it."""
    _player(walk, player)


def _list(walk: Walk, element: _Element) -> Close | Literal[_Whole.READ]:
    lines = walk.lines
    if "audio" in classes_of(element) and walk.read_players(element):
        return READ
    if not lines.in_list:
        links = read_related(element, lines.base)
        if links is not None:
            lines.add_links(links)
            return READ
    return lines.open_list(ordered=element.tag == "ol")


def _quote(walk: Walk, blockquote: _Element) -> Close | Literal[_Whole.READ]:
    lines = walk.lines
    kind = post_kind(blockquote)
    if kind is not None:
        lines.add(read_post(blockquote, kind, lines.base))
        return READ
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
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **{tag: _mark(kind) for kind, tags in _MARKS.items() for tag in tags},
    **dict.fromkeys(("iframe", "video", "object"), _player),
    **dict.fromkeys(("ul", "ol"), _list),
    "a": _link,
    "audio": _recording,
    "blockquote": _quote,
    "embed": _void_player,
    "img": _picture,
    "small": _small,
}
"""The reader of each tag; any other element is nothing but its content."""
