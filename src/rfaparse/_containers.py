"""The type of a file that holds other files, detected from its first bytes."""

from __future__ import annotations

import re

OPENING = 4096
"""How many bytes the detection needs."""
ZIP, TAR, PARQUET, WEB_ARCHIVE, MHTML = "zip", "tar", "Parquet", "web archive", "MHTML"
GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
XZ, BZIP2 = b"\xfd7zXZ\0", b"BZh"
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""Opens a frame with the dictionary of those that follow, as web archives in zstd have it.

Source: IIPC, "Use of Zstandard with WARC files", 0.1.
"""
_PACKINGS = ((GZIP, GZIP), (ZSTD, ZSTD), (DICTIONARY, ZSTD), (XZ, XZ), (BZIP2, BZIP2))
PACKING_NAMES = {GZIP: "gzip", ZSTD: "zstd", XZ: "xz", BZIP2: "bzip2"}
_SHOWN = {
    ZIP: "a zip or WACZ",
    TAR: "a tar",
    PARQUET: "a Parquet file",
    WEB_ARCHIVE: "a web archive",
    MHTML: "an MHTML file",
}
_WEB_ARCHIVES = (b"WARC/", b"filedesc://")
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257
_ZIP_START = re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)").match
_MHTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,10}(?:[\w-]{2,40}:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){0,100}?"
    rb"(?:MIME-Version|(?:Snapshot-)?Content-(?:Type|Location|Transfer-Encoding|Base))[ \t]*:",
    re.IGNORECASE,
).match

_UNPACK = "unpack it with another tool, then read that"
_EXPORT = "write one JSON object per page, with its HTML in a field html, and its address in url"
_CSV_FIELD = rb"(?:\w+|\"[^\"\n]{1,80}\")"
_CSV = (
    rb"(?i)(?:\xef\xbb\xbf)?(?=[\w\"])(?=[^\n]{0,500}(?:html|content|body|text))"
    + _CSV_FIELD
    + rb"(?:[,;\t|]"
    + _CSV_FIELD
    + rb")+\r?\n"
    + rb"|(?![\[{])(?=[^<\n]{0,500}[,;\t])[^<\n]{1,1000}\n[^<]{0,4000}[,;\t]\"<"  # any names
)
_SQL = (
    rb"\s*(?:(?:INSERT INTO|CREATE TABLE|DROP TABLE) |BEGIN TRANSACTION;|PRAGMA \w+ ?="
    rb"|--(?:[ \t]*\r?\n--)?[ \t][^\n]{0,80}(?i:\bdump\b))"
)
_UNREAD = tuple(
    (name, remedy, re.compile(form, re.DOTALL).match)
    for name, remedy, form in (
        ("a 7z archive", _UNPACK, rb"7z\xbc\xaf\x27\x1c"),
        ("a RAR archive", _UNPACK, rb"Rar!\x1a\x07"),
        ("a cabinet file", _UNPACK, rb"MSCF\0\0\0\0"),
        ("an LZH archive", _UNPACK, rb"..-lh[\d]-"),
        ("a file packed by lz4", _UNPACK, rb"\x04\x22\x4d\x18"),
        ("a file packed by lzip", _UNPACK, rb"LZIP[\x00\x01]"),
        ("a file packed by compress", _UNPACK, rb"\x1f\x9d"),
        ("a file packed by lzma", _UNPACK, rb"\x5d\0\0[\0-\xff]{2}(?:\xff{8}|.{5}\0{3})"),
        ("a compiled help file (CHM)", _UNPACK, rb"ITSF\x03\0"),
        ("a SQLite database", _EXPORT, rb"SQLite format 3\x00"),
        ("an SQL dump", _EXPORT, _SQL),
        ("an Arrow or Feather file", "write it as Parquet", rb"ARROW1|FEA1"),
        ("an Avro file", "write it as Parquet", rb"Obj\x01"),
        ("an ORC file", "write it as Parquet", rb"ORC"),
        ("Safari's webarchive", "save the page as HTML", rb"bplist00.{0,4000}WebMainResource"),
        ("a mailbox", "save each page of it as HTML", rb"From \S+ .{3} .{3} [ \d]\d \d\d:\d\d"),
        ("HAR", _EXPORT, rb"(?:\xef\xbb\xbf)?\s*\{\s*\"log\"\s*:\s*\{"),
        ("CSV", _EXPORT, _CSV),
    )
)


def packing_of(opening: bytes) -> bytes | None:
    """`GZIP`, `ZSTD`, `XZ` or `BZIP2` if a file begins so, or is cut before that shows."""
    start = opening[:6]
    if not start or (start[:1] in BZIP2 and not start.startswith(BZIP2)):  # a letter is text
        return None
    return next(
        (packing for mark, packing in _PACKINGS if mark.startswith(start[: len(mark)])), None
    )


def is_web_archive(opening: bytes) -> bool:
    """Whether a file begins as WARC or ARC does, or is cut before that shows."""
    start = opening.lstrip()
    return bool(start) and any(
        start.startswith(mark) or mark.startswith(start) for mark in _WEB_ARCHIVES
    )


def container_of(opening: bytes) -> str | None:
    """`ZIP`, `TAR`, `PARQUET`, `WEB_ARCHIVE` or `MHTML` if a file is that; else None."""
    if _ZIP_START(opening):
        return ZIP
    if opening.startswith(b"PAR1"):
        return PARQUET
    if is_web_archive(opening):
        return WEB_ARCHIVE
    if opening[_TAR_MAGIC_AT:].startswith(_TAR_MAGIC):
        return TAR
    return MHTML if _MHTML_START(opening[:OPENING]) else None


def shown_kind(opening: bytes) -> str | None:
    """A few words for a file that `parse` cannot read but `rfaparse archive` can."""
    packing = packing_of(opening) if len(opening) > len(XZ) else None
    if packing is not None:
        return f"a file packed by {PACKING_NAMES[packing]}"
    kind = container_of(opening)
    return None if kind is None or len(opening) < len(_WEB_ARCHIVES[-1]) else _SHOWN[kind]


def unread_format(opening: bytes) -> tuple[str, str] | None:
    """The name and the remedy of a format that may hold pages but is not supported."""
    kinds = ((name, remedy) for name, remedy, match in _UNREAD if match(opening))
    return next(kinds, None)
