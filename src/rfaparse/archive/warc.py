"""Web archives: the records of WARC and ARC as members.

The records are read by hand, since neither fastwarc nor warcio distinguishes a complete record
from a truncated one. Sources: ISO 28500 (WARC 1.1); "Arc File Format", Internet Archive, 1996.
"""

from __future__ import annotations

import io
import re
from datetime import datetime, timezone
from typing import IO, TYPE_CHECKING, Any

from attrs import evolve, frozen

from rfaparse._outcome import Failure, Skip
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.archive.broken import Broken, failure_of
from rfaparse.archive.compression import Unpacked
from rfaparse.archive.members import Member, file_member
from rfaparse.archive.responses import ANOTHER_CAPTURE, read_response

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(
    rb"WARC/[01]\.\d{1,2}[ \r]*\n"
    rb"|(?P<url>[a-z]{1,20}:\S{1,4000}) \S{1,60} (?P<date>\d{14}) (?P<type>[^\n]{0,500}?) ?"
    rb"(?P<length>\d{1,20})[ \r]*\n"
)
"""A record's first line; ARC's is the whole header."""
_MARK = re.compile(rb"WARC/[01]\.|(?P<date> \d{14} )")
"""What the first line of a record contains."""
_BEGUN = re.compile(rb"WARC/[\d.]*\r?|W|WA|WAR|WARC|[a-z]{1,20}(?::\S*(?: [^\n]*)?)?")
"""The end of a file that is truncated in a record's first line."""
_FIELD = re.compile(r"([^:\n]*):?(.*)\n?")
_NO_DIGIT = re.compile(r"[^0-9]+")
_WITH_PAGES = ("response", "resource", "conversion")
_OK = 200
_LINE = 64 * 1024
_MOST_HEADER = 1024 * 1024
_MOST_BLOCK = MAX_SOURCE_LENGTH + _MOST_HEADER
_PIECE = 256 * 1024
_WRITTEN_SO = "ask who wrote the file for another copy; the rest of it is read"
_MOST_BREAKS = 100
"""How often reading continues after a break: some bytes are read again each time."""


@frozen
class _Record:
    """A complete record.

    Attributes:
        kind: WARC's type: ``response``, ``resource``, ``request`` …; of ARC, ``response``.
        url: The address that was fetched.
        date: When it was fetched.
        media_type: Its block's type.
        size: Its block's length.
        is_part: Whether the crawler says that it kept only a part.
    """

    kind: str
    url: str | None
    date: datetime | None
    media_type: str | None
    size: int
    is_part: bool = False


def read_web_archive(source: str, file: IO[bytes], packing: bytes | None) -> Iterator[Member]:
    """The records of a WARC or ARC file; after a broken record, reading continues.

    Args:
        source: The input's path as given.
        file: The file.
        packing: How it is packed, as `rfaparse._containers.packing_of` says.
    """
    records = _Records(file, packing)
    last: str | None = None
    said = False
    for _ in range(_MOST_BREAKS):
        try:
            while (taken := records.take()) is not None:
                record, block = taken
                last, said = record.url or last, False
                yield _member(source, record, block)
        except Broken as error:  # noqa: PERF203  reading continues after a break
            if not said:  # what follows a break is mostly the same break
                name = records.url or (f"after {last}" if last else None)
                yield Member(source, name, failure=failure_of(error))
            said = True
            if not records.go_on():
                return
        else:
            return
    broken = Broken(f"broken in more than {_MOST_BREAKS} places; the rest is not read")
    yield Member(source, f"after {last}" if last else None, failure=failure_of(broken))


