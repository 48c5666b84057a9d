"""Reads Radio Free Asia's Plone-era story pages into typed objects."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rfaparse._parse import parse, parse_feed, parse_plone
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.errors import (
    EmptySource,
    NotAFeed,
    NotAnArticle,
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
    CreditKind,
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

if TYPE_CHECKING:
    from rfaparse._byline.unread import unread_credit_lines
    from rfaparse._source.feed import FeedItem
    from rfaparse._types import LxmlElement
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
    "CreditKind",
    "Embed",
    "EmbedKind",
    "EmptySource",
    "FeedItem",
    "Heading",
    "Image",
    "LxmlElement",
    "NotAFeed",
    "NotAStory",
    "NotAnArticle",
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
    "parse_plone",
    "unread_credit_lines",
]


_ASKED_FOR = {
    "FeedItem": "_source.feed",
    "LxmlElement": "_types",
    "SERVICES": "services",
    "Service": "services",
    "StoryUrl": "story_url",
    "unread_credit_lines": "_byline.unread",
}
"""Names that are imported at first use, and their modules."""


def __getattr__(name: str) -> Any:
    if name not in _ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ASKED_FOR[name]}"), name)


def __dir__() -> list[str]:
    return __all__
