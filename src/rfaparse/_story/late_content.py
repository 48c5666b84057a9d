"""What a page's scripts would have added: lazily loaded pictures, Kaltura's players."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._source.foreign_trees import legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

CHARTS = frozenset({"flourish-embed", "tableauPlaceholder"})
"""Elements that a chart's script fills; the picture inside is only a placeholder."""
_is_placeholder = re.compile(
    r"\.gif|\.svg|blank|spacer|placeholder|load(?:ing|er)|lazy|pixel|transparent|spinner|1x1|default"
).search
"""Tells the file name of a placeholder picture."""
_ADDRESSES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-orig-file",
    "data-savepage-src",
)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_CANDIDATES = re.compile(r",\s+|(?<=\d[wx]),").split
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[wx],?").fullmatch
_MOST_SOURCES = 16
_KALTURA_CALL = re.compile(r"kWidget\.(?:thumbE|e)mbed\b").split
_KALTURA_SETTING = re.compile(r"\b(wid|uiconf_id|entry_id|partner_id)\W{1,8}(\w{1,40})").findall


def source_of(img: _Element) -> str:
    """The address that an ``img`` shows, as written: its ``src``, or what a script would load.

    Another address counts only if ``src`` is missing or looks like a placeholder, and there is
    one; of a ``srcset`` the largest.
    """
    src: str = img.get("src") or ""
    return src if _is_real(src) else _late_source(img) or src


def _is_real(src: str) -> bool:
    if not src or src.startswith(("data:", "about:")):
        return False
    return _is_placeholder(src.rpartition("/")[2].lower()) is None


def _late_source(img: _Element) -> str:
    values = (*map(img.get, _ADDRESSES), _largest(map(img.get, _SETS)))
    addresses = (value.strip() for value in values if value)
    real = (address for address in addresses if address and not address.startswith("data:"))
    return next(real, None) or _largest(
        source.get(name) for source in _sources_before(img) for name in _SETS
    )


def _sources_before(img: _Element) -> Iterator[_Element]:
    """The ``source`` elements of an ``img``'s ``picture``, before it or, to libxml2, around it."""
    element: _Element | None = img
    for _ in range(_MOST_SOURCES):
        previous = element.getprevious() if element is not None else None
        element = element.getparent() if element is not None and previous is None else previous
        if element is None or element.tag != "source":
            return
        yield element


def _largest(sets: Iterable[str | None]) -> str:
    """The largest candidate of several ``srcset``, the first of equals; else ``""``.

    >>> _largest(["a.jpg 800w, b.jpg 1600w", None])
    'b.jpg'
    """
    candidates = [part.split() for value in sets if value for part in _CANDIDATES(value)]
    sized: dict[float, str] = {}
    for address, *size in filter(None, candidates):
        width = _SIZE(size[0]) if size else None
        if not address.startswith("data:"):
            sized.setdefault(float(width[1]) if width else 1.0, address.rstrip(","))
    return sized[max(sized)] if sized else ""


def load(root: _Element, unseen: list[_Element]) -> None:
    """Replace scripts and ``noscript`` of a story by the pictures and players they stand for."""
    hidden: dict[_Element, _Element] = {}
    for element in unseen:
        if element.tag == "script":
            _load_kaltura(element)
        elif element.tag == "noscript":
            if "<img" in (element.text or ""):  # escaped, as Chrome saves it
                parser = etree.HTMLParser(encoding="utf-8")
                element.append(etree.fromstring(f"<div>{element.text}".encode(), parser))
            for img in element.iter("img"):
                if img in hidden:  # with all that follow: a noscript in a noscript
                    break
                hidden[img] = element
    if hidden:
        _load_pictures(root, hidden)


def _load_pictures(root: _Element, hidden: dict[_Element, _Element]) -> None:
    """Take pictures out of their ``noscript``, unless they are already outside it.

    The first gives its address to the picture beside the ``noscript`` if that has none; if none
    is beside, they stay alone. Page counters and placeholders of charts are not pictures.
    """
    shown = {source_of(img) for img in root.iter("img") if img not in hidden}
    beside = {noscript: _beside(noscript) for noscript in hidden.values()}
    for img, noscript in hidden.items():
        src, neighbour = source_of(img), beside.pop(noscript, None)
        if not src or src in shown or _is_no_content(img, noscript):
            continue
        shown.add(src)
        if neighbour is None:
            img.tail = None
            noscript.addprevious(img)
        elif not _is_real(neighbour.get("src") or "") and not _late_source(neighbour):
            neighbour.set("src", legal(src))


def _is_no_content(img: _Element, noscript: _Element) -> bool:
    around = next(noscript.iterancestors("div"), None)
    is_in_chart = around is not None and not CHARTS.isdisjoint((around.get("class") or "").split())
    is_dot = not {"0", "1"}.isdisjoint((img.get("width"), img.get("height")))
    return is_in_chart or is_dot or "display:none" in (img.get("style") or "").replace(" ", "")


def _beside(noscript: _Element) -> _Element | None:
    """The picture directly before a ``noscript``, else the one directly after it."""
    before, behind = noscript.getprevious(), noscript.getnext()
    images: list[_Element] = []
    if before is not None and not (before.tail or "").strip():
        images = [*before.iter("img")][-1:]
    if not images and behind is not None and not (noscript.tail or "").strip():
        images = [*islice(behind.iter("img"), 1)]
    return images[0] if images else None


def _load_kaltura(script: _Element) -> None:
    """Replace a script that makes players, by a call or by its address, with those players."""
    calls = _KALTURA_CALL(script.text or "")[1:]
    src = script.get("src") or ""
    if "autoembed=true" in src:
        calls.append(src)
    if calls:
        script.tag, script.text = "span", None
    for call in calls:
        player = {"class": "kaltura", "data": _kaltura_address(call)}
        etree.SubElement(script, "object", player)


def _kaltura_address(call: str) -> str:
    """The address of Kaltura's player as an ``iframe`` has it; empty if a part of it is missing."""
    settings = dict(_KALTURA_SETTING(call))
    partner = settings.get("partner_id") or settings.get("wid", "").lstrip("_")
    uiconf, entry = settings.get("uiconf_id"), settings.get("entry_id")
    if not (partner.isdigit() and uiconf and entry):
        return ""
    return (
        f"https://cdnapisec.kaltura.com/p/{partner}/sp/{partner}00/embedIframeJs/uiconf_id/{uiconf}"
        f"/partner_id/{partner}?iframeembed=true&playerId=kaltura_player&entry_id={entry}"
    )
