"""A whole archive: the same rows from every container, nothing lost, nothing twice."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import quopri
import random
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import archive_reads
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner, Result
from fixture_cases import source

import rfaparse
from rfaparse.archive import Limits, Progress, read_members, run
from rfaparse.archive.writers import ARCHIVE_SCHEMA
from rfaparse.cli import command

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

URL = "https://www.rfa.org/mandarin/Xinwen/{}-03052021081530.html".format


def post(number: int, text: str = "河水漫过旧桥。") -> bytes:
    return (
        f"---\nfrom: {URL(number)}\n---\n<!--1614956400000-->\n"
        f"[{number}]({URL(number)})\n------\n\n"
        f"<div>\n<p>{text}</p><p>记者：白石 责编：丁一禾</p>\n</div>\n"
    ).encode()


POSTS = {f"{number:04}.md": post(number) for number in range(40)}
ALARM = pytest.mark.skipif(sys.platform == "win32", reason="no alarm stops the caller there")


def folder(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "saved"
    (path / "0-below").mkdir(parents=True)
    for number, (name, data) in enumerate(sorted(posts.items())):
        (path / ("0-below" if number < len(posts) // 2 else ".") / name).write_bytes(data)
    return path


def zipped(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "posts.bin"  # the content says what it is
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("empty") if hasattr(archive, "mkdir") else None
        for name, data in posts.items():
            archive.writestr(name, data)
    return path


def tarred(at: Path, posts: dict[str, bytes], packed: Callable[[bytes], bytes] = bytes) -> Path:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, data in posts.items():
            info = tarfile.TarInfo(f"../../{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    path = at / "posts.tar"
    path.write_bytes(packed(raw.getvalue()))
    return path


def record(url: str, page: bytes, *, status: str = "200 OK", kind: str = "text/html") -> bytes:
    chunked = b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n"
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        + chunked
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2021-03-06T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "crawl.warc.gz"
    urls = list(map(address, posts.values()))
    records = [record(url, data) for url, data in zip(urls, posts.values(), strict=True)]
    records.insert(1, record(URL("gone"), b"<p>x</p>", status="404 Not Found"))
    records.insert(2, record(URL("picture"), b"x", kind="image/jpeg"))
    path.write_bytes(b"".join(map(gzip.compress, records)))
    return path


def json_lines(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "posts.jsonl.gz"
    lines = [json.dumps({"html": data.decode()}) for data in posts.values()]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def parquet(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "posts.parquet"
    pq.write_table(pa.table({"html": list(posts.values())}), path)
    return path


def address(post: bytes) -> str:
    return post.partition(b"from: ")[2].split(b"\n")[0].decode()


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def wacz(at: Path, posts: dict[str, bytes]) -> Path:
    pages = '{"format": "json-pages-1.0", "id": "pages"}\n{"url": "x", "text": "<p>x</p>"}\n'
    files = {
        "datapackage.json": b'{"profile": "data-package", "resources": []}',
        "archive/data-0.warc.gz": warc(at, dict(list(posts.items())[:20])).read_bytes(),
        "archive/data-1.warc.gz": warc(at, dict(list(posts.items())[20:])).read_bytes(),
        "indexes/index.cdx.gz": gzip.compress(b"org,rfa)/ 2021 {}"),
        "pages/pages.jsonl": pages.encode(),
    }
    return zip_of(at / "crawl.wacz", files)


def saved_by_chrome(url: str, page: bytes) -> bytes:
    body = quopri.encodestring(page).replace(b"\n", b"\r\n")
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {url}\r\n"
        "Subject: =?utf-8?Q?=E6=B0=B4?=\r\n"
        "Date: Sat, 6 Mar 2021 08:00:00 +0800\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--Boundary--a1"\r\n'
        "\r\n\r\n----Boundary--a1\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n"
    )
    picture = (
        b"\r\n----Boundary--a1\r\nContent-Type: image/gif\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n----Boundary--a1--\r\n"
    )
    return head.encode() + body + picture


def mhtml(at: Path, posts: dict[str, bytes]) -> Path:
    files = {f"{n}.mhtml": saved_by_chrome(address(each), each) for n, each in posts.items()}
    return zip_of(at / "saved.zip", files)


def json_array(at: Path, posts: dict[str, bytes]) -> Path:
    path = at / "posts.json"
    items = [{"url": address(each), "html": each.decode()} for each in posts.values()]
    path.write_text(json.dumps(items, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def tar_of_packed_pages(at: Path, posts: dict[str, bytes]) -> Path:
    pack = (gzip.compress, bz2.compress, lzma.compress, zstandard.compress)
    files = {name: pack[n % 4](each) for n, (name, each) in enumerate(posts.items())}
    return tarred(at, files, bz2.compress)


def test_a_servers_charset_is_a_declaration(tmp_path: Path) -> None:
    text = "河水漫上田野，家家安好。白石在此等候，一日又一日。"
    at = tmp_path / "one.warc"
    records = [
        record(URL(number), f"<p>{text}</p>".encode(charset) + b"\xff", kind=f"text/html; {server}")
        for number, (charset, server) in enumerate(
            (charset, f"charset={server}")
            for charset in ("utf-8", "gb18030", "big5")
            for server in ("gb2312", "big5", "utf-8", "euc-kr", "iso-8859-1")
        )
    ]
    at.write_bytes(b"".join(records))
    run([at], tmp_path / "out.jsonl")
    rows = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [text in row for row in rows] == [True] * len(records)


def repacked(path: Path, pack: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(pack(gzip.decompress(path.read_bytes())))
    return path


OTHERS = {
    "warc.gz": {"status 404": 1, "picture": 1},
    "warc.xz": {"status 404": 1, "picture": 1},
    "wacz": {"status 404": 2, "picture": 2, "WACZ metadata": 3},
    "wacz in a zip": {"status 404": 2, "picture": 2, "WACZ metadata": 3},
}
CONTAINERS: dict[str, Callable[[Path, dict[str, bytes]], Path]] = {
    "folder": folder,
    "zip": zipped,
    "tar": tarred,
    "tar.gz": lambda at, posts: tarred(at, posts, gzip.compress),
    "tar.zst": lambda at, posts: tarred(at, posts, zstandard.compress),
    "tar.xz": lambda at, posts: tarred(at, posts, lzma.compress),
    "tar.bz2 of packed pages": tar_of_packed_pages,
    "zip in a zip": lambda at, posts: zip_of(at / "a.zip", {"b": zipped(at, posts).read_bytes()}),
    "json lines in a tar": lambda at, posts: tarred(at, {"a": json_lines(at, posts).read_bytes()}),
    "warc.gz": warc,
    "warc.xz": lambda at, posts: repacked(warc(at, posts), lzma.compress),
    "wacz": wacz,
    "wacz in a zip": lambda at, posts: zip_of(at / "a.zip", {"b": wacz(at, posts).read_bytes()}),
    "mhtml in a zip": mhtml,
    "json array": json_array,
    "json lines": json_lines,
    "parquet": parquet,
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def errors(output: Path) -> list[dict[str, Any]]:
    return rows(output.with_name(f"{output.name}.errors.jsonl"))


def skipped(output: Path) -> list[dict[str, Any]]:
    return rows(output.with_name(f"{output.name}.skipped.jsonl"))


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_gives_the_same_rows(name: str, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    summary = run([CONTAINERS[name](tmp_path, POSTS)], output)
    others = OTHERS.get(name, {})
    assert (summary.stories, dict(summary.errors), dict(summary.skipped)) == (40, {}, others)
    assert summary.members == 40 + len(skipped(output)) == summary.read_now
    assert [row["url"] for row in rows(output)] == [URL(number) for number in range(40)]
    assert {row["byline"]["credits"][0]["name"] for row in rows(output)} == {"白石"}
    assert errors(output) == []
    assert sorted(path.name for path in tmp_path.glob("out.*")) == [
        "out.jsonl",
        "out.jsonl.errors.jsonl",
        "out.jsonl.skipped.jsonl",
    ]


def test_two_workers_give_the_same_bytes(tmp_path: Path) -> None:
    given = zipped(tmp_path, POSTS)
    run([given], tmp_path / "1.jsonl", workers=1)
    run([given], tmp_path / "2.jsonl", workers=2)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


def test_every_output_has_the_same_stories(tmp_path: Path) -> None:
    given = [zipped(tmp_path, POSTS)]
    for ending in ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"):
        run(given, tmp_path / f"out.{ending}")
    plain = (tmp_path / "out.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == plain
    packed = (tmp_path / "out.jsonl.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompressobj().decompress(packed) == plain
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["reporters"] for row in table] == ["白石"] * 40
    read = pq.read_table(tmp_path / "out.parquet")
    assert read.schema.equals(ARCHIVE_SCHEMA)
    assert read.column("text").to_pylist() == [row["text"] for row in table]
    assert read.column("credits")[0].as_py()[1]["name"] == "丁一禾"


def test_a_feed_gives_a_row_an_item(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(source("feed_rdf"))
    output = tmp_path / "out.jsonl"
    summary = run([tmp_path / "feed.xml"], output)
    bad = sum(summary.errors.values())
    good = list(rfaparse.parse_feed(source("feed_rdf"), on_error=lambda *_: None))
    assert summary.stories == len(good)
    assert bad == len(errors(output)) == 1
    assert "item" in errors(output)[0]["member"]


def test_revisions_and_the_latest(tmp_path: Path) -> None:
    given = {"a": post(1), "b": post(2), "c": post(1, "水退了。"), "d": post(1, "水退了。")}
    container = zipped(tmp_path, given)
    run([container], tmp_path / "all.jsonl")
    found = rows(tmp_path / "all.jsonl")
    assert [row["revision"] for row in found] == [1, 1, 2, 3]
    hashes = [row["content_hash"] for row in found]
    assert hashes[2] == hashes[3] != hashes[0]
    run([container], tmp_path / "latest.jsonl", latest=True)
    assert [row["member"] for row in rows(tmp_path / "latest.jsonl")] == ["b", "d"]


def broken_zip(at: Path) -> Path:
    path = zipped(at, POSTS)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("0007.md")
        start = info.header_offset + 30 + len(info.filename)
    data[start : start + 20] = bytes(20)
    path.write_bytes(data)
    return path


def test_one_broken_zip_member_costs_one_row(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    summary = run([broken_zip(tmp_path)], output)
    assert (summary.members, summary.stories) == (40, 39)
    (error,) = errors(output)
    assert error["member"] == "0007.md"
    assert error["error"] == "BrokenContainer"
    assert "fetch or copy" in error["remedy"]


def test_a_bomb_costs_one_row(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run([zipped(tmp_path, {"a": post(1), "b": bytes(30_000_000), "c": post(2)})], output)
    assert [row["member"] for row in rows(output)] == ["a", "c"]
    assert [error["error"] for error in errors(output)] == ["SourceTooLarge"]


def test_a_warc_that_breaks_off_loses_what_was_cut_alone(tmp_path: Path) -> None:
    path = warc(tmp_path, POSTS)
    path.write_bytes(path.read_bytes()[:-60])
    output = tmp_path / "out.jsonl"
    summary = run([path], output)
    assert summary.stories == 39
    assert len(errors(output)) == 1


@pytest.mark.parametrize("packed", [gzip.compress, zstandard.compress])
def test_a_tar_that_breaks_off(packed: Callable[[bytes], bytes], tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311  no secret
    noise = {name: data + chance.randbytes(4000) for name, data in POSTS.items()}
    path = tarred(tmp_path, noise, packed)
    path.write_bytes(path.read_bytes()[:-3000])
    members = list(read_members(path))
    assert len(members) >= 20
    assert [member.failure is None for member in members] == [True] * (len(members) - 1) + [False]


@pytest.mark.parametrize(
    ("trouble", "workers", "found"),
    [
        ("HANG", 2, "Timeout"),
        pytest.param("HANG", 1, "Timeout", marks=ALARM),
        ("DIE", 2, "WorkerDied"),
        ("RAISE", 1, "Crashed"),
        ("SPOIL", 2, "Crashed"),
    ],
)
def test_a_page_in_trouble_costs_itself(
    trouble: str, workers: int, found: str, tmp_path: Path
) -> None:
    output = tmp_path / "out.jsonl"
    given = {**dict(list(POSTS.items())[:6]), "0003.md": post(3, trouble)}
    summary = run(
        [zipped(tmp_path, given)],
        output,
        read=archive_reads.troubled,
        workers=workers,
        limits=Limits(seconds=3),
    )
    assert (summary.members, summary.stories) == (6, 5)
    assert [(error["member"], error["error"]) for error in errors(output)] == [("0003.md", found)]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_a_page_that_eats_memory_costs_itself(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    given = {**dict(list(POSTS.items())[:6]), "0003.md": post(3, "EAT")}
    summary = run([zipped(tmp_path, given)], output, read=archive_reads.troubled, workers=2)
    assert summary.stories == 5
    assert [error["error"] for error in errors(output)] == ["OutOfMemory"]


def test_a_page_too_large_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("members", "readers", "json_rows", "warc", "responses"):
        monkeypatch.setattr(f"rfaparse.archive.{module}.MAX_SOURCE_LENGTH", 5000)
    given = {"a": post(1), "b": post(2, "水" * 3000), "c": post(3)}
    for name, make in CONTAINERS.items():
        at = tmp_path / name
        at.mkdir()
        found = [
            member.failure and member.failure.error
            for member in read_members(make(at, given))
            if member.skip is None
        ]
        assert found == [None, "SourceTooLarge", None], name


PROGRAM = """
import sys; sys.path[:0] = {paths!r}
from pathlib import Path
import archive_reads
from rfaparse.archive import run
import rfaparse.archive.journal
rfaparse.archive.journal._MEMBERS_A_PART = 25
if __name__ == "__main__":
    run([Path({given!r})], Path({output!r}), read=archive_reads.slow, workers=2, resume={resume})
