"""The card that notebooks show."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from fixture_cases import is_feed, names, source
from lxml import html

import rfaparse
from rfaparse import Article, Byline, Credit, Image, Paragraph, Role, Wrapping

STORY = rfaparse.parse(source("page_full"))
NASTY = '"><script>alert(1)</script><img src=x onerror=y>'


def card(article: Article) -> Any:
    return html.fragment_fromstring(article._repr_html_())


def test_what_a_card_says() -> None:
    found = card(STORY)
    text = found.text_content()
    assert STORY.title in text
    assert STORY.text[:20] in text
    assert "mandarin · yataibaodao/huanjing · 2021-03-05" in text
    assert "reporter: 白石 · editor: 丁一禾, 安木 · web editor: 禾川" in text
    assert STORY.lead_image is not None
    assert [each.get("href") for each in found.iter("a")] == [
        STORY.url,
        STORY.lead_image.full_size_url or STORY.lead_image.url,
    ]


@pytest.mark.parametrize("name", [name for name in names() if not is_feed(name)])
def test_a_card_asks_the_network_for_nothing(name: str) -> None:
    story = rfaparse.parse(source(name))
    nasty = evolve(
        story,
        url="javascript:x",
        title=NASTY,
        section=NASTY,
        lead_image=Image(NASTY, f"https://x.org/{NASTY}", caption=NASTY),
        body=(Paragraph(NASTY),),
        byline=Byline(NASTY, (Credit(Role.WRITER, NASTY, "By"),)),
    )
    for each in (story, nasty):
        for element in card(each).iter():
            assert element.tag in ("div", "a")
            assert set(element.keys()) <= {"style", "dir", "href", "rel"}
            assert "url(" not in element.get("style", "")
            assert (element.get("href") or "https:").startswith(("https:", "http:"))
    assert card(nasty).text_content().count(NASTY) == 5


def test_cards_of_little() -> None:
    assert card(Article(wrapping=Wrapping.FRAGMENT)).text_content() == "Untitled"
    bare = Article(wrapping=Wrapping.FRAGMENT, lead_image=Image("/a.jpg", "https://x.org/a.jpg"))
    assert card(bare).text_content() == "UntitledPicture"
    long = evolve(STORY, body=(Paragraph("水" * 5000),), lead_image=Image("a.jpg"))
    assert len(card(long).text_content()) < 500
    assert card(evolve(STORY, service="uyghur")).get("dir") == "rtl"
    assert card(evolve(STORY, service=None, url=None)).get("dir") == "auto"
