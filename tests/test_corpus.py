"""Real stories, which are not part of the project; skipped if they are not available."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import takewhile
from multiprocessing import get_context
from typing import TYPE_CHECKING

import bs4
import pages
import pytest
import visible_text
from scoreboard import Score, scores

import rfaparse
from rfaparse import NotAStory
from rfaparse._source.decode import decode
from rfaparse.export.json import to_json

if TYPE_CHECKING:
    from pathlib import Path

    from rfaparse import Article

pytestmark = pytest.mark.slow

SAMPLE = "2023-12-01_gt1-11302023011529"


@pytest.fixture(scope="module")
def articles(posts: list[Path]) -> dict[str, Article]:
    return {path.stem: rfaparse.parse(path.read_bytes()) for path in posts}


def test_every_post_parses(articles: dict[str, Article]) -> None:
    assert len(articles) == 555
    assert all(article.body and article.title and article.created for article in articles.values())


def test_leftover_is_at_most_the_word_null(articles: dict[str, Article]) -> None:
    assert {article.leftover for article in articles.values()} <= {(), ("null",)}


def test_scoreboard(shared: Path) -> None:
    table = scores(shared)
    assert table["byline"].stories == 546
    assert table["byline"].f1 >= 0.99
    for name in ("reporters", "editors", "web_editors", "contributors", "locations"):
        assert table[name].f1 >= 0.995, table[name]
    plone5 = {name: score for name, score in table.items() if name.startswith("plone5 ")}
    assert len(plone5) >= 12
    assert {name: score.share_whole for name, score in plone5.items()} == dict.fromkeys(plone5, 1)


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
    others = [*article.captions, article.byline.text or "", article.lead_image.copyright]
    others += [link.title for link in article.related_links]
    assert not [other for other in others if other in article.text]


def test_nothing_is_lost(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        article = articles[path.stem]
        html = path.read_text(encoding="utf-8").split("------", 1)[1]
        seen = Counter(visible_text.of_html(html))
        given = visible_text.of_article(article) + visible_text.of_byline(article)
        given += "".join(article.leftover)
        assert Counter(given) == seen, path.stem


def test_blocks_keep_the_order_of_the_page(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        article = articles[path.stem]
        html = path.read_text(encoding="utf-8").split("------", 1)[1]
        seen = visible_text.of_html(html).removeprefix("".join(article.leftover))
        for line in ((article.byline and article.byline.text) or "").splitlines():
            before, _, after = seen.rpartition(visible_text.characters(line))
            seen = before + after
        assert visible_text.of_article(article) == seen, path.stem


def test_parsers_agree(posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        assert rfaparse.parse(path.read_bytes(), parser="html5lib") == articles[path.stem], path


def test_fragment_feed_item_and_plones_json_agree_with_the_post(
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
        plone = rfaparse.parse_plone({"@id": url, "@type": "story", "text": {"data": html}})
        assert plone.lead_image == fragment.lead_image, path.stem
        for other in (fragment, item, plone):
            assert other.body == article.body, path.stem
            assert other.byline == article.byline, path.stem


def as_json(path: Path) -> str:
    return to_json(rfaparse.parse(path.read_bytes()))


def test_threads_and_processes_give_the_same(
    posts: list[Path], articles: dict[str, Article]
) -> None:
    alone = [to_json(articles[path.stem]) for path in posts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(as_json, posts)) == alone
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(as_json, posts, chunksize=20)) == alone


def parts(path: Path, article: Article) -> tuple[str, str]:
    """The HTML of a post's lead block, and of its story."""
    html = path.read_text(encoding="utf-8").split("------", 1)[1]
    html = html.strip().removeprefix("<div>").removesuffix("</div>").lstrip()
    if article.leftover:
        return "", html.removeprefix("null")
    mark = "<!-- zoomattribute -->"
    lead, found, story = html.partition(mark)
    return (lead + mark, story) if found and article.lead_image else ("", html)


