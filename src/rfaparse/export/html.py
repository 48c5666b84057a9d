"""Clean HTML: a story as one ``article`` without scripts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from rfaparse.export.marks import Mark, element_of, is_web, marked
from rfaparse.export.parts import alt_of, without_parts
from rfaparse.model import (
    BulletList,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
    SpanKind,
)
from rfaparse.services import service_of_article

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rfaparse.model import Article, Block, Span

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STYLE = (
    "body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1.05rem/1.7 system-ui,sans-serif}"
    "img{max-width:100%;height:auto}figure{margin:1.5rem 0}"
    "figcaption,small,.byline,time{color:GrayText;font-size:.9rem}"
)


def to_html(article: Article, *, without: Collection[str] = ()) -> str:
    """The story as an ``article`` element: headings, paragraphs, figures with captions, lists.

    It has no script, style, frame or player: players become links. Text of the page never becomes
    markup, and only ``http`` and ``https`` addresses become links or pictures.

    Args:
        article: The story.
        without: The parts to leave out, from `rfaparse.export.parts.PARTS`.
    """
    article = without_parts(article, without)
    service = service_of_article(article)
    language = f' lang="{service.tag}" dir="{service.direction}"' if service else ""
    lines = (line for line in (*_head(article), *_parts(article)) if line)
    return "\n".join((f"<article{language}>", *lines, "</article>", ""))


def to_page(article: Article, *, without: Collection[str] = ()) -> str:
    """`to_html` as a whole document, with the story's title in its head."""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(article.title or 'Untitled')}</title>\n<style>{_STYLE}</style>\n"
        f"</head>\n<body>\n{to_html(article, without=without)}</body>\n</html>\n"
    )


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield f"<h1>{_text(article.title)}</h1>"
    yield from _byline(article.byline.field if article.byline else None)
    if article.dateline:
        yield f"<p>{_text(article.dateline)}</p>"
    if article.published:
        moment = article.published.isoformat()
        yield f'<p><time datetime="{moment}">{moment[:10]}</time></p>'
    if article.description:
        yield f"<p>{_text(article.description)}</p>"


def _parts(article: Article) -> Iterator[str]:
    if article.lead_image:
        yield _figure(article.lead_image, article.title)
    yield from (_block(block, article.title) for block in article.body)
    yield from (f"<p>{link_to(audio.url, audio.url)}</p>" for audio in article.audio)
    yield from _byline(article.byline.text if article.byline else None)
    if article.url:
        yield f"<p>{link_to(article.url, article.url)}</p>"


def _byline(lines: str | None) -> Iterator[str]:
    return (f'<p class="byline">{_text(line)}</p>' for line in (lines or "").splitlines())


def _block(block: Block, title: str | None) -> str:
    match block:
        case Paragraph():
            return f"<p>{_marked(block)}</p>"
        case Heading():
            return f"<h2>{_text(block.text)}</h2>"
        case Quote():
            return f"<blockquote><p>{_marked(block)}</p></blockquote>"
        case BulletList():
            return _list("ol" if block.ordered else "ul", map(_marked, block.items))
        case Image():
            return _figure(block, title)
        case RelatedLinks():
            links = (link_to(link.url, link.title) for link in block.links)
            return f"<aside>{_list('ul', links)}</aside>"
        case Embed():
            return _embed(block)


def _list(name: str, items: Iterator[str]) -> str:
    return f"<{name}>{''.join(f'<li>{item}</li>' for item in items)}</{name}>"


def _figure(image: Image, title: str | None) -> str:
    address = image.full_size_url or image.url
    size = "".join(
        f' {name}="{pixels}"'
        for name, pixels in (("width", image.width), ("height", image.height))
        if pixels and address == image.url
    )
    alt = _text(alt_of(image, title))
    picture = f'<img src="{_text(address)}" alt="{alt}"{size}>' if is_web(address) else alt
    caption = _text(image.caption)
    if image.copyright:
        caption += f"{' ' if caption else ''}<small>{_text(image.copyright)}</small>"
    return f"<figure>{picture}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _embed(embed: Embed) -> str:
    link = f"<p>{link_to(embed.url, embed.kind.capitalize())}</p>"
    return f"<blockquote><p>{_text(embed.text)}</p>{link}</blockquote>" if embed.text else link


def link_to(url: str | None, text: str, style: str = "") -> str:
    """A link, or `text` alone if the address is not a web address; both are escaped."""
    if not is_web(url):
        return _text(text)
    look = f' style="{style}"' if style else ""
    return f'<a href="{_text(url)}" rel="noopener noreferrer"{look}>{_text(text)}</a>'


def _marked(block: Paragraph | Quote) -> str:
    return marked(block.text, block.spans, _text, _mark_of)


def _mark_of(span: Span) -> Mark | None:
    if span.kind is not SpanKind.LINK:
        return element_of(span.kind)
    if not is_web(span.url):
        return None
    return Mark(f'<a href="{_text(span.url)}" rel="noopener noreferrer">', "</a>")


def _text(text: str | None) -> str:
    """Text with markup escaped, and without characters that HTML forbids.

    >>> _text('<a href="x">'), _text(None)
    ('&lt;a href=&quot;x&quot;&gt;', '')
    """
    return _CONTROLS.sub("�", escape(text or ""))
