"""The visible characters of HTML, read by the standard library and not by the walk."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from rfaparse import Article, BulletList, Embed, Heading, Image, Paragraph, Quote, RelatedLinks

_UNSEEN = {"script", "style", "template", "noscript", "audio", "video", "iframe", "object", "title"}
_NOT_SHOWN = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.texts.append(data)


def characters(text: str) -> str:
    """The characters of `text` that show, without white space."""
    return _NOT_SHOWN.sub("", text)


def of_html(html: str) -> str:
    """The characters of `html` that show."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return characters("".join(reader.texts))


def of_article(article: Article) -> str:
    """The characters that `article` accounts for, lead image and body, in order."""
    parts = [] if article.lead_image is None else _of_image(article.lead_image)
    for block in article.body:
        match block:
            case Paragraph() | Heading() | Quote() | Embed():
                parts.append(block.text)
            case BulletList():
                parts += [item.text for item in block.items]
            case Image():
                parts += _of_image(block)
            case RelatedLinks():
                parts += [link.title for link in block.links]
    return characters("".join(parts))


def of_byline(article: Article) -> str:
    """The characters of its credit lines."""
    return characters((article.byline and article.byline.text) or "")


def _of_image(image: Image) -> list[str]:
    return [image.caption or "", image.copyright or ""]
