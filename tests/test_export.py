from __future__ import annotations

import json

import pytest
from fixture_cases import is_feed, names, source

import rfaparse
from rfaparse.export.json import from_dict, from_json, to_dict, to_json
from rfaparse.export.text import to_text

STORIES = [name for name in names() if not is_feed(name)]


@pytest.mark.parametrize("name", STORIES)
def test_json_round_trip(name: str) -> None:
    article = rfaparse.parse(source(name))
    assert from_json(to_json(article)) == article
    assert from_dict(to_dict(article)) == article
    assert json.loads(to_json(article, indent=2)) == to_dict(article)


def test_json_is_plain() -> None:
    data = to_dict(rfaparse.parse(source("jekyll_post")))
    assert data["published"] == "2021-03-05T14:20:00+00:00"
    assert data["wrapping"] == "jekyll_post"
    assert list(data["body"][0]) == ["type", "text", "spans"]
    assert data["body"][0]["type"] == "paragraph"
    assert data["byline"]["credits"][0] == {"role": "reporter", "name": "白石", "label": "记者"}


@pytest.mark.parametrize("name", STORIES)
def test_text_holds_every_line(name: str) -> None:
    article = rfaparse.parse(source(name))
    text = to_text(article)
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    shown = [article.title, article.text, *article.captions]
    shown += [link.title for link in article.related_links]
    shown += [block.text for block in article.embeds]
    shown += article.byline.text.splitlines() if article.byline else []
    for part in shown:
        for line in (part or "").splitlines():
            assert line in text


def test_text_of_each_block() -> None:
    fragment = (
        "<h2>水退</h2><blockquote>修。</blockquote><ol><li>一<li>二</ol><ul><li>三</ul>"
        '<iframe src="https://www.youtube.com/embed/a"></iframe>'
        '<ul><li><a href="http://标题">甲</a></ul>'
    )
    assert to_text(rfaparse.parse(fragment)) == (
        "## 水退\n\n> 修。\n\n1. 一\n2. 二\n\n- 三\n\n[Youtube: https://www.youtube.com/embed/a]\n\n"
        "Related:\n- 甲\n  http://标题\n"
    )
