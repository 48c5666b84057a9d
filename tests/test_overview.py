"""Charts of a table of stories."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from click.testing import CliRunner
from fixture_cases import is_feed, names, source
from lxml import html

import rfaparse
from rfaparse import Byline, Credit, CreditKind, RelatedLink, RelatedLinks, Role
from rfaparse.archive import run
from rfaparse.cli import command
from rfaparse.export.arrow import to_record_batch
from rfaparse.overview import errors_beside, overview, read_table
from rfaparse.overview.counts import (
    COMPLETE,
    DESKS,
    LINKS,
    PEOPLE,
    PEOPLE_MONTHS,
    SECTIONS,
    TOGETHER,
    Counts,
)

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [rfaparse.parse(source(name)) for name in names() if not is_feed(name)]
STORY = rfaparse.parse(source("page_full"))
OTHER = evolve(
    STORY,
    story_id="mandarin/b-03042021081530",
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
        "Stories by month",
        "Sections",
        "Stories without an address",
        "Reporters",
        "Editors",
        "Web editors",
        "Reporters by month",
        "Editors by month",
        "Web editors by month",
        "Who worked with whom",
        "Picture credits",
        "How complete",
        "The web of stories",
        "Errors",
    ]
    assert page.count("<svg") == 13
    assert "白石" in page


def test_what_stories_hold_is_text() -> None:
    tree: Any = html.document_fromstring(overview(table(STORY, OTHER)))
    assert not tree.cssselect("script, img, iframe, [onload]")
    assert "<script>甲</script>" in tree.text_content()


def test_an_empty_table_has_no_charts() -> None:
    page = overview(table())
    assert "0 stories" in page
    assert "The table has no stories." in page
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
    only_desks = evolve(OTHER, byline=Byline(field="By the desks", credits=credits_[2:]))
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


@pytest.mark.parametrize("wrong", [b"words", b"<html><p>\n\r\n" + b"x" * 5000, None])
def test_what_is_no_table(wrong: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    if wrong is None:
        pq.write_table(pa.table({"a": [1]}), path)
    else:
        path.write_bytes(wrong)
    result = CliRunner().invoke(command, ["overview", str(path), "-o", "-"])
    assert result.exit_code == 1
    assert re.search(r"x\.parquet: (no table of stories|a table without)", result.stderr)
    assert len(result.stderr) < len(str(path)) + 500


def revisions() -> list[rfaparse.Article]:
    """Two revisions of one story with another editor each, and one that has no address."""
    first = evolve(STORY, byline=Byline("x", (Credit(Role.EDITOR, "甲", "责编"), *EDITORS)))
    return [first, evolve(STORY, byline=Byline("x", EDITORS), section="a/new"), NAMELESS]


EDITORS = (Credit(Role.EDITOR, "乙", "责编"),)
NAMELESS = evolve(STORY, url=None, story_id=None, title="无址", byline=Byline("x", EDITORS))


def test_a_story_counts_once() -> None:
    counted = Counts(table(*revisions()))
    assert counted.size() == (2, 3)
    assert counted.rows(PEOPLE, role="editor") == [
        {"name": "乙", "stories": 2},
        {"name": "甲", "stories": 1},
    ]
    assert counted.rows(PEOPLE_MONTHS, role="editor") == [
        {"name": "乙", "month": "2021-03", "stories": 2},
        {"name": "甲", "month": "2021-03", "stories": 1},
    ]
    sections = {row["name"]: row["stories"] for row in counted.rows(SECTIONS)}
    assert sections == {"new": 1, str(STORY.section).rpartition("/")[2]: 1}
    page = overview(table(*revisions()))
    assert "<h1>2 stories</h1>" in page
    assert "3 rows of the table: each story counts once, in its latest revision" in page
    assert "2021-03-05." in page


def test_the_latest_is_the_one_fetched_last() -> None:
    old, new, _ = revisions()
    crawled = pa.array(
        [datetime(2022, 1, day, tzinfo=timezone.utc) for day in (2, 1)],
        pa.timestamp("us", tz="UTC"),
    )
    both = table(old, new).append_column("crawled", crawled)
    (section,) = Counts(both).rows(SECTIONS)
    assert section["name"] == str(old.section).rpartition("/")[2]


def test_stories_without_an_address_are_named() -> None:
    page = overview(table(*revisions()))
    assert "Stories without an address" in headings(page)
    assert "1; each row of the table counts as a story of its own" in page
    assert "无址" in page
    assert "Stories without an address" not in headings(overview(table(STORY)))


def test_a_table_behind_a_chart_has_all_rows() -> None:
    people = [Credit(Role.REPORTER, f"Ann {number}", "By") for number in range(31)]
    page = overview(table(evolve(STORY, byline=Byline("x", tuple(people)))))
    assert "Stories · 12 of 31" in page
    assert all(f"<bdi>{each.name}</bdi>" in page for each in people)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["parquet", "jsonl", "jsonl.zst", "csv"])
def test_every_kind_of_table(ending: str, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    for name in ("page_full", "jekyll_post", "figure_plone5_copyright"):
        (saved / f"{name}.html").write_bytes(source(name))
    run([saved], tmp_path / "stories.parquet")
    expected = overview(read_table(tmp_path / "stories.parquet"))
    output = tmp_path / f"other.{ending}"
    run([saved], output)
    page = overview(read_table(output))
    if ending == "csv":  # which picture has which credit, it does not say
        assert set(headings(expected)) - set(headings(page)) == {"Picture credits"}
        assert of_figure(page, "How complete") == of_figure(expected, "How complete")
        assert of_figure(page, "Editors by month") == of_figure(expected, "Editors by month")
    else:
        assert page == expected


def of_figure(page: str, name: str) -> str:
    tree: Any = html.document_fromstring(page)
    (found,) = (each for each in tree.iter("figure") if each.findtext(".//h2") == name)
    return str(found.text_content())


@pytest.mark.slow
def test_axes_name_years() -> None:
    moments = [datetime(2019 + n, 1 + n, 1, tzinfo=timezone.utc) for n in range(8)]
    for stories in (
        [STORY],
        [evolve(STORY, story_id=f"{n}", published=m) for n, m in enumerate(moments)],
    ):
        page = overview(table(*stories))
        drawn = " ".join(re.findall(r">(20\d\d(?:-\d\d)?)</text>", page))
        assert "2021" in drawn


def test_months_without_a_story_have_their_room() -> None:
    moments = [datetime(2020, month, 1, tzinfo=timezone.utc) for month in (1, 4)]
    rows = table(*(evolve(STORY, story_id=str(m), published=m) for m in moments))
    page = overview(rows)
    assert "2020-02" in of_figure(page, "Stories by month")


def test_an_axis_counts_in_whole_stories() -> None:
    page = overview(table(STORY))
    assert re.findall(r">(\d)</text>", page.partition("</figure>")[0]) == ["0", "1"]


def test_a_chart_of_many_months_says_that_it_shows_years() -> None:
    later = evolve(OTHER, published=datetime(2029, 1, 1, tzinfo=timezone.utc))
    for page, said in ((overview(table(STORY, later)), True), (overview(table(STORY)), False)):
        for name in ("Stories by month", "Editors by month"):
            assert ("the chart by year" in of_figure(page, name)) is said


def test_links_of_a_few_days_have_days_on_their_axis() -> None:
    link = RelatedLinks((RelatedLink("旧桥", STORY.url or "", STORY.url),))
    moments = [datetime(2021, month, day, tzinfo=timezone.utc) for month, day in ((3, 9), (11, 1))]
    for moment, form in zip(moments, (r">2021-03-\d\d<", r">2021-\d\d<"), strict=True):
        linking = evolve(OTHER, published=moment, body=(link,))
        web = overview(table(STORY, linking)).partition("The web of stories")[2]
        assert re.search(form, web.partition("<details>")[0])


def test_lists_that_are_null_count_as_none() -> None:
    rows = table(STORY)
    for name in ("credits", "images", "related_links"):
        at = rows.column_names.index(name)
        rows = rows.set_column(at, name, pa.nulls(1).cast(rows.schema.field(name).type))
    shares = {row["name"]: row["share"] for row in Counts(rows).rows(COMPLETE)}
    assert [shares[name] for name in ("byline", "reporter", "caption", "related links")] == [
        *(1, 0, 0, 0)
    ]


def test_top_editors_are_those_a_person_read(shared: Path, posts: list[Path]) -> None:
    lines = (shared / "gold" / "credits.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row["editors"] for row in map(json.loads, lines)}
    stories = [rfaparse.parse(path.read_bytes()) for path in posts if path.stem in gold]
    counted = Counts(table(*stories)).rows(PEOPLE, role="editor")[:5]
    by_story = {(name, post.split("_")[1]) for post in gold for name in gold[post]}
    expected = Counter(name for name, _ in by_story).most_common(5)
    assert [(row["name"], row["stories"]) for row in counted] == expected
