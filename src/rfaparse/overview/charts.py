"""One chart for each question, as SVG that takes its colours from the page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import altair as alt
import vl_convert

_WIDTH = 300
"""CSS px, including names and figures: on a 320 px phone, a chart has 243 px, and text of size 11
still shows as 9. On a wide screen, charts are side by side."""
_INSIDE = alt.AutoSizeParams(type="fit-x", contains="padding")
_PADDING = {"left": 14, "right": 5, "top": 5, "bottom": 5}
"""Room for names, in case the page's font is wider than the measured one."""
_ROW = 22
MOST = 12
"""The most entries that a chart shows; its table has all."""
MOST_ARCS = 3000
_FEW, _BAR = 6, 36
"""With few months, bars have a fixed width (CSS px), since a single bar would fill the chart."""
FEW_CELLS, FEW_BARS = 13, 60
"""The most cells with a number, or bars, in a chart; for more months, it shows years."""
_FEW_DAYS, _ARC_POINTS = 130, 13
_FONT = "sans-serif"
"""The font for measuring; the page uses its own."""
_UNIX_EPOCH = 86_400 * date(1970, 1, 1).toordinal()
_INK, _SOFT, _LINE, _FILL = "var(--ink)", "var(--soft)", "var(--line)", "var(--fill)"
_PALETTE = [
    _FILL,
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#8a8f98",
    "#c7b818",
    "#7a4fa3",
    "#6b4423",
]
"""The palette of Okabe and Ito, safe for the colour-blind; its blue is the page's."""


def bars(rows: list[dict[str, Any]], value: str) -> str:
    """Names with a count each, longest bar first; the figure is beside its bar."""
    return _bars([{**row, "label": f"{row[value]:,}"} for row in rows], value, rows[0][value])


def shares(rows: list[dict[str, Any]]) -> str:
    """Names with a share each."""
    return _bars([{**row, "label": f"{row['share']:.0%}"} for row in rows], "share", 1)


def _bars(data: list[dict[str, Any]], value: str, most: float) -> str:
    base = _chart(data).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, grid=False)),
        x=alt.X(f"{value}:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1.18 * most])),
    )
    labels = base.mark_text(align="left", dx=4, color=_SOFT).encode(text="label:N")
    return _svg((base.mark_bar(color=_FILL) + labels).properties(height=_ROW * len(data)))


