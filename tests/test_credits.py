"""Credits as a table: from pages and from tables, for programs and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from click.testing import CliRunner, Result
from fixture_cases import source

import rfaparse
from rfaparse import Byline, Credit, CreditKind, Role
from rfaparse.cli import command
from rfaparse.export import arrow
from rfaparse.export.credits import COLUMNS, to_rows, write_csv
from rfaparse.export.csv import write_csv as write_stories
from rfaparse.export.tables import is_table, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

STORY = rfaparse.parse(source("page_full"))
CREDITS = (
    Credit(Role.REPORTER, "=白石", "记者"),
    Credit(Role.EDITOR, "Ann Stone", "Edited by", desk="lao"),
    Credit(Role.REPORTER, "RFA's Lao Service", "by", CreditKind.DESK, "lao"),
)
CREDITED = evolve(STORY, byline=Byline("x", CREDITS, ("台北", "伦敦")), title="+旧桥")
ROLES = ("reporter", "editor", "web_editor", "contributor")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments)])


def cells(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path) -> list[tuple[Any, ...]]:
    openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl to read .xlsx back")
    rows: Iterable[tuple[Any, ...]] = openpyxl.load_workbook(path).active.iter_rows()
    return list(rows)


def test_a_row_for_each_credit() -> None:
    rows = list(to_rows([CREDITED, evolve(STORY, byline=None)]))
    assert [tuple(row) for row in rows] == [COLUMNS] * 3
    assert [(row["role"], row["name"], row["kind"], row["desk"], row["label"]) for row in rows] == [
        ("reporter", "=白石", "person", None, "记者"),
        ("editor", "Ann Stone", "person", "lao", "Edited by"),
        ("reporter", "RFA's Lao Service", "desk", "lao", "by"),
    ]
    assert rows[0]["month"] == f"{STORY.published:%Y-%m}"
    assert rows[0]["locations"] == ["台北", "伦敦"]
    assert rows[0]["revision"] is None
    batch = arrow.to_credits_record_batch([CREDITED])
    assert batch.to_pylist() == rows
    assert tuple(batch.schema.names) == COLUMNS


def test_months() -> None:
    eve = datetime(2020, 12, 31, 23, 59, tzinfo=timezone.utc)
    later = evolve(CREDITED, created=eve, published=datetime(2021, 1, 1, tzinfo=timezone.utc))
    months = [
        next(to_rows([story]))["month"]
        for story in (later, evolve(later, published=None), evolve(later, created=None))
    ]
    assert months == ["2021-01", "2020-12", "2021-01"]
    assert next(to_rows([evolve(later, published=None, created=None)]))["month"] is None


def test_csv_of_stories() -> None:
    table = io.StringIO(newline="")
    write_csv([CREDITED], table)
    write_csv([CREDITED], table, header=False)
    rows = list(csv.DictReader(io.StringIO(table.getvalue(), newline="")))
    assert len(rows) == 6
    assert (rows[0]["name"], rows[0]["title"], rows[0]["locations"]) == (
        "'=白石",
        "'+旧桥",
        "台北; 伦敦",
    )
    assert rows[0]["created"] == f"{STORY.created:%Y-%m-%d %H:%M:%S}"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page, a revision of it, another story, and what is no story."""
    folder = tmp_path_factory.mktemp("pages") / "saved"
    folder.mkdir()
    page = source("jekyll_post").decode()
    (folder / "a.md").write_text(page)
    (folder / "b.md").write_text(page.replace("丁一禾", "安木"))
    (folder / "c.html").write_bytes(source("page_full").replace(b"ab1-", b"cd2-"))
    return folder


