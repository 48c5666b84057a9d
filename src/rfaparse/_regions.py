"""Where the parts of a source are: lead block and story, for each wrapping."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import Factory, define

from rfaparse._images import is_picture
from rfaparse._marks import marks_of
from rfaparse._markup import UNSEEN, attributes_of, end_in, name_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from rfaparse._tree import Tree

_AROUND_STORY = ("headerimg", "storytop", "frontsidebar", "dateline", "category")
_APART = frozenset({*_AROUND_STORY, "h1"})
_CONTAINERS = ("storytext", "storypagemaincol")
_LEAD_CLASSES = frozenset({"lead_image_caption", "copyright"})
_INLINE_CLASSES = frozenset({"image-inline", "image-richtext", "captioned"})
_UNSEEN_ELEMENT = (
    rf"<({'|'.join(sorted(UNSEEN))})(?: [^<>]*[^<>/])?(?: ?/>|>(?:(?!</\1>).)*</\1>)\s*"
)
_WRAPPING = rf"\s*(?:<(?:html|body|div)(?: [^<>]*[^<>/])?>\s*|{_UNSEEN_ELEMENT})*"
_WRAPPERS = re.compile(_WRAPPING, re.DOTALL).match
"""What a fragment may begin with before its lead block: parsers' wrappers, ``div``."""
_NULL = re.compile(r"(?:<p(?: [^<>]*[^<>/])?>\s*)?(null(?=\s{2}|\s*(?:<|$)))").match
"""A feed mirror's word for a lead block that the page did not have."""
_TAG = re.compile("<([^>]*)>")


@define
class Regions:
    """The parts of a source.

    Attributes:
        lead: The lead block as written out, if there is one.
        story: The story as written out, without what is read elsewhere.
        marks: Elements with an id that means something, by id; empty for a fragment.
        has_null: Whether the story began with the literal ``null`` of a missing lead block, which
            `story` is without.
    """

    lead: str | None
    story: str
    marks: Mapping[str, _Element] = Factory(dict)
    has_null: bool = False


def find_regions(tree: Tree, url: str | None) -> Regions:
    """Find the parts of `tree`; `url` is the address that an error names.

    Raises:
        NotAStory: A document without a story container.
        UnsupportedLayout: A page of the layout since late 2024.
    """
    if tree.marks is not None:
        page = _page(tree.marks)
        if page is None:
            from rfaparse._other_pages import refusal  # noqa: PLC0415  no story's

            raise refusal(tree.root, url)
        return page
    text = written(tree.root)
    page = _page(marks_of(tree.root)) if has_container(text) else None
    return page or fragment_regions(text)


def has_container(text: str) -> bool:
    """Whether a story container may be in `text`, so that it is a page."""
    return "story" in text and any(name in text for name in _CONTAINERS)


def _page(marks: Mapping[str, _Element]) -> Regions | None:
    """The parts of a page; None if it has no story container."""
    story, header = marks.get("storytext"), marks.get("headerimg")
    lead = None if header is None else written(header)
    if story is not None:
        return Regions(lead, _without(story, [header]), marks)
    from rfaparse._other_pages import has_teasers  # noqa: PLC0415  no fragment's

    column = marks.get("storypagemaincol")
    if column is None or has_teasers(column):
        return None
    around = [*map(marks.get, _AROUND_STORY), next(column.iter("h1"), None)]
    return Regions(lead, _without(column, around), marks)


def _without(story: _Element, around: Iterable[_Element | None]) -> str:
    """A story without the elements of it that are read elsewhere; each is a break."""
    text = written(story)
    above = {each: set(each.iterancestors()) for each in around if each is not None}
    inside = [each for each, others in above.items() if story in others]
    outermost = [each for each in inside if above[each].isdisjoint(inside)]
    names = {name for each in outermost for name in (each.tag, each.get("id")) if name in _APART}
    return "<br/>".join(_parts(text, names)) if names else text


def _parts(text: str, names: set[Any]) -> Iterator[str]:
    """What stands around the first elements with these names or ids."""
    kept = 0
    for tag in _TAG.finditer(text):
        name = name_of(tag[1])
        found = names & {name, attributes_of(tag[1]).get("id")}
        if found and tag.start() >= kept and name[0] != "/":
            names -= found
            yield text[kept : tag.start()]
            kept = end_in(text, tag.start(), name)
    yield text[kept:]


def fragment_regions(text: str) -> Regions:
    """The parts of a fragment: the lead block that it may begin with, and the story."""
    wrappers = _WRAPPERS(text)
    start = wrappers.end() if wrappers else 0
    if text.startswith("<img ", start):
        end = _end_of_lead(text, start)
        if end > start and not _is_wrapped_by_name(text[:start]):
            return Regions(text[start:end], text[:start] + text[end:])
    null = _NULL(text, start)
    if null is None:
        return Regions(None, text)
    return Regions(None, text[: null.start(1)] + text[null.end() :], has_null=True)


def _is_wrapped_by_name(wrappers: str) -> bool:
    """Whether a wrapper has an id or a class, so that it is something of its own."""
    divisions = [attributes_of(tag) for tag in _TAG.findall(wrappers) if tag.startswith("div ")]
    return any(each.get("id") or each.get("class") for each in divisions)


def _end_of_lead(text: str, start: int) -> int:
    """Where the lead block ends that begins at `start`: a bare ``img`` and what belongs to it.

    The offset after its last tag; `start` if it is none.
    """
    end = text.find(">", start) + 1
    if not end:
        return start
    attributes = attributes_of(text[start : end - 1])
    classes = attributes.get("class", "").split()
    if not is_picture(attributes) or not _INLINE_CLASSES.isdisjoint(classes):
        return start
    if text.startswith(_IMG_END, end):
        end += len(_IMG_END)
    following = _NEXT_TAG(text, end)
    while following and _is_lead_part(following[1]):
        end = end_in(text, following.start(1) - 1, name_of(following[1]))
        following = _NEXT_TAG(text, end)
    return end


_IMG_END = "</img>"
"""As feeds write it; a tree that is written has none."""
_NEXT_TAG = re.compile(r"\s*<([^/<>][^<>]*)>").match


def _is_lead_part(tag: str) -> bool:
    attributes = attributes_of(tag)
    if attributes.get("id") == "zoomattribute":
        return True
    return not _LEAD_CLASSES.isdisjoint(attributes.get("class", "").split())
