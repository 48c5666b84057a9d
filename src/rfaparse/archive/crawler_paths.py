"""What the path of a file says about its page: the address, and when it was fetched.

=====================  =============================================================================
wget, HTTrack          ``www.rfa.org/mandarin/…/x.html``: the path after the host is the address's
waybackpack            ``20210306000000/www.rfa.org/…``; other tools put the time after the host,
                       or mirror an archive: ``…/web/20210306000000/http:/www.rfa.org/…``;
                       wayback-machine-scraper: ``www.rfa.org/…/x.html/20210306000000.snapshot``
ArchiveBox             ``archive/1614988800.0/…``, seconds since 1970; the address of
                       ``singlefile.html`` and similar is in ``index.json`` beside them
=====================  =============================================================================

Tools change what a name cannot hold: ``index.html`` for a folder, ``x.html?a=b.html`` or
``x.html@a=b`` for a query, ``%2F`` for a slash. Only the address of a page counts.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from urllib.parse import unquote

from attrs import field, frozen

from rfaparse._outcome import is_story_address
from rfaparse._source.metadata import NO_METADATA, Metadata
from rfaparse._source.timestamps import plausible, time_of_saving
from rfaparse._urls import is_own, public_url
from rfaparse.story_url import names_story

_HOST = re.compile(r"((?:[\w-]+\.)+(?:org|net))(?:[:+_]\d{2,5})?", re.ASCII | re.IGNORECASE)
_STAMP = re.compile(r"(\d{14})(?:[a-z]{2}_)?")
_SNAPSHOT = re.compile(r"(\d{14})\.snapshot")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d{1,6})?")
_INDEX = re.compile(r"(?:index|default)\.x?html?(?:\W.*)?", re.IGNORECASE)
_BEHIND = re.compile(r"(?i)(\.html?)(?![a-z0-9]).*")
"""A query, as tools write it into a name, and the extension that they add."""
_HTTRACK_QUERY = re.compile(r"(?i)(\d{14}(?:-\d{1,3})?)[0-9a-f]{4}(?=\.html?$)")
"""HTTrack puts four digits of a hash there for a query."""
_BYTE = re.compile("[\udc80-\udcff]")
"""A byte of a name that is not UTF-8, as Python keeps it."""
_SNAPSHOT_PAGES = ("singlefile.html", "output.html", "dom.html", "content.html")


@frozen
class CrawlPath:
    """Where a file is.

    Attributes:
        path: Its path, through its container, as far up as known.
        record: What ArchiveBox noted about its snapshot.
    """

    path: str = ""
    record: bytes | None = field(default=None, repr=False)


NO_PATH = CrawlPath()


def record_beside(path: str) -> str | None:
    """The file with ArchiveBox's note of the address of the page at `path`, if a snapshot's."""
    if not path.lower().endswith(_SNAPSHOT_PAGES):
        return None
    names = re.split(r"[/\\]", path)
    at = _snapshot(names[:-1])
    return None if at is None else "/".join([*names[: at + 1], "index.json"])


def read_crawl_path(crawl_path: CrawlPath) -> Metadata:
    """The address and the time of saving in a file's path.

    >>> path = "tree/20210306000000/www.rfa.org/lao/a/x-03052021081530.html?a=b.html"
    >>> metadata = read_crawl_path(CrawlPath(path))
    >>> metadata.url, str(metadata.saved)
    ('https://www.rfa.org/lao/a/x-03052021081530.html', '2021-03-06 00:00:00+00:00')
    """
    path = crawl_path.path
    names = re.split(r"[/\\]", unquote(path) if "%2F" in path else path)
    capture = _SNAPSHOT.fullmatch(names[-1])
    if capture:
        names = [capture[1], *names[:-1]]
    host = next((at for at in range(len(names) - 2, -1, -1) if _site_of(names[at])), None)
    above, below = (names[:-1], names[-1:]) if host is None else (names[:host], names[host + 1 :])
    if host is not None and len(below) > 1 and _STAMP.fullmatch(below[0]):
        above, below = [*above, below[0]], below[1:]
    url = _address(_site_of(names[host]) or "", below) if host is not None else None
    stamped = filter(None, map(_STAMP.fullmatch, reversed(above)))
    saved = next(filter(None, (time_of_saving(stamp[1]) for stamp in stamped)), None)
    if saved is None and (snapshot := _snapshot(above)):
        saved = _moment(above[snapshot])
        url = url or _recorded(crawl_path.record)
    return Metadata(url=url, saved=saved) if url or saved else NO_METADATA


def _site_of(name: str) -> str | None:
    """The public address of our own site whose host is called `name`."""
    host = _HOST.fullmatch(name)
    url = public_url(f"https://{host[1]}/") if host else None
    return url if url and is_own(url) else None


def _address(site: str, names: list[str]) -> str | None:
    """The address of a page of `site`, by the names of its folders and its file."""
    if len(names) > 1 and _INDEX.fullmatch(names[-1]):
        names = names[:-1]
    names = [_HTTRACK_QUERY.sub(r"\1", _BEHIND.sub(r"\1", name)) for name in names]
    path = _BYTE.sub(lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", "/".join(names))
    url = public_url(site + path)
    return url if url and _is_page(url) else None


def _is_page(url: str) -> bool:
    """Whether a public address is that of a story, or of one that has no date."""
    return names_story(url) and (is_story_address(url) or url.endswith((".html", ".htm")))


def _snapshot(names: list[str]) -> int | None:
    """The index of ArchiveBox's folder."""
    for at in range(len(names) - 1, 0, -1):
        if _SECONDS.fullmatch(names[at]) and (names[at - 1] == "archive" or "." in names[at]):
            return at
    return None


def _moment(seconds: str) -> datetime | None:
    return plausible(datetime.fromtimestamp(float(seconds), timezone.utc))


def _recorded(record: bytes | None) -> str | None:
    """The address that ArchiveBox noted for a snapshot."""
    try:
        said = json.loads(record or b"null")
    except (ValueError, RecursionError):
        return None
    url = said.get("url") if isinstance(said, dict) else None
    url = public_url(url) if isinstance(url, str) else None
    return url if url and _is_page(url) else None
