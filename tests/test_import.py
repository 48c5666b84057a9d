"""Importing the library is light."""

from __future__ import annotations

import subprocess
import sys

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


def test_import_takes_less_than_a_tenth_of_a_second() -> None:
    code = (
        "import time; start = time.perf_counter(); import rfaparse;"
        "print(time.perf_counter() - start)"
    )
    assert min(float(in_new_process(code)) for _ in range(5)) < 0.1
