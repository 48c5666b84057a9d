"""A story as found: its parts in the page's order, each with the kind of its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from rfaparse._page.regions import NO_LEAD
from rfaparse._story.visible import shown_text
from rfaparse._text import drop_invisible, without_joiners
from rfaparse.model import (
    BulletList,
    CreditKind,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
    block_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rfaparse._article import Reading
    from rfaparse._page.regions import Regions
    from rfaparse.model import Article, Block, Byline, Credit

KINDS = {
    "paragraph": "Paragraphs",
    "heading": "Headings",
    "quote": "Quotes",
    "bullet_list": "Lists",
    "caption": "Captions",
    "copyright": "Copyright",
    "related_links": "Related links",
    "embed": "Embeds",
    "byline": "Byline",
    "leftover": "Left over",
}
"""The kinds of visible text, in the order of the legend."""


@frozen
class Part:
    """A part of the story.

    Attributes:
        kind: A key of `KINDS`, or ``image``.
        block: The block it became; None for credits and for what is left over.
        text: Its text, if it is not a block.
        is_lead: Whether it is the lead image.
    """

    kind: str
    block: Block | None = None
    text: str = ""
    is_lead: bool = False


def parts_of(reading: Reading, article: Article) -> list[Part]:
    """The parts of a story in document order, with the credit lines where they were."""
    parts = [Part("leftover", text=text) for text in article.leftover]
    if article.lead_image is not None:
        parts.append(Part("image", article.lead_image, is_lead=True))
    body = list(article.body)
    for block in reading.blocks:
        if body and body[0] == block:
            parts.append(Part(block_type(type(block)), body.pop(0)))
        else:
            parts += _credit_line(block, body)
    return parts


def _credit_line(block: Block, body: list[Block]) -> Iterator[Part]:
    """The credits of a line, and the text before and after them, which is taken from `body`."""
    rest = _text(block)
    while body and type(body[0]) is type(block) and _text(body[0]) and _text(body[0]) in rest:
        kept = body.pop(0)
        before, _, after = rest.partition(_text(kept))
        if before.strip():
            yield Part("byline", text=before.strip())
        yield Part(block_type(type(kept)), kept)
        rest = after
    if rest.strip():
        yield Part("byline", text=rest.strip())


def _text(block: Block) -> str:
    return block.text if isinstance(block, (Paragraph, Heading, Quote)) else ""


def claimed(parts: Iterable[Part]) -> dict[str, int]:
    """Visible characters by kind, white space and zero-width marks not counted."""
    counts = dict.fromkeys(KINDS, 0)
    for part in parts:
        for kind, text in _texts(part):
            counts[kind] += _length(text)
    return counts


def _texts(part: Part) -> Iterator[tuple[str, str]]:
    block = part.block
    if isinstance(block, Image):
        yield "caption", block.caption or ""
        yield "copyright", block.copyright or ""
    elif isinstance(block, BulletList):
        yield from ((part.kind, item.text) for item in block.items)
    elif isinstance(block, RelatedLinks):
        yield from ((part.kind, link.title) for link in block.links)
    elif isinstance(block, (Paragraph, Heading, Quote, Embed)):
        yield part.kind, block.text
    else:
        yield part.kind, part.text


def visible(regions: Regions) -> int:
    """How many characters a browser shows of the lead and the story."""
    parts = [part for part in (regions.lead, regions.story) if part is not None]
    texts = [NO_LEAD if regions.has_null else "", *map(shown_text, parts)]
    return sum(map(_length, texts))


def _length(text: str) -> int:
    return len("".join(without_joiners(drop_invisible(text)).split()))


def credits_of(text: str, byline: Byline | None) -> list[dict[str, str]]:
    """The credits of `byline` whose names are in `text`, as rows."""
    text = without_joiners(text)
    credits_ = byline.credits if byline else ()
    return [_row(credit) for credit in credits_ if _is_named(credit, text)]


def _is_named(credit: Credit, text: str) -> bool:
    """Whether `text` has the name; a desk's may share its words with another desk's."""
    names = [credit.name] if credit.kind is CreditKind.PERSON else credit.name.split()
    return all(name in text for name in names)


def _row(credit: Credit) -> dict[str, str]:
    row = {"role": str(credit.role), "name": credit.name, "label": credit.label}
    if credit.kind is not CreditKind.PERSON:
        row["kind"] = str(credit.kind)
    return {**row, "desk": credit.desk} if credit.desk else row
