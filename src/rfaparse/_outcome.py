"""The outcome for a page: a story, skipped, or failed.

A page that is not a story *fails* if it should have been one: its address or name is a story's, or
it has no address and is empty or too large. A truncated feed fails. Other pages that are not
stories are *skipped*; so is a page in the layout since late 2024 under an address of that layout.
"""

from __future__ import annotations

import re

from attrs import frozen

from rfaparse._urls import is_own, public_url
from rfaparse.errors import EmptySource, NotAFeed, NotAStory, RfaparseError, UnsupportedLayout
from rfaparse.story_url import StoryUrl


@frozen
class Failure:
    """Why a member that should have been a story has no row.

    Attributes:
        error: The error's class.
        found: What was found.
        remedy: What to do.
    """

    error: str
    found: str
    remedy: str


@frozen
class Skip:
    """Why a member that is not a story has no row.

    Attributes:
        kind: What it is: ``picture``, ``section page``, ``status 404`` …
        found: What was found.
    """

    kind: str
    found: str


_ENDINGS = {
    "picture": "apng avif bmp gif ico jfif jpeg jpg png svg tif tiff webp",
    "script": "js map mjs wasm",
    "style sheet": "css",
    "font": "eot otf ttf woff woff2",
    "recording": "3gp aac avi flv m3u8 m4a m4v mov mp3 mp4 oga ogg ogv swf wav webm",
    "document": "doc docx epub odt pdf ppt pptx rtf xls xlsx",
}
_OF_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}
_OPENINGS = (
    ("picture", rb"\xff\xd8\xff|\x89PNG|GIF8[79]a|\0\0\x01\0|RIFF....WEBP|....ftypavi[fs]"),
    ("picture", rb"(?:<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE svg[^>]*>|\s)*<svg\b"),
    ("recording", rb"ID3[\x02-\x04]|\xff[\xf2\xf3\xfa\xfb]|OggS|fLaC|RIFF....WAVE|....ftyp"),
    ("recording", rb"\x1aE\xdf\xa3|FLV\x01|[FC]WS[\x01-\x30]"),
    ("font", rb"wOF[F2]|OTTO\0|\0\x01\0\0"),
    ("document", rb"%PDF|\{\\rtf|\xd0\xcf\x11\xe0"),
)
_OPENING = re.compile(b"|".join(b"(%b)" % pattern for _, pattern in _OPENINGS), re.DOTALL)
_OF_TYPE = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("picture", "image/"),
        ("recording", "audio/|video/"),
        ("script", r".*(?:java|ecma)script"),
        ("style sheet", "text/css"),
        ("font", "font/|application/(?:x-)?font"),
        ("document", "application/pdf"),
    )
)
_ENDING = re.compile(r"(?is)[^/\\]\.([a-z0-9]{1,5})(?:\.download)?(?:[?#].*)?$")
"""Chrome saves a script as ``x.js.download``; an address may have a query."""
_STAMPED = re.compile(r"(?!\.).*\d{14}")
_PACKED = re.compile(r"(?i)\.(?:gz|xz|bz2|zst|br)$")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_SHORT = re.compile(r"(?:an? |the )?(.{1,40}?)(?=[,:;]| without | titled | but |$)")


def other_kind(name: str | None, media_type: str | None, opening: bytes) -> str | None:
    """The kind of a file that cannot be a page: picture, script, font …; None if it may be one.

    Its first bytes decide; if it does not begin with a tag, its media type or its name too.

    Args:
        name: A file's name or address.
        media_type: As declared by a server.
        opening: Its first bytes, up to 1,024.
    """
    known = _OPENING.match(opening)
    kind = _OPENINGS[known.lastindex - 1][0] if known and known.lastindex else None
    if kind or _MARKUP.match(opening):
        return kind
    said = (media_type or "").lower()
    by_type = next((kind for kind, pattern in _OF_TYPE if pattern.match(said)), None)
    ending = _ENDING.search(name or "")
    return by_type or (_OF_ENDING.get(ending[1].lower()) if ending and "html" not in said else None)


def is_story_address(text: str | None) -> bool:
    """Whether `text` is the address of a story as RFA's Plone wrote it."""
    try:
        return text is not None and bool(StoryUrl.parse(text))
    except RfaparseError:
        return False


def is_story_name(name: str | None) -> bool:
    """Whether a file has the name of a story's page: ``<slug>-MMDDYYYYhhmmss.html``.

    Names that begin with a dot do not count: macOS adds such a file for each file of a zip.
    """
    last = _PACKED.sub("", (name or "").rpartition("/")[2])
    return bool(_STAMPED.match(last)) and is_story_address(f"https://www.rfa.org/english/{last}")


def refused(error: RfaparseError, url: str | None, name: str | None = None) -> Skip | Failure:
    """The outcome of a page that could not be parsed: skipped or failed.

    Args:
        error: Why not.
        url: Its address, where the container knows it.
        name: Its file's name, where it has one.
    """
    address = url or error.url
    failed = Failure(type(error).__name__, error.found, error.remedy)
    is_story = is_story_address(address) or (url is None and is_story_name(name))
    if is_story or isinstance(error, NotAFeed):
        return failed
    public = public_url(address) if address else None
    if public is None and not isinstance(error, (NotAStory, UnsupportedLayout)):
        return failed
    return Skip(_kind(error, public), error.found)


def _kind(error: RfaparseError, public: str | None) -> str:
    if isinstance(error, UnsupportedLayout):
        return "layout since late 2024"
    if public is not None and not is_own(public):
        return "other site"
    if isinstance(error, EmptySource):
        return "empty page"
    words = _SHORT.match(error.found)
    return "other page" if words is None or words[1] == "page" else words[1]
