"""The types that users see: two checkers read programs next to the installed wheel.

No stub package and none of our test tools is where they look, as in a new user's environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

PROGRAMS = Path(__file__).parent / "typing"
MISTAKE = re.compile(r"# \[([\w-]+)\]$")

_Found = set[tuple[str, int, str]]
"""Program, line and the checker's name of each mistake."""


@pytest.fixture(scope="module")
def user(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("user")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
    return python


def mypy(programs: list[Path], python: Path, version: str) -> _Found:
    pytest.importorskip("mypy", reason="mypy is not installed; pip install --group typing")
    shown = output_of(
        *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary"),
        *("--python-executable", str(python), "--python-version", version),
        *programs,
        folder=programs[0].parent,
    )
    found = re.findall(r"^(\w+\.py):(\d+): error: .*\[([\w-]+)\]$", shown, re.MULTILINE)
    assert len(found) == shown.count(": error: "), shown
    return {(name, int(line), rule) for name, line, rule in found}


def pyright(programs: list[Path], python: Path, version: str) -> _Found:
    """They ask for its strict mode themselves."""
    beside = str(Path(sys.executable).parent)
    command = shutil.which("pyright", path=beside) or shutil.which("pyright")
    if command is None:
        pytest.skip("pyright is not installed; pip install --group typing")
    if subprocess.run([command, "--version"], capture_output=True, check=False).returncode:
        pytest.skip("pyright is installed, but cannot fetch the rest of itself")
    shown = output_of(
        *(command, "--outputjson", "--pythonpath", str(python), "--pythonversion", version),
        *programs,
        folder=programs[0].parent,
    )
    return {
        (Path(each["file"]).name, each["range"]["start"]["line"] + 1, each["rule"])
        for each in json.loads(shown)["generalDiagnostics"]
    }


def output_of(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False, text=True
    ).stdout


@pytest.mark.parametrize("version", ["3.10", "3.14"])
@pytest.mark.parametrize("checker", [mypy, pyright])
def test_a_right_program_passes_and_mistakes_are_found(
    user: Path, checker: Callable[[list[Path], Path, str], _Found], version: str, tmp_path: Path
) -> None:
    programs = [Path(shutil.copy(PROGRAMS / name, tmp_path)) for name in ("use.py", "misuse.py")]
    found = checker(programs, user, version)
    lines = (PROGRAMS / "misuse.py").read_text(encoding="utf-8").splitlines()
    marked = {at: match[1] for at, line in enumerate(lines, 1) if (match := MISTAKE.search(line))}
    assert len(marked) >= 15
    assert {(name, line) for name, line, _ in found} == {("misuse.py", line) for line in marked}
    if checker is mypy:
        assert {line: rule for _, line, rule in found} == marked


def test_trees_of_lxml_with_its_stubs() -> None:
    pytest.importorskip("mypy", reason="mypy is not installed; pip install --group typing")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(PROGRAMS / "trees.py")],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout.startswith("Success: "), done.stdout
