"""The guard against slower code distinguishes slower from equal; `.ci/instructions` counts."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parents[1] / "benchmarks" / "instructions.py"
if not PROGRAM.exists():
    pytest.skip("the benchmarks are not in the source archive", allow_module_level=True)


@pytest.fixture(scope="module")
def guard() -> Any:
    spec = importlib.util.spec_from_file_location("instructions", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("found", "slower", "said"),
    [
        (4.0, False, "+0.0%"),
        (4.19, False, "+4.8%"),
        (4.22, True, "by 5.5%"),
        (3.5, False, "faster"),
    ],
)
def test_verdict(guard: Any, found: float, slower: bool, said: str) -> None:  # noqa: FBT001
    verdicts = guard.compared({"posts": {"ratio": found}}, {"posts": {"ratio": 4.0}})
    assert guard.is_slower(verdicts) is slower
    assert said in verdicts["posts"]


def test_what_was_never_counted_is_no_failure(guard: Any) -> None:
    verdicts = guard.compared({"posts": {"ratio": 9.0}}, {})
    assert verdicts == {"posts": "not committed"}
    assert not guard.is_slower(verdicts)


def test_committed_figures_are_of_the_kinds_that_are_counted(guard: Any) -> None:
    kinds = {*guard.sets(), "import"}
    committed = json.loads(guard.COMMITTED.read_text())
    assert committed
    assert all(set(figures) == kinds for figures in committed.values())
    assert all(
        each["ratio"] == round(each["rfaparse"] / each["bare"], 4)
        for figures in committed.values()
        for each in figures.values()
    )
