"""Each saved fixture gives the fields that its ``expected.json`` lists, and no others."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import pytest
from fixture_cases import as_data, expected, feed_as_data, is_feed, meta, names, source

import rfaparse

Parser = Literal["lxml", "html5lib"]
PARSERS: tuple[Parser, ...] = ("lxml", "html5lib")
STORIES = [name for name in names() if not is_feed(name)]
FEEDS = [name for name in names() if is_feed(name)]
FIELDS = [(name, field) for name in STORIES for field in expected(name)]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest) -> Parser:
    value: Parser = request.param
    return value


@cache
def read(name: str, parser: Parser) -> dict[str, Any]:
    return as_data(rfaparse.parse(source(name), parser=parser))


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=str)
def test_field(name: str, field: str, parser: Parser) -> None:
    assert read(name, parser).get(field) == expected(name)[field], meta(name)


@pytest.mark.parametrize("name", STORIES)
def test_no_other_fields(name: str, parser: Parser) -> None:
    assert set(read(name, parser)) == set(expected(name)), meta(name)


@pytest.mark.parametrize("name", FEEDS)
def test_feed(name: str) -> None:
    assert feed_as_data(source(name)) == expected(name), meta(name)


@pytest.mark.parametrize("name", names())
def test_meta_is_one_line(name: str) -> None:
    assert len(meta(name).splitlines()) == 1


def test_there_are_enough() -> None:
    assert len(names()) >= 30
