"""Generated stories, written as Plone wrote them, are read back equal.

``pytest tests/test_round_trip.py --hypothesis-profile=long`` tries 10,000 of them for each test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import visible_text
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from plone import STORY_URL, render, stories

import rfaparse
from rfaparse import Article, Wrapping
from rfaparse.story_url import story_address

if TYPE_CHECKING:
    from random import Random

pytestmark = pytest.mark.slow

chances = st.randoms(use_true_random=False)


def as_found(article: Article) -> Article:
    """The story as `parse` gives it when told the story's address."""
    place = story_address(STORY_URL)
    assert place is not None
    return evolve(
        article,
        url=STORY_URL,
        story_id=place.story_id,
        service=place.service.slug,
        section=place.section,
        created=place.created,
    )


@given(stories(), chances)
def test_round_trip(article: Article, chance: Random) -> None:
    fragment = render(article, chance)
    assert rfaparse.parse(fragment, url=STORY_URL) == as_found(article), fragment


@given(stories(), chances)
def test_parsers_agree(article: Article, chance: Random) -> None:
    fragment = render(article, chance)
    assert rfaparse.parse(fragment, parser="html5lib") == rfaparse.parse(fragment), fragment


@given(stories(), chances)
def test_nothing_is_lost(article: Article, chance: Random) -> None:
    fragment = render(article, chance)
    found = rfaparse.parse(fragment)
    given = visible_text.of_article(found) + visible_text.of_byline(found)
    assert given == visible_text.of_html(fragment)


@given(stories(), chances)
def test_wrappings_agree(article: Article, chance: Random) -> None:
    fragment = render(article, chance)
    post = f"---\nfrom: {STORY_URL}\n---\n<!--NaN-->\n------\n\n<div>\n{fragment}\n</div>\n"
    page = f'<html><body><div id="storytext">{fragment}</div></body></html>'
    first = rfaparse.parse(fragment, url=STORY_URL)
    from_post = rfaparse.parse(post)
    assert from_post.wrapping is Wrapping.JEKYLL_POST
    assert (from_post.body, from_post.byline) == (first.body, first.byline)
    from_plone = rfaparse.parse_plone({"@id": STORY_URL, "@type": "story", "text": fragment})
    assert evolve(from_plone, wrapping=first.wrapping) == first
    if article.lead_image is None:
        from_page = rfaparse.parse(page, url=STORY_URL)
        assert (from_page.body, from_page.byline) == (first.body, first.byline)
