"""What general extractors make of RFA's pages, field by field.

``python benchmarks/compare.py POSTS``: POSTS is a folder of Jekyll posts with lead blocks; each is
wrapped in the tests' page template, so that all see a whole page. What is right is what rfaparse
gives for the post, which the suite holds against a person's reading. Needs:
``pip install --group bench .``.
"""

from __future__ import annotations

import re
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import goose3
import justext
import newspaper
import pages
import readability
import trafilatura
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text

import rfaparse

if TYPE_CHECKING:
    from collections.abc import Callable

    from rfaparse import Article

FIELDS = (
    *("title", "date", "lead image", "paragraphs kept", "captions apart", "credit line apart"),
    *("related links apart", "captions", "copyright", "related links", "reporters", "editors"),
)


def by_rfaparse(page: str) -> dict[str, Any]:
    story = rfaparse.parse(page)
    lead = story.lead_image
    byline = story.byline
    return {
        "title": story.title,
        "date": story.published.date().isoformat() if story.published else None,
        "image": lead.url if lead else None,
        "text": story.text,
        "captions": story.captions,
        "copyright": lead.copyright if lead else None,
        "links": [link.title for link in story.related_links],
        "reporters": byline.reporters if byline else (),
        "editors": byline.editors if byline else (),
    }


def by_trafilatura(page: str) -> dict[str, Any]:
    found = trafilatura.bare_extraction(page, with_metadata=True)
    data = found.as_dict() if found else {}
    return {name: data.get(name) for name in ("title", "date", "image", "text")}


def by_newspaper(page: str) -> dict[str, Any]:
    found = newspaper.Article("https://www.rfa.org/", language="zh")
    found.download(input_html=page)
    found.parse()
    day = found.publish_date.date().isoformat() if found.publish_date else None
    return {"title": found.title, "date": day, "image": found.top_image, "text": found.text}


def by_readability(page: str) -> dict[str, Any]:
    found = readability.Document(page)
    text = lxml_html.fromstring(found.summary()).xpath("string()")
    return {"title": found.title(), "text": text}


def by_resiliparse(page: str) -> dict[str, Any]:
    return {"text": extract_plain_text(page, main_content=True)}


def by_goose(page: str) -> dict[str, Any]:
    found = goose3.Goose({"target_language": "zh", "enable_image_fetching": False}).extract(
        raw_html=page
    )
    return {"title": found.title, "date": found.publish_date, "text": found.cleaned_text}


def by_justext(page: str) -> dict[str, Any]:
    found = justext.justext(page.encode(), frozenset(), 20, 40, 0, 0, 0.2)
    return {"text": "\n".join(each.text for each in found if not each.is_boilerplate)}


PEERS: dict[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "rfaparse": ("rfaparse", by_rfaparse),
    "trafilatura": ("trafilatura", by_trafilatura),
    "newspaper4k": ("newspaper4k", by_newspaper),
    "readability-lxml": ("readability-lxml", by_readability),
    "resiliparse": ("resiliparse", by_resiliparse),
    "goose3": ("goose3", by_goose),
    "justext": ("justext", by_justext),
}


def squeezed(text: object) -> str:
    return re.sub(r"\s+", "", str(text or ""))


def share(found: int, of: int) -> float | None:
    return found / of if of else None


def scores(given: dict[str, Any], story: Article) -> dict[str, float | None]:
    """For each field how much of it is right, from 0 to 1; None where the story has none."""
    text = squeezed(given.get("text"))
    lines = [squeezed(each.text) for each in story.paragraphs]
    written = story.byline.text if story.byline else None
    credit = [squeezed(line) for line in (written or "").splitlines()]
    captions = [squeezed(each) for each in story.captions]
    links = [squeezed(link.title) for link in story.related_links]
    lead, byline = story.lead_image, story.byline
    day = story.created.date().isoformat() if story.created else ""

    def same(name: str, expected: object) -> float | None:
        return float(squeezed(given.get(name)) == squeezed(expected)) if expected else None

    def apart(others: list[str]) -> float | None:
        kept = any(line in text for line in lines)
        return share(sum(each not in text for each in others), len(others)) if kept else 0.0

    def listed(name: str, expected: list[str] | tuple[str, ...]) -> float | None:
        found = {squeezed(each) for each in given.get(name) or ()}
        return share(sum(squeezed(each) in found for each in expected), len(expected))

    return {
        "title": same("title", story.title),
        "date": float(str(given.get("date") or "")[:10] == day) if day else None,
        "lead image": float(bool(lead and lead.url and given.get("image") == lead.url))
        if lead
        else None,
        "paragraphs kept": share(sum(line in text for line in lines), len(lines)),
        "captions apart": apart(captions),
        "credit line apart": apart(credit),
        "related links apart": apart(links),
        "captions": listed("captions", story.captions),
        "copyright": same("copyright", lead.copyright if lead else None),
        "related links": listed("links", links),
        "reporters": listed("reporters", byline.reporters if byline else ()),
        "editors": listed("editors", byline.editors if byline else ()),
    }


def read_posts(folder: Path) -> list[tuple[Article, pages.Page]]:
    """The stories of a folder of Jekyll posts, and what a page of each is made of."""
    stories = []
    for path in sorted(folder.glob("*.md")):
        story = rfaparse.parse(path.read_bytes())
        inner = path.read_text(encoding="utf-8").split("------", 1)[1].strip()
        lead, mark, rest = (
            inner.removeprefix("<div>").removesuffix("</div>").partition("<!-- zoomattribute -->")
        )
        block, text = (lead + mark, rest) if mark and story.lead_image else ("", lead + mark + rest)
        page = pages.Page(
            block,
            text.removeprefix("null"),
            story.url or "",
            title=story.title or "",
            story_date=story.created.date().isoformat() if story.created else "",
        )
        stories.append((story, page))
    return stories


def main() -> None:
    """Print the table as Markdown."""
    stories = [(story, pages.plone5(page)) for story, page in read_posts(Path(sys.argv[1]))]
    columns: dict[str, dict[str, float | None]] = {}
    for name, (_, read) in PEERS.items():
        start = time.perf_counter()
        read_all = [scores(attempt(read, page), story) for story, page in stories]
        columns[name] = {
            field: mean([each[field] for each in read_all if each[field] is not None])
            for field in FIELDS
        }
        columns[name]["ms a page"] = 1000 * (time.perf_counter() - start) / len(stories)
    print_table(columns)


def attempt(read: Callable[[str], dict[str, Any]], page: str) -> dict[str, Any]:
    try:
        return read(page)
    except Exception as error:  # noqa: BLE001  a peer that fails gives nothing for that page
        print(f"{read.__name__}: {error}", file=sys.stderr)
        return {}


def mean(values: list[Any]) -> float | None:
    return sum(values) / len(values) if values else None


def print_table(columns: dict[str, dict[str, float | None]]) -> None:
    versions = [f"{name} {metadata.version(package)}" for name, (package, _) in PEERS.items()]
    print(f"| | {' | '.join(versions)} |")
    print(f"|---|{'---|' * len(versions)}")
    for field in FIELDS:
        cells = [
            "-" if (value := each[field]) is None else f"{value:.0%}" for each in columns.values()
        ]
        print(f"| {field} | {' | '.join(cells)} |")
    times = [f"{each['ms a page']:.1f}" for each in columns.values()]
    print(f"| ms a page of 100 kB | {' | '.join(times)} |")


if __name__ == "__main__":
    main()
