"""Containers that lie, are cut, or lead elsewhere: the other pages are read, nothing is opened."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from test_archive import CONTAINERS, POSTS, URL, record

from rfaparse.archive import read_members, warc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rfaparse.archive import Member

pytestmark = pytest.mark.slow

RECORDS = [record(URL(number), b"<p>%d</p>" % number) for number in range(3)]


def members(at: Path, data: bytes) -> list[Member]:
    path = at / "given"
    path.write_bytes(data)
    return list(read_members(path))


def pages(found: list[Member]) -> list[bytes]:
    return [each.data for each in found if not (each.failure or each.skip)]


def failures(found: list[Member]) -> list[str]:
    return [each.failure.error for each in found if each.failure]


def with_length(length: bytes) -> bytes:
    """The second record, which says that it is so long."""
    before, name, after = RECORDS[1].partition(b"Content-Length: ")
    return before + name + length + after[after.index(b"\r\n") :]


def plain(records: list[bytes]) -> bytes:
    return b"".join(records)


def packed(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


@pytest.mark.parametrize("pack", [plain, packed])
@pytest.mark.parametrize(
    "length", [b"70", b"130", b"99999999999", b"18446744073709551616", b"-5", b"x", b"", b"0"]
)
def test_a_warc_record_that_lies_about_its_length(
    length: bytes, pack: Callable[[list[bytes]], bytes], tmp_path: Path
) -> None:
    found = members(tmp_path, pack([RECORDS[0], with_length(length), RECORDS[2]]))
    good = pages(found)
    assert good[0] == b"<p>0</p>"
    assert good[-1] == b"<p>2</p>"
    assert good == [b"<p>0</p>", b"<p>2</p>"]
    assert failures(found) == ["BrokenContainer"]


CUT: dict[str, Callable[[bytes], bytes]] = {
    "its end": lambda data: data[: len(data) // 2],
    "its middle": lambda data: data[:20] + b"\xff" * 20 + data[40:],
    "its checksum": lambda data: data[:-8] + bytes(4) + data[-4:],
    "all of it": lambda _: b"junk" * 10,
}


@pytest.mark.parametrize("what", CUT)
def test_a_packed_warc_record_that_is_broken(what: str, tmp_path: Path) -> None:
    first, second, third = map(gzip.compress, RECORDS)
    found = members(tmp_path, first + CUT[what](second) + third)
    assert pages(found) == [b"<p>0</p>", b"<p>2</p>"]
    assert len(failures(found)) == 1


def response(headers: bytes, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n%b" % (headers, body)
    head = RECORDS[0].partition(b"Content-Length: ")[0]
    return b"%bContent-Length: %d\r\n\r\n%b\r\n\r\n" % (head, len(http), http)


PAGE = b"<p>" + bytes(range(32, 127)) * 3 + b"</p>"
CHUNKED, GZIPPED = b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n"
RESPONSES = {
    "length too short": (b"Content-Length: 3\r\n", b"<p>7</p>", None),
    "length too long": (b"Content-Length: 300\r\n", b"<p>7</p>", None),
    "chunk too long": (CHUNKED, b"ffff\r\n<p>7</p>\r\n0\r\n\r\n", "BrokenContainer"),
    "chunk too short": (CHUNKED, b"3\r\n<p>7</p>\r\n0\r\n\r\n", "BrokenContainer"),
    "no last chunk": (CHUNKED, b"8\r\n<p>7</p>\r\n", "BrokenContainer"),
    "no chunks": (CHUNKED, b"<p>7</p>", None),
    "an endless chunk": (CHUNKED, b"ffffffffffffffff\r\n<p>7</p>", "BrokenContainer"),
    "gzip": (GZIPPED, gzip.compress(b"<p>7</p>"), None),
    "no gzip": (GZIPPED, b"<p>7</p>", None),
    "half of a gzip": (GZIPPED, gzip.compress(b"<p>7</p>")[:-9], "BrokenContainer"),
    "gzip without its end": (GZIPPED, gzip.compress(b"<p>7</p>")[:-1], "BrokenContainer"),
    "junk behind a gzip": (GZIPPED, gzip.compress(b"<p>7</p>") + b"junk", None),
    "half of a br": (b"Content-Encoding: br\r\n", brotli.compress(PAGE)[:-9], "BrokenContainer"),
    "a bomb": (GZIPPED, gzip.compress(bytes(70_000_000)), "SourceTooLarge"),
    "a charset of no letters": (b"Content-Type: text/html; charset=\xff\xfe\r\n", b"<p>7</p>", ""),
}


@pytest.mark.parametrize("case", RESPONSES)
def test_a_server_that_lies(case: str, tmp_path: Path) -> None:
    headers, body, error = RESPONSES[case]
    found = members(tmp_path, response(headers, body) + RECORDS[2])
    assert pages(found)[-1] == b"<p>2</p>"
    assert len(found) == 2
    if error is None:
        assert pages(found) == [b"<p>7</p>", b"<p>2</p>"]
    elif error:
        assert failures(found) == [error]


def test_a_warc_broken_in_more_places_than_anyone_reads_on_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "_MOST_BREAKS", 3)
    found = members(tmp_path, plain([RECORDS[0], with_length(b"x")] * 5))
    assert pages(found) == [b"<p>0</p>"] * 3
    assert found[-1].failure is not None
    assert "broken in more than 3 places" in found[-1].failure.found


NAMES = ("../../etc/x", "/absolute", "..\\windows", "a/../../b", "C:\\x", "a\nb", "x" * 300)


def test_paths_lead_nowhere(tmp_path: Path) -> None:
    zip_file, tar_file = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zip_file, "w") as archive, tarfile.open(fileobj=tar_file, mode="w") as tar:
        for name in NAMES:
            archive.writestr(name, f"<p>{len(name)}</p>")
            info = tarfile.TarInfo(name)
            info.size = len(f"<p>{len(name)}</p>")
            tar.addfile(info, io.BytesIO(f"<p>{len(name)}</p>".encode()))
    inside = tmp_path / "inside"
    inside.mkdir()
    for data in (zip_file.getvalue(), tar_file.getvalue()):
        found = members(inside, data)
        assert pages(found) == [f"<p>{len(name)}</p>".encode() for name in NAMES]
    assert [path.name for path in tmp_path.rglob("*")] == ["inside", "given"]


def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("<p>secret</p>")
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"link {kind!r}")
            info.type, info.linkname = kind, str(tmp_path / "secret")
            tar.addfile(info)
        info = tarfile.TarInfo("page")
        info.size = 8
        tar.addfile(info, io.BytesIO(b"<p>x</p>"))
    assert pages(members(tmp_path, raw.getvalue())) == [b"<p>x</p>"]
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(tmp_path / "secret"))
    assert pages(members(tmp_path, raw.getvalue())) == [str(tmp_path / "secret").encode()]


@pytest.mark.parametrize("said", [10, 60_000_000])
def test_a_zip_that_lies_about_its_sizes(said: int, tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(70_000_000))
        archive.writestr("page", "<p>x</p>")
    data = bytearray(raw.getvalue())
    entry = data.index(b"PK\x01\x02")
    data[entry + 20 : entry + 28] = struct.pack("<2I", min(said, 70_000), said)
    found = members(tmp_path, bytes(data))
    assert pages(found) == [b"<p>x</p>"]
    assert len(failures(found)) == 1


def bomb_of_lines() -> bytes:
    return b'{"html":"' + b"a" * 70_000_000 + b'"}\n{"html":"<p>x</p>"}'


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize(
    ("data", "left"),
    [(bytes(70_000_000), []), (bomb_of_lines(), [b"<p>x</p>"])],
    ids=["zeros", "lines"],
)
def test_bombs(
    pack: Callable[[bytes], bytes], data: bytes, left: list[bytes], tmp_path: Path
) -> None:
    found = members(tmp_path, pack(data))
    assert failures(found) == ["SourceTooLarge"]
    assert pages(found) == left


def parquet(columns: dict[str, list[Any]], **options: Any) -> bytes:
    raw = io.BytesIO()
    pq.write_table(pa.table(columns), raw, **options)
    return raw.getvalue()


def test_a_parquet_column_of_something_else(tmp_path: Path) -> None:
    for column in ([1, 2], [["a"], ["b"]]):
        found = members(tmp_path, parquet({"html": column}))
        assert failures(found) == ["NoHtml", "NoHtml"]
    (only,) = members(tmp_path, parquet({"html": ["<p>x</p>"], "url": [1]}))
    assert (only.data, only.url) == (b"<p>x</p>", None)


def test_a_parquet_file_broken_in_its_middle(tmp_path: Path) -> None:
    texts = [f"<p>{number}</p>" for number in range(3000)]
    options = {"row_group_size": 500, "compression": "zstd", "use_dictionary": False}
    data = bytearray(parquet({"html": texts}, **options))
    middle = len(data) // 2
    data[middle : middle + 300] = b"\xff" * 300
    found = members(tmp_path, bytes(data))
    assert {b"<p>0</p>", b"<p>2999</p>"} <= set(pages(found))
    broken = [each.name for each in found if each.failure]
    assert broken
    assert all((name or "").startswith("rows ") for name in broken)
    assert len(found) >= 2000 + len(broken)


def test_a_line_nested_too_deep(tmp_path: Path) -> None:
    line = json.dumps({"html": "<p>x</p>"}).encode()
    found = members(tmp_path, line + b'\n{"html":' + b"[" * 100_000 + b"\n" + line)
    assert pages(found) == [b"<p>x</p>"] * 2
    assert failures(found) == ["NotJson"]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    given = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(given) + 1)
        many = chance.choice((1, 4, 100, 1000))
        given[at : at + many] = chance.choice(
            (b"", b"\xff" * many, bytes(many), chance.randbytes(many), b"9999", b"\xff\xff\xff\x7f")
        )
    return bytes(given)


@pytest.mark.parametrize("name", sorted(set(CONTAINERS) - {"folder"}))
def test_a_container_spoilt_at_random_is_members_and_failures(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)  # noqa: S311  no secret
    whole = CONTAINERS[name](tmp_path, dict(list(POSTS.items())[:6])).read_bytes()
    for _ in range(150):
        members(tmp_path, spoilt(whole, chance))
