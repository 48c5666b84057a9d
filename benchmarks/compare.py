"""Scores of rfaparse and of general extractors on RFA's pages, field by field.

``python benchmarks/compare.py FOLDER`` prints the tables as Markdown. FOLDER holds ``corpus/`` and
``gold/``: Jekyll posts and feeds, and what people read in them. Each story is wrapped in the tests'
page template, so that all see a whole page. Right is what people read (credits; a feed's lead
image) and the feed's own fields; for all else, what rfaparse gives for the story without a page.
Needs: ``pip install --group bench .`` and, for fundus, ``pip install --no-deps fundus``.
"""

from __future__ import annotations

import json
import re
import sys
import time
from html import escape
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import goose3
import justext
import newspaper
import pages
import readability
import trafilatura
from attrs import evolve, frozen
from lxml import etree
from lxml import html as lxml_html
from resiliparse.extract.html2text import extract_plain_text

import rfaparse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rfaparse import Article

WITH_FUNDUS: dict[str, Callable[[str], Any]] = {}
try:
    from fundus_parser import by_fundus
except ImportError as error:  # it wants an older lxml than the others; see docs/measurements.md
    print(f"fundus is left out: {error}", file=sys.stderr)
else:
    WITH_FUNDUS["fundus"] = by_fundus

POSTS = 60
"""The least number of Mandarin posts to take of a folder, at even distances."""
_KNOWN_AS = {"ug": "en"}
"""The language that newspaper4k and goose3 get in place of one that they do not know."""
_GIVEN_AS = {"lead image": "image", "related links": "links", "reporters and writers": "authors"}
"""The key of a field in a peer's answer, if it is not the field's name in the table."""
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def by_rfaparse(page: str) -> dict[str, Any]:
    story = rfaparse.parse(page)
    byline = story.byline or rfaparse.Byline()
    return {
        "title": story.title,
        "date": story.published or story.created,
        "image": story.lead_image and story.lead_image.url,
        "text": story.text,
        "captions": story.captions,
        "copyright": [image.copyright for image in story.images],
        "links": [link.title for link in story.related_links],
        "authors": byline.reporters + byline.writers,
        "editors": byline.editors,
    }


def by_trafilatura(page: str) -> dict[str, Any]:
    document = trafilatura.bare_extraction(page, with_metadata=True)
    data = document.as_dict() if document else {}
    fields = {name: data.get(name) for name in ("title", "date", "image", "text")}
    return {**fields, "authors": (data.get("author") or "").split(";")}


def by_newspaper(page: str, language: str = "zh") -> dict[str, Any]:
    article = newspaper.Article("https://www.rfa.org/", language=_KNOWN_AS.get(language, language))
    article.download(input_html=page)
    article.parse()
    return {
        "title": article.title,
        "date": article.publish_date,
        "image": article.top_image or article.meta_img,
        "text": article.text,
        "authors": article.authors,
    }


def by_readability(page: str) -> dict[str, Any]:
    document = readability.Document(page)
    text = lxml_html.fromstring(document.summary()).xpath("string()")
    return {"title": document.short_title(), "text": text}


def by_resiliparse(page: str) -> dict[str, Any]:
    return {"text": extract_plain_text(page, main_content=True)}


def by_goose(page: str, language: str = "zh") -> dict[str, Any]:
    options = {"target_language": _KNOWN_AS.get(language, language), "use_meta_language": False}
    article = goose3.Goose({**options, "enable_image_fetching": False}).extract(raw_html=page)
    return {
        "title": article.title,
        "date": article.publish_date,
        "image": article.opengraph.get("image"),
        "text": article.cleaned_text,
        "authors": article.authors,
    }


def by_justext(page: str, language: str = "zh") -> dict[str, Any]:
    if language == "en":
        lines = justext.justext(page.encode(), justext.get_stoplist("English"))
    else:
        lines = justext.justext(page.encode(), frozenset(), 20, 40, 0, 0, 0.2)
    return {"text": "\n".join(line.text for line in lines if not line.is_boilerplate)}


PEERS: dict[str, tuple[str, Callable[..., dict[str, Any]]]] = {
    "rfaparse": ("rfaparse", by_rfaparse),
    "trafilatura": ("trafilatura", by_trafilatura),
    "newspaper4k": ("newspaper4k", by_newspaper),
    "readability-lxml": ("readability-lxml", by_readability),
    "resiliparse": ("resiliparse", by_resiliparse),
    "goose3": ("goose3", by_goose),
    "justext": ("justext", by_justext),
    **{name: (name, read) for name, read in WITH_FUNDUS.items()},
}
_WITH_LANGUAGE = ("newspaper4k", "goose3", "justext")
"""The peers that take the page's language."""


