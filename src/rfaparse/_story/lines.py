"""Text runs in, blocks out: where a line of the story ends, and which block it becomes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from attrs import define, field

from rfaparse._story.marks import is_subheading, marked_text, spans_of
from rfaparse._story.picture import Picture
from rfaparse._story.related import related_links
from rfaparse._text import shown
from rfaparse.model import BulletList, Heading, Paragraph, Quote, RelatedLinks

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse._story.marks import Format, Stretch
    from rfaparse._story.related import Item
    from rfaparse.model import Block, RelatedLink

BREAKS = frozenset(
    "address article aside body br button caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form header hr html legend li main menu nav option p plaintext pre"
    " section select summary table tbody td textarea tfoot th thead tr".split()
)
"""Elements that begin and end a line."""


@define
class Lines:
    """Collects the runs of one line; a break turns them into a block.

    Mutable on purpose: the walk changes it at every element.

    Attributes:
        base: The story's public address, against which relative links are read.
        blocks: The blocks so far, without list items and related links that may still grow.
        format: The marks of the next run. They outlive a break.
        figure: The picture of the figure, caption or copyright that is open.
        picture: The picture that a caption here belongs to: the open figure's, else the one
            directly before.
        runs: The runs of the line, or of the open caption or copyright.
        in_part: Whether a caption or copyright is open.
    """

    base: str | None
    blocks: list[Block | Picture] = field(factory=list)
    format: Format = ()
    figure: Picture | None = None
    picture: Picture | None = None
    runs: list[str] = field(factory=list)
    in_part: bool = False
    _formats: dict[int, Format] = field(factory=dict)
    """The marks of marked runs, by the index of the run."""
    _kind: type[Paragraph | Heading | Quote] = Paragraph
    """The block that a line outside lists becomes."""
    _ordered: bool | None = None
    """Whether the outermost open list is numbered; None outside lists."""
    _items: list[Item] = field(factory=list)
    """The lines of the open list."""
    _is_item: bool = False
    """Whether the line is a list item, and not after a list that nobody closed."""
    _is_mixed: bool = False
    """Whether it has other blocks than lines, so that it is no list of links."""
    _entry: int = 0
    """The number of the entry (``li``)."""
    _open_entries: int = 0
    _links: list[RelatedLink] = field(factory=list)

    def text(self, text: str) -> None:
        """Add a run of text, without white space at the start of a line."""
        if self.runs or not text.isspace():
            if self.format:
                self._formats[len(self.runs)] = self.format
            self.runs.append(text)

    def begin_block(self) -> None:
        """End the line; outside the entries of an open list, lines are blocks again."""
        if self.runs:
            self.end_line()
        if not self._open_entries:
            self._is_item = False

    def end_line(self) -> None:
        """Turn the line into a block; in a caption or copyright, a break is a space."""
        if not self.runs:
            return
        if self.in_part:
            self.runs.append(" ")
            return
        if self._formats:
            text, stretches = marked_text(self.runs, self._formats)
            self._formats.clear()
        else:
            text, stretches = shown("".join(self.runs)), []
        self.runs.clear()
        if text:
            self._add_block(text, stretches)

    def _add_block(self, text: str, stretches: list[Stretch]) -> None:
        self.picture = self.figure
        if self._is_item:
            self._items.append((self._entry, text, stretches))
            return
        if self._items or self._links:
            self._end_items()
            self._end_links()
        if self._kind is Heading or (stretches and is_subheading(text, stretches)):
            self.blocks.append(Heading(text))
            return
        spans = spans_of(stretches) if stretches else ()
        self.blocks.append((Quote if self._kind is Quote else Paragraph)(text, spans))

    def add(self, block: Block | Picture) -> None:
        """Add a block that is not a line of text."""
        self._is_mixed = self._is_item
        self._end_all()
        self.blocks.append(block)
        self.picture = self.figure or self._picture_before()

    def _picture_before(self) -> Picture | None:
        """The picture at the end of the blocks, if any."""
        last = self.blocks[-1] if self.blocks and not (self._items or self._links) else None
        return last if isinstance(last, Picture) else None

    def open_figure(self, picture: Picture | None) -> Callable[[], None]:
        """Give captions to `picture` until the returned function is called."""
        return self._open_runs(picture, [], in_part=False)

    def open_part(self, picture: Picture | None, runs: list[str]) -> Callable[[], None]:
        """Give all text to `runs`, a part of `picture` if any, until the result is called."""
        runs.append(" ")
        return self._open_runs(picture, runs, in_part=True)

    def _open_runs(
        self, picture: Picture | None, runs: list[str], *, in_part: bool
    ) -> Callable[[], None]:
        before = self.figure, self.runs, self._formats, self.in_part
        self.figure, self.runs, self._formats, self.in_part = picture, runs, {}, in_part
        self.picture = picture or self._picture_before()
        return partial(self._close_runs, before)

    def _close_runs(
        self, before: tuple[Picture | None, list[str], dict[int, Format], bool]
    ) -> None:
        self.end_line()
        self.figure, self.runs, self._formats, self.in_part = before
        self.picture = self.figure or self._picture_before()

    def finished(self) -> list[Block]:
        """All blocks; call it once, at the end."""
        self._end_all()
        return [
            block.image(self.base) if isinstance(block, Picture) else block for block in self.blocks
        ]

    def open(self, kind: type[Heading | Quote]) -> Callable[[], None]:
        """Make lines blocks of this kind until the returned function is called; headings stay."""
        self.end_line()
        before = self._kind
        if before is not Heading:
            self._kind = kind
        return partial(self._close, before)

    def _close(self, before: type[Paragraph | Heading | Quote]) -> None:
        self.end_line()
        self._kind = before

    def open_list(self, *, ordered: bool) -> Callable[[], None]:
        """Make lines list items until the returned function is called."""
        self.end_line()
        if self._ordered is not None:  # a list in a list is part of it
            return self.end_line
        self._ordered, self._is_item = ordered, True
        return self._close_list

    def _close_list(self) -> None:
        self.end_line()
        self._end_items()
        self._ordered, self._is_item, self._is_mixed = None, False, False

    def open_entry(self) -> Callable[[], None]:
        """Make lines parts of an entry, whose links may be parts of one title, until it closes."""
        self.end_line()
        if self._ordered is None:
            return self.end_line
        self._entry += 1
        self._open_entries += 1
        self._is_item = True
        return self._close_entry

    def _close_entry(self) -> None:
        self.end_line()
        self._entry += 1
        self._open_entries -= 1

    def _end_all(self) -> None:
        self.end_line()
        self._end_items()
        self._end_links()

    def _end_links(self) -> None:
        if self._links:
            self.blocks.append(RelatedLinks(tuple(self._links)))
            self._links.clear()

    def _end_items(self) -> None:
        """Make the lines of a list related links or list items.

        Adjacent lists of links become one, since editors wrote one list per entry.
        """
        if not self._items:
            return
        links = [] if self._is_mixed else related_links(self._items)
        if links:
            self._links += links
        else:
            self._end_links()
            items = (Paragraph(text, spans_of(marks)) for _, text, marks in self._items)
            self.blocks.append(BulletList(tuple(items), ordered=bool(self._ordered)))
        self._items.clear()
