"""Plain text for a person to read."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from attrs import evolve

from rfaparse.export.parts import without_parts
from rfaparse.model import (
    BulletList,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rfaparse.model import Article, Block


def to_text(article: Article, *, without: Collection[str] = ()) -> str:
    """Text: title, byline field, dateline, date, address, lead image, body and credit lines.

    A blank line separates blocks, and the text ends with a newline. Missing values take no room.

    Args:
        article: The story.
        without: The parts to leave out, from `rfaparse.export.parts.PARTS`; without captions, the
            pictures are left out too, because a text has nothing else of them.
    """
    article = without_parts(article, without)
    if "captions" in without:
        body = tuple(block for block in article.body if not isinstance(block, Image))
        article = evolve(article, lead_image=None, body=body)
    return "\n\n".join(part for part in _parts(article) if part) + "\n"


def _parts(article: Article) -> Iterator[str]:
    if article.title:
        yield f"{article.title}\n{'=' * _columns(article.title)}"
    yield "\n".join(line for line in _head(article) if line)
    if article.lead_image:
        yield _image(article.lead_image)
    yield article.description or ""
    for block in article.body:
        yield _block(block)
    yield "\n".join(f"[Audio: {audio.url}]" for audio in article.audio)
    if article.byline:
        yield article.byline.text or ""


def _head(article: Article) -> Iterator[str | None]:
    """The lines below the title."""
    yield article.byline.field if article.byline else None
    yield article.dateline
    moment = article.published or article.created
    yield moment.strftime("%Y-%m-%d %H:%M UTC") if moment else None
    yield article.url


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return block.text
        case Heading():
            return f"## {block.text}"
        case Quote():
            return f"> {block.text}"
        case BulletList():
            return "\n".join(
                f"{number}. {item.text}" if block.ordered else f"- {item.text}"
                for number, item in enumerate(block.items, start=1)
            )
        case Image():
            return _image(block)
        case RelatedLinks():
            lines = (
                (f"- {link.title}", f"  {link.url}" if link.url else "") for link in block.links
            )
            return "\n".join(line for line in ("Related:", *chain(*lines)) if line)
        case Embed():
            head = f"[{block.kind.capitalize()}: {block.url or 'no address'}]"
            return f"{head}\n{block.text}" if block.text else head


def _image(image: Image) -> str:
    size = f" {image.width}×{image.height}" if image.width and image.height else ""
    lines = (
        f"[Image{size}: {image.full_size_url or image.url or image.src}]",
        image.caption or image.alt,
        f"Copyright: {image.copyright}" if image.copyright else None,
    )
    return "\n".join(line for line in lines if line)


def _columns(text: str) -> int:
    """The columns that `text` takes on a terminal; a Chinese character takes two.

    >>> _columns("ab中")
    4
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
