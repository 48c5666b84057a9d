"""Real stories, which are not part of the project: skipped where they are not at hand."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import visible_text

import rfaparse

if TYPE_CHECKING:
    from pathlib import Path

    from rfaparse import Article

SAMPLE = "2023-12-01_gt1-11302023011529"


@pytest.fixture(scope="module")
def articles(posts: list[Path]) -> dict[str, Article]:
    return {path.stem: rfaparse.parse(path.read_bytes()) for path in posts}


def gold(shared: Path, name: str) -> list[dict[str, Any]]:
    text = (shared / "gold" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def spaced(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def test_every_post_parses(articles: dict[str, Article]) -> None:
    assert len(articles) == 555
    assert all(article.body and article.title and article.created for article in articles.values())


def test_leftover_is_at_most_the_word_null(articles: dict[str, Article]) -> None:
    assert {article.leftover for article in articles.values()} <= {(), ("null",)}


def test_bylines(shared: Path, articles: dict[str, Article]) -> None:
    rows = gold(shared, "credits.jsonl")
    wrong = []
    for row in rows:
        byline = articles[row["id"]].byline or rfaparse.Byline("")
        keys = ("reporters", "editors", "web_editors", "locations", "contributors")
        given = {key: list(getattr(byline, key)) for key in keys}
        if given != {key: row.get(key, []) for key in keys}:
            wrong.append((row["id"], given))
    assert len(wrong) <= len(rows) / 100, wrong


def test_plone5_posts(shared: Path, articles: dict[str, Article]) -> None:
    for row in gold(shared, "plone5.jsonl"):
        article = articles[row["id"]]
        inline = [image for image in article.images if image is not article.lead_image]
        byline = article.byline
        assert byline is not None
        assert article.title == spaced(row["title"])
        assert [image(each) for each in inline] == row["images"]
        assert (article.lead_image and lead(article.lead_image)) == row["lead_image"]
        assert [(link.title, link.url) for link in article.related_links] == [
            (spaced(link["title"]), link["url"]) for link in row["related_links"]
        ]
        assert [heading.text for heading in article.headings] == row["headings"]
        assert byline.text == row["byline_raw"]
        for view in ("reporters", "editors", "web_editors", "hosts", "writers", "producers"):
            assert list(getattr(byline, view)) == row[view]
        assert list(byline.locations) == row["locations"]
        assert article.paragraphs[0].text.startswith(row["first_paragraph"])
        assert article.paragraphs[-1].text.endswith(row["last_paragraph"])
        assert len(article.embeds) == row["tweets"]


def image(each: rfaparse.Image) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("url", "alt", "caption", "copyright")}


def lead(each: rfaparse.Image) -> dict[str, Any]:
    more = {name: getattr(each, name) for name in ("width", "height", "full_size_url")}
    return image(each) | more


def test_the_sample_post(articles: dict[str, Article]) -> None:
    article = articles[SAMPLE]
    assert article.lead_image is not None
    assert article.byline is not None
    assert (article.lead_image.width, article.lead_image.height) == (620, 413)
    assert article.lead_image.caption
    assert article.lead_image.copyright
    assert article.lead_image.copyright not in article.lead_image.caption
    assert len(article.images) == 3
    assert len(article.related_links) == 4
    assert all((link.url or "").startswith("https://") for link in article.related_links)
    assert len(article.headings) == 2
    assert len(article.byline.reporters) == 1
    assert len(article.byline.editors) == 3
    assert len(article.byline.web_editors) == 1
    assert str(article.created) == "2023-11-30 06:15:29+00:00"
    others = [*article.captions, article.byline.text, article.lead_image.copyright]
    others += [link.title for link in article.related_links]
    assert not [other for other in others if other in article.text]


def test_nothing_is_lost(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        article = articles[path.stem]
        html = path.read_text(encoding="utf-8").split("------", 1)[1]
        seen = Counter(visible_text.of_html(html))
        byline = visible_text.characters(article.byline.text) if article.byline else ""
        given = visible_text.of_article(article) + byline + "".join(article.leftover)
        assert Counter(given) == seen, path.stem


def test_blocks_keep_the_order_of_the_page(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        article = articles[path.stem]
        html = path.read_text(encoding="utf-8").split("------", 1)[1]
        seen = visible_text.of_html(html).removeprefix("".join(article.leftover))
        for line in article.byline.text.splitlines() if article.byline else ():
            before, _, after = seen.rpartition(visible_text.characters(line))
            seen = before + after
        assert visible_text.of_article(article) == seen, path.stem


def test_parsers_agree(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts[::5]:
        assert rfaparse.parse(path.read_bytes(), parser="html5lib") == articles[path.stem], path


def test_fragment_and_feed_item_agree_with_the_post(
    posts: list[Path], articles: dict[str, Article]
) -> None:
    for path in posts:
        html = path.read_text(encoding="utf-8").split("------", 1)[1]
        html = html.strip().removeprefix("<div>").removesuffix("</div>")
        article = articles[path.stem]
        url = article.url or ""
        fragment = rfaparse.parse(html, url=url)
        feed = f"<rss><channel><item><link>{url}</link><encoded><![CDATA[{html}]]></encoded></item>"
        (item,) = rfaparse.parse_feed(f"{feed}</channel></rss>")
        for other in (fragment, item):
            assert other.body == article.body, path.stem
            assert other.byline == article.byline, path.stem


def test_tibetan_feed(shared: Path) -> None:
    feed = (shared / "corpus" / "feeds" / "tibetan-2015-01.rdf").read_bytes()
    stories = list(rfaparse.parse_feed(feed))
    assert len(stories) == 15
    assert all(story.service == "tibetan" and story.published for story in stories)
    assert all(story.title and story.text for story in stories)
    assert sum(1 for story in stories if story.audio) >= 9
