"""The overview page."""

from __future__ import annotations

from collections import Counter
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import frozen
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from rfaparse.overview import charts, counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

_ROLES = {"reporter": "Reporters", "editor": "Editors", "web_editor": "Web editors"}
_MOST_ROWS = 10_000
"""The most rows of one table on the page: a browser is slow with more."""


@frozen
class Figure:
    """One chart, and its table.

    Attributes:
        name: Its heading.
        note: What it shows.
        rows: The table, whole.
        draw: Makes the SVG of the rows; None for a table alone.
        shown: How many entries the chart has, and of how many.
    """

    name: str
    note: str
    rows: list[dict[str, Any]]
    draw: Callable[[list[dict[str, Any]]], str] | None = None
    shown: tuple[int, int] | None = None

    @property
    def caption(self) -> str:
        """The note, with how many of how many entries the chart has."""
        if self.shown is None or self.shown[0] == self.shown[1]:
            return self.note
        return f"{self.note} · {self.shown[0]:,} of {self.shown[1]:,}"

    @property
    def svg(self) -> Markup:
        """The chart."""
        return Markup(self.draw(self.rows) if self.draw else "")  # noqa: S704  Vega escapes

    @property
    def listed(self) -> list[dict[str, Any]]:
        """The rows that the page has."""
        return self.rows[:_MOST_ROWS]


def overview(table: pa.Table, *, errors: Iterable[str] = ()) -> str:
    """One self-contained page with charts of a table of stories.

    It runs no script and makes no request; all content of stories is text in it. A story
    counts once, in its latest revision; people count once per story.

    Args:
        table: Rows of `rfaparse.export.arrow.SCHEMA`; further columns are ignored.
        errors: The class of each error of the run.
    """
    tally = counts.Counts(table)
    stories, rows = tally.size()
    page = files("rfaparse.overview").joinpath("overview.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    figures = [*_of_stories(tally), *_of_people(tally), *_of_content(tally), *_of_errors(errors)]
    return environment.from_string(page).render(
        stories=f"{stories:,} {'story' if stories == 1 else 'stories'}",
        rows=f"{rows:,} {'row' if rows == 1 else 'rows'}",
        is_empty=not stories,
        days=tally.range(),
        figures=[figure for figure in figures if figure.rows] if stories else [],
    )


def _of_stories(tally: counts.Counts) -> Iterator[Figure]:
    months = tally.rows(counts.MONTHS)
    note = f"By service{_step(months, charts.FEW_BARS)}"
    yield Figure("Stories by month", note, months, charts.months)
    yield _bars("Sections", "Stories", tally.rows(counts.SECTIONS))
    nameless = tally.rows(counts.NAMELESS)
    note = f"{len(nameless):,}; each row of the table counts as a story of its own"
    yield Figure("Stories without an address", note, nameless)


def _of_people(tally: counts.Counts) -> Iterator[Figure]:
    by_role = {role: tally.rows(counts.PEOPLE, role=role) for role in _ROLES}
    for role, name in _ROLES.items():
        yield _bars(name, "Stories", by_role[role])
    for role, name in _ROLES.items():
        names = [row["name"] for row in by_role[role]]
        draw = partial(charts.calendar, names=names[: charts.MOST])
        rows = tally.rows(counts.PEOPLE_MONTHS, role=role)
        note = f"Stories{_step(rows, charts.FEW_CELLS)}"
        yield Figure(f"{name} by month", note, rows, draw, _shown(names))
    yield _bars("Desks", "Stories", tally.rows(counts.DESKS))
    yield _pairs(tally, by_role)


def _pairs(tally: counts.Counts, by_role: dict[str, list[dict[str, Any]]]) -> Figure:
    pairs = tally.rows(counts.TOGETHER)
    tops = [
        [row["name"] for row in by_role[role]][: charts.MOST] for role in ("reporter", "editor")
    ]
    drawn = [row for row in pairs if row["reporter"] in tops[0] and row["editor"] in tops[1]]
    return Figure(
        "Who worked with whom",
        "Reporter and editor, stories",
        pairs,
        lambda _: charts.together(drawn),
        (len(drawn), len(pairs)),
    )


def _of_content(tally: counts.Counts) -> Iterator[Figure]:
    yield _bars("Picture credits", "Pictures", tally.rows(counts.PICTURES), "pictures")
    yield Figure(
        "How complete",
        "Share of the stories that have it",
        tally.rows(counts.COMPLETE),
        charts.shares,
    )
    links = tally.rows(counts.LINKS)
    drawn = links[:: -(-len(links) // charts.MOST_ARCS) or 1]
    yield Figure(
        "The web of stories",
        "Related links inside the table, from story to story",
        links,
        lambda _: charts.web(drawn),
        (len(drawn), len(links)),
    )


def _of_errors(errors: Iterable[str]) -> Iterator[Figure]:
    rows = [{"name": name, "pages": count} for name, count in Counter(errors).most_common()]
    yield _bars("Errors", "Pages, by class", rows, "pages")


def _step(rows: list[dict[str, Any]], few: int) -> str:
    """An addition to the note of a chart that has no room for months."""
    return ", the chart by year" if rows and "-" not in charts.times_of(rows, few)[0] else ""


def _bars(name: str, note: str, rows: list[dict[str, Any]], value: str = "stories") -> Figure:
    return Figure(
        name, note, rows, lambda rows: charts.bars(rows[: charts.MOST], value), _shown(rows)
    )


def _shown(rows: list[Any]) -> tuple[int, int]:
    return min(len(rows), charts.MOST), len(rows)
