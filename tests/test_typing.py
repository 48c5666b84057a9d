"""The types that users see, as mypy reads them from the installed package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

api = pytest.importorskip("mypy.api", reason="mypy is not installed; pip install --group typing")

pytestmark = pytest.mark.slow

PROGRAMS = Path(__file__).parent / "typing"
OPTIONS = ["--strict", "--no-error-summary", "--config-file=", "--no-incremental"]


def test_a_users_program_is_well_typed() -> None:
    found, _, status = api.run([*OPTIONS, str(PROGRAMS / "use.py")])
    assert (found, status) == ("", 0)


def test_mistakes_are_found() -> None:
    found, _, _ = api.run([*OPTIONS, str(PROGRAMS / "misuse.py")])
    given = {
        (int(line), code)
        for line, code in re.findall(
            r"misuse\.py:(\d+): error: .*\[([\w-]+)\]$", found, re.MULTILINE
        )
    }
    program = (PROGRAMS / "misuse.py").read_text(encoding="utf-8").splitlines()
    expected = {
        (number, match[1])
        for number, line in enumerate(program, start=1)
        if (match := re.search(r"# \[([\w-]+)\]$", line))
    }
    assert len(expected) >= 8
    assert given == expected, found
