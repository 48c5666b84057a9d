"""The saved fixtures: a folder holds ``input.*``, ``expected.json`` and ``meta``.

``expected.json`` has an article's fields as `rfaparse.export.json.to_dict` writes them, without
empty ones and without a credit's kind ``person``. For a feed it is a list, in which the error of an
item is ``{"error": …}``.
Run this module to print the code's answer for a fixture: read it, then save it by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import rfaparse
from rfaparse import CreditKind
from rfaparse.export.json import to_dict

FIXTURES = Path(__file__).parents[1] / "fixtures"


def names() -> list[str]:
    return sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir())


def source(name: str) -> bytes:
    (path,) = (FIXTURES / name).glob("input.*")
    return path.read_bytes()


def is_feed(name: str) -> bool:
    return (FIXTURES / name / "input.rdf").exists()


def meta(name: str) -> str:
    return (FIXTURES / name / "meta").read_text(encoding="utf-8").strip()


def expected(name: str) -> Any:
    """The answer that a person saved; empty for a new fixture, so that its tests fail."""
    path = FIXTURES / name / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def filled(value: Any) -> Any:
    """JSON-like data without None, empty values, False and a credit's kind ``person``."""
    if isinstance(value, dict):
        parts = ((key, filled(part)) for key, part in value.items())
        return {key: part for key, part in parts if _says_something(key, part)}
    if isinstance(value, list):
        return [filled(part) for part in value]
    return value


def _says_something(key: str, value: Any) -> bool:
    if (key, value) == ("kind", CreditKind.PERSON):
        return False
    return bool(value) or (value == 0 and value is not False)


def as_data(article: rfaparse.Article) -> dict[str, Any]:
    data = filled(to_dict(article))
    assert isinstance(data, dict)
    del data["schema_version"]
    return data


def feed_as_data(data: bytes) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []

    def failed(item: rfaparse.FeedItem, error: rfaparse.RfaparseError) -> None:
        items.append({"error": type(error).__name__, "item": item.number})

    for article in rfaparse.parse_feed(data, on_error=failed):
        items.append(as_data(article))  # noqa: PERF401  errors are put between them
    return items


def main() -> None:
    for name in sys.argv[1:] or names():
        data = source(name)
        answer = feed_as_data(data) if is_feed(name) else as_data(rfaparse.parse(data))
        print(f"--- {name}: {meta(name)}", file=sys.stderr)  # noqa: T201
        print(json.dumps(answer, ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
