"""The docstrings' and the README's examples run and print what they say."""

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
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


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
    known = {"python", "py", "console", "sh", "bat", "{toctree}", "{eval-rst}"}
    assert {language for language, _ in blocks(page)} <= known


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
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for language, text in blocks(page):
        for line in text.splitlines() if language == "console" else ():
            assert line.startswith("$ rfaparse "), line
            if ".xlsx" in line and importlib.util.find_spec("xlsxwriter") is None:
                continue  # an extra of its own
            done = subprocess.run(
                ["bash", "-c", line.removeprefix("$ ")],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                check=False,
                text=True,
            )
            assert done.returncode == 0, (line, done.stderr)


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="pip install 'rfaparse[docs]'")
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