@frozen
class Case:
    """A story in a page, and the right values.

    Attributes:
        story: The story as rfaparse reads it without a page.
        page: The parts of the page.
        lead: The lead image's address, caption and copyright; empty without one.
        authors: Names of reporters and writers.
        editors: Names of editors.
        credit_lines: The lines that name them, if any.
    """

    story: Article
    page: pages.Page
    lead: dict[str, str | None]
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    credit_lines: tuple[str, ...]


def read_posts(folder: Path) -> list[tuple[Article, pages.Page]]:
    """The stories of a folder of Jekyll posts, with the parts of a page of each."""
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


def read_gold(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cases_of_posts(folder: Path) -> Iterator[Case]:
    """Mandarin posts of Plone 4 and 5, and those with lead blocks."""
    for name, gold_name in (("posts", "credits.jsonl"), ("plone5", "plone5.jsonl")):
        gold = {row["id"]: row for row in read_gold(folder / "gold" / gold_name)}
        posts = folder / "corpus" / name
        names = [path.stem for path in sorted(posts.glob("*.md"))]
        known = [
            (gold[stem], *story_and_page)
            for stem, story_and_page in zip(names, read_posts(posts), strict=True)
            if stem in gold
        ]
        for row, story, page in known[:: max(1, len(known) // POSTS)]:
            yield Case(
                story,
                page,
                row.get("lead_image") or {},
                (*row["reporters"], *row.get("writers", ())),
                tuple(row["editors"]),
                tuple((story.byline.text or "").splitlines() if story.byline else ()),
            )


def cases_of_feeds(folder: Path, language: str) -> Iterator[Case]:
    """Stories of feeds in one language that have a text."""
    gold = {row["id"]: row for row in read_gold(folder / "gold" / "feeds.jsonl")}
    start = {"en": "english", "ug": "uyghur"}[language]
    for path in sorted((folder / "corpus" / "feeds").glob(f"{start}-*")):
        for item in etree.parse(path).iterfind(".//{*}item"):
            url = item.findtext("{*}link", "").strip()
            row = gold.get(url.partition("?")[0].rpartition("/")[2].removesuffix(".html"))
            markup = item.findtext(_CONTENT) or ""
            story = rfaparse.parse(markup, url=url) if markup.strip() else None
            if row and row["feed"] == path.name and story and story.paragraphs:
                yield case_of_item(story, item.findtext("{*}title", ""), markup, row, language)


def case_of_item(
    story: Article, title: str, markup: str, row: dict[str, Any], language: str
) -> Case:
    lead = row.get("lead") or {}
    day = story.created.date().isoformat() if story.created else ""
    field = f'<span id="story_byline">{escape(row["byline_field"] or "")}</span>'
    page = pages.Page(
        lead_block(lead) if lead else "",
        markup,
        story.url or "",
        title=title.strip(),
        language=language,
        story_date=day,
        before_story=field,
    )
    people = [(role, name) for role, name, _ in row["credits"] if name]
    return Case(
        evolve(story, title=title.strip()),
        page,
        lead,
        tuple(name for role, name in people if role in ("reporter", "writer")),
        tuple(name for role, name in people if role == "editor"),
        (row["credit_line"],) if row["credit_line"] else (),
    )


def lead_block(lead: dict[str, str | None]) -> str:
    """A lead image as Plone 5 prints it."""
    url, caption, owner = (escape(lead[name] or "") for name in ("url", "caption", "copyright"))
    return (
        f'<img src="{url}" alt="{caption}" title="{caption}" height="427" width="640"/>'
        f'<span class="lead_image_caption">{caption}</span><div id="zoomattribute">'
        f'<a id="single_image" href="{url}/@@images/image" data-caption="{caption}" title="">'
        f'<img src="/++plone++rfa-resources/img/icon-zoom.png" alt="zoom"/></a>'
        f'<span class="copyright">{owner}</span></div><!-- zoomattribute -->'
    )


def whole_page(case: Case) -> str:
    """The page, with a story's head: its picture, and its dates as JSON-LD."""
    day = case.story.created.isoformat() if case.story.created else None
    ld = pages.json_ld({"@type": "NewsArticle", "headline": case.story.title, "datePublished": day})
    page = pages.plone5(evolve(case.page, head=ld))
    picture = case.lead.get("url")
    return page.replace("/logo.png", escape(picture), 1) if picture else page


def squeezed(text: object) -> str:
    return re.sub(r"\s+", "", str(text or ""))


def share(count: int, total: int) -> float | None:
    return count / total if total else None


def scores(given: dict[str, Any], case: Case) -> dict[str, float | None]:
    """The share of each field that is right, from 0 to 1; None if the story has no such field."""
    story, lead = case.story, case.lead
    text = squeezed(given.get("text"))
    lines = [squeezed(paragraph.text) for paragraph in story.paragraphs]
    captions = dict.fromkeys(filter(None, (lead.get("caption"), *story.captions)))
    owners = {lead.get("copyright"), *(image.copyright for image in story.images)}
    links = [link.title for link in story.related_links]

    def same(name: str, expected: str | None) -> float | None:
        return float(squeezed(given.get(name)) == squeezed(expected)) if expected else None

    def apart(others: Iterable[str]) -> float | None:
        if not any(line in text for line in lines):
            return 0.0 if others else None
        return share_of(lambda other: other not in text, others)

    def listed(name: str, expected: Iterable[str]) -> float | None:
        return share_of(set(map(squeezed, given.get(name) or ())).__contains__, expected)

    def share_of(is_right: Callable[[str], bool], expected: Iterable[str]) -> float | None:
        values = [*map(squeezed, expected)]
        return share(sum(map(is_right, values)), len(values))

    return {
        "title": same("title", story.title),
        "date": float(str(given.get("date"))[:10] == case.page.story_date),
        "lead image": same("image", lead.get("url")),
        "paragraphs kept": share(sum(line in text for line in lines), len(lines)),
        "captions kept out of the text": apart(captions),
        "credit line kept out of the text": apart(case.credit_lines),
        "related links kept out of the text": apart(links),
        "captions": listed("captions", captions),
        "copyright": listed("copyright", [*filter(None, owners)]),
        "related links": listed("links", links),
        "reporters and writers": listed("authors", case.authors),
        "editors": listed("editors", case.editors),
    }


def main() -> None:
    """Print a table for each language as Markdown."""
    folder = Path(sys.argv[1])
    print_table("Mandarin", [*cases_of_posts(folder)], "zh")
    print_table("English", [*cases_of_feeds(folder, "en")], "en")
    print_table("Uyghur", [*cases_of_feeds(folder, "ug")], "ug")


def print_table(heading: str, cases: list[Case], language: str) -> None:
    whole = [whole_page(case) for case in cases]
    columns = []
    for name, (_, read) in PEERS.items():
        options = {"language": language} if name in _WITH_LANGUAGE else {}
        attempt(read, whole[0], options)  # what it loads once costs no page
        start = time.process_time()
        given = [attempt(read, page, options) for page in whole]
        milliseconds = 1000 * (time.process_time() - start) / len(cases)
        columns.append((milliseconds, {*chain(*given)}, [*map(scores, given, cases)]))
    versions = [f"{name} {metadata.version(package)}" for name, (package, _) in PEERS.items()]
    print(f"**{heading}**, {len(cases)} stories:\n\n| | {' | '.join(versions)} |")
    print(f"|---|{'---|' * len(versions)}")
    for field in columns[0][-1][0]:
        name = "text" if "kept" in field else _GIVEN_AS.get(field, field)
        cells = [
            mean([case_scores[field] for case_scores in column]) if name in names else "-"
            for _, names, column in columns
        ]
        if {*cells} - {"", "-"}:
            print(f"| {field} | {' | '.join(cells)} |")
    times = (f"{milliseconds:.1f}" for milliseconds, _, _ in columns)
    print(f"| ms per page of 100 kB | {' | '.join(times)} |\n")


def attempt(
    read: Callable[..., dict[str, Any]], page: str, options: dict[str, str]
) -> dict[str, Any]:
    try:
        return read(page, **options)
    except Exception as error:  # noqa: BLE001  a peer that fails gives nothing for that page
        print(f"{read.__name__}: {error}", file=sys.stderr)
        return {}


def mean(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.0%}" if known else ""


if __name__ == "__main__":
    main()
