"""The recipes of the documentation, run over invented posts; and the page of all columns."""

from __future__ import annotations

import csv
import doctest
import re
import shutil
import subprocess
from pathlib import Path

import columns
import pytest
from click.testing import CliRunner

from rfaparse.cli import command

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "recipes.md"
MARCH_5, MARCH_12, APRIL_2, APRIL_9 = 1614956400000, 1615558800000, 1617369600000, 1617974400000
SHUT = "集市停业三天。"
POSTS = [
    # slug, milliseconds of publication, title, text, credit line
    ("a1-03052021081530", MARCH_5, "旧桥被淹", "河水漫过旧桥。", "记者：白石 责编：丁一禾"),
    ("a2-03122021081530", MARCH_12, "停业", SHUT, "记者：白石 责编：丁一禾、安木"),
    ("a1-03052021081530", MARCH_5, "旧桥被淹", "河水漫过旧桥，守桥人离开。", "责编：丁一禾"),
    ("b1-04022021081530", APRIL_2, "水退", "水退之后，集市开门。", "记者：白实 责编：安木"),
    ("b2-04092021081530", APRIL_9, "又停业", SHUT, "记者：白石 责编：丁一禾"),
    ("b3-04162021081530", APRIL_9, "短讯", "桥。", ""),
    ("c1-03192021081530", MARCH_12, "Bridge", "It sank.", "Reported by Ann Stone for RFA Lao."),
]


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "saved").mkdir()
    for number, (slug, moment, title, text, line) in enumerate(POSTS, start=1):
        service = "english" if title.isascii() else "mandarin"
        url = f"https://www.rfa.org/{service}/Xinwen/{slug}.html"
        head = f"---\nfrom: {url}\n---\n<!--{moment}-->\n[{title}]({url})\n------\n\n"
        post = f"{head}<div><p>{text}</p><p>{line}</p></div>\n"
        (tmp_path / "saved" / f"{number}.md").write_text(post, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_commands() -> None:
    for block in re.findall(
        r"^```console\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    ):
        for line in block.splitlines():
            words = line.removeprefix("$ rfaparse ").split()
            if "credits.xlsx" in words and not has_xlsx():
                continue
            result = CliRunner().invoke(command, words)
            assert result.exit_code == 0, (line, result.stderr)


def has_xlsx() -> bool:
    try:
        import xlsxwriter  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def test_recipes_print_what_the_page_says(saved: Path) -> None:
    for name in ("pandas", "polars", "duckdb"):
        pytest.importorskip(name, reason=f"the recipes need {name}")
    run_commands()
    text = PAGE.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(code, {}, PAGE.name, str(PAGE), 0)
    runner = doctest.DocTestRunner()
    runner.run(examples)
    assert runner.summarize(verbose=False).failed == 0
    assert len(examples.examples) > 20
    assert (saved / "names.csv").exists()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_formula_of_the_spreadsheet(saved: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl to add the formula")
    pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    run_commands()
    text = PAGE.read_text(encoding="utf-8")
    (formula,) = re.findall(r"^    (=COUNTIFS.*)$", text, re.MULTILINE)
    shown = [
        [cell.strip() for cell in row.strip("|").split("|")]
        for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)
        if "---" not in row
    ]
    book = openpyxl.load_workbook("credits.xlsx")
    sheet = book.create_sheet("count", 0)
    for row, cells in enumerate(shown, start=1):
        for column, cell in enumerate(cells, start=1):
            at = sheet.cell(row, column)
            letter = at.column_letter
            here = formula.replace("$A2", f"$A{row}").replace("B$1", f"{letter}$1")
            at.value = here if row > 1 and column > 1 else cell
    book.save("counted.xlsx")
    home = f"-env:UserInstallation={(saved / 'home').as_uri()}"
    convert = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "counted.xlsx"]
    subprocess.run(["soffice", home, "--headless", *convert], check=True, timeout=180)
    with (saved / "counted.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == shown


def test_the_page_of_columns_is_the_models() -> None:
    shown = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    assert columns.page() == shown, "run: python tools/columns.py > docs/columns.md"
