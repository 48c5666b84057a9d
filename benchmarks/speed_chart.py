"""The plot of docs/speed.md: how many bare trees each contestant takes, on fragments and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

if TYPE_CHECKING:
    from pathlib import Path

NAME = "speed"
_KINDS = {"Chinese fragments": "fragments of 3 kB", "Chinese pages": "pages of 100 kB"}
_COLOURS = {"a tree alone": "#8a8f98", "rfaparse": "#d55e00", "general extractor": "#0072b2"}
"""Colours of Okabe and Ito, which the colour-blind can distinguish."""
_INK, _SOFT, _LINE = "#1a1a1a", "#5f6368", "#e3e5e8"
_WIDTH, _ROW = 300, 24


def write(figures: dict[str, Any], folder: Path) -> None:
    """Write the plot as PNG and SVG."""
    spec = chart(figures).to_json(validate=False)
    (folder / f"{NAME}.svg").write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
    (folder / f"{NAME}.png").write_bytes(vl_convert.vegalite_to_png(spec, scale=1.6))


def chart(figures: dict[str, Any]) -> alt.HConcatChart:
    """A panel for each kind, with a point for each contestant."""
    panels = [
        panel(points(figures["kinds"][kind]), title, with_names=number == 0)
        for number, (kind, title) in enumerate(_KINDS.items())
    ]
    heading = alt.TitleParams(
        "Time to read a story, in bare lxml trees of the same text",
        subtitle="median of interleaved rounds; each grid line is four times the one before",
        anchor="start",
        color=_INK,
        subtitleColor=_SOFT,
        fontSize=15,
        subtitleFontSize=12,
        offset=14,
    )
    font = {"labelFontSize": 12, "labelColor": _INK, "titleColor": _SOFT, "titleFontWeight": 400}
    drawn: alt.HConcatChart = (
        alt.hconcat(*panels, spacing=24)
        .properties(title=heading, background="white", padding=16)
        .configure(font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(**font, domain=False, ticks=False, gridColor=_LINE, labelPadding=6)
        .configure_legend(labelFontSize=12, labelColor=_INK, title=None, orient="bottom")
    )
    return drawn


def points(kind: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each contestant, with a note if it found no text at all."""
    without_text = {name for name, count in kind["gave text"].items() if not count}
    return [
        {
            "name": name,
            "ratio": ratio,
            "who": who(name),
            "label": f"{ratio:.3g}" + (" (finds no text)" if name in without_text else ""),
            "beside": max(ratio, 1),  # right of the line from 1, on whichever side the point is
        }
        for name, ratio in kind["ratio"].items()
    ]


def panel(rows: list[dict[str, Any]], title: str, *, with_names: bool) -> alt.LayerChart:
    """Contestants in the table's order, on a logarithmic axis."""
    data: Any = {"values": rows}
    axis = alt.Axis(labelLimit=170, grid=False) if with_names else None
    base = alt.Chart(alt.Data.from_dict(data), title=alt.TitleParams(title, color=_INK)).encode(
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=axis),
        x=alt.X(
            "ratio:Q",
            title=None,
            scale=alt.Scale(type="log", base=2, domain=[0.25, 4096], nice=False),
            axis=alt.Axis(values=[0.25, 1, 4, 16, 64, 256, 1024], format="~g"),
        ),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            legend=alt.Legend(symbolType="circle", symbolOpacity=1),
        ),
    )
    line = base.mark_rule(strokeWidth=2, opacity=0.5).encode(x2=alt.datum(1))
    point = base.mark_point(filled=True, size=90, opacity=1)
    label = base.mark_text(align="left", dx=10, fontSize=11).encode(
        x="beside:Q", text="label:N", color=alt.value(_SOFT)
    )
    layers: alt.LayerChart = line + point + label
    layers.width, layers.height = _WIDTH, _ROW * len(rows)
    return layers


def who(name: str) -> str:
    """The group of a contestant, shown by its colour."""
    if name.endswith(" tree"):
        return "a tree alone"
    return "rfaparse" if name == "rfaparse" else "general extractor"