"""


def test_killed_at_random_and_resumed(tmp_path: Path) -> None:
    posts = {f"{number:04}.md": post(number % 250) for number in range(400)}
    given, whole, output = zipped(tmp_path, posts), tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    run([given], whole)
    chance = random.Random(7)  # noqa: S311  no secret
    program = tmp_path / "program.py"
    killed = 0
    while not output.exists():
        text = PROGRAM.format(
            paths=[str(Path(__file__).parent / "support")],
            given=str(given),
            output=str(output),
            resume=(tmp_path / "out.jsonl.partial" / "run.json").exists(),
        )
        program.write_text(text)
        process = subprocess.Popen([sys.executable, str(program)], start_new_session=True)
        time.sleep(chance.uniform(0.3, 1.1))
        if process.poll() is None and killed < 6:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        assert process.wait(60) in (0, -signal.SIGKILL)
    assert killed
    assert output.read_bytes() == whole.read_bytes()


def archive(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["archive", *map(str, arguments)])


def test_command(tmp_path: Path) -> None:
    given, output = folder(tmp_path, {**POSTS, "x.md": b"words"}), tmp_path / "out.jsonl"
    result = archive(given, "-o", output)
    assert result.exit_code == 0
    assert f"40 stories in {output}" in result.stderr
    assert f"1 skipped, not stories: 1 × text; listed in {output}.skipped.jsonl" in result.stderr
    assert "\n0 failed\n41 read in" in result.stderr
    again = archive(given, "-o", output)
    assert again.exit_code == 1
    assert "overwrite it with --force" in again.stderr
    assert archive(given, "-o", output, "--force", "--strict").exit_code == 1
    assert len(rows(output)) == 40


def test_report(tmp_path: Path) -> None:
    given, page = folder(tmp_path, {**POSTS, "x.md": b""}), tmp_path / "report.html"
    archive(given, "-o", tmp_path / "out.parquet", "--report", page)
    assert "<h1>40 stories</h1>" in page.read_text(encoding="utf-8")
    assert "EmptySource" in page.read_text(encoding="utf-8")
    assert ".parquet" in archive(given, "-o", tmp_path / "out.csv", "--report", page).stderr


def test_command_says_what_is_wrong(tmp_path: Path) -> None:
    given = folder(tmp_path, POSTS)
    assert "no such file" in archive(tmp_path / "none", "-o", tmp_path / "x.csv").stderr
    assert "must end in one of" in archive(given, "-o", tmp_path / "x.ods").stderr
    assert "leave out --resume" in archive(given, "-o", tmp_path / "x.csv", "--resume").stderr
    assert archive(given, "-o", tmp_path / "none" / "x.csv").exit_code in (0, 1)


def test_another_run_is_not_resumed(tmp_path: Path) -> None:
    given, output = folder(tmp_path, POSTS), tmp_path / "out.jsonl"
    (tmp_path / "out.jsonl.partial").mkdir()
    (tmp_path / "out.jsonl.partial" / "run.json").write_text(
        '{"inputs": [], "field": null, "include": [], "exclude": []}'
    )
    assert "continue with --resume" in archive(given, "-o", output).stderr
    assert "other inputs or options (inputs)" in archive(given, "-o", output, "--resume").stderr


def test_real_posts_are_the_same_in_each_container(posts: list[Path], tmp_path: Path) -> None:
    given = {path.name: path.read_bytes() for path in posts if path.parent.name == "posts"}
    assert len(given) == 549
    found = []
    for name, make in CONTAINERS.items():
        at = tmp_path / name
        at.mkdir()
        run([make(at, given)], at / "out.jsonl", workers=2)
        found.append(
            sorted((r["url"], json.dumps([r["body"], r["byline"]])) for r in rows(at / "out.jsonl"))
        )
    assert len(found[0]) == 549
    assert all(each == found[0] for each in found)


def test_a_tool_that_saved_a_page_tells_when(tmp_path: Path) -> None:
    note = f"<!-- Saved from {URL(1)} at 2022-06-15T02:00:00Z using monolith v2 -->"
    story = '<html lang="zh"><body><div id="storytext"><p>水。</p></div></body></html>'
    page = f"{note}<!DOCTYPE html>{story}"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    run([tmp_path / "a.html"], tmp_path / "out.jsonl")
    (row,) = rows(tmp_path / "out.jsonl")
    assert (row["url"], row["crawled"]) == (URL(1), "2022-06-15T02:00:00+00:00")


@ALARM
def test_one_worker_leaves_the_callers_alarm_alone(tmp_path: Path) -> None:
    def ring(*_: object) -> None:
        """Stands for the caller's."""

    before = signal.signal(signal.SIGALRM, ring)
    try:
        run(folder(tmp_path, POSTS), tmp_path / "out.jsonl", limits=Limits(seconds=1e-6))
        assert signal.getsignal(signal.SIGALRM) is ring
    finally:
        signal.signal(signal.SIGALRM, before)
    assert len(rows(tmp_path / "out.jsonl")) == 40
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_one_worker_in_another_thread(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        summary = pool.submit(run, str(folder(tmp_path, POSTS)), tmp_path / "out.jsonl").result()
    assert summary.stories == 40


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_has_a_total_and_goes_on_while_the_table_is_written(
    workers: int, tmp_path: Path
) -> None:
    given = [make(tmp_path, POSTS) for make in (folder, zipped, warc, json_lines, parquet)]
    for each in [*([path] for path in given), given]:
        count = sum(1 for path in each for _ in read_members(path))
        written = [Progress(number, count, is_writing=True) for number in range(1, count + 1)]
        for latest in (False, True):
            said: list[Progress] = []
            run(
                each,
                tmp_path / "out.csv",
                workers=workers,
                force=True,
                latest=latest,
                on_progress=said.append,
            )
            assert [one.done for one in said if not one.is_writing] == list(range(count + 1))
            assert said[count].total == pytest.approx(count, rel=0.6)  # small files are half index
            assert said[count + 1 :] == (written if latest else [])


def test_a_folder_with_archives_has_no_total(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    zipped(tmp_path / "in", POSTS)
    said: list[Progress] = []
    run(str(tmp_path / "in"), str(tmp_path / "out.csv"), on_progress=said.append)
    assert said[40] == Progress(40, None)


def test_standard_input_and_output(tmp_path: Path) -> None:
    posts = {**dict(list(POSTS.items())[:3]), "0001.md": b""}
    for make in CONTAINERS.values():
        at = tmp_path / make.__name__
        at.mkdir(exist_ok=True)
        given = make(at, posts)
        if given.is_dir():
            continue
        done = piped(given, "-", "-o", "-")
        assert [json.loads(line)["input"] for line in done.stdout.splitlines()] == ["-", "-"]
        assert done.returncode == 1
        told = done.stderr.decode()
        assert told.startswith("rfaparse: -")
        assert "the source is empty; check that it was saved whole\n2 stories in standard" in told
        assert "listed in" not in told
    output = tmp_path / "out.jsonl"
    assert piped(given, "-", "-o", str(output)).returncode == 1
    assert {path.name for path in tmp_path.glob("out*")} == {
        "out.jsonl",
        "out.jsonl.errors.jsonl",
        "out.jsonl.skipped.jsonl",
    }
    assert not list(tmp_path.glob("rfaparse-*"))


def piped(given: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rfaparse", "archive", *arguments],
        input=given.read_bytes(),
        capture_output=True,
        check=False,
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders there")
def test_a_named_pipe(tmp_path: Path) -> None:
    pipe, given = tmp_path / "pipe", zipped(tmp_path, POSTS)
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        pool.submit(pipe.write_bytes, given.read_bytes())
        assert run(pipe, tmp_path / "out.jsonl").stories == 40


UNGUARDED = """
from rfaparse.archive import run
summary = run({given!r}, {output!r}, workers={workers})
print(summary.stories)
"""


@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_program_without_a_guard(way: str, tmp_path: Path) -> None:
    given, output, program = zipped(tmp_path, POSTS), tmp_path / "out.csv", tmp_path / "program.py"
    for workers in (2, 1):
        text = UNGUARDED.format(given=str(given), output=str(output), workers=workers)
        program.write_text(text)
        done = subprocess.run(
            [sys.executable, program if way == "file" else "-"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if workers == 1:
            assert (done.stdout, done.stderr) == ("40\n", "")
        else:
            assert done.stderr.count("Traceback") == (1 if way == "file" else 2)
            said = 'below `if __name__ == "__main__":`' if way == "file" else "run it from a file"
            assert said in done.stderr.splitlines()[-1]
            assert not list(tmp_path.glob("out*"))
