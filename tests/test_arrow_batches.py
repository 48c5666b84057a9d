"""Batches of pages, alone and in other engines."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fixture_cases import is_feed, names, source

import rfaparse
from rfaparse.arrow_batches import BATCH_SCHEMA, parse_batches
from rfaparse.export.arrow import to_row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = [name for name in names() if not is_feed(name)]
URL = "https://www.rfa.org/mandarin/Xinwen/x-03052021081530.html"


def rows(batch: pa.RecordBatch) -> list[dict[str, object]]:
    found: list[dict[str, object]] = next(iter(parse_batches([batch]))).to_pylist()
    return found


def test_rows_are_those_of_parse() -> None:
    batch = pa.RecordBatch.from_pydict({"html": [source(name) for name in STORIES]})
    (found,) = parse_batches([batch])
    assert found.schema.equals(BATCH_SCHEMA)
    expected = pa.RecordBatch.from_pylist(
        [{**to_row(rfaparse.parse(source(name))), "outcome": "story"} for name in STORIES],
        schema=BATCH_SCHEMA,
    )
    assert found.equals(expected)


def test_urls_and_encodings() -> None:
    page = "<p>河水漫过旧桥。</p>"
    batch = pa.RecordBatch.from_pydict(
        {
            "html": [page.encode("gb18030"), page.encode()],
            "url": [URL, None],
            "encoding": ["gbk", None],
        }
    )
    assert [(row["url"], row["text"]) for row in rows(batch)] == [
        (URL, "河水漫过旧桥。"),
        (None, "河水漫过旧桥。"),
    ]


def test_a_page_that_cannot_be_read_costs_its_own_row() -> None:
    pages = [b"", "<p>一</p>".encode(), None, b"words", "<p>二</p>".encode()]
    columns: dict[str, list[Any]] = {
        "html": pages,
        "url": [URL] * 5,
        "encoding": [None, None, None, None, "no-charset"],
    }
    found = rows(pa.RecordBatch.from_pydict(columns))
    assert [row["text"] for row in found] == [None, "一", None, None, None]
    assert [str(row["error"]).split(":")[0] for row in found] == [
        "EmptySource",
        "None",
        "EmptySource",
        "NotAStory",
        "ValueError",
    ]
    assert all(row["url"] == URL for row in found)


@pytest.mark.parametrize(
    ("columns", "found"), [({"page": ["x"]}, "no column 'html'"), ({"html": [1]}, "int64")]
)
def test_wrong_columns(columns: dict[str, list[object]], found: str) -> None:
    with pytest.raises(ValueError, match=found):
        list(parse_batches([pa.RecordBatch.from_pydict(columns)]))


def test_batches_are_read_one_at_a_time() -> None:
    taken: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(3):
            taken.append(number)
            yield pa.RecordBatch.from_pydict({"html": ["<p>x</p>"] * 2})

    results = parse_batches(batches())
    assert next(results).num_rows == 2
    assert taken == [0]


@pytest.fixture(scope="module")
def spark() -> Iterator[object]:
    sql = pytest.importorskip("pyspark.sql", reason="pip install 'rfaparse[spark]'")
    if not shutil.which("java"):
        pytest.skip("no java on the path")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::FutureWarning")
def test_spark_gives_the_same_rows(spark: object, tmp_path: Path) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415

    pages = [source(name) for name in STORIES] + [b"words", b""]
    urls = [f"https://www.rfa.org/mandarin/x{n}-03052021081530.html" for n in range(len(pages))]
    table = pa.table({"html": pages, "url": urls})
    pq.write_table(table, tmp_path / "pages.parquet")
    read = spark.read.parquet(str(tmp_path / "pages.parquet"))  # type: ignore[attr-defined]
    found = read.repartition(3).mapInArrow(parse_batches, from_arrow_schema(BATCH_SCHEMA)).toArrow()
    expected = pa.Table.from_batches(parse_batches(table.to_batches()))
    assert {row["url"]: row for row in found.to_pylist()} == {
        row["url"]: row for row in expected.to_pylist()
    }
    assert found.num_rows == len(pages)
