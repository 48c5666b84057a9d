"""Broken and hostile containers: the other pages are read, and no other file is opened."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import os
import quopri
import random
import re
import struct
import sys
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import brotli
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner
from given_archives import members, pages
from test_archive import CONTAINERS, POSTS, URL, record, saved_by_chrome

import rfaparse.archive.warc as warc_reader
from rfaparse.archive import read_members, run
from rfaparse.cli import command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rfaparse.archive import Member

pytestmark = pytest.mark.slow

RECORDS = [record(URL(number), b"<p>%d</p>" % number) for number in range(3)]


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
    monkeypatch.setattr(warc_reader, "_MOST_BREAKS", 3)
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


def test_a_line_at_any_depth_costs_itself_at_most(tmp_path: Path) -> None:
    for row in (b'{"@type":"story","title":"x","text":"<p>y</p>","x":%b}', b'{"x":%b}'):
        for depth in (*range(960, 1000), 100_000):
            deep = row % (b"[" * depth + b"]" * depth)
            found = members(tmp_path, b'{"html":"<p>a</p>"}\n%b\n{"html":"<p>b</p>"}' % deep)
            assert len(found) == 3
            assert (found[0].data, found[2].data) == (b"<p>a</p>", b"<p>b</p>")


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


def tar_of(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return raw.getvalue()


def zipped_bytes(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return raw.getvalue()


PAGE_0 = b"<p>0</p>"
INSIDE = {
    "page": PAGE_0,
    "packed page": gzip.compress(PAGE_0),
    "page packed by xz": lzma.compress(PAGE_0),
    "page packed by bzip2": bz2.compress(PAGE_0),
    "page packed in two members": bz2.compress(PAGE_0[:3]) + bz2.compress(PAGE_0[3:]),
    "warc": RECORDS[0],
    "warc.gz": gzip.compress(RECORDS[0]),
    "warc.bz2": bz2.compress(RECORDS[0]),
    "json lines": b'{"html": "<p>0</p>"}\n',
    "json lines, packed": gzip.compress(b'{"html": "<p>0</p>"}\n'),
    "json array": b'[{"html": "<p>0</p>"}]',
    "zip": zipped_bytes({"a": PAGE_0}),
    "zip, packed": gzip.compress(zipped_bytes({"a": PAGE_0})),
    "tar": tar_of({"a": PAGE_0}),
    "tar.xz": lzma.compress(tar_of({"a": PAGE_0})),
    "parquet": parquet({"html": ["<p>0</p>"]}),
    "mhtml": saved_by_chrome(URL(0), PAGE_0),
}


@pytest.mark.parametrize("outer", ["zip", "tar", "folder", "tar.bz2"])
@pytest.mark.parametrize("what", INSIDE)
def test_a_container_inside_of_another(what: str, outer: str, tmp_path: Path) -> None:
    files = {"x": INSIDE[what], "y": b"<p>y</p>"}
    if outer == "folder":
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        found = list(read_members(tmp_path))
    else:
        pack = {"zip": zipped_bytes, "tar": tar_of}.get(outer)
        found = members(tmp_path, pack(files) if pack else bz2.compress(tar_of(files)))
    assert [page.strip() for page in pages(found)] == [PAGE_0, b"<p>y</p>"]
    assert len(found) == 2
    assert all((each.name or "").startswith(name) for name, each in zip("xy", found, strict=True))


@pytest.mark.parametrize("what", sorted(set(INSIDE) - {"page", "mhtml"}))
@pytest.mark.parametrize("pack", [zipped_bytes, tar_of])
def test_deeper_is_one_failure(
    what: str, pack: Callable[[dict[str, bytes]], bytes], tmp_path: Path
) -> None:
    inner = pack({"x": INSIDE[what], "y": b"<p>y</p>"})
    found = members(tmp_path, zipped_bytes({"inner": inner, "z": b"<p>z</p>"}))
    assert [page for page in pages(found) if page != PAGE_0] == [b"<p>y</p>", b"<p>z</p>"]
    is_read = what.startswith(("page", "packed", "json"))
    assert failures(found) == ([] if is_read else ["NestedTooDeep"])
    assert found[0].name is not None
    assert found[0].name.startswith("inner/x")


def test_packed_again_and_again(tmp_path: Path) -> None:
    data = PAGE_0
    for _ in range(30):
        data = gzip.compress(data)
    assert failures(members(tmp_path, data)) == ["NestedTooDeep"]
    assert pages(members(tmp_path, gzip.compress(gzip.compress(PAGE_0)))) == [PAGE_0]


def test_zips_in_zips_do_not_explode(tmp_path: Path) -> None:
    data = zipped_bytes({f"{n}": b"<p>" + bytes(100_000) for n in range(10)})
    for _ in range(5):
        data = zipped_bytes({f"{n}.zip": data for n in range(10)})
    found = members(tmp_path, data)
    assert failures(found) == ["NestedTooDeep"] * 100


def test_bombs_in_containers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rfaparse.archive.readers._MOST_INNER", 80_000_000)
    zeros = bytes(90_000_000)
    for bomb in (bz2.compress(zeros), lzma.compress(zeros), zipped_bytes({"a": zeros})):
        found = members(tmp_path, zipped_bytes({"bomb": bomb, "page": PAGE_0}))
        assert pages(found) == [PAGE_0]
        assert failures(found) == ["SourceTooLarge"]
    huge = b"WARC/1.0\r\n" + random.Random(1).randbytes(90_000_000)  # noqa: S311  no secret
    found = members(tmp_path, tar_of({"a": huge, "page": PAGE_0}))
    assert failures(found) == ["SourceTooLarge"]
    assert pages(found) == [PAGE_0]


@pytest.mark.parametrize("pack", [lzma.compress, bz2.compress])
def test_xz_and_bzip2_that_break_off(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    noise = random.Random(2).randbytes(30_000)  # noqa: S311  no secret
    tar = tar_of({"a": b"<p>a</p>", "b": noise, "c": b"<p>c</p>"})
    half = len(pack(tar)) // 2
    for data in (pack(tar)[:half], pack(tar)[:20], pack(tar)[:half] + bytes(9) + pack(tar)[half:]):
        assert len(failures(members(tmp_path, data))) == 1
    whole = members(tmp_path, pack(tar[:5000]) + pack(tar[5000:]))
    assert (len(whole), failures(whole)) == (3, [])
    damaged = pack(RECORDS[0]) + pack(RECORDS[1])[:-5] + pack(RECORDS[2])
    assert {b"<p>0</p>", b"<p>2</p>"} <= set(pages(members(tmp_path, damaged)))


def warc_gz(*numbers: int) -> bytes:
    return b"".join(gzip.compress(RECORDS[number]) for number in numbers)


OF_WACZ = {"datapackage.json": b"{}", "archive/a.warc.gz": warc_gz(0)}


@pytest.mark.parametrize(
    ("files", "good", "skipped"),
    [
        (OF_WACZ, 1, 1),
        ({**OF_WACZ, "archive/b.warc.gz": warc_gz(1, 2)}, 3, 1),
        ({**OF_WACZ, "archive/b.warc": RECORDS[1]}, 2, 1),
        ({**OF_WACZ, "pages/pages.jsonl": b'{"url": "x", "text": "<p>x</p>"}'}, 1, 2),
        ({**OF_WACZ, "fuzzy.json": b"[]", "logs/crawl.log": b"x", "README": b"<p>x"}, 1, 4),
        ({"archive/a.warc.gz": warc_gz(0)}, 1, 0),
        ({"datapackage.json": b'{"a": 1}', "page.html": PAGE_0}, 2, 0),
    ],
)
def test_a_wacz(files: dict[str, bytes], good: int, skipped: int, tmp_path: Path) -> None:
    found = members(tmp_path, zipped_bytes(files))
    assert (len(pages(found)), failures(found)) == (good, [])
    assert [each.skip.kind for each in found if each.skip] == ["WACZ metadata"] * skipped
    packed = members(tmp_path, zipped_bytes({"a.wacz": zipped_bytes(files)}))
    is_wacz = skipped or "page.html" in files
    assert failures(packed) == ([] if is_wacz else ["NestedTooDeep"])
    assert len(pages(packed)) == (good if is_wacz else 0)


def test_a_wacz_whose_lists_lie(tmp_path: Path) -> None:
    index = b'org,rfa)/ 2021 {"offset": "99999", "length": "-1", "filename": "../../etc/passwd"}\n'
    files = {
        "datapackage.json": b'{"resources": [{"path": "archive/none.warc.gz", "bytes": 1e99}]}',
        "archive/a.warc.gz": warc_gz(0, 1),
        "indexes/index.cdx": index * 1000,
        "indexes/index.idx": b"\xff" * 5000,
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "' + b"x" * 5000,
    }
    found = members(tmp_path, zipped_bytes(files))
    assert (len(pages(found)), failures(found)) == (2, [])
    assert [each.skip.kind for each in found if each.skip] == ["WACZ metadata"] * 4
    data = zipped_bytes(files)
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"indexes/index.cdx"))  # says where it is: nowhere
    moved = data[: at + 42] + struct.pack("<I", 0x7FFFFFFF) + data[at + 46 :]
    assert len(pages(members(tmp_path, moved))) == 2


def test_a_wacz_in_which_a_record_is_cut(tmp_path: Path) -> None:
    files = {**OF_WACZ, "archive/a.warc.gz": warc_gz(0, 1)[:-10]}
    found = members(tmp_path, zipped_bytes(files))
    assert pages(found) == [PAGE_0]
    assert failures(found) == ["BrokenContainer"]
    assert found[2].name == f"archive/a.warc.gz#{URL(1)}"


STORY = "<p>河水漫过旧桥。</p>"
ROW = {"url": URL(1), "html": STORY}
JSON = {
    "array": json.dumps([ROW, ROW]),
    "pretty array": json.dumps([ROW, ROW], indent=4, ensure_ascii=False),
    "array, a row on each line": f"[\n{json.dumps(ROW)},\n{json.dumps(ROW)}\n]\n",
    "two arrays, as Scrapy appends": f"[{json.dumps(ROW)}][{json.dumps(ROW)}]",
    "lines": f"{json.dumps(ROW)}\n{json.dumps(ROW)}",
    "lines with CRLF and blanks": f"{json.dumps(ROW)}\r\n\r\n{json.dumps(ROW)}\r\n",
    "pretty, one after another": f"{json.dumps(ROW, indent=1)}\n{json.dumps(ROW, indent=1)}\n",
    "side by side": json.dumps(ROW) + json.dumps(ROW),
    "a comma after each line": f"{json.dumps(ROW)},\n{json.dumps(ROW)},\n",
    "raw line ends in a string": '{"html": "<p>a\n b</p>",\n "url": "x"}\n{"html": "<p>b</p>"}',
    "other fields first": json.dumps([{"content": "n. d.", "text": None, "body": STORY}, ROW]),
    "path in html": json.dumps([{"html": "a/b.html", "content": STORY}, ROW]),
    "null in html": json.dumps([{"html": None, "content": STORY}, ROW]),
    "fields in lists of one": json.dumps([{"url": [URL(1)], "html": [STORY]}, ROW]),
    "feed": json.dumps({"version": "jsonfeed", "items": [{"content_html": STORY}, ROW]}),
    "pretty feed": json.dumps({"items": [{"content_html": STORY}, ROW]}, indent=2),
    "array of one long row": json.dumps([{"html": f"<p>{'a' * 3_000_000}</p>"}, ROW]),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("shape", JSON)
def test_shapes_of_json(shape: str, encoding: str, tmp_path: Path) -> None:
    found = members(tmp_path, JSON[shape].encode(encoding))
    assert failures(found) == []
    assert len(pages(found)) == 2 == len({each.name for each in found})
    assert all(page.startswith(b"<p>") for page in pages(found))


@pytest.mark.parametrize("field", [None, "body"])
def test_strings_of_json_are_pages(field: str | None, tmp_path: Path) -> None:
    texts = [f"\n<p>{number} é</p>" for number in range(3)]
    strings = [json.dumps(text).replace("<", r"\u003c") for text in texts]
    for given in (json.dumps(texts), f"[\n{', '.join(strings)}]", "\n".join(strings), strings[0]):
        (tmp_path / "given").write_text(given, encoding="utf-8")
        found = list(read_members(tmp_path / "given", field=field))
        assert [each.data.decode() for each in found] == texts[: len(found)]
        assert len(found) == (1 if given == strings[0] else 3)


@pytest.mark.parametrize(
    ("text", "good", "error"),
    [
        (json.dumps([ROW, ROW])[:-1], 2, "BrokenContainer"),
        (json.dumps([ROW, ROW])[:-9], 1, "NotJson"),
        (json.dumps([ROW, ROW], indent=1)[:-40], 1, "NotJson"),
        (f"[{json.dumps(ROW)}, {{nonsense}}, {json.dumps(ROW)}]", 1, "NotJson"),
        ('[{"a": ' + "[" * 100_000, 0, "NotJson"),
        (f'{{"html": "<p>\n{json.dumps(ROW)}\n{json.dumps(ROW)}', 2, "NotJson"),
        (json.dumps([{"raw": STORY}, ROW]), 1, "NoHtml"),
        (json.dumps([{"title": "x"}, ROW]), 1, "NoHtml"),
        (json.dumps([{"content": {"rendered": STORY}}]), 0, "NoHtml"),
        (json.dumps({"page": {"html": STORY}}, indent=1), 0, "NoHtml"),
        (json.dumps({"url": URL(1), "html": None}), 0, "NoHtml"),
        (json.dumps([ROW, "x"]), 1, "NoHtml"),
        (json.dumps([None, ROW]), 1, "NoHtml"),
        (json.dumps([1, ROW]), 1, "NoHtml"),
    ],
)
def test_json_that_is_broken_or_has_no_page(
    text: str, good: int, error: str, tmp_path: Path
) -> None:
    found = members(tmp_path, text.encode())
    assert (len(pages(found)), failures(found)) == (good, [error])


@pytest.mark.parametrize(
    ("row", "remedy"),
    [({"raw": STORY}, "--field"), ({"data": [ROW]}, "one object per page")],
)
def test_what_to_do_about_html_elsewhere(row: object, remedy: str, tmp_path: Path) -> None:
    (only,) = members(tmp_path, json.dumps(row).encode())
    assert only.failure is not None
    assert remedy in only.failure.remedy


@pytest.mark.parametrize("name", ["url", "link", "id"])
def test_fields_with_the_address(name: str, tmp_path: Path) -> None:
    row = {"id": "7", "html": STORY, name: URL(1)}
    (only,) = members(tmp_path, json.dumps(row).encode())
    assert only.url == URL(1)
    for none in ({"id": "7"}, {"url": None, "id": "7"}, {"url": 5, "link": "7"}):
        (only,) = members(tmp_path, json.dumps({"html": STORY, **none}).encode())
        assert only.url is None


def test_json_that_is_no_archive_is_one_skip(tmp_path: Path) -> None:
    for data in ('[{"a": 1}, {"a": 2}]', '{"a": 1}\n{"a": 2}\n', json.dumps([{"a": 1}], indent=1)):
        (only,) = members(tmp_path, data.encode())
        assert only.skip is not None
        assert only.skip.kind == "JSON without pages"
    (only,) = members(tmp_path, b'{"format": "json-pages-1.0"}\n{"text": "<p>x</p>"}\n')
    assert only.skip is not None


CRLF = "\r\n"


def mail(page: bytes, *headers: str) -> bytes:
    return CRLF.join((*headers, "", "")).encode() + page


def related(*parts: bytes, boundary: str = "b=_1", extra: str = "", end: bool = True) -> bytes:
    mark = f"{CRLF}--{boundary}".encode()
    body = b"".join(mark + b"\r\n" + each for each in parts) + (mark + b"--\r\n") * end
    kind = f'Content-Type: multipart/related; boundary="{boundary}"{extra}'
    return mail(
        b"a preamble" + body, "MIME-Version: 1.0", "Date: Sat, 06 Mar 2021 00:00:00 GMT", kind
    )


HTML = mail(PAGE_0, "Content-Type: text/html", f"Content-Location: {URL(0)}")
PICTURE = mail(b"R0lGODlh", "Content-Type: image/gif", "Content-Transfer-Encoding: base64")
BASE64 = mail(
    base64.encodebytes(PAGE_0), "Content-Type: text/html", "Content-Transfer-Encoding: base64"
)
PLAIN = mail(b"words", "Content-Type: text/plain")
FRAME = mail(b"<p>frame</p>", "Content-Type: text/html")
NAMED = mail(PAGE_0, "Content-ID: <root>", "Content-Type: text/html")
MHTML = {
    "Chrome": saved_by_chrome(URL(0), PAGE_0),
    "Chrome, line ends of Unix": saved_by_chrome(URL(0), PAGE_0).replace(b"\r\n", b"\n"),
    "page first": related(HTML, PICTURE),
    "picture first": related(PICTURE, HTML),
    "base64": related(BASE64, PICTURE),
    "root named": related(FRAME, NAMED, extra='; start="<root>"'),
    "a name that is not there": related(HTML, PICTURE, extra='; start="<other>"'),
    "alternatives in it": related(
        mail(b"--c\r\n" + PLAIN + b"\r\n--c\r\n" + HTML + b"\r\n--c--\r\n",
             "Content-Type: multipart/alternative; boundary=c"), PICTURE
    ),
    "boundary in capitals and signs": related(HTML, boundary="----=_NextPart_000_0000_01D7(+).A'?"),
    "one part": mail(PAGE_0, "From: x", "Content-Type: text/html; charset=utf-8"),
    "behind a blank line": b"\r\n" + related(HTML, PICTURE),
    "behind a mark": b"\xef\xbb\xbf" + related(HTML, PICTURE),
    "folded header": mail(PAGE_0, "Subject: a", " b", "Content-Type:", "\ttext/html"),
    "a long header": mail(PAGE_0, *["X-Received: by x"] * 50, "Content-Type: text/html"),
}  # fmt: skip


@pytest.mark.parametrize("case", MHTML)
def test_mhtml(case: str, tmp_path: Path) -> None:
    (only,) = members(tmp_path, MHTML[case])
    assert (only.failure, only.skip, only.data.strip()) == (None, None, PAGE_0)
    if case.startswith("Chrome"):
        assert (only.url, str(only.crawled)) == (URL(0), "2021-03-06 00:00:00+00:00")
    elif "b=_1" in MHTML[case].decode():
        assert str(only.crawled) == "2021-03-06 00:00:00+00:00"


def test_mhtml_in_a_charset_of_its_part(tmp_path: Path) -> None:
    text = "<p>河水漫上田野，家家安好。白石在此等候。</p>"
    kind = 'Content-Type: text/html; charset="gb2312"'
    encoded = quopri.encodestring(text.encode("gb2312"))
    page = mail(encoded, kind, "Content-Transfer-Encoding: quoted-printable")
    (tmp_path / "a.mht").write_bytes(related(page, PICTURE))
    run([tmp_path / "a.mht"], tmp_path / "out.jsonl")
    assert "河水漫上田野" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "data",
    [
        related(PLAIN, PICTURE),
        related(HTML, PICTURE, end=False)[:200],
        related(PICTURE, end=False),
        mail(b"words", "MIME-Version: 1.0", "Content-Type: text/plain"),
        related(*[PICTURE] * 1100, HTML),
    ],
)
def test_mhtml_without_a_page(data: bytes, tmp_path: Path) -> None:
    assert failures(members(tmp_path, data)) == ["BrokenContainer"]


def test_mhtml_of_many_parts_is_read_in_little_time_and_memory(tmp_path: Path) -> None:
    data = related(*[b"\r\n"] * 1_000_000)
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
                    for n in range(20_000))  # fmt: skip
    start = time.process_time()
    tracemalloc.start()
    assert failures(members(tmp_path, data)) == ["BrokenContainer"]
    assert failures(members(tmp_path, b"MIME-Version: 1.0\r\n" + deep)) == ["BrokenContainer"]
    assert tracemalloc.get_traced_memory()[1] < 20 * len(data)
    tracemalloc.stop()
    assert time.process_time() - start < 20


UNREAD = {
    "7z": b"7z\xbc\xaf\x27\x1c\0\4",
    "RAR": b"Rar!\x1a\x07\x01\0",
    "lz4": b"\x04\x22\x4d\x18dd",
    "HAR": b'{"log": {"version": "1.2", "entries": [{"text": "<p>x</p>"}]}}',
    "HAR, which": b'{\n  "log": {\n    "version": "1.2"\n  }\n}',
    "CSV": b'url,html\n"x","<p>x</p>"\n',
    "CSV, which is": '标题,正文\r\n水,"<p>x</p>"\r\n'.encode("gbk"),
    "CSV, which": b"\xef\xbb\xbfid;title;body\r\n1;a;<p>x</p>\r\n",
    "SQL": b"-- phpMyAdmin SQL Dump\r\n-- version 5\r\nINSERT INTO x VALUES ('<p>x</p>');",
    "SQLite": b"SQLite format 3\0" + bytes(100),
    "Arrow": b"ARROW1\0\0" + bytes(50),
    "webarchive": b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource",
    "mailbox": b"From a@b.org Sat Mar  6 00:00:00 2021\nSubject: x\n\n<p>x</p>",
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_one_failure_that_names_it(name: str, tmp_path: Path) -> None:
    (only,) = members(tmp_path, UNREAD[name])
    assert only.failure is not None
    assert only.failure.error == "UnsupportedFormat"
    assert name.partition(",")[0] in only.failure.found
    assert only.failure.remedy
    inside = members(tmp_path, zipped_bytes({"x": UNREAD[name], "y": PAGE_0}))
    assert (failures(inside), pages(inside)) == (["UnsupportedFormat"], [PAGE_0])


def test_an_encrypted_zip_is_one_failure(tmp_path: Path) -> None:
    data = bytearray(zipped_bytes({"a": PAGE_0, "b": PAGE_0}))
    for mark, behind in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + behind] |= 1
    assert failures(members(tmp_path, bytes(data))) == ["Encrypted"]


class RawInfo(zipfile.ZipInfo):
    """A file whose name is written in bytes, and not said to be UTF-8."""

    raw = b""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  zipfile's
        return self.raw, 0


def zip_with_names(names: list[bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for number, name in enumerate(names):
            info = RawInfo(f"{number}")
            info.raw = name
            archive.writestr(info, PAGE_0)
    return raw.getvalue()


@pytest.mark.parametrize("charset", ["gbk", "big5", "utf-8"])
def test_names_in_any_bytes_in_a_zip(charset: str, tmp_path: Path) -> None:
    names = ["水车/第一篇.html", "水车/第二篇.html", "readme.html", "旧桥.html"]
    given = [name.translate(TRADITIONAL) if charset == "big5" else name for name in names]
    found = members(tmp_path, zip_with_names([name.encode(charset) for name in given]))
    assert [each.name for each in found] == given
    assert pages(found) == [PAGE_0] * 4


def test_names_of_no_certain_charset_in_a_zip(tmp_path: Path) -> None:
    names = [b"caf\x82.html", "물레방아.html".encode("cp949"), "привет.html".encode("cp1251")]
    for name in names:
        (only,) = members(tmp_path, zip_with_names([name]))
        assert only.name is not None
        assert only.name.isascii()
        assert bytes_of(only.name) == name


def bytes_of(shown: str) -> bytes:
    """What ``printf '%b'`` makes of a name."""
    return re.sub(rb"\\x(..)", lambda each: bytes.fromhex(each[1].decode()), shown.encode())


TRADITIONAL = str.maketrans("车旧桥", "車舊橋")


@pytest.mark.parametrize("packing", ["plain", "gzip"])
def test_a_tar_cut_anywhere_gives_the_pages_before_the_cut_and_a_failure(
    packing: str, tmp_path: Path
) -> None:
    given = [f"<p>{number}</p>{'水' * (300 * number + 70)}".encode() for number in range(4)]
    raw = tar_of({f"{number}.html": page for number, page in enumerate(given)})
    with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
        ends = [info.offset_data + info.size for info in tar]
    data = raw if packing == "plain" else gzip.compress(raw)
    last = ends[-1] if packing == "plain" else len(data)
    for cut in range(600 if packing == "plain" else 60, last, 29):
        content = data[:cut]
        if packing == "gzip":
            content = zlib.decompressobj(31).decompress(content)
        found = members(tmp_path, data[:cut])
        assert pages(found) == given[: sum(end <= len(content) for end in ends)], cut
        assert failures(found) == ["BrokenContainer"], cut


def test_names_in_any_bytes_in_a_tar(tmp_path: Path) -> None:
    names = ["水车".encode("gbk"), b"caf\xe9.html", b"\xff\\xe9/\xfe", "旧桥".encode(), b"plain"]
    data = tar_of({name.decode("utf-8", "surrogateescape"): PAGE_0 for name in names})
    found = members(tmp_path, data)
    assert [each.name for each in found] == [
        "水车",
        r"caf\xe9.html",
        r"\xff\x5cxe9/\xfe",
        "旧桥",
        "plain",
    ]
    assert [bytes_of(each.name or "") for each in found][1:] == names[1:]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_in_any_bytes_in_a_folder(tmp_path: Path) -> None:
    at = os.fsencode(tmp_path) + b"/given"
    for name in (
        "水车/第一篇.html".encode("gbk"),
        b"good.html",
        b"\xff\xfe.html",
        "页.html".encode(),
    ):
        os.makedirs(os.path.dirname(at + b"/" + name), exist_ok=True)  # noqa: PTH103, PTH120  bytes
        with open(at + b"/" + name, "wb") as file:  # noqa: PTH123
            file.write(b"words" if name.startswith(b"\xff") else PAGE_0)
    summary = run([tmp_path / "given"], tmp_path / "out.jsonl")
    assert (summary.stories, summary.skipped.total(), summary.members) == (3, 1, 4)
    rows = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    names = [json.loads(row)["member"] for row in rows]
    assert sorted(names) == [
        r"\xcb\xae\xb3\xb5/\xb5\xda\xd2\xbb\xc6\xaa.html",
        "good.html",
        "页.html",
    ]
    skipped = (tmp_path / "out.jsonl.skipped.jsonl").read_text(encoding="utf-8")
    assert json.loads(skipped)["member"] == r"\xff\xfe.html"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_an_input_and_an_output_with_names_in_any_bytes(tmp_path: Path) -> None:
    at = tmp_path / os.fsdecode("水车".encode("gbk"))
    at.mkdir()
    (at / "a.html").write_bytes(PAGE_0)
    listed = tmp_path / "list.txt"
    listed.write_bytes(b"\xef\xbb\xbf" + os.fsencode(at) + b"\r\n" + os.fsencode(at / "a.html"))
    shown = str(tmp_path) + r"/\xcb\xae\xb3\xb5"
    for output in (tmp_path / "out.jsonl", tmp_path / os.fsdecode(b"\xff.jsonl")):
        given = ["archive", "--files-from", str(listed), str(at), "-o", str(output)]
        for _ in range(2):
            done = CliRunner().invoke(command, [*given, "--force"])
            assert done.exit_code == 0, done.stderr
        found = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        assert [each["input"] for each in found] == [shown, shown, f"{shown}/a.html"]
    (at / "a.html").unlink()
    assert rf"{shown}/a.html: no such file" in CliRunner().invoke(command, given).stderr
    assert [each.input for each in read_members(str(at))] == [shown]


def test_a_broken_container_in_another_costs_itself(tmp_path: Path) -> None:
    broken = {
        "a.zip": zipped_bytes({"a": PAGE_0})[:-30],
        "b.tar": tar_of({"a": b"x" * 5000})[:1000],
        "c.html.gz": gzip.compress(PAGE_0)[:-9],
        "d.warc.gz": warc_gz(0)[:-9],
        "e.parquet": parquet({"html": ["<p>0</p>"]})[:-9],
        "f.mhtml": related(HTML, end=False),
        "g.json": b'[{"html": ',
        "h": PAGE_0,
    }
    for data in (zipped_bytes(broken), tar_of(broken)):
        found = members(tmp_path, data)
        assert len(failures(found)) == 7
        assert [(each.name or "")[0] for each in found if each.failure] == list("abcdefg")
        assert pages(found) == [PAGE_0]