@pytest.mark.parametrize("ending", ["csv", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "xlsx"])
def test_command(ending: str, saved: Path, tmp_path: Path) -> None:
    if ending.endswith("xlsx"):
        pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    output = tmp_path / f"credits.{ending}"
    result = run("credits", saved, "-o", output)
    assert result.exit_code == 0, result.stderr
    assert "3 pages, 2 stories, 1 further revision; --per-story counts one each" in result.stderr
    if ending == "parquet":
        read = pq.read_table(output)
        assert read.schema.metadata[b"rfaparse_version"] == rfaparse.__version__.encode()
        assert read.schema.metadata[b"schema_version"] == b"2"
        assert set(read.column("revision").to_pylist()) == {1, 2}
    elif ending == "csv":
        assert {row["revision"] for row in cells(output)} == {"1", "2"}
    elif ending == "jsonl":
        lines = output.read_text(encoding="utf-8").splitlines()
        assert tuple(json.loads(lines[0])) == COLUMNS
    elif ending == "xlsx":
        assert [cell.value for cell in sheet(output)[0]] == [*COLUMNS]


def test_tables_give_what_pages_give(saved: Path, tmp_path: Path) -> None:
    run("credits", saved, "-o", tmp_path / "pages.csv")
    expected = cells(tmp_path / "pages.csv")
    for ending in ("parquet", "jsonl", "jsonl.gz", "jsonl.zst", "csv"):
        table, output = tmp_path / f"stories.{ending}", tmp_path / f"of-{ending}.csv"
        run("archive", saved, "-o", table)
        assert is_table(table)
        result = run("credits", table, "-o", output)
        assert result.exit_code == 0, result.stderr
        known = [name for name in COLUMNS if ending != "csv" or name not in ("label", "desk")]
        found = [{name: row[name] for name in known} for row in cells(output)]
        assert found == [{name: row[name] for name in known} for row in expected], ending


def test_per_story_each_name_counts_once(saved: Path, tmp_path: Path) -> None:
    output = tmp_path / "credits.csv"
    run("credits", saved, "-o", output, "--per-story")
    found = [(row["story_id"], row["role"], row["name"]) for row in cells(output)]
    assert len(set(found)) == len(found)
    run("credits", saved, "-o", tmp_path / "all.csv")
    whole = [(row["story_id"], row["role"], row["name"]) for row in cells(tmp_path / "all.csv")]
    assert set(found) == set(whole)
    assert len(whole) > len(found)


def test_what_cannot_be(saved: Path, tmp_path: Path) -> None:
    table = tmp_path / "stories.jsonl"
    run("archive", saved, "-o", table)
    assert "give one kind only" in run("credits", table, saved, "-o", tmp_path / "c.csv").stderr
    assert "must end in one of" in run("credits", saved, "-o", tmp_path / "c.txt").stderr
    assert "nothing to read" in run("credits", "-o", tmp_path / "c.csv").stderr
    few = tmp_path / "few.jsonl"
    run("archive", saved, "-o", few, "--fields", "story_id,credits")
    lacking = run("credits", few, "-o", tmp_path / "c.csv").stderr
    assert "a table without the columns url, created" in lacking
    assert not (tmp_path / "c.csv").exists()
    table.write_text(table.read_text(encoding="utf-8") + "{", encoding="utf-8")
    assert "a damaged table" in run("credits", table, "-o", tmp_path / "c.csv").stderr
    assert not list(tmp_path.glob("c.csv*"))
    (tmp_path / "c.csv").write_text("mine")
    assert "--force" in run("credits", table, "-o", tmp_path / "c.csv").stderr


