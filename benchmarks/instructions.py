"""The number of instructions that a parse takes, beside the bare lxml tree of the same text.

``.ci/instructions`` (this program) counts them with callgrind, which gives the same count whatever
else the machine does. It compares the counts with those in ``benchmarks/instructions.json`` for
this Python and lxml, and exits with status 1 if rfaparse takes over 5 % more than was committed.
If none were committed for them, it says so. ``--update`` writes the counts to that file.

Counts differ with the compiler, the interpreter and the processor's features. The program therefore
compares ratios of rfaparse's count to bare lxml's in the same run, in which most of that cancels.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import fixture_cases
import invented_stories
import pages
from lxml import etree, html

import rfaparse

COMMITTED = Path(__file__).with_suffix(".json")
TOLERANCE = 0.05
_IMPORTS = {"import": ("import lxml.html, attrs", "import rfaparse")}
_TOTAL = re.compile(r"^totals: (\d+)$", re.MULTILINE)
_MARK = "ctermid"
"""A C function that nothing else calls: at each call, callgrind writes its count and restarts."""


def sets() -> dict[str, list[str]]:
    """The texts to parse: fixtures and invented stories, in the kinds that people have."""
    fixtures = [name for name in fixture_cases.names() if not fixture_cases.is_feed(name)]
    stories = [invented_stories.mandarin(number) for number in range(20)]
    stories += [invented_stories.english(number) for number in range(3)]
    others = [invented_stories.tibetan(number) for number in range(8)]
    return {
        "fixtures": [fixture_cases.source(name).decode() for name in fixtures],
        "fragments": [story.fragment for story in stories],
        "posts": [story.post for story in stories],
        "pages": [pages.plone5(story.around) for story in stories[:2]],
        "feeds": [invented_stories.feed(others)],
    }


def count_here() -> None:
    """Parse each kind, as a bare tree and as stories, with a mark before and after each."""
    kinds = sets()
    gc.disable()  # when it runs depends on what was imported
    for kind, texts in kinds.items():
        for read in (bare_feed, read_feed) if kind == "feeds" else (bare, rfaparse.parse):
            for text in texts:
                read(text)  # what is done once only, such as an import, is done now
            os.ctermid()
            for text in texts:
                read(text)
            os.ctermid()


def bare(text: str) -> object:
    """The tree alone, made from text: lxml reads bytes without a charset as Latin-1, and slowly."""
    declared = text.startswith("<?xml")  # lxml refuses such text
    return html.document_fromstring(text.encode() if declared else text)


def bare_feed(text: str) -> object:
    """The feed's tree, and the tree of each item's story."""
    root = etree.fromstring(text.encode())
    return [bare(story.text or "") for story in root.iter("{*}encoded")]


def read_feed(text: str) -> object:
    """All stories of a feed."""
    return list(rfaparse.parse_feed(text))


def counted(*arguments: str) -> list[int]:
    """Callgrind's counts between the first and second mark, the third and fourth, and so on."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        tool = ["valgrind", "--tool=callgrind", f"--dump-before={_MARK}"]
        command = [*tool, f"--callgrind-out-file={out}", sys.executable, *arguments]
        done = subprocess.run(command, env=_environment(), capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.decode(errors="replace"))
        dumps = sorted(out.parent.glob("out.*"), key=lambda path: int(path.suffix[1:]))
        totals = [int(_TOTAL.findall(path.read_text(errors="replace"))[-1]) for path in dumps]
    return totals[1::2]


def _environment() -> dict[str, str]:
    """The same on every machine: fixed hashes, and no C library tuned to the processor."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    tuned = "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-ERMS,-BMI2"
    return {**kept, "PYTHONHASHSEED": "0", "GLIBC_TUNABLES": tuned}


def count_all() -> dict[str, dict[str, float]]:
    """Instructions of lxml and of rfaparse, and their ratio, for each kind and for the import."""
    counts = iter(counted(__file__, "--count"))
    pairs = {kind: (next(counts), next(counts)) for kind in sets()}
    for kind, (bare_import, whole_import) in _IMPORTS.items():
        pairs[kind] = (_count_of_import(bare_import), _count_of_import(whole_import))
    return {
        kind: {"bare": floor, "rfaparse": count, "ratio": round(count / floor, 4)}
        for kind, (floor, count) in pairs.items()
    }


def _count_of_import(statement: str) -> int:
    return counted("-c", f"import os; os.ctermid()\n{statement}\nos.ctermid()")[0]


def interpreter() -> str:
    """The interpreter that the counts hold for; two builds of one Python differed by 8 %."""
    flags = sysconfig.get_config_var("CONFIG_ARGS") or ""
    build = "optimised" if "--enable-optimizations" in flags else "plain"
    lxml = ".".join(map(str, etree.LXML_VERSION[:3]))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} {platform.python_compiler()} {build}, lxml {lxml}"


def committed() -> dict[str, dict[str, dict[str, float]]]:
    """The figures of the file, for each interpreter."""
    known: dict[str, dict[str, dict[str, float]]] = json.loads(COMMITTED.read_text())
    return known


def verdict(ratio: float, known: float) -> str:
    """The change of a ratio from the committed one; begins with SLOWER if that is a failure."""
    change = ratio / known - 1
    if change > TOLERANCE:
        return f"SLOWER by {change:.1%}: was {known:.3f}"
    if change < -TOLERANCE:
        return f"faster by {-change:.1%}: was {known:.3f}; --update would hold it there"
    return f"{change:+.1%}"


def compared(
    counts: dict[str, dict[str, float]], known: dict[str, dict[str, float]]
) -> dict[str, str]:
    """A verdict for each kind."""
    return {
        kind: verdict(figures["ratio"], known[kind]["ratio"]) if kind in known else "not committed"
        for kind, figures in counts.items()
    }


def is_slower(verdicts: dict[str, str]) -> bool:
    """Whether any verdict is a failure."""
    return any(verdict.startswith("SLOWER") for verdict in verdicts.values())


def show(counts: dict[str, dict[str, float]], verdicts: dict[str, str]) -> None:
    """Print a line for each kind."""
    for kind, figures in counts.items():
        millions = f"{figures['rfaparse'] / 1e6:9.2f} M / {figures['bare'] / 1e6:8.2f} M"
        print(f"  {kind:<10}{millions} = {figures['ratio']:7.3f}  {verdicts[kind]}")


def main() -> None:
    """Count, print, and compare or update."""
    if "--count" in sys.argv:
        return count_here()
    if shutil.which("valgrind") is None:
        return print("instructions: not counted, since valgrind is not installed")
    name = interpreter()
    known = committed()
    print(f"instructions, rfaparse / bare lxml ({name}):")
    counts = count_all()
    verdicts = compared(counts, known.get(name, {}))
    show(counts, verdicts)
    if "--update" in sys.argv:
        text = json.dumps({**known, name: counts}, indent=1, sort_keys=True)
        COMMITTED.write_text(text + "\n")
        return print(f"written to {COMMITTED.name}")
    if is_slower(verdicts):  # libxml2 seeds its tables by chance: pages vary by 1.5 %
        print("again, to be sure:")
        again = count_all()
        counts = {
            kind: min(figures, again[kind], key=lambda one: one["ratio"])
            for kind, figures in counts.items()
        }
        verdicts = compared(counts, known.get(name, {}))
        show(counts, verdicts)
    if is_slower(verdicts):
        sys.exit(f"over {TOLERANCE:.0%} slower; where that is meant: .ci/instructions --update")
    return None


if __name__ == "__main__":
    main()
