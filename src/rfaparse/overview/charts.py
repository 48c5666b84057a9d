"""One chart for each question, as SVG that takes its colours from the page."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import vl_convert

_WIDTH = 300
"""CSS px, names and figures within: on a phone's screen of 320 the page leaves a chart 243, where
text of 11 still is one of 9. On a wide screen charts stand side by side."""
_INSIDE = alt.AutoSizeParams(type="fit-x", contains="padding")
_ROW = 22
_ARC_POINTS = 13
_UNIX_EPOCH = 86_400 * date(1970, 1, 1).toordinal()
_INK, _SOFT, _LINE, _FILL = "var(--ink)", "var(--soft)", "var(--line)", "var(--fill)"
_PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8f98"]
"""Okabe and Ito's, which the colour-blind can part."""


def bars(rows: list[dict[str, Any]], value: str, *, share: bool = False) -> str:
    """Names and what counts for each, longest bar first; the figure stands beside its bar."""
    data = [{**row, "label": f"{row[value]:.0%}" if share else f"{row[value]:,}"} for row in rows]
    base = _chart(data).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150, grid=False)),
        x=alt.X(
            f"{value}:Q",
            title=None,
            axis=None,
            scale=alt.Scale(domain=[0, 1.18 if share else 1.18 * max(row[value] for row in rows)]),
        ),
    )
    labels = base.mark_text(align="left", dx=4, color=_SOFT).encode(text="label:N")
    return _svg((base.mark_bar(color=_FILL) + labels).properties(height=_ROW * len(rows)))


def months(rows: list[dict[str, Any]]) -> str:
    """Stories a month, a colour for each service."""
    ticks = sorted({row["month"] for row in rows})
    shown = ticks[:: -(-len(ticks) // 4)]
    chart = (
        _chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None, axis=alt.Axis(values=shown, labelAngle=0)),
            y=alt.Y("stories:Q", title=None, axis=alt.Axis(tickCount=4)),
            color=alt.Color(
                "service:N",
                title=None,
                scale=alt.Scale(range=_PALETTE),
                legend=alt.Legend(orient="bottom", columns=3),
            ),
        )
    )
    return _svg(chart.properties(height=180))


def together(rows: list[dict[str, Any]]) -> str:
    """Who reported with whom as editor: the darker, the more stories."""
    base = _chart(rows).encode(
        x=alt.X("editor:N", title=None, sort=None, axis=alt.Axis(labelAngle=-90, labelLimit=90)),
        y=alt.Y("reporter:N", title=None, sort=None, axis=alt.Axis(labelLimit=100, grid=False)),
    )
    cells = base.mark_rect(color=_FILL, cornerRadius=2).encode(
        opacity=alt.Opacity("stories:Q", scale=alt.Scale(range=[0.12, 0.7]), legend=None)
    )
    numbers = base.mark_text(fontSize=9, color=_INK).encode(text="stories:Q")
    height = _ROW * len({row["reporter"] for row in rows})
    return _svg((cells + numbers).properties(height=height))


def web(links: list[dict[str, Any]]) -> str:
    """Related links as arcs from story to story along the time axis."""
    chart = (
        _chart([point for n, link in enumerate(links) for point in _arc(n, link)])
        .mark_line(interpolate="linear", strokeWidth=0.8, opacity=0.35, color=_FILL)
        .encode(
            x=alt.X("x:T", title=None, axis=alt.Axis(tickCount=4)),
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
    font = {"labelFontSize": 12, "labelColor": _INK, "labelFont": "inherit"}
    configured = (
        chart.properties(width=_WIDTH, background="transparent", autosize=_INSIDE)
        .configure_view(stroke=None)
        .configure_axis(
            **font, domain=False, ticks=False, gridColor=_LINE, labelPadding=6, grid=True
        )
        .configure_axisX(grid=False)
        .configure_legend(
            labelColor=_INK, labelFontSize=12, labelFont="inherit", symbolType="square"
        )
        .configure_text(fontSize=11, font="inherit")
    )
    svg: str = vl_convert.vegalite_to_svg(configured.to_json(validate=False))
    return svg