def test_what_other_programs_make_of_a_table(saved: Path, tmp_path: Path) -> None:
    run("archive", saved, "-o", tmp_path / "a.parquet")
    run("archive", saved, "-o", tmp_path / "a.csv")
    run("credits", saved, "-o", tmp_path / "expected.csv")
    whole = pq.read_table(tmp_path / "a.parquet")
    text = whole.column("published").cast(pa.string())
    naive = whole.column("published").cast(pa.timestamp("ns"))
    at = whole.column_names.index("published")
    pq.write_table(whole.set_column(at, "published", text), tmp_path / "text.parquet")
    pq.write_table(whole.set_column(at, "published", naive), tmp_path / "naive.parquet")
    null = pa.nulls(len(whole)).cast(whole.schema.field("locations").type)
    at = whole.column_names.index("locations")
    pq.write_table(whole.set_column(at, "locations", null), tmp_path / "null.parquet")
    csv_text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "float.csv").write_text(re.sub(r",([12]),", r",\1.0,", csv_text), encoding="utf-8")
    for name in ("text.parquet", "naive.parquet", "null.parquet", "float.csv"):
        result = run("credits", tmp_path / name, "-o", tmp_path / f"{name}.out.csv")
        assert result.exit_code == 0, result.stderr
        found, expected = cells(tmp_path / f"{name}.out.csv"), cells(tmp_path / "expected.csv")
        for column in ("name", "published", "month", "revision"):
            assert [row[column] for row in found] == [row[column] for row in expected], name


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"published": 1614956400000}, "row 1: published cannot be read from 1614956400000"),
        ({"created": "5.3.2021 14:20"}, "row 1: created cannot be read from '5.3.2021 14:20'"),
        ({"credits": "[{'role': 'editor'}]"}, "row 1: credits cannot be read from"),
        ({"credits": [{"role": "editor"}]}, "row 1: credits cannot be read from"),
        ({"revision": "first"}, "row 1: revision cannot be read from 'first'"),
    ],
)
def test_cells_that_cannot_be_read(
    change: dict[str, Any], said: str, saved: Path, tmp_path: Path
) -> None:
    table = tmp_path / "a.jsonl"
    names = "story_id,url,created,published,service,section,title,credits,locations,revision"
    run("archive", saved, "-o", table, "--fields", names)
    row = json.loads(table.read_text(encoding="utf-8").splitlines()[0])
    table.write_text(json.dumps({**row, **change}), encoding="utf-8")
    result = run("credits", table, "-o", tmp_path / "c.csv")
    assert result.exit_code == 1
    assert said in result.stderr
    assert not list(tmp_path.glob("c.csv*"))


@pytest.mark.parametrize("ending", ["jsonl.gz", "jsonl.zst"])
@pytest.mark.parametrize("damage", [lambda data: data[:60], lambda data: data[:40] + b"??" * 60])
def test_damaged_tables(
    ending: str, damage: Callable[[bytes], bytes], saved: Path, tmp_path: Path
) -> None:
    table = tmp_path / f"a.{ending}"
    run("archive", saved, "-o", table)
    table.write_bytes(damage(table.read_bytes()))
    result = run("credits", table, "-o", tmp_path / "c.csv")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    with pytest.raises(ValueError, match=r"a damaged table|no table of stories"):
        next(read_rows(table, ()))


def test_tables_that_are_none(tmp_path: Path) -> None:
    deep, empty = tmp_path / "deep.jsonl", tmp_path / "empty.jsonl"
    deep.write_text('{"a":' * 100_000)
    empty.touch()
    for path, said in ((deep, "a damaged table"), (empty, "it has no columns, or is empty")):
        assert not is_table(path)
        with pytest.raises(ValueError, match=said):
            next(read_rows(path, ()))


def test_of_a_stored_csv(tmp_path: Path) -> None:
    table = tmp_path / "stories.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        write_stories([CREDITED], file)
    (row,) = read_rows(table, COLUMNS[:2])
    assert row["title"] == "+旧桥"
    assert [(each["role"], each["name"], each["kind"]) for each in row["credits"]] == [
        ("reporter", "=白石", "person"),
        ("editor", "Ann Stone", "person"),
        (None, "lao", "desk"),
    ]
    assert row["created"] == STORY.created