def test_pages_agree_with_posts(posts: list[Path], articles: dict[str, Article]) -> None:
    chosen = posts[:206]
    assert len(chosen) >= 200
    for path in chosen:
        article = articles[path.stem]
        lead, story = parts(path, article)
        around = pages.Page(lead, story, article.url or "", title=article.title or "")
        for template in (pages.plone4, pages.plone5):
            found = rfaparse.parse(template(around, length=8000))
            for field in ("lead_image", "body", "byline", "url", "title", "created", "service"):
                assert getattr(found, field) == getattr(article, field), (path.stem, field)


@pytest.mark.parametrize("head", ["", '<meta charset="gb2312">'])
def test_a_lost_byte_costs_its_character(head: str, posts: list[Path]) -> None:
    costs = []
    for path in posts[::5]:
        text = head + path.read_text(encoding="utf-8")
        data = text.encode("gb18030")
        beyond = [at for at, byte in enumerate(data) if byte > 0x7F]
        for at in (beyond[len(beyond) * eighth // 8] for eighth in (2, 4, 7)):
            read = decode(data[:at] + data[at + 1 :])
            pairs = ((text, read), (text[::-1], read[::-1]))
            same = [
                takewhile(lambda two: two[0] == two[1], zip(*each, strict=False)) for each in pairs
            ]
            costs.append(len(text) - sum(sum(1 for _ in each) for each in same))
    assert max(costs) <= 11
    assert sum(cost <= 4 for cost in costs) >= 0.9 * len(costs)


@pytest.mark.parametrize("charset", ["gb18030", "utf-16", "utf-8"])
def test_charsets_agree(charset: str, posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts:
        text = path.read_text(encoding="utf-8")
        if charset == "utf-8":
            text = text.replace("<div>", '<div><meta charset="big5">', 1)
        assert rfaparse.parse(text.encode(charset)) == articles[path.stem], path.stem


@pytest.mark.parametrize("builder", ["lxml", "html5lib", "html.parser"])
def test_trees_agree(builder: str, posts: list[Path], articles: dict[str, Article]) -> None:
    for path in posts[:60]:
        article = articles[path.stem]
        html = "".join(parts(path, article))
        soup = bs4.BeautifulSoup(html, builder)
        assert rfaparse.parse(soup) == rfaparse.parse(html), path.stem


def refusal(url: str) -> str:
    try:
        assert rfaparse.StoryUrl.parse(url).url == url
    except NotAStory as error:
        return error.found.split(":")[0]
    return ""


def test_urls(shared: Path) -> None:
    lines = (shared / "corpus" / "urls" / "english.txt").read_text(encoding="utf-8").split()
    refused: Counter[str] = Counter()
    for line in lines:
        refused[refusal(line)] += 1
    assert len(lines) == 3040
    assert refused == {
        "": 2998,
        "its last part has no date": 41,
        "'about' is not a language service of www.rfa.org": 1,
    }


def test_tibetan_feed(shared: Path) -> None:
    feed = (shared / "corpus" / "feeds" / "tibetan-2015-01.rdf").read_bytes()
    stories = list(rfaparse.parse_feed(feed))
    assert len(stories) == 15
    assert all(story.service == "tibetan" and story.published for story in stories)
    assert all(story.title and story.text for story in stories)
    assert sum(1 for story in stories if story.audio) >= 9


def test_the_scoreboard_counts() -> None:
    score = Score()
    score.count("a", ["x", "y"], ["x", "y"])
    score.count("b", ["y", "x", "z"], ["x", "y", "w"])
    score.count("c", ["y", "x"], ["x", "y"])
    assert (score.right, score.wrong, score.missing) == (6, 1, 1)
    assert (score.stories, score.whole) == (3, 1)
    assert score.f1 == 12 / 14
    assert dict(score.worst) == {"b": 2, "c": 1}
