"""Charts of a table of stories."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from click.testing import CliRunner
from fixture_cases import is_feed, names, source
from lxml import html

import rfaparse
from rfaparse import Byline, Credit, CreditKind, Role
from rfaparse.cli import command
from rfaparse.export.arrow import to_record_batch
from rfaparse.overview import errors_beside, overview, read_table
from rfaparse.overview.counts import COMPLETE, DESKS, LINKS, PEOPLE, TOGETHER, Counts

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [rfaparse.parse(source(name)) for name in names() if not is_feed(name)]
STORY = rfaparse.parse(source("page_full"))
OTHER = evolve(
    STORY,
    url="https://www.rfa.org/mandarin/Xinwen/b-03042021081530.html",
    title="<script>甲</script>",
)


def table(*stories: rfaparse.Article) -> pa.Table:
    return pa.Table.from_batches([to_record_batch(stories)])


def headings(page: str) -> list[str]:
    return [each.text or "" for each in html.document_fromstring(page).iter("h2")]


def test_every_chart_of_the_fixtures() -> None:
    page = overview(table(*STORIES, OTHER), errors=["NotAStory", "EmptySource", "NotAStory"])
    assert headings(page) == [
        "Stories a month",
        "Sections",
        "Reporters",
        "Editors",
        "Web editors",
        "Who worked with whom",
        "Picture credits",
        "How complete",
        "The web of stories",
        "Errors",
    ]
    assert page.count("<svg") == 10
    assert "白石" in page


def test_what_stories_hold_is_text() -> None:
    tree: Any = html.document_fromstring(overview(table(STORY, OTHER)))
    assert not tree.cssselect("script, img, iframe, [onload]")
    assert "<script>甲</script>" in tree.text_content()


def test_an_empty_table_has_no_charts() -> None:
    page = overview(table())
    assert "0 stories" in page
    assert "Reporters" not in headings(page)


def test_people_are_counted_once_a_story() -> None:
    counted = Counts(table(STORY, OTHER)).rows(PEOPLE, role="editor")
    assert counted == [{"name": "丁一禾", "stories": 2}, {"name": "安木", "stories": 2}]


def test_desks_are_no_people() -> None:
    credits_ = (
        Credit(Role.REPORTER, "Ann Stone", "Reported by", desk="lao"),
        Credit(Role.REPORTER, "Ann Stone", "By"),
        Credit(Role.REPORTER, "RFA's Lao Service", "Reported by", CreditKind.DESK, "lao"),
        Credit(Role.EDITOR, "the Lao Service", "Edited by", CreditKind.DESK, "lao"),
    )
    story = evolve(STORY, byline=Byline("x", credits_))
    only_desks = evolve(STORY, byline=Byline(field="By the desks", credits=credits_[2:]))
    counted = Counts(table(story, only_desks))
    assert counted.rows(PEOPLE, role="reporter") == [{"name": "Ann Stone", "stories": 1}]
    assert counted.rows(PEOPLE, role="editor") == counted.rows(TOGETHER) == []
    assert counted.rows(DESKS) == [{"name": "lao", "stories": 2}]
    shares = {row["name"]: row["share"] for row in counted.rows(COMPLETE)}
    assert (shares["byline"], shares["reporter"]) == (1, 0.5)
    assert "Desks" in headings(overview(table(story)))


def test_links_inside_the_table() -> None:
    (link,) = Counts(table(STORY, OTHER)).rows(LINKS)
    assert (link["source"], link["target"]) == (STORY.title, OTHER.title)


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "stories.parquet"
    pq.write_table(table(STORY, OTHER), path)
    (tmp_path / "stories.parquet.errors.jsonl").write_text(
        json.dumps({"error": "NotAStory"}) + "\n"
    )
    result = CliRunner().invoke(command, ["overview", str(path), "-o", str(tmp_path / "o.html")])
    assert (result.exit_code, result.output) == (0, "")
    assert "Errors" in headings((tmp_path / "o.html").read_text(encoding="utf-8"))
    assert errors_beside(path) == ["NotAStory"]
    assert read_table(path).num_rows == 2


@pytest.mark.parametrize("wrong", [b"words", None])
def test_what_is_no_table(wrong: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    if wrong is None:
        pq.write_table(pa.table({"a": [1]}), path)
    else:
        path.write_bytes(wrong)
    result = CliRunner().invoke(command, ["overview", str(path), "-o", "-"])
    assert result.exit_code == 1
    assert re.search(r"x\.parquet: (no Parquet file|a table without)", result.stderr)


def test_top_editors_are_those_a_person_read(shared: Path, posts: list[Path]) -> None:
    lines = (shared / "gold" / "credits.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row["editors"] for row in map(json.loads, lines)}
    stories = [rfaparse.parse(path.read_bytes()) for path in posts if path.stem in gold]
    counted = Counts(table(*stories)).rows(PEOPLE, role="editor")[:5]
    expected = Counter(name for editors in gold.values() for name in set(editors)).most_common(5)
    assert [(row["name"], row["stories"]) for row in counted] == expected
