"""Compare two installed versions of rfaparse over all inputs.

``python tools/compare_versions.py OLD_PYTHON NEW_PYTHON [--soup COUNT] [--show NUMBER]`` lets each
interpreter read the same inputs with the version that is installed for it, and prints which
articles differ and how. The exit status is 1 if any differs. The inputs are the corpus, if there is
one (as posts, fragments, feed items and whole pages), the fixtures with both parsers, and generated
stories, pages and soup.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("RFAPARSE_CORPUS", ROOT.parent / "shared" / "corpus"))

ANSWER = """
import json, pickle, sys
import rfaparse
from rfaparse.export.json import to_dict

def read(kind, source):
    if kind == "feed":
        results = []
        note = lambda item, error: results.append({"item": item.number, "error": str(error)})
        try:
            for article in rfaparse.parse_feed(source, on_error=note):
                results.append(to_dict(article))
        except rfaparse.RfaparseError as error:
            results.append(refusal(error))
        return results
    try:
        return to_dict(rfaparse.parse(source, parser=kind))
    except rfaparse.RfaparseError as error:
        return refusal(error)

def refusal(error):
    return {"error": type(error).__name__, "message": str(error)}

for name, kind, source in pickle.load(sys.stdin.buffer):
    try:
        answer = read(kind, source)
    except Exception as error:
        answer = {"exception": repr(error)}
    print(json.dumps(answer, ensure_ascii=True, sort_keys=True))
"""
"""The program that each interpreter runs; it needs only the library."""

Input = tuple[str, str, "str | bytes"]


def real_stories() -> Iterator[Input]:
    """Posts as such, as fragments, as feed items and as pages; feeds; Plone's JSON."""
    import pages  # noqa: PLC0415  found by `main`

    import rfaparse  # noqa: PLC0415

    for path in sorted(CORPUS.glob("p*s/*.md")) + sorted(CORPUS.glob("plone5/*.md")):
        text = path.read_text(encoding="utf-8")
        html = text.split("------", 1)[1].strip().removeprefix("<div>").removesuffix("</div>")
        yield f"post {path.stem}", "lxml", text.encode()
        yield f"post {path.stem} html5lib", "html5lib", text.encode()
        yield f"fragment {path.stem}", "lxml", html
        yield f"feed of {path.stem}", "feed", item_of(html)
        url = rfaparse.parse(text).url or ""
        page = pages.Page("", html, url)
        yield f"page of {path.stem}", "lxml", pages.plone5(page, length=8000)
        yield f"Plone 4 page of {path.stem}", "lxml", pages.plone4(page, length=8000)
    for path in sorted(CORPUS.glob("feeds/*")):
        yield f"feed {path.name}", "feed", path.read_bytes()
    for path in sorted(CORPUS.glob("section-page/*")):
        yield f"section page {path.name}", "lxml", path.read_bytes()
    for path in CORPUS.glob("plone-json/stories.json"):
        yield from plone_texts(json.loads(path.read_text(encoding="utf-8")))


def item_of(html: str) -> str:
    """A feed with one item."""
    return (
        "<rss><channel><item><link>https://www.rfa.org/mandarin/Xinwen/x-01022021030405.html</link>"
        f"<encoded><![CDATA[{html}]]></encoded></item></channel></rss>"
    )


def plone_texts(value: Any) -> Iterator[Input]:
    """The HTML in a JSON document, as fragments."""
    if isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, dict) and text.get("data"):
            for parser in ("lxml", "html5lib"):
                yield f"Plone JSON {value.get('@id')} {parser}", parser, text["data"]
        for part in value.values():
            yield from plone_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from plone_texts(part)


def trials() -> Iterator[Input]:
    """Small inputs from reports of trouble."""
    for path in sorted(CORPUS.parent.glob("trials/*/*")):
        if path.suffix in {".html", ".md"}:
            for parser in ("lxml", "html5lib"):
                yield f"trial {path.parent.name}/{path.name} {parser}", parser, path.read_bytes()


def fixtures() -> Iterator[Input]:
    """The saved fixtures, with both parsers."""
    for path in sorted((ROOT / "tests" / "fixtures").glob("*/input.*")):
        if path.suffix == ".rdf":
            yield f"fixture {path.parent.name}", "feed", path.read_bytes()
            continue
        for parser in ("lxml", "html5lib"):
            yield f"fixture {path.parent.name} {parser}", parser, path.read_bytes()


def generated(soups: int) -> Iterator[Input]:
    """Invented stories in each wrapping, and soup of tags."""
    import fuzz_targets  # noqa: PLC0415
    import invented_stories  # noqa: PLC0415
    import pages  # noqa: PLC0415

    for make in (invented_stories.mandarin, invented_stories.tibetan, invented_stories.english):
        for number in range(60):
            story = make(number)
            name = f"{make.__name__} {number}"
            yield f"post {name}", "lxml", story.post
            yield f"fragment {name}", "lxml", story.fragment
            yield f"feed {name}", "feed", invented_stories.feed([story])
            for template in (pages.plone4, pages.plone5):
                page = template(story.around, length=30_000)
                yield f"{template.__name__} {name}", "lxml", page
    chance = Random(17)  # noqa: S311  no secret
    for number in range(soups):
        length = int(chance.expovariate(1 / 12)) + 1
        soup = "".join(chance.choices(fuzz_targets.PIECES, k=length))
        yield f"soup {number}: {soup!r}", "lxml", soup.encode("utf-8", "ignore")


def answers(python: str, inputs: list[Input]) -> list[Any]:
    """The answers to all inputs from the version that is installed for `python`."""
    done = subprocess.run(
        [python, "-c", ANSWER], input=pickle.dumps(inputs), stdout=subprocess.PIPE, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def difference(old: Any, new: Any) -> str:
    """The lines in which two answers differ."""
    before, after = (
        json.dumps(answer, ensure_ascii=False, indent=0, sort_keys=True).splitlines()
        for answer in (old, new)
    )
    lines = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
    return "\n".join("    " + line[:160] for line in lines if not line.startswith("@@"))


def main() -> int:
    """Compare and print; the exit status is 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--soup", type=int, default=20_000)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--but", default="\0", help="ignore differences that contain this text")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT / "tests" / "support")]
    inputs = [*real_stories(), *trials(), *fixtures(), *generated(options.soup)]
    if not CORPUS.is_dir():
        print(f"no corpus at {CORPUS}: real stories were not compared")
    pairs = zip(answers(options.old, inputs), answers(options.new, inputs), strict=True)
    differing = [
        (name, difference(old, new))
        for (name, _, _), (old, new) in zip(inputs, pairs, strict=True)
        if old != new and options.but not in difference(old, new)
    ]
    for name, lines in differing[: options.show]:
        print(f"{name}\n{lines}")
    kinds = Counter(name.split()[0] for name, _, _ in inputs)
    changed = Counter(name.split()[0] for name, _ in differing)
    print(", ".join(f"{kind} {changed[kind]} of {count}" for kind, count in kinds.items()))
    print(f"{len(inputs):,} inputs, {len(differing):,} differ")
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main())