def _member(source: str, record: _Record, block: bytes) -> Member:
    def skipped(kind: str, found: str) -> Member:
        return Member(source, record.url, url=record.url, skip=Skip(kind, found))

    if record.kind not in _WITH_PAGES:
        return skipped(f"{record.kind} record", f"{record.size:,} bytes")
    is_whole = record.size <= _MOST_BLOCK
    try:
        response = read_response(block, record.media_type, is_whole=is_whole)
    except Broken as error:
        return Member(source, record.url, failure=failure_of(error))
    if response.status != _OK:
        return skipped(f"status {response.status}", f"{record.size:,} bytes")
    member = file_member(
        source,
        record.url,
        response.body,
        size=None if is_whole else record.size,
        url=record.url,
        crawled=record.date,
        encoding=response.encoding,
        media_type=response.media_type,
    )
    if record.is_part and member.skip is None:
        cut = Failure("BrokenContainer", "the crawler kept only a part of it", ANOTHER_CAPTURE)
        return evolve(member, data=b"", failure=cut)
    return member


class _Records:
    """The records of a file, one after another.

    Attributes:
        url: The address of the current record, if known.
    """

    def __init__(self, file: IO[bytes], packing: bytes | None) -> None:
        self.url: str | None = None
        self._file = file
        self._packing = packing
        self._open(0)

    def _open(self, offset: int) -> None:
        """Read from `offset` of the file, where a record or a packed member begins."""
        self._unpacked: Unpacked | None = None
        self._content: Any = self._file
        if self._packing is None:
            self._file.seek(offset)
        else:
            self._unpacked = Unpacked(self._file, self._packing, offset)
            self._content = io.BufferedReader(self._unpacked, _PIECE)
        self._line: bytes | None = None  # the next record's first
        self._line_at = self._start = 0  # where in the content that is, and this record's
        self._behind: Broken | None = None  # the error after this record

    def take(self) -> tuple[_Record, bytes] | None:
        """The next complete record and its block (cut if too long); None at the end.

        Raises:
            Broken: It is incomplete, or not a record.
        """
        self.url = None
        if self._behind is not None:
            raise self._behind
        if self._line is None:
            self._line, _ = self._next_line()
        if not self._line:
            return None
        self._start = self._line_at
        if self._unpacked is not None:
            self._unpacked.member_at(self._start)
        record = self._header(self._line)
        self.url = record.url
        block = self._block(record.size)
        self._end()
        return record, block

    def _next_line(self) -> tuple[bytes, int]:
        """The next line that is not blank, or nothing at the end; and how many were blank."""
        blank = 0
        while True:
            self._line_at = self._content.tell()
            line: bytes = self._content.readline(_LINE)
            if not line or line.strip():
                return line, blank
            blank += line.endswith(b"\n")

    def _header(self, line: bytes) -> _Record:
        start = _START.match(line)
        if start is None:
            is_cut = not line.endswith(b"\n")
            raise Broken("it breaks off in its header") if is_cut else _no_record(line)
        if start["url"]:
            url = start["url"].decode("utf-8", "replace")
            kind = "filedesc" if url.startswith("filedesc:") else "response"
            date = _date(start["date"].decode())
            media_type = start["type"].decode("utf-8", "replace").partition(" ")[0] or None
            return _Record(kind, url, date, media_type, int(start["length"]))
        fields = self._fields()
        length = fields.get("content-length", "none")
        self.url = fields.get("warc-target-uri", "").strip("<> ") or None
        if not (length.isascii() and length.isdigit()):
            raise Broken(f"its Content-Length is not a number: {length[:40]!r}", _WRITTEN_SO)
        return _Record(
            kind=fields.get("warc-type", "untyped").lower(),
            url=self.url,
            date=_date(fields.get("warc-date", "")),
            media_type=fields.get("content-type"),
            size=int(length),
            is_part="warc-truncated" in fields or "warc-segment-number" in fields,
        )

    def _fields(self) -> dict[str, str]:
        """WARC's named fields, by lower-case name."""
        lines: list[bytes] = []
        size = 0
        while (line := self._content.readline(_LINE)).strip():
            lines.append(line)
            size += len(line)
            if size > _MOST_HEADER:
                raise Broken("its header has no end", _WRITTEN_SO)
        if not line.endswith(b"\n"):
            raise Broken("it breaks off in its header")
        header = b"".join(lines).decode("utf-8", "replace")
        return {name.strip().lower(): value.strip() for name, value in _FIELD.findall(header)}

    def _block(self, size: int) -> bytes:
        parts: list[bytes] = []
        done = 0
        said = "it breaks off"
        try:
            while done < size and (part := self._content.read1(min(size - done, _PIECE))):
                done += len(part)
                if done <= _MOST_BLOCK:
                    parts.append(part)
        except Broken as error:
            said = error.found
        if done < size:
            raise Broken(f"{said} after {done:,} of {size:,} bytes")
        return b"".join(parts)

    def _end(self) -> None:
        """Check that the record ends where it declares, and read the first line of the next one."""
        end = self._content.tell()
        needed = 2 if self._line is not None and self._line.startswith(b"WARC/") else 1
        try:
            line, blank = self._next_line()
        except Broken as error:
            if not self._is_next_member(end):
                raise
            self._behind = error
        else:
            self._line = line
            if not line and blank < needed and self._packing is None:
                self._behind = Broken("the last record breaks off in its end")
            elif line and not _begins(line):
                if blank < needed or not (self._packing is None or self._is_next_member(end)):
                    raise Broken("it does not end where its Content-Length says", _WRITTEN_SO)
                self._behind = _no_record(line)
        if self._behind is not None:
            self._start = self._line_at

    def _is_next_member(self, end: int) -> bool:
        """Whether the last bytes read are from a packed member that begins after `end`."""
        return self._unpacked is not None and self._unpacked.member[0] >= end

    def go_on(self) -> bool:
        """Go to the next record after a break; False if there is none."""
        begun, offset = 0, 0
        if self._unpacked is not None and self._packing is not None:
            begun, offset = self._unpacked.member_at(self._start)
            if self._unpacked.is_broken and self._unpacked.member[0] <= self._start:
                offset = _find(self._file, self._packing, self._unpacked.member[1] + 1)
                if offset >= 0:
                    self._open(offset)
                return offset >= 0
        behind = self._start - begun + 1
        self._open(offset)
        try:
            self._skip(behind)
            while line := self._content.readline(_LINE):
                if (start := _start_in(line)) is not None:
                    self._line = line[start:]
                    self._line_at = self._content.tell() - len(self._line)
                    return True
        except Broken:
            self._start = self._line_at = self._unpacked.member[0] if self._unpacked else 0
            return self.go_on()
        return False

    def _skip(self, size: int) -> None:
        if self._unpacked is None:
            self._file.seek(size)
        while size > 0 and self._unpacked is not None:
            size -= len(self._content.read(min(size, _PIECE))) or size


