"""Reads Radio Free Asia's Plone-era story pages into typed objects."""

from rfaparse._feed import FeedItem, parse_feed
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

__version__ = "0.1.0"

__all__ = [
    "MAX_SOURCE_LENGTH",
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
    "SourceTooLarge",
    "Span",
    "SpanKind",
    "UnsupportedLayout",
    "Wrapping",
    "__version__",
    "parse",
    "parse_feed",
]