def months(rows: list[dict[str, Any]]) -> str:
    """Stories per month (per year for a long period), one colour per service.

    Months without a story are shown empty.
    """
    times = times_of(rows, FEW_BARS)
    services = sorted({row["service"] for row in rows})
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["month"][: len(times[0])]] += row["stories"]
    base = _chart([{**row, "time": row["month"][: len(times[0])]} for row in rows])
    chart = (base.mark_bar(size=_BAR) if len(times) <= _FEW else base.mark_bar()).encode(
        x=alt.X(
            "time:O",
            title=None,
            scale=alt.Scale(domain=times),
            axis=alt.Axis(values=times[:: -(-len(times) // 4)], labelAngle=0),
        ),
        y=alt.Y(
            "sum(stories):Q",
            title=None,
            axis=alt.Axis(tickCount=min(4, max(counts.values())), format=",d"),
        ),
        color=alt.Color(
            "service:N",
            title=None,
            scale=alt.Scale(domain=services, range=_PALETTE),
            legend=alt.Legend(orient="bottom", columns=3),
        ),
    )
    return _svg(chart.properties(height=180))


def times_of(rows: list[dict[str, Any]], few: int) -> list[str]:
    """The months from the first row to the last, or years if there are more than `few`."""
    dated = [row["month"] for row in rows]
    every = _months_between(min(dated), max(dated))
    return every if len(every) <= few else list(dict.fromkeys(month[:4] for month in every))


def _months_between(first: str, last: str) -> list[str]:
    """Every month from `first` to `last`.

    >>> _months_between("2020-11", "2021-02")
    ['2020-11', '2020-12', '2021-01', '2021-02']
    """
    start, end = (12 * int(month[:-3]) + int(month[-2:]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def calendar(rows: list[dict[str, Any]], names: list[str]) -> str:
    """Stories of the people in `names` per month (per year for a long period)."""
    times = times_of(rows, FEW_CELLS)
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row["name"] in names:
            counts[row["name"], row["month"][: len(times[0])]] += row["stories"]
    cells = [
        {"name": name, "time": time, "stories": count} for (name, time), count in counts.items()
    ]
    dated = {name for name, _ in counts}
    return _grid(cells, ("time", times), ("name", [name for name in names if name in dated]))


def together(rows: list[dict[str, Any]]) -> str:
    """Pairs of reporter and editor: the darker, the more stories."""
    across, down = (
        list(dict.fromkeys(row[name] for row in rows)) for name in ("editor", "reporter")
    )
    return _grid(rows, ("editor", across), ("reporter", down))


def _grid(
    rows: list[dict[str, Any]], across: tuple[str, list[str]], down: tuple[str, list[str]]
) -> str:
    """Cells with a number of stories: the darker, the more."""
    most = max(row["stories"] for row in rows)
    base = _chart(rows).encode(
        x=alt.X(
            f"{across[0]}:N",
            title=None,
            scale=alt.Scale(domain=across[1]),
            axis=alt.Axis(labelAngle=-90, labelLimit=90, labelOverlap=True),
        ),
        y=alt.Y(
            f"{down[0]}:N",
            title=None,
            scale=alt.Scale(domain=down[1]),
            axis=alt.Axis(labelLimit=130, grid=False),
        ),
    )
    cells = base.mark_rect(color=_FILL, cornerRadius=2).encode(
        opacity=alt.Opacity(
            "stories:Q", scale=alt.Scale(domain=[0, most], range=[0.1, 0.7]), legend=None
        )
    )
    numbers = base.mark_text(fontSize=9, color=_INK).encode(text="stories:Q")
    both = cells + numbers if len(across[1]) <= FEW_CELLS else cells
    return _svg(both.properties(height=_ROW * len(down[1])))


def web(links: list[dict[str, Any]]) -> str:
    """Related links as arcs from story to story along the time axis."""
    days = [date.fromisoformat(link[name]) for link in links for name in ("from", "to")]
    form = "%Y-%m" if (max(days) - min(days)).days > _FEW_DAYS else "%Y-%m-%d"
    chart = (
        _chart([point for number, link in enumerate(links) for point in _arc(number, link)])
        .mark_line(interpolate="linear", strokeWidth=0.8, opacity=0.35, color=_FILL)
        .encode(
            x=alt.X(
                "x:T",
                title=None,
                axis=alt.Axis(tickCount=3, format=form, labelOverlap="greedy", labelSeparation=16),
            ),
            y=alt.Y("y:Q", title=None, axis=None),
            detail="n:N",
        )
    )
    return _svg(chart.properties(height=150))


def _arc(number: int, link: dict[str, Any]) -> list[dict[str, Any]]:
    """Half an ellipse from the linked story to the linking one, as high as the days between."""
    start, end = (86_400 * date.fromisoformat(link[name]).toordinal() for name in ("to", "from"))
    steps = [step / (_ARC_POINTS - 1) for step in range(_ARC_POINTS)]
    return [
        {
            "n": number,
            "x": 1000 * (start + (end - start) * step - _UNIX_EPOCH),
            "y": abs(end - start) ** 0.5 * 2 * (step * (1 - step)) ** 0.5,
        }
        for step in steps
    ]


def _chart(values: list[dict[str, Any]]) -> alt.Chart:
    data: Any = {"values": values}
    return alt.Chart(alt.Data.from_dict(data))


def _svg(chart: alt.Chart | alt.LayerChart) -> str:
    font = {"labelFontSize": 12, "labelColor": _INK, "labelFont": _FONT}
    configured = (
        chart.properties(width=_WIDTH, background="transparent", autosize=_INSIDE, padding=_PADDING)
        .configure_view(stroke=None)
        .configure_axis(
            **font, domain=False, ticks=False, gridColor=_LINE, labelPadding=6, grid=True
        )
        .configure_axisX(grid=False)
        .configure_legend(labelColor=_INK, labelFontSize=12, labelFont=_FONT, symbolType="square")
        .configure_text(fontSize=11, font=_FONT)
    )
    svg: str = vl_convert.vegalite_to_svg(configured.to_json(validate=False))
    return svg
