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
from rfaparse.services import SERVICES, Service
from rfaparse.story_url import StoryUrl

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
