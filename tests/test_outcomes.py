"""Every member of an archive is a story, skipped or failed, and is reported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from fixture_cases import FIXTURES, source

from rfaparse._outcome import Failure, Skip, other_kind, refused
from rfaparse.archive import run
from rfaparse.arrow_batches import parse_batches
from rfaparse.cli import command
from rfaparse.errors import EmptySource, NotAFeed, NotAStory, UnsupportedLayout

if TYPE_CHECKING:
    from rfaparse import RfaparseError

STORY = "https://www.rfa.org/mandarin/yataibaodao/ab1-03052021081530.html"
SECTION = "https://www.rfa.org/mandarin/yataibaodao"
ELSEWHERE = "https://example.org/news/x.html"
PAGE = source("page_plone5")
OTHER = b"<!DOCTYPE html><html><head><title>Ad</title></head><body><p>Buy</p></body></html>"
REFUSAL = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>No</body></html>"


def archive(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["archive", *map(str, arguments)])


def listed(output: Path, what: str) -> list[dict[str, Any]]:
    path = output.with_name(f"{output.name}.{what}.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def saved_by_a_browser(at: Path) -> Path:
    """Five pages, each with the folder that a browser saves beside it."""
    for number in range(5):
        beside = at / f"story {number}_files"
        beside.mkdir(parents=True)
        page = PAGE.replace(b"03052021081530", b"0305202108153%d" % number)
        (at / f"story {number}.html").write_bytes(page)
        files = {
            "widgets.js.download": b"(function(){document.write('<p>x</p>')})()",
            "rfa.css": b"body { color: red }",
            "empty.css": b"",
            "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(200),
            "logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>RFA</text></svg>",
            "font.woff2": b"wOF2" + bytes(50),
            "pixel": b"GIF89a" + bytes(30),
            "saved_resource.html": b"<html><head></head><body></body></html>",
            "ad.html": OTHER,
        }
        for name, data in files.items():
            (beside / name).write_bytes(data)
    return at


@pytest.mark.slow
def test_a_folder_that_a_browser_saved(tmp_path: Path) -> None:
    given, output = saved_by_a_browser(tmp_path / "saved"), tmp_path / "out.jsonl"
    result = archive(given, "-o", output)
    assert result.exit_code == 0
    told = result.stderr.splitlines()
    assert told[0] == f"5 stories in {output}"
    assert told[1] == (
        "45 skipped, not stories: 15 × picture, 10 × other page, 10 × style sheet, 5 × font, "
        f"5 × script; listed in {output}.skipped.jsonl"
    )
    assert told[2] == "0 failed"
    assert told[3].startswith("50 read in ")
    assert listed(output, "errors") == []
    assert {row["member"] for row in listed(output, "skipped")} >= {"story 0_files/photo.jpg"}
    assert archive(given, "-o", output, "--force", "--strict").exit_code == 1


@pytest.mark.slow
def test_include_and_exclude(tmp_path: Path) -> None:
    given, output = saved_by_a_browser(tmp_path / "saved"), tmp_path / "out.jsonl"
    chosen = ("--exclude", "*_files/*", "--strict")
    result = archive(given, "-o", output, *chosen)
    assert (result.exit_code, result.stderr.splitlines()[1:3]) == (0, ["0 skipped", "0 failed"])
    only = archive(given, "-o", output, "--force", "--include", "story 1*", "--exclude", "*.js*")
    assert only.stderr.startswith("1 story in")
    assert "8 skipped" in only.stderr


@pytest.mark.parametrize(
    ("error", "url", "name", "expected"),
    [
        (NotAStory("a page, titled 'No'", ""), STORY, None, "failed"),
        (NotAStory("a page, titled 'No'", ""), STORY + "?encoding=x", None, "failed"),
        (NotAStory("a page, titled 'No'", "", url=STORY), None, None, "failed"),
        (NotAStory("a page, titled 'No'", ""), None, "x/ab1-03052021081530.html", "failed"),
        (NotAStory("binary data: b'x'", ""), None, "x/ab1-03052021081530.html.br", "failed"),
        (NotAStory("binary data: b'x'", ""), None, "x/._ab1-03052021081530.html", "binary data"),
        (UnsupportedLayout("new", ""), STORY, None, "failed"),
        (EmptySource("empty", ""), STORY, None, "failed"),
        (EmptySource("empty", ""), None, "a.html", "failed"),
        (NotAFeed("it breaks off", ""), ELSEWHERE, None, "failed"),
        (NotAStory("a section page without #storytext", ""), SECTION, None, "section page"),
        (NotAStory("an error page, titled 'x'", ""), None, "a.html", "error page"),
        (NotAStory("no element but <urn:x>: '<urn:x>'", ""), None, "a.txt", "no element"),
        (NotAStory("a page without a title", ""), None, "a-20200101.html", "other page"),
        (NotAStory("a page", ""), ELSEWHERE, None, "other site"),
        (EmptySource("empty", ""), ELSEWHERE, None, "other site"),
        (EmptySource("empty", ""), SECTION, None, "empty page"),
        (UnsupportedLayout("new", ""), f"{SECTION}/2025/01/02/x/", None, "layout since late 2024"),
        (UnsupportedLayout("new", ""), None, "a.html", "layout since late 2024"),
    ],
)
def test_what_a_refused_page_is(
    error: RfaparseError, url: str | None, name: str | None, expected: str
) -> None:
    found = refused(error, url, name)
    assert (found.kind if isinstance(found, Skip) else "failed") == expected
    if isinstance(found, Failure):
        assert found.error == type(error).__name__


@pytest.mark.parametrize(
    ("name", "media_type", "opening", "kind"),
    [
        ("x.html", None, b"\xff\xd8\xff\xe0", "picture"),
        ("x.html/y.mp3", "text/html", b"<!DOCTYPE html>", None),
        ("x.js", None, b"\n <p>a story all the same", None),
        ("x.JS", None, b"let a", "script"),
        ("C:\\x\\y.css", None, b"", "style sheet"),
        ("https://a.b/c.js?v=1.html", None, b"let a", "script"),
        ("https://a.b/c", "application/javascript", b"let a", "script"),
        ("https://a.b/c.js", "text/html; charset=x", b"let a", None),
        ("x", None, b'<?xml version="1.0"?><!-- a --> <svg>', "picture"),
        ("x", None, b"\xff\xfe<\0p\0>\0", None),
        ("x.docx", None, b"PK\3\4", "document"),
        (".js", None, b"words", None),
        (None, None, b"words", None),
    ],
)
def test_what_can_be_no_page(
    name: str | None, media_type: str | None, opening: bytes, kind: str | None
) -> None:
    assert other_kind(name, media_type, opening) == kind


@pytest.mark.slow
def test_a_refusal_under_a_storys_address_fails(tmp_path: Path) -> None:
    lines = [
        {"html": REFUSAL.decode(), "url": STORY},
        {"html": REFUSAL.decode(), "url": SECTION},
        {"html": REFUSAL.decode(), "url": ELSEWHERE},
        {"html": PAGE.decode(), "url": STORY},
    ]
    given, output = tmp_path / "x.jsonl", tmp_path / "out.jsonl"
    given.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    summary = run([given], output)
    assert (summary.stories, dict(summary.errors), summary.members) == (1, {"NotAStory": 1}, 4)
    assert dict(summary.skipped) == {"other site": 1, "server's refusal": 1}
    assert [row["member"] for row in listed(output, "errors")] == ["line 1"]


def test_batches_have_the_same_outcomes() -> None:
    pages = [PAGE, REFUSAL, REFUSAL, b"\x89PNG\r\n", None, None]
    urls = [STORY, STORY, ELSEWHERE, None, None, SECTION]
    batch = pa.RecordBatch.from_pydict({"html": pages, "url": urls})
    (found,) = parse_batches([batch])
    assert found.column("outcome").to_pylist() == [
        *("story", "failed", "skipped", "skipped", "failed", "skipped")
    ]
    reasons = [str(each).split(":")[0] for each in found.column("error").to_pylist()]
    assert reasons == ["None", "NotAStory", "other site", "picture", "EmptySource", "empty page"]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["folder", "jsonl"])
def test_an_empty_input_is_said(what: str, tmp_path: Path) -> None:
    given, output = tmp_path / f"in.{what}", tmp_path / "out.jsonl"
    given.mkdir() if what == "folder" else given.write_bytes(b"")
    result = archive(given, "-o", output)
    assert result.exit_code == 1
    assert "1 failed: 1 × EmptySource" in result.stderr
    assert listed(output, "errors")[0]["input"] == str(given)


@pytest.mark.slow
def test_a_row_is_a_line_for_every_reader(tmp_path: Path) -> None:
    given, output = tmp_path / "a\u2028b.html", tmp_path / "out.jsonl"
    given.write_text("<p>one\u2028two\u2029three\x85four</p><p>记者：白石</p>", encoding="utf-8")
    run([given], output)
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1
    assert json.loads(output.read_bytes())["input"] == str(given)
    printed = CliRunner().invoke(command, ["parse", "--format", "jsonl", str(given)]).stdout
    assert len(printed.splitlines()) == 1


NO_ROOM = [
    ("parse", "story.html"),
    ("parse", "--format", "csv", "story.html"),
    ("inspect", "story.html", "-o", "-"),
    ("inspect", "story.html", "-o", "/dev/full"),
    ("inspect", "story.html", "-o", "none/x.html"),
    ("overview", "stories.parquet", "-o", "-"),
    ("overview", "stories.parquet", "-o", "none/x.html"),
    ("archive", "story.html", "-o", "story.html/x.jsonl"),
    ("--help",),
    ("archive", "--help"),
]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize("arguments", NO_ROOM, ids=" ".join)
def test_an_output_that_cannot_be_written_costs_one_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "story.html").write_bytes(PAGE)
    if arguments[0] == "overview":
        run([FIXTURES / "page_plone5" / "input.html"], tmp_path / "stories.parquet")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rfaparse", *arguments],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "No space left" in done.stderr or "o such file" in done.stderr or "Not a" in done.stderr
