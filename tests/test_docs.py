"""Examples in docstrings and pages run and print what they say; links and names are right."""

from __future__ import annotations

import doctest
import importlib.util
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import rfaparse

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(rfaparse.__path__, "rfaparse.")
    if module.name != "rfaparse.__main__"
)
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES = [*TOP, *sorted((ROOT / "docs").rglob("*.md"))]
KINDS = {"python", "py", "console", "sh", "bat"}
DIRECTIVES = {"{toctree}", "{eval-rst}", "{include}", "{image}"}


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rfaparse"):
            raise
        pytest.skip(f"{name} needs {error.name}")
    result = doctest.testmod(module)
    assert result.failed == 0


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and text."""
    text = page.read_text(encoding="utf-8")
    return re.findall(r"^```([^\n]*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_is_of_a_kind_that_runs(page: Path) -> None:
    assert {language.split(" ")[0] for language, _ in blocks(page)} <= KINDS | DIRECTIVES


@pytest.mark.parametrize("page", TOP, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = re.sub(r"(?s)^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.MULTILINE)
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)|(?:src|srcset)=\"([^\"]+)\"", text)
    assert [each for each in map("".join, targets) if not (ROOT / each).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_named_scripts_exist(page: Path) -> None:
    named = re.findall(r"\b(?:tools|tests|benchmarks|docs)/[\w/]+\.py\b", page.read_text("utf-8"))
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_files_that_how_it_works_names_exist() -> None:
    source, docs = ROOT / "src" / "rfaparse", ROOT / "docs"
    page = (docs / "how-it-works.md").read_text("utf-8")
    paths = re.findall(r"`(_\w+/[\w/.]+)`", page)
    assert [path for path in paths if not (source / path).exists()] == []
    drawing = (docs / "images" / "how-it-works.svg").read_text("utf-8")
    drawn = re.findall(r'class="file"[^>]*>([^<]+)<', drawing)
    stems = {path.stem for path in source.rglob("*")}
    assert {name.strip("/") for names in drawn for name in names.split(", ")} <= stems


def test_the_map_of_the_tests_has_all() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`(test_[\w*]+\.py)`", page)
    mapped = {path.name for pattern in named for path in (ROOT / "tests").glob(pattern)}
    assert mapped == {path.name for path in (ROOT / "tests").glob("test_*.py")}


def test_each_service_has_its_row() -> None:
    page = (ROOT / "docs" / "services.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| `(\w+)` \|", page, re.MULTILINE)
    services = [(each.name, each.slug) for each in rfaparse.SERVICES]
    assert sorted(rows) == sorted(services), "add the service to docs/services.md"


def test_each_public_module_has_its_page() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "reference").glob("*.md")}
    public = {name for name in MODULES if "._" not in name and name.count(".") == 1}
    public |= {name for name in MODULES if name.startswith("rfaparse.export.")}
    inner = ("card", "json_fields", "marks")
    private = {"rfaparse.export", "rfaparse.cli", *(f"rfaparse.export.{name}" for name in inner)}
    assert {name.removeprefix("rfaparse.") for name in public - private} <= pages


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name != "recipes.md"],  # test_recipes.py has its files
    ids=lambda page: page.name,
)
def test_python_blocks(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(text for language, text in blocks(page) if language == "python")
    examples = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner()
    runner.run(examples)
    assert runner.summarize(verbose=False).failed == 0
    assert len(examples.examples) >= code.count(">>> ") > 0 or not code


def bash(script: str, folder: Path, path: str) -> None:
    """Run a script as a person would type it, with `path` before the search path."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"},
        capture_output=True,
        check=False,
        text=True,
    )
    if "No matching distribution" in done.stderr or "NewConnectionError" in done.stderr:
        pytest.skip("pip reaches no package index")
    assert done.returncode == 0, (script, done.stderr)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console_blocks(page: Path, tmp_path: Path) -> None:
    fixtures = ROOT / "tests" / "fixtures"
    (tmp_path / "saved").mkdir()
    for name in ("story.html", "saved/a.html", "saved/b.html"):
        shutil.copy(fixtures / "page_full" / "input.html", tmp_path / name)
    shutil.copy(fixtures / "jekyll_post" / "input.md", tmp_path / "post.md")
    shutil.make_archive(str(tmp_path / "dump"), "zip", tmp_path / "saved")
    (tmp_path / "rfaparse").write_text(f'#!/bin/sh\nexec {sys.executable} -m rfaparse "$@"\n')
    (tmp_path / "rfaparse").chmod(0o755)
    for language, text in blocks(page):
        for line in text.splitlines() if language == "console" else ():
            assert line.startswith("$ rfaparse "), line
            if ".xlsx" in line and importlib.util.find_spec("xlsxwriter") is None:
                continue  # an extra of its own
            bash(line.removeprefix("$ "), tmp_path, str(tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the blocks are for a POSIX shell")
@pytest.mark.parametrize("name", ["install", "tutorial"])
def test_a_beginner_types_the_page(name: str, tmp_path: Path) -> None:
    """Each block of install.md runs in its own shell; the tutorial's, one after another, in one."""
    leave = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, tmp_path / "rfaparse", ignore=leave)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (tmp_path / "bin" / "python3").chmod(0o755)
    typed = [
        re.sub(r"^\$ ", "", text, flags=re.MULTILINE)
        for language, text in blocks(ROOT / "docs" / f"{name}.md")
        if language in ("sh", "console")
    ]
    if name == "install":
        for block in typed:
            bash(block, tmp_path, str(tmp_path / "bin"))
    else:
        bash("".join(typed), tmp_path / "rfaparse", str(tmp_path / "bin"))


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="pip install '.[docs]'")
    pytest.importorskip("sphinx_click", reason="pip install '.[docs]'")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "-q",
            "-b",
            "html",
            str(ROOT / "docs"),
            str(tmp_path),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "index.html").exists()
