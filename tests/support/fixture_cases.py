"""The saved fixtures: a folder holds ``input.*``, ``expected.json`` and ``meta``.

``expected.json`` lists an article's fields that are not empty, as `rfaparse.export.json.to_dict`
writes them, empty parts and a credit's kind ``person`` left out; a feed's is a list, an item's
error being ``{"error": …}``.
Run this module to print what the code gives today for a fixture: read it, then save it by hand.
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
    """What a person saved; nothing for a new fixture, so that its tests fail."""
    path = FIXTURES / name / "expected.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def filled(value: Any) -> Any:
    """Leave out of JSON-like data what is None, empty or False, and that a credit is a person's."""
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
    found: list[tuple[int, dict[str, Any]]] = []

    def failed(item: rfaparse.FeedItem, error: rfaparse.RfaparseError) -> None:
        found.append((item.number, {"error": type(error).__name__, "item": item.number}))

    for article in rfaparse.parse_feed(data, on_error=failed):
        found.append((len(found), as_data(article)))
    return [each for _, each in found]


def main() -> None:
    for name in sys.argv[1:] or names():
        given = (
            feed_as_data(source(name)) if is_feed(name) else as_data(rfaparse.parse(source(name)))
        )
        print(f"--- {name}: {meta(name)}", file=sys.stderr)  # noqa: T201
        print(json.dumps(given, ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
