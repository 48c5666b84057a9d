"""The command line: ``parse``, ``inspect``, help and messages."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from fixture_cases import FIXTURES, source

import rfaparse
from rfaparse.cli import command
from rfaparse.export.csv import BOM, COLUMNS
from rfaparse.export.json import to_dict

if TYPE_CHECKING:
    from pathlib import Path

POST = str(FIXTURES / "jekyll_post" / "input.md")
PAGE = str(FIXTURES / "page_plone5" / "input.html")
FULL_SIZE = (
    "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"
    "/@@images/image/social_media"
)
WHAT_TO_GIVE = "pass a story page of rfa.org or benarnews.org, or the story's HTML alone"
FEED = str(FIXTURES / "feed_rdf" / "input.rdf")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=stdin)


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_one_file_is_one_document() -> None:
    result = run("parse", POST)
    assert result.exit_code == 0
    assert result.stderr == ""
    article = rfaparse.parse(source("jekyll_post"))
    assert json.loads(result.stdout) == to_dict(article)
    assert len(lines(result.stdout)) > 1


def test_several_files_are_json_lines() -> None:
    result = run("parse", POST, PAGE)
    assert [json.loads(line)["wrapping"] for line in lines(result.stdout)] == [
        "jekyll_post",
        "page",
    ]


def test_json_lines_of_one_story() -> None:
    result = run("parse", "--format", "jsonl", POST)
    assert len(lines(result.stdout)) == 1
    assert json.loads(result.stdout)["schema_version"] == 2


def test_schema_org() -> None:
    assert json.loads(run("parse", "--format", "jsonld", POST).stdout)["@type"] == "NewsArticle"
    several = lines(run("parse", "--format", "jsonld", POST, PAGE).stdout)
    assert [json.loads(line)["@type"] for line in several] == ["NewsArticle"] * 2


def test_markdown() -> None:
    result = run("parse", "--format", "markdown", POST, PAGE)
    assert result.stdout.startswith("# 旧桥被淹 集市停业\n")
    assert "\n\n---\n\n# 旧桥被淹\n" in result.stdout


def test_csv() -> None:
    result = run("parse", "--format", "csv", POST, PAGE)
    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix(BOM), newline="")))
    assert [row["reporters"] for row in rows] == ["白石", "白石"]
    assert tuple(rows[0]) == COLUMNS


def test_csv_without_a_story_is_its_header() -> None:
    result = run("parse", "--format", "csv", "-", stdin=b" ")
    assert result.exit_code == 1
    assert result.stdout == BOM + ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rfaparse"],
        env={**os.environ, "_RFAPARSE_COMPLETE": f"{shell}_source"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert "rfaparse" in done.stdout
    assert done.returncode == 0


def test_standard_input() -> None:
    result = run("parse", "-", stdin=source("jekyll_post"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "旧桥被淹 集市停业"


def test_a_feeds_items_are_json_lines_and_one_bad_item_costs_one_line() -> None:
    result = run("parse", FEED)
    assert result.exit_code == 1
    assert [json.loads(line)["title"] for line in lines(result.stdout)] == ["旧桥被淹", "水退"]
    (failure,) = lines(result.stderr)
    assert f"{FEED}, item 2: " in failure


def test_text() -> None:
    result = run("parse", "--format", "text", str(FIXTURES / "jekyll_post_crawl_time/input.md"))
    assert result.exit_code == 0
    assert lines(result.stdout)[:8] == [
        '他说"旧桥"被淹',
        "==============",
        "",
        "2023-07-15 14:11 UTC",
        "https://www.rfa.org/mandarin/Xinwen/1-07152023101112.html",
        "",
        f"[Image 620×413: {FULL_SIZE}]",
        "商贩收摊。",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the source is empty; check that it was saved whole"),
        (b" \n", "the source is empty; check that it was saved whole"),
        (
            b"\x00\x01\x02\xff",
            (
                "binary data: b'\\x00\\x01\\x02\\xff'; pass the saved HTML of a story: "
                "decompressed, and UTF-16 with its byte order mark"
            ),
        ),
        (
            b"<!doctype html><title>Elsewhere</title><p>x</p>",
            f"a page without #storytext or #storypagemaincol, titled 'Elsewhere'; {WHAT_TO_GIVE}",
        ),
        (b"plain words", "text without a tag: 'plain words'; pass the story's HTML"),
    ],
)
def test_a_bad_file_costs_one_line(content: bytes, reason: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(content)
    alone = run("parse", str(bad))
    assert alone.exit_code == 1
    assert alone.stdout == ""
    assert lines(alone.stderr) == [f"rfaparse: {bad}: {reason}"]
    among_others = run("parse", POST, str(bad), PAGE)
    assert among_others.exit_code == 1
    assert len(lines(among_others.stdout)) == 2


def test_inspect_names_the_command_for_several_stories(tmp_path: Path) -> None:
    result = run("inspect", FEED, "-o", str(tmp_path / "report.html"))
    assert result.exit_code == 1
    assert lines(result.stderr) == [
        f"rfaparse: {FEED}: a feed or JSON, not one page; print it with: rfaparse parse {FEED}"
    ]


def test_a_missing_folder_of_the_output_is_named_as_that(tmp_path: Path) -> None:
    result = run("inspect", PAGE, "-o", str(tmp_path / "none" / "x.html"))
    assert result.exit_code == 1
    assert result.stderr.endswith("(No such file or directory); make its folder\n")


def test_the_list_of_commands_has_whole_sentences() -> None:
    assert "..." not in run("--help").stdout.partition("Commands:")[2]


def test_missing_file_and_directory(tmp_path: Path) -> None:
    missing = tmp_path / "none.html"
    result = run("parse", str(missing), str(tmp_path), POST)
    assert result.exit_code == 1
    assert lines(result.stderr) == [
        f"rfaparse: {missing}: no such file; check the path",
        f"rfaparse: {tmp_path}: a directory; name the files in it",
    ]
    assert len(lines(result.stdout)) == 1


@pytest.mark.parametrize("arguments", [("parse",), ("parse", "--format", "xml", POST), ("read",)])
def test_wrong_usage_is_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_version() -> None:
    assert run("--version").output == f"rfaparse {rfaparse.__version__}\n"


@pytest.mark.parametrize("arguments", [("--help",), ("parse", "-h")])
def test_help(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_help_of_parse_has_an_example_and_the_exit_status() -> None:
    output = run("parse", "--help").output
    assert "rfaparse parse story.html" in output
    assert "Exit status: 0" in output


def test_module_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rfaparse", "parse", POST], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["title"] == "旧桥被淹 集市停业"


def test_without_click_the_command_says_what_to_install() -> None:
    code = "import sys; sys.modules['click'] = None; from rfaparse.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"rfaparse: this needs click; install it with: ")
    assert b" -m pip install " in done.stderr
    assert b"[cli]" in done.stderr