def _no_record(line: bytes) -> Broken:
    return Broken(f"no record begins here: {line[:40]!r}", _WRITTEN_SO)


def _begins(line: bytes) -> bool:
    """Whether a line is a record's first, or the start of one at the end of a file."""
    is_cut = not line.endswith(b"\n") and _BEGUN.fullmatch(line) is not None
    return is_cut or _START.match(line) is not None


def _start_in(line: bytes) -> int | None:
    """Where a record begins in a line: at its start, or after a truncated record."""
    if _START.match(line):
        return 0
    mark = _MARK.search(line)
    if mark is None:
        return None
    start = line.rfind(b"http", 0, mark.start()) if mark["date"] else mark.start()
    return start if start >= 0 and _START.match(line, start) else None


def _date(text: str) -> datetime | None:
    digits = _NO_DIGIT.sub("", text)[:14].ljust(14, "0")
    month, day, hour, minute, second = (int(digits[at : at + 2]) for at in range(4, 14, 2))
    try:
        return datetime(int(digits[:4]), month, day, hour, minute, second, tzinfo=timezone.utc)
    except ValueError:
        return None


def _find(file: IO[bytes], mark: bytes, start: int) -> int:
    """The offset of the next `mark` from `start` on, or -1."""
    before = b""
    file.seek(start)
    while chunk := file.read(_PIECE):
        offset = (before + chunk).find(mark)
        if offset >= 0:
            return start - len(before) + offset
        start += len(chunk)
        before = (before + chunk)[1 - len(mark) :]
    return -1
