"""Reads Radio Free Asia's Plone-era story pages into typed objects."""

from typing import TYPE_CHECKING, Any

from rfaparse._parse import parse
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.errors import (
    EmptySource,
    NotAFeed,
    NotAStory,
    RfaparseError,
    SourceTooLarge,
    UnsupportedLayout,
)
from rfaparse.model import (
    Article,
    Audio,
    Block,
    BulletList,
    Byline,
    Credit,
    Embed,
    EmbedKind,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLink,
    RelatedLinks,
    Role,
    Span,
    SpanKind,
    Wrapping,
)
from rfaparse.services import SERVICES, Service
from rfaparse.story_url import StoryUrl

if TYPE_CHECKING:
    from rfaparse._feed import FeedItem, parse_feed

__version__ = "0.1.0"

__all__ = [
    "MAX_SOURCE_LENGTH",
    "SERVICES",
    "Article",
    "Audio",
    "Block",
    "BulletList",
    "Byline",
    "Credit",
    "Embed",
    "EmbedKind",
    "EmptySource",
    "FeedItem",
    "Heading",
    "Image",
    "NotAFeed",
    "NotAStory",
    "Paragraph",
    "Quote",
    "RelatedLink",
    "RelatedLinks",
    "RfaparseError",
    "Role",
    "Service",
    "SourceTooLarge",
    "Span",
    "SpanKind",
    "StoryUrl",
    "UnsupportedLayout",
    "Wrapping",
    "__version__",
    "parse",
    "parse_feed",
]


def __getattr__(name: str) -> Any:
    """Import what reads feeds when it is first asked for."""
    if name in ("FeedItem", "parse_feed"):
        from rfaparse import _feed  # noqa: PLC0415  half of the users have no feed

        return getattr(_feed, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
