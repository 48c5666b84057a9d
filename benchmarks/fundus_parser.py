"""A fundus parser for RFA's pages, made as fundus's own parsers of news sites are.

fundus knows no page of RFA: for each site somebody writes such a class by hand, and for sites
without one it gives nothing. What this reads is what its parser of Voice of America reads:
paragraphs, title, date, authors, topics and pictures.
"""

# ruff: noqa: D102, UP045  fundus calls what stands in an annotation, to have a default
import datetime as dt
from typing import Any, Optional

from fundus.parser import ArticleBody, BaseParser, Image, attribute
from fundus.parser.utility import (
    extract_article_body_with_selector,
    generic_author_parsing,
    generic_date_parsing,
    generic_topic_parsing,
    image_extraction,
)
from lxml.cssselect import CSSSelector
from lxml.etree import XPath

PARAGRAPHS = CSSSelector("#storytext > p")


class StoryParser(BaseParser):
    """Selectors where fundus wants selectors, its generic functions for all else."""

    @attribute
    def body(self) -> Optional[ArticleBody]:
        return extract_article_body_with_selector(
            self.precomputed.doc, paragraph_selector=PARAGRAPHS
        )

    @attribute
    def publishing_date(self) -> Optional[dt.datetime]:
        found = self.precomputed.doc.xpath("string(//span[@id='story_date'])")
        return generic_date_parsing(found)

    @attribute
    def authors(self) -> list[str]:
        return generic_author_parsing(self.precomputed.ld.bf_search("author"))

    @attribute
    def title(self) -> Optional[str]:
        return self.precomputed.meta.get("og:title")

    @attribute
    def topics(self) -> list[str]:
        return generic_topic_parsing(self.precomputed.meta.get("keywords"))

    @attribute
    def images(self) -> list[Image]:
        return image_extraction(
            doc=self.precomputed.doc,
            paragraph_selector=PARAGRAPHS,
            upper_boundary_selector=XPath("//h1"),
            lower_boundary_selector=XPath("//div[@id='frontsidebar']"),
        )


def by_fundus(page: str) -> dict[str, Any]:
    found = StoryParser().parse(page, error_handling="suppress")
    text = str(found["body"]) if found["body"] else ""
    return {"title": found["title"], "date": found["publishing_date"], "text": text}
