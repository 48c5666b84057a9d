"""The parts that a story's text, Markdown and HTML can leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from rfaparse.model import Image, RelatedLinks

if TYPE_CHECKING:
    from collections.abc import Collection

    from rfaparse.model import Article

PARTS = ("byline", "captions", "related")
"""``byline``: credit lines and byline field; ``captions``: captions, copyrights and descriptions of
pictures; ``related``: lists of related links."""


def without_parts(article: Article, parts: Collection[str]) -> Article:
    """The story without `parts`, which are some of `PARTS`.

    Raises:
        ValueError: One of them is not in `PARTS`.
    """
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise ValueError(f"not part of a story: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    if "byline" in parts:
        article = evolve(article, byline=None)
    if "related" in parts:
        body = tuple(block for block in article.body if not isinstance(block, RelatedLinks))
        article = evolve(article, body=body)
    if "captions" in parts:
        lead = article.lead_image
        article = evolve(
            article,
            lead_image=lead and _bare(lead),
            body=tuple(
                _bare(block) if isinstance(block, Image) else block for block in article.body
            ),
        )
    return article


def alt_of(image: Image, title: str | None) -> str:
    """A picture's description, on one line; empty if its caption or the story's title repeats it.

    >>> alt_of(Image("a.jpg", alt="old bridge", caption="The old bridge."), "Flood")
    ''
    """
    alt = " ".join((image.alt or "").split())
    return "" if alt in (image.caption or "") or alt == title else alt


def _bare(image: Image) -> Image:
    return evolve(image, alt=None, title=None, caption=None, copyright=None, credit=None)
