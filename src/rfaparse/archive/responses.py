"""A server's response in a web archive: its status, its type, and the page."""

from __future__ import annotations

import codecs
import re
import zlib
from io import BytesIO

import brotli
from attrs import frozen

from rfaparse._containers import packing_of
from rfaparse._outcome import other_kind
from rfaparse._source import MAX_SOURCE_LENGTH
from rfaparse.archive.broken import Broken
from rfaparse.archive.compression import Unpacked

_HEADER_END = re.compile(rb"\r?\n(?:\r?\n|\Z)")
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_NEVER_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_WINDOW = 1024
_PIECE = 64 * 1024
_MOST_CODINGS = 4
ANOTHER_CAPTURE = "look for another capture of the page"
"""The remedy if it was not fetched completely."""
_BY_DEFAULT = ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "windows-1252")
"""Charsets that servers declare by default, whatever the page's charset is."""


@frozen
class Response:
    """A response, decoded.

    Attributes:
        status: HTTP's status; 200 for what is not HTTP.
        media_type: As declared by the server.
        encoding: Charset of `body`, if the server's declaration is better than that of `body`.
        body: The content; only a part if it is longer than any page.
    """

    status: int
    media_type: str | None
    encoding: str | None
    body: bytes


def read_response(block: bytes, media_type: str | None, *, is_whole: bool = True) -> Response:
    """Read a record's block.

    If a header names a coding that the body does not have, the bytes count as they are.

    Args:
        block: An HTTP response, or a page alone.
        media_type: The page's type, if it stands alone.
        is_whole: Whether `block` is complete; if not, it is not decoded.

    Raises:
        Broken: The encoded body is truncated or damaged.
    """
    block = block.lstrip(b"\r\n")
    status = _STATUS.match(block)
    if status is None:
        body = _undone(block, []) if is_whole else block
        return Response(200, media_type, _charset(media_type), body)
    end = _HEADER_END.search(block)
    header, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    fields = _fields(header)
    named = fields.get("content-type")
    if not is_whole:
        return Response(int(status[1]), named, None, body)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    codings = re.split(r"[\s,]+", fields.get("content-encoding", "").lower())
    body = _undone(body, codings)
    return Response(int(status[1]), named, _charset(named), body)


def _fields(header: bytes) -> dict[str, str]:
    """The fields of a header by lower-case name; repeated fields are joined."""
    fields: dict[str, str] = {}
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", header)
    for line in unfolded.decode("utf-8", "replace").split("\n")[1:]:
        said, _, value = line.partition(":")
        name = said.strip().lower()
        before = fields.get(name)
        fields[name] = f"{before}, {value.strip()}" if before else value.strip()
    return fields


def _without_chunks(body: bytes) -> bytes:
    """The data of chunks; `body` itself if it does not begin with one."""
    at = len(body) - len(body.lstrip(b"\r\n"))
    parts: list[bytes] = []
    while (chunk := _CHUNK.match(body, at)) and (size := int(chunk[1], 16)):
        data = body[chunk.end() : chunk.end() + size]
        at = chunk.end() + size
        if len(data) < size:
            raise Broken(
                f"a chunk of it breaks off after {len(data):,} of {size:,} bytes", ANOTHER_CAPTURE
            )
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
        parts.append(data)
    if chunk is None and parts:
        found = f"its chunks break off after {sum(map(len, parts)):,} bytes"
        raise Broken(found, ANOTHER_CAPTURE)
    return b"".join(parts) if chunk else body


def _undone(body: bytes, codings: list[str]) -> bytes:
    """`body` decoded: from codings that its bytes show, and from those that are named."""
    named = [coding for coding in codings if coding in ("br", "deflate")]
    for _ in range(_MOST_CODINGS):
        packing = packing_of(body.lstrip(b"\r\n")[:6])
        if packing is not None:
            unpacked = Unpacked(BytesIO(body.lstrip(b"\r\n")), packing)
            body = _bounded(unpacked)
        elif named:
            body = _UNNAMED[named.pop()](body)
        else:
            break
    return body


def _bounded(unpacked: Unpacked) -> bytes:
    """The content, cut if longer than any page; what follows it is junk."""
    parts: list[bytes] = []
    size = 0
    try:
        while size <= MAX_SOURCE_LENGTH and (part := unpacked.read(_PIECE)):
            parts.append(part)
            size += len(part)
    except Broken as error:
        if unpacked.member[1] == 0:
            raise Broken(error.found, ANOTHER_CAPTURE) from None
    return b"".join(parts)


def _without_brotli(body: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        data = unpacker.process(body, output_buffer_limit=MAX_SOURCE_LENGTH + 1)
    except brotli.error:
        return _as_it_is(body, "brotli")
    is_whole = unpacker.is_finished() or len(data) > MAX_SOURCE_LENGTH
    return data if is_whole else _as_it_is(body, "brotli")


def _without_deflate(body: bytes) -> bytes:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # as the standard has it; as some servers do
        unpacker = zlib.decompressobj(bits)
        try:
            data = unpacker.decompress(body, MAX_SOURCE_LENGTH + 1)
        except zlib.error:
            continue
        if unpacker.eof or len(data) > MAX_SOURCE_LENGTH:
            return data
    return _as_it_is(body, "deflate")


def _as_it_is(body: bytes, coding: str) -> bytes:
    """`body`, if it is text or a picture: then it does not have the coding in the header."""
    opening = body[:_WINDOW]
    is_plain = opening.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_plain and _NEVER_TEXT.search(opening) and other_kind(None, None, opening) is None:
        raise Broken(f"its {coding} data breaks off or is damaged", ANOTHER_CAPTURE)
    return body


_UNNAMED = {"br": _without_brotli, "deflate": _without_deflate}
"""Codings that the first bytes do not show."""


def _charset(media_type: str | None) -> str | None:
    """The charset that a server declares, unless servers declare it by default."""
    charset = _CHARSET.search(media_type or "")
    name = charset[1].lower() if charset else None
    return None if name in _BY_DEFAULT else name
