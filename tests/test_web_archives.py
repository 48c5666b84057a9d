"""WARC and ARC: complete records, truncated ones, wrong lengths, and records without a page."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard
from given_archives import members, pages
from test_archive import URL

from rfaparse.archive.rows import read_member

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rfaparse.archive import Member

HTML = b"Content-Type: text/html\r\n"


def page(number: int) -> bytes:
    """A page that no other one begins with."""
    return (f"<p>{number}</p>" + "".join(chr(0x4E00 + number * 97 + n) for n in range(90))).encode()


def http(body: bytes, headers: bytes = HTML, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %b\r\n%b\r\n%b" % (status, headers, body)


def record(block: bytes, *, kind: str = "response", url: str = URL("x"), more: str = "") -> bytes:
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{more}"
    date = "WARC-Date: 2021-03-06T01:02:03.456Z\r\n"
    return f"{head}{date}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def arc(blocks: list[bytes]) -> list[bytes]:
    version = b"1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n\n"
    first = b"filedesc://x.arc 0.0.0.0 20070227143742 text/plain %d\n%b\n" % (len(version), version)
    return [
        first,
        *(
            b"%b 1.2.3.4 20070227143742 text/html %d\n%b\n"
            % (URL(number).encode(), len(block), block)
            for number, block in enumerate(blocks)
        ),
    ]


def failures(found: list[Member]) -> list[str]:
    return [each.failure.found for each in found if each.failure]


def kinds(found: list[Member]) -> list[str]:
    return [each.skip.kind for each in found if each.skip]


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": bytes,
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
}
TEN = [page(number) for number in range(10)]
RECORDS = {
    "warc": [record(http(each), url=URL(n)) for n, each in enumerate(TEN)],
    "arc": arc([http(each) for each in TEN]),
}


@pytest.mark.slow
@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("form", RECORDS)
def test_cut_anywhere_it_gives_whole_pages_and_a_failure(
    form: str, packing: str, tmp_path: Path
) -> None:
    parts = [PACKINGS[packing](each) for each in RECORDS[form]]
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    data = b"".join(parts)
    near = [end + n for end in ends for n in range(-9, 4)]
    for cut in sorted({*range(37, len(data), 37), *near} & set(range(1, len(data) + 1))):
        found = members(tmp_path, data[:cut])
        whole = [end for end in ends if end <= cut]
        of_pages = len(whole) - (form == "arc")
        assert pages(found) == TEN[: len(pages(found))], cut
        assert len(pages(found)) >= of_pages, cut
        assert len(failures(found)) == (cut not in ends), cut


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_record_that_breaks_off_says_where(packing: str, tmp_path: Path) -> None:
    block = http(TEN[0])
    data = PACKINGS[packing](record(block)[: -4 - 30])
    (only,) = members(tmp_path, data)
    assert only.failure is not None
    assert f"breaks off after {len(block) - 30} of {len(block)} bytes" in only.failure.found
    assert only.name == URL("x")


def test_several_records_in_one_gzip_member(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(RECORDS["warc"]))
    assert pages(members(tmp_path, data)) == TEN
    cut = members(tmp_path, data[: len(data) // 2])
    assert pages(cut) == TEN[: len(pages(cut))]
    assert len(failures(cut)) == 1


def test_a_zstd_file_with_its_dictionary(tmp_path: Path) -> None:
    samples: list[bytes | bytearray | memoryview] = [
        each + bytes([n]) * 50 for n in range(40) for each in RECORDS["warc"]
    ]
    dictionary = zstandard.train_dictionary(4096, samples)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = b"".join(map(packer.compress, RECORDS["warc"]))
    for stored in (dictionary.as_bytes(), zstandard.compress(dictionary.as_bytes())):
        data = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored + frames
        assert pages(members(tmp_path, data)) == TEN
        assert len(failures(members(tmp_path, data[:-5]))) == 1


def test_a_line_break_too_few_at_the_end_is_said_and_costs_nothing(tmp_path: Path) -> None:
    found = members(tmp_path, b"".join(RECORDS["warc"]).rstrip())
    assert pages(found) == TEN
    assert failures(found) == ["the last record breaks off in its end"]


def deflated(body: bytes, bits: int) -> bytes:
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(body) + packer.flush()


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(each), each) for each in parts) + b"0\r\n\r\n"


CODINGS = {
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate, raw": lambda body: deflated(body, -15),
    "gzip, gzip": lambda body: gzip.compress(gzip.compress(body)),
    "deflate, br": lambda body: brotli.compress(zlib.compress(body)),
}


@pytest.mark.parametrize("sent_as", ["whole", "chunked"])
@pytest.mark.parametrize("coding", CODINGS)
def test_codings_and_headers_that_name_one_in_vain(
    coding: str, sent_as: str, tmp_path: Path
) -> None:
    named = f"Content-Encoding: {coding.removesuffix(', raw')}\r\n".encode()
    headers = HTML + named + (b"Transfer-Encoding: chunked\r\n" if sent_as == "chunked" else b"")
    sent = CODINGS[coding](TEN[0])
    bodies = [sent, TEN[0]]
    if sent_as == "chunked":
        bodies += [chunked(sent), chunked(TEN[0])]
    data = b"".join(record(http(each, headers)) for each in bodies)
    found = members(tmp_path, data)
    assert failures(found) == []
    assert pages(found) == [TEN[0]] * len(bodies)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_coding_that_no_header_names(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    blocks = [http(pack(TEN[0])), http(b"\r\n" + pack(TEN[0])), http(pack(TEN[0]), b"")]
    assert pages(members(tmp_path, b"".join(map(record, blocks)))) == [TEN[0]] * 3


@pytest.mark.parametrize("coding", ["br", "gzip", "deflate", "chunked"])
def test_a_picture_under_a_coding_that_it_has_not(coding: str, tmp_path: Path) -> None:
    headers = f"Content-Type: image/png\r\nContent-Encoding: {coding}\r\n".encode()
    found = members(tmp_path, record(http(b"\x89PNG\r\n\x1a\n" + bytes(90), headers)))
    assert kinds(found) == ["picture"]


@pytest.mark.parametrize("form", RECORDS)
def test_headers_that_end_in_lf(form: str, tmp_path: Path) -> None:
    data = b"".join(RECORDS[form] if form == "arc" else RECORDS["warc"])
    if form == "arc":
        data = b"".join(arc([http(each).replace(b"\r\n", b"\n") for each in TEN]))
    else:
        blocks = [http(each).replace(b"\r\n", b"\n") for each in TEN]
        data = b"".join(record(each).replace(b"\r\n", b"\n") for each in blocks)
    found = members(tmp_path, data)
    assert pages(found) == TEN
    assert failures(found) == []


def test_pages_that_are_not_a_typed_response(tmp_path: Path) -> None:
    typed = "Content-Type: text/html\r\n"
    given = [
        record(TEN[0], kind="resource", more=typed),
        record(TEN[1], kind="resource"),
        record(http(TEN[2], b"Server: x\r\n")),
        record(http(TEN[3], b"Content-Type: application/octet-stream\r\n")),
        record(http(TEN[4], b"content-type:TEXT/HTML;charset=x\r\n")),
        record(http(TEN[5], b"")),
        record(http(TEN[6], HTML + b"X: a\r\n b\r\n")),
        record(http(TEN[7]), url=f"<{URL(7)}>"),
    ]
    found = members(tmp_path, b"".join(given))
    assert pages(found) == TEN[:8]
    assert (found[7].url, str(found[7].crawled)) == (URL(7), "2021-03-06 01:02:03+00:00")


def test_records_passed_over_are_counted(tmp_path: Path) -> None:
    given = [
        record(b"software: x\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"", status=b"301 Moved"), kind="response"),
        record(http(b"gone", status=b"404 Not Found")),
        record(http(b""), kind="revisit"),
        record(b"a: b", kind="metadata"),
        record(http(b"\xff\xd8\xff\xe0" + bytes(99), b"Content-Type: image/jpeg\r\n"), url="x:y"),
        record(http(b"body{}", b"Content-Type: text/css\r\n"), url="https://a.b/c"),
        record(http(b"let a", b""), url="https://a.b/c.js?v=1"),
        record(http(TEN[0])),
    ]
    found = members(tmp_path, b"".join(given))
    assert kinds(found) == [
        *("warcinfo record", "request record", "status 301", "status 404", "revisit record"),
        *("metadata record", "picture", "style sheet", "script"),
    ]
    assert (len(found), pages(found)) == (10, [TEN[0]])


def test_what_the_crawler_cut_is_no_page(tmp_path: Path) -> None:
    given = record(http(TEN[0]), more="WARC-Truncated: length\r\n") + record(http(TEN[1]))
    found = members(tmp_path, given)
    assert failures(found) == ["the crawler kept only a part of it"]
    assert pages(found) == [TEN[1]]


def test_arc_of_both_versions(tmp_path: Path) -> None:
    first = arc([http(TEN[0]), TEN[1]])
    second = b"%b 1.2.3.4 20070227143742 text/html 200 - - 999 x.arc %d\n%b\n" % (
        URL(2).encode(),
        len(http(TEN[2])),
        http(TEN[2]),
    )
    found = members(tmp_path, b"".join([*first, second]))
    assert kinds(found) == ["filedesc record"]
    assert pages(found) == TEN[:3]
    assert [str(each.crawled) for each in found[1:]] == ["2007-02-27 14:37:42+00:00"] * 3
    assert found[1].url == URL(0)


def test_a_broken_record_among_whole_ones(tmp_path: Path) -> None:
    for form, records in RECORDS.items():
        for packing, pack in PACKINGS.items():
            parts = [pack(each) for each in records]
            parts[4] = parts[4][: len(parts[4]) // 2]
            found = members(tmp_path, b"".join(parts))
            lost = 3 if form == "arc" else 4
            kept = [each for n, each in enumerate(TEN) if n != lost]
            assert (form, packing, pages(found)) == (form, packing, kept)
            assert len(failures(found)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("form", RECORDS)
def test_spoilt_anywhere_a_gzip_gives_whole_pages_and_a_failure(form: str, tmp_path: Path) -> None:
    chance = random.Random(form)  # noqa: S311  no secret
    whole = b"".join(map(gzip.compress, RECORDS[form]))
    for _ in range(600):
        given = bytearray(whole)
        at, many = chance.randrange(20, len(whole)), chance.choice((1, 4, 100, 900))
        given[at : at + many] = chance.choice((b"", bytes(many), chance.randbytes(many), b"\n"))
        found = members(tmp_path, bytes(given))
        assert set(pages(found)) <= set(TEN)
        assert failures(found) or pages(found) == TEN  # what no checksum covers was spoilt


def test_a_servers_charset_gives_way_to_utf_8(tmp_path: Path) -> None:
    headers = b"Content-Type: text/html; charset=gb2312\r\n"
    bodies = [TEN[0], TEN[0] + b"\xa9", TEN[0].decode().encode("gb18030")]
    given = [record(http(each, headers)) for each in bodies]
    given.append(record(bodies[2], kind="resource", more=headers.decode()))
    unknown = b"Content-Type: text/html; charset=base64\r\n"
    found = members(tmp_path, b"".join([*given, record(http(bodies[2], unknown))]))
    assert [each.encoding for each in found] == [*["gb2312"] * 4, "base64"]
    texts = [json.loads(read_member(each).rows[0].text)["body"] for each in found]
    assert "\ufffd" not in str(texts[0])
    assert texts[2:] == [texts[0]] * 3
    assert str(texts[1]).replace("\ufffd", "") == str(texts[0])


def test_what_browsertrix_notes_about_a_story_is_not_the_story(tmp_path: Path) -> None:
    note = json.dumps({"pageid": "x", "url": URL(1), "counts": {"jsErrors": 0}}).encode()
    typed = "Content-Type: application/json\r\n"
    given = [
        record(note, kind="resource", url=f"urn:pageinfo:{URL(1)}", more=typed),
        record(b"a text", kind="resource", url=f"urn:text:{URL(1)}"),
        record(http(note, typed.encode()), url=URL(1)),
    ]
    found = [read_member(each).reports for each in members(tmp_path, b"".join(given))]
    assert [each.is_failure for (each,) in found] == [False, False, True]
    assert [json.loads(each.text).get("kind") for (each,) in found] == ["JSON object", "text", None]
