"""Importing the library is light."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

LAZY = ("bs4", "html5lib", "yaml", "cattrs", "click", "zoneinfo")


def in_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return done.stdout.strip()


def test_import_leaves_heavy_packages_alone() -> None:
    code = f"import sys, rfaparse; print([name for name in {LAZY!r} if name in sys.modules])"
    assert in_new_process(code) == "[]"


def test_a_parse_without_front_matter_leaves_heavy_packages_alone() -> None:
    code = (
        "import sys, rfaparse; rfaparse.parse('<p>x</p>');"
        f"print([name for name in {LAZY!r} if name in sys.modules])"
    )
    assert in_new_process(code) == "[]"


def test_import_costs_little_beside_what_it_needs() -> None:
    """A ratio, since times differ from machine to machine; each is the best of nine."""
    needed = "import lxml.html, attrs, json"
    seconds = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"

    def best(statement: str) -> float:
        return min(float(in_new_process(seconds.format(statement))) for _ in range(9))

    assert best(f"{needed}; import rfaparse") < 4 * best(needed)


def test_a_worker_leaves_readers_and_writers_alone() -> None:
    heavy = ("pyarrow", "numpy", "rfaparse.archive.readers", "rfaparse.archive.writers")
    code = (
        "import sys, rfaparse.archive.members, rfaparse.archive.rows, rfaparse.archive.workers;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert in_new_process(code) == "[]"
