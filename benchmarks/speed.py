"""The time of rfaparse beside that of a bare tree and of general extractors, in one run.

``pip install --group bench . && pip install --no-deps fundus && python benchmarks/speed.py`` prints
the tables of docs/speed.md, over invented stories. ``python benchmarks/speed.py POSTS`` reads a
folder of Jekyll posts instead; ``--write`` puts figures, tables and plot into docs/. It takes five
minutes.

In every round each contestant reads the same texts once, in a new random order. The figures are
ratios: a contestant's median round over that of the bare lxml tree.
"""

from __future__ import annotations

import gc
import json
import platform
import re
import statistics
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import compare
import contestants
import growth
import invented_stories
import lxml.html
import pages
import speed_chart
from attrs import frozen
from contestants import BARE, EVERYONE, FEEDS, FLOORS, OURS, PEERS, POSTS
from instructions import bare

import rfaparse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Figures = dict[str, Any]

DOCS = ROOT / "docs"
MARKS = ("<!-- figures: benchmarks/speed.py writes from here -->", "<!-- to here -->")
FEW, MANY = 5, 101
"""The numbers of rounds with all contestants, and with the quick ones."""
QUICK = (*FLOORS, *OURS, "resiliparse", "fundus")
IMPORTS = {
    "lxml.html, attrs": "import lxml.html, attrs",
    "rfaparse": "import rfaparse",
    "trafilatura": "import trafilatura",
}
PACKAGES = (
    *("rfaparse", "lxml", "attrs", "selectolax", "html5lib", "resiliparse", "fundus", "justext"),
    *("readability-lxml", "trafilatura", "goose3", "newspaper4k"),
)


@frozen
class Story:
    """A story in three wrappings."""

    fragment: str
    page: str
    post: str = ""


def invented(*makers: Callable[[int], invented_stories.Story], count: int) -> list[Story]:
    """Stories with invented words."""
    stories = [make(number) for make in makers for number in range(count)]
    return [Story(story.fragment, pages.plone5(story.around), story.post) for story in stories]


