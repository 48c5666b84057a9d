"""The overview page."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from rfaparse.overview import charts, counts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

_ROLES = {"reporter": "Reporters", "editor": "Editors", "web_editor": "Web editors"}


def overview(table: pa.Table, *, errors: Iterable[str] = ()) -> str:
    """One self-contained page with charts of a table of stories.

    It runs no script and asks the network for nothing; what the stories hold is text in it.

    Args:
        table: Rows of `rfaparse.export.arrow.SCHEMA`; more columns do no harm.
        errors: The class of each error that a run met, for a chart of them.
    """
    found = counts.Counts(table)
    page = files("rfaparse.overview").joinpath("overview.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(page).render(
        stories=found.stories(), figures=_figures(found, errors) if found.stories() else []
    )


def _figures(found: counts.Counts, errors: Iterable[str]) -> list[dict[str, Any]]:
    """The charts that have something to show: heading, note, SVG, and the same as a table."""
    people = [
        (name, "Stories", "bars", found.rows(counts.PEOPLE, role=role))
        for role, name in _ROLES.items()
    ]
    links = found.rows(counts.LINKS)
    by_class: dict[str, int] = {}
    for each in errors:
        by_class[each] = by_class.get(each, 0) + 1
    failed = [{"name": name, "stories": n} for name, n in sorted(by_class.items())]
    asked: list[tuple[str, str, str, list[dict[str, Any]]]] = [
        ("Stories a month", "By service", "months", found.rows(counts.MONTHS)),
        ("Sections", "Stories", "bars", found.rows(counts.SECTIONS)),
        *people,
        ("Desks", "Stories", "bars", found.rows(counts.DESKS)),
        (
            "Who worked with whom",
            "Reporter and editor, stories",
            "together",
            found.rows(counts.TOGETHER),
        ),
        ("Picture credits", "Pictures", "pictures", found.rows(counts.PICTURES)),
        ("How complete", "Share of the stories that have it", "share", found.rows(counts.COMPLETE)),
        ("The web of stories", f"{len(links):,} related links inside the table", "web", links),
        ("Errors", "Pages, by class", "bars", failed),
    ]
    return [
        {"name": name, "note": note, "svg": Markup(_drawn(kind, rows)), "rows": rows[:50]}  # noqa: S704  Vega escapes
        for name, note, kind, rows in asked
        if rows
    ]


def _drawn(kind: str, rows: list[dict[str, Any]]) -> str:
    match kind:
        case "months":
            return charts.months(rows)
        case "together":
            return charts.together(rows)
        case "web":
            return charts.web(rows)
        case "pictures":
            return charts.bars(rows, "pictures")
        case "share":
            return charts.bars(rows, "share", share=True)
        case _:
            return charts.bars(rows, "stories")