def test_a_workbook_is_safe_and_typed(tmp_path: Path) -> None:
    xlsx = pytest.importorskip("rfaparse.export.xlsx", reason="pip install 'rfaparse[xlsx]'")
    output = tmp_path / "credits.xlsx"
    late = evolve(CREDITED, title="=1+1", url="javascript:x")
    old = evolve(CREDITED, published=datetime(1, 1, 1, tzinfo=timezone.utc), title="桥" * 40_000)
    with output.open("wb") as file:
        book = xlsx.Sheet(file, COLUMNS)
        for row in to_rows([late, old]):
            book.write(row)
        book.close()
    header, first, *_, last = sheet(output)
    at = {cell.value: number for number, cell in enumerate(header)}
    assert [first[at[name]].data_type for name in ("title", "name", "created")] == ["s", "s", "d"]
    assert first[at["title"]].value == "=1+1"
    assert first[at["name"]].value == "=白石"
    assert STORY.created is not None
    assert first[at["created"]].value == STORY.created.replace(tzinfo=None, microsecond=0)
    assert first[at["url"]].hyperlink is None
    assert last[at["url"]].hyperlink.target == STORY.url
    assert last[at["published"]].value == "0001-01-01 00:00:00"
    assert len(last[at["title"]].value) == 32_767
    assert last[at["title"]].value.endswith("(cut: longer than a cell of .xlsx)")


def test_a_workbook_is_the_same_each_time(saved: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    for name in ("a.xlsx", "b.xlsx"):
        assert run("archive", saved, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_libreoffice_reads_names_and_dates(ending: str, saved: Path, tmp_path: Path) -> None:
    if ending.endswith("xlsx"):
        pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    given = tmp_path / f"credits.{ending}"
    run("credits", saved, "-o", given)
    (tmp_path / "out").mkdir()
    utf_8 = ["--infilter=CSV:44,34,76"] if ending == "csv" else []
    target = [*utf_8, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(["soffice", home, "--headless", *target, str(given)], check=True, timeout=180)
    header, first, *_ = sheet(tmp_path / "out" / "credits.xlsx")
    at = {cell.value: number for number, cell in enumerate(header)}
    assert isinstance(first[at["created"]].value, datetime)
    assert first[at["name"]].value == "白石"


@pytest.fixture(scope="module")
def read(posts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The credits of the real posts, from pages."""
    folder = next(path.parent for path in posts if path.parent.name == "posts")
    output = tmp_path_factory.mktemp("credits") / "credits.jsonl"
    assert run("credits", folder, "-o", output).exit_code == 0
    return [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]


def gold_of(shared: Path) -> dict[str, dict[str, Any]]:
    lines = (shared / "gold" / "credits.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@pytest.mark.slow
def test_credits_of_the_posts_are_those_a_person_read(
    read: list[dict[str, Any]], shared: Path, posts: list[Path]
) -> None:
    paths = [path for path in posts if path.parent.name == "posts"]
    counted: Counter[str | None] = Counter()
    post_of: dict[tuple[str | None, int], str] = {}
    for path in paths:
        url = rfaparse.parse(path.read_bytes()).url
        counted[url] += 1
        post_of[url, counted[url]] = path.stem
    found: dict[str, set[tuple[str, str]]] = {path.stem: set() for path in paths}
    for row in read:
        found[post_of[row["url"], row["revision"]]].add((row["role"], row["name"]))
    for name, row in gold_of(shared).items():
        expected = {(role, each) for role in ROLES for each in row.get(f"{role}s", ())}
        assert {each for each in found[name] if each[0] in ROLES} == expected, name


@pytest.mark.slow
def test_editors_by_month_counted_by_story(read: list[dict[str, Any]], shared: Path) -> None:
    known = set()
    expected: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, row in gold_of(shared).items():
        day, story = name.split("_")[:2]
        known.add(story)
        for editor in row["editors"]:
            expected[editor, day[:7]].add(story)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read:
        story = row["story_id"].partition("/")[2]
        if row["role"] == "editor" and story in known:
            found[row["name"], row["month"]].add(story)
    assert found == expected
