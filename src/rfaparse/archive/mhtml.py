"""MHTML, as saved by browsers and sent in mails: its root part as a page.

Parts are found by their boundary here, since `email` would build an object per part.
Sources: RFC 2557 and 2387; what Chrome, Edge and Internet Explorer write.
"""

from __future__ import annotations

import codecs
import re
from email.parser import BytesHeaderParser
from itertools import islice
from typing import TYPE_CHECKING

from rfaparse._source.timestamps import time_of_saving
from rfaparse._urls import public_url
from rfaparse.archive.broken import Broken
from rfaparse.archive.crawler_paths import NO_PATH, CrawlPath
from rfaparse.archive.members import Member, file_member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEADER_END = re.compile(rb"(?:\A|\n)[ \t]*\r?\n")
_MOST_HEADER = 256 * 1024
_MOST_PARTS = 1000
_MOST_LEVELS = 8
_PAGES = ("text/html", "application/xhtml+xml")
_REMEDY = "save the page again, as HTML"


def read_mhtml(
    source: str, name: str | None, data: bytes, crawl_path: CrawlPath = NO_PATH
) -> Member:
    """The page of an MHTML file.

    Args:
        source: The input's path as given.
        name: As `Member` has it.
        data: The file.
        crawl_path: Where the file is.

    Raises:
        Broken: No part of it is a page, or that part is truncated.
    """
    data = data.removeprefix(codecs.BOM_UTF8).lstrip()
    whole = _header(data)
    header, page = _root(data)
    locations = (whole["Snapshot-Content-Location"], header["Content-Location"])
    urls = (
        str(location).strip() for location in (*locations, whole["Content-Location"]) if location
    )
    return file_member(
        source,
        name,
        page,
        url=next(filter(public_url, urls), None),
        crawled=time_of_saving(str(whole["Date"] or "")),
        encoding=header.get_content_charset(),
        media_type=header.get_content_type(),
        crawl_path=crawl_path,
    )


def _root(part: bytes) -> tuple[Message, bytes]:
    """The header and the content of the part that is the page."""
    for _ in range(_MOST_LEVELS):
        header = _header(part)
        boundary = header.get_boundary()
        if boundary is None or header.get_content_maintype() != "multipart":
            break
        part = _chosen(_parts(part, boundary), str(header.get_param("start", "")))
    if header.get_content_type() not in _PAGES:
        raise Broken(f"no part of it is a page, but {header.get_content_type()[:80]}", _REMEDY)
    page = BytesHeaderParser().parsebytes(part).get_payload(decode=True)
    return header, page if isinstance(page, bytes) else b""


def _header(part: bytes) -> Message:
    end = _HEADER_END.search(part, 0, _MOST_HEADER)
    return BytesHeaderParser().parsebytes(part[: end.end() if end else _MOST_HEADER])


def _chosen(parts: Iterator[bytes], start: str) -> bytes:
    """The root part: the declared one, else the first page, else the first part."""
    best, chosen = 3, b""
    for part in islice(parts, _MOST_PARTS):
        header = _header(part)
        is_page = header.get_content_type() in _PAGES
        is_start = bool(start) and str(header["Content-ID"] or "").strip() == start.strip()
        rank = 0 if is_start else 1 if is_page else 2
        if rank < best:
            best, chosen = rank, part
        if best <= (0 if start else 1):
            break
    return chosen


def _parts(whole: bytes, boundary: str) -> Iterator[bytes]:
    mark = re.escape(boundary.encode("ascii", "surrogateescape"))
    begun = None
    for line in re.finditer(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)\r?\n?", whole):
        if begun is not None:
            yield whole[begun : line.start()]
        if line[1]:
            return
        begun = line.end()
    raise Broken("it breaks off before its last boundary", _REMEDY)
