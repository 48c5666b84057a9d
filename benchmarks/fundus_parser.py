"""A fundus parser for RFA's pages, written like fundus's own parsers of news sites.

fundus has no parser for RFA: somebody writes such a class for each site by hand, and fundus reads
no site without one. This one reads what the parser for Voice of America reads: paragraphs, title,
date, authors (from the byline field), topics, pictures and their captions.
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
PICTURES = XPath(
    "//div[@id='headerimg']/img | //figure//img[not(contains(@src, 'icon-zoom'))]"
    " | //div[contains(@class, 'image-inline')]/div/img"
)
CAPTIONS = XPath(
    "./following-sibling::span[@class='lead_image_caption'] | ./ancestor::figure//figcaption"
    " | ./ancestor::div[contains(@class, 'image-inline')]//div[@class='image-caption']"
)
OWNERS = XPath(
    "./following-sibling::div//span[@class='copyright'] | ./ancestor::figure//small"
    " | ./ancestor::div[contains(@class, 'image-inline')]//span[@class='copyright']"
)


class StoryParser(BaseParser):
    """Selectors where fundus wants selectors, its generic functions for all else."""

    @attribute
    def body(self) -> Optional[ArticleBody]:
        return extract_article_body_with_selector(
            self.precomputed.doc, paragraph_selector=PARAGRAPHS
        )

    @attribute
    def publishing_date(self) -> Optional[dt.datetime]:
        date = self.precomputed.doc.xpath("string(//span[@id='story_date'])")
        return generic_date_parsing(date)

    @attribute
    def authors(self) -> list[str]:
        byline = self.precomputed.doc.xpath("string(//span[@id='story_byline'])")
        return generic_author_parsing(byline)

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
            image_selector=PICTURES,
            caption_selector=CAPTIONS,
            author_selector=OWNERS,
            relative_urls=True,
            upper_boundary_selector=XPath("//h1"),
            lower_boundary_selector=XPath("//div[@id='frontsidebar']"),
        )


def by_fundus(page: str) -> dict[str, Any]:
    fields = StoryParser().parse(page, error_handling="suppress")
    images = fields["images"] or []
    return {
        "title": fields["title"],
        "date": fields["publishing_date"],
        "image": next((image.url for image in images), None),
        "text": str(fields["body"]) if fields["body"] else "",
        "captions": [image.caption for image in images],
        "copyright": [owner for image in images for owner in image.authors],
        "authors": fields["authors"],
    }