def real(folder: Path, count: int) -> list[Story]:
    """Stories of a folder of posts, taken at even distances."""
    posts = list(zip(sorted(folder.glob("*.md")), compare.read_posts(folder), strict=True))
    step = max(1, len(posts) // count)
    return [
        Story(page.lead + page.story, pages.plone5(page), path.read_text(encoding="utf-8"))
        for path, (_, page) in posts[::step][:count]
    ]


# Time


def raced(
    readers: Mapping[str, Callable[[str], Any]], texts: list[str], rounds: int, chance: Random
) -> dict[str, list[float]]:
    """The CPU seconds of each reader in each round, over all texts."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    gc.collect()
    gc.freeze()  # one contestant's dictionaries cost the others nothing
    for _ in range(rounds):
        for name in chance.sample(list(readers), len(readers)):
            gc.collect()
            start = time.process_time()
            for text in texts:
                readers[name](text)
            seconds[name].append(time.process_time() - start)
    gc.unfreeze()
    return seconds


def ratios(seconds: Mapping[str, list[float]]) -> dict[str, float]:
    """The median round of each reader over that of the bare tree."""
    floor = statistics.median(seconds[BARE])
    return {name: round(statistics.median(rounds) / floor, 2) for name, rounds in seconds.items()}


def answered(readers: Mapping[str, Callable[[str], Any]], texts: list[str]) -> dict[str, int]:
    """The number of texts that each gives text for; also warms every contestant up."""
    counts = {}
    for name, read in readers.items():
        try:
            counts[name] = sum(contestants.gives_text(read(text)) for text in texts)
        except Exception as error:  # noqa: BLE001  a peer that raises does not take part
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    return counts


def kind_figures(texts: list[str], chance: Random) -> Figures:
    """Ratios of all contestants, and the number of texts that each peer gives text for."""
    counts = answered(EVERYONE, texts)
    readers = {name: EVERYONE[name] for name in counts}
    quick = {name: read for name, read in readers.items() if name in QUICK}
    figures = ratios(raced(readers, texts, FEW, chance))
    figures |= ratios(raced(quick, texts, MANY, chance))
    return {
        **size(texts),
        "ratio": {name: figures[name] for name in readers},
        "gave text": {name: count for name, count in counts.items() if name in PEERS},
    }


def size(texts: list[str]) -> Figures:
    """The number of the texts, and their median length."""
    return {"texts": len(texts), "characters": statistics.median(map(len, texts))}


def small_figures(
    readers: Mapping[str, Callable[[str], Any]], texts: list[str], chance: Random
) -> Figures:
    """Ratios of those that can read texts of this kind."""
    answered(readers, texts)
    return {**size(texts), "ratio": ratios(raced(readers, texts, MANY, chance))}


def part_figures(fragments: list[str], chance: Random) -> Figures:
    """Ratios of the parts of the work that a caller can measure."""
    pairs = [(text, without_credit_line(text)) for text in fragments]
    texts = [text for text, less in pairs if less]
    shorter = {text: less for text, less in pairs if less}
    trees = {text: lxml.html.fragment_fromstring(text, create_parent="div") for text in texts}
    readers: dict[str, Callable[[str], Any]] = {
        BARE: bare,
        "whole": contestants.whole,
        "of a tree that is there": lambda text: rfaparse.parse(trees[text]),
        "without the credit line": lambda text: rfaparse.parse(shorter[text]),
        "to JSON": contestants.to_json,
        'parser="html5lib"': contestants.by_html5lib,
    }
    return small_figures(readers, texts, chance)


def without_credit_line(fragment: str) -> str | None:
    """The fragment without the element that is its credit line; None if there is none."""
    byline = rfaparse.parse(fragment).byline
    tree = lxml.html.fragment_fromstring(fragment, create_parent="div")
    line = squeezed(byline.text or "") if byline else ""
    for element in tree.iter("p", "div"):
        if line and squeezed(element.text_content()) == line:
            element.drop_tree()
            return str(lxml.html.tostring(tree, encoding="unicode"))
    return None


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# Memory and import


def memory_figures(page: str) -> Figures:
    """Peak memory of a new process that reads one page, over the page's bytes; Linux only."""
    first = pages.plone5(invented_stories.mandarin(2).around, length=20_000)
    ratio = {}
    for name in EVERYONE:
        read = (
            f"sys.path[:0] = {[str(ROOT / 'benchmarks'), str(ROOT / 'tests')]!r}\n"
            f"import contestants\nreader = contestants.EVERYONE[{name!r}]\n"
            "def read(data): return reader(data.decode())"
        )
        peaks = [growth.peak_memory(read, first, page) for _ in range(3)]
        ratio[name] = round(statistics.median(peaks) / len(page.encode()), 1)
    return {"bytes": len(page.encode()), "ratio": ratio}


def import_figures(chance: Random) -> Figures:
    """The time to import, each in a new process, over that of the packages rfaparse needs."""
    seconds: dict[str, list[float]] = {name: [] for name in IMPORTS}
    program = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
    for done in range(22):
        for name in chance.sample(list(IMPORTS), len(IMPORTS)):
            command = [sys.executable, "-c", program.format(IMPORTS[name])]
            out = subprocess.run(command, capture_output=True, check=True).stdout
            if done:  # the first fills the disk's cache
                seconds[name].append(float(out))
    floor = statistics.median(seconds["lxml.html, attrs"])
    return {
        "ratio": {name: round(statistics.median(runs) / floor, 2) for name, runs in seconds.items()}
    }


# Report


def measured(folder: Path | None) -> Figures:
    """All figures."""
    chance = Random()  # noqa: S311  an order, not a secret
    mandarin = real(folder, 40) if folder else invented(invented_stories.mandarin, count=40)
    others = invented(invented_stories.tibetan, invented_stories.english, count=10)
    feeds = [
        invented_stories.feed([make(number) for number in range(15)])
        for make in (invented_stories.mandarin, invented_stories.tibetan)
    ]
    fragments = [story.fragment for story in mandarin]
    print(f"{len(mandarin)} stories; rounds: {FEW} with all, {MANY} of the quick", file=sys.stderr)
    kinds = {
        "Chinese fragments": kind_figures(fragments, chance),
        "Chinese pages": kind_figures([story.page for story in mandarin[:6]], chance),
        "Tibetan and English fragments": kind_figures([story.fragment for story in others], chance),
        "Tibetan and English pages": kind_figures([story.page for story in others[7:13]], chance),
        "Jekyll posts": small_figures(POSTS, [story.post for story in mandarin], chance),
        "feeds": small_figures(FEEDS, feeds, chance),
    }
    return {
        "stories": "real" if folder else "invented",
        "versions": versions(),
        "kinds": kinds,
        "parts": part_figures(fragments, chance),
        "memory": memory_figures(mandarin[0].page),
        "import": import_figures(chance),
    }


def versions() -> dict[str, str]:
    """The versions of Python and of all packages that were measured."""
    known = {"Python": platform.python_version()}
    for name in PACKAGES:
        try:
            known[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            known[name] = "not installed"
    return known


def tables(figures: Figures) -> str:
    """The figures as Markdown."""
    parts = [
        f"![How many bare lxml trees each takes](images/{speed_chart.NAME}.png)",
        f"The Chinese stories are {figures['stories']}, all others invented.",
        time_table(figures["kinds"]),
        "Peak memory of one Chinese page, in bytes for each of its bytes: "
        + listed(figures["memory"]["ratio"])
        + ".",
        "The time of `import`, over that of `import lxml.html, attrs`: "
        + listed(figures["import"]["ratio"])
        + ".",
        "Parts of rfaparse's time on Chinese fragments, in bare trees: "
        + listed(figures["parts"]["ratio"])
        + ".",
        "Versions: " + ", ".join(map(" ".join, figures["versions"].items())),
    ]
    return "\n\n".join(parts)


def time_table(kinds: Figures) -> str:
    """One row per contestant, one column per kind."""
    rows = [
        "| | " + " | ".join(kinds) + " |",
        "|---|" + "---:|" * len(kinds),
        "| *texts; median characters* | "
        + " | ".join(f"{kind['texts']}; {kind['characters']:,.0f}" for kind in kinds.values())
        + " |",
    ]
    for name in EVERYONE:
        cells = (cell(kind, name) for kind in kinds.values())
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def cell(kind: Figures, name: str) -> str:
    """A ratio; for a peer without text for some texts, also the number with text."""
    if name not in kind["ratio"]:
        return "-"
    count, texts = kind.get("gave text", {}).get(name), kind["texts"]
    note = "" if count in (None, texts) else f" (text in {count} of {texts})"
    return f"{kind['ratio'][name]:.1f}{note}"


def listed(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in values.items())


def write(figures: Figures) -> None:
    """Put figures, tables and plot into the documentation."""
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    (DOCS / "speed.json").write_text(text + "\n", encoding="utf-8")
    speed_chart.write(figures, DOCS / "images")
    page = DOCS / "speed.md"
    before, rest = page.read_text(encoding="utf-8").split(MARKS[0])
    _, after = rest.split(MARKS[1])
    section = f"{MARKS[0]}\n\n{tables(figures)}\n\n{MARKS[1]}"
    page.write_text(before + section + after, encoding="utf-8")


def main(arguments: Iterable[str]) -> None:
    """Measure and print; with ``--write``, also write."""
    options = list(arguments)
    folders = [Path(option) for option in options if not option.startswith("-")]
    figures = measured(folders[0] if folders else None)
    print(tables(figures))
    if "--write" in options:
        write(figures)


if __name__ == "__main__":
    main(sys.argv[1:])
