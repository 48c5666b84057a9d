"""CommonMark: a story with links, emphasis, headings, quotes, lists and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from rfaparse.export.json import without_empty
from rfaparse.export.marks import Mark, element_of, is_web, marked
from rfaparse.export.parts import alt_of, without_parts
from rfaparse.model import (
    BulletList,
    Byline,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
    Role,
    SpanKind,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rfaparse.model import Article, Block, Span

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~]")
_LINE_START = re.compile(r"(?:[#+=:-]|(\d{1,9})(?=[.)]))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\\"`{}|^\x00-\x1f\x7f]")
_FRONT_MATTER = (
    *("title", "story_id", "url", "service", "section"),
    *("created", "published", "modified", "dateline", "description"),
)
_NEVER_WRAPPED = 2**31
_SIGNS = {SpanKind.STRONG: "**", SpanKind.EM: "*"}


def to_markdown(
    article: Article, *, without: Collection[str] = (), front_matter: bool = False
) -> str:
    """The story as CommonMark: title, byline field, dateline, standfirst, body, audio, credits.

    Text of the page never becomes markup: it is escaped, and only ``http`` and ``https`` addresses
    become links. Formats that Markdown lacks (underline, superscript …) become HTML elements, and
    so does emphasis where ``*`` would not work, as beside Chinese punctuation.

    Args:
        article: The story.
        without: The parts to leave out, from `rfaparse.export.parts.PARTS`.
        front_matter: Begin with YAML between lines of ``---``: title, addresses, dates, names. The
            text below does not repeat them.
    """
    article = without_parts(article, without)
    head = list(_front_matter(article) if front_matter else _head(article))
    if front_matter:
        article = evolve(article, url=None)
    return "\n\n".join(part for part in (*head, *_parts(article)) if part) + "\n"


def _front_matter(article: Article) -> Iterator[str]:
    import yaml  # noqa: PLC0415  slow to import, and not all need it

    byline = article.byline or Byline()
    data = {
        **{name: getattr(article, name) for name in _FRONT_MATTER},
        **{f"{role}s": list(byline.names(role)) for role in Role},
        "desks": list(byline.desks),
        "byline_field": byline.field,
        "locations": list(byline.locations),
        "subjects": list(article.subjects),
    }
    text = yaml.safe_dump(
        without_empty(data), allow_unicode=True, sort_keys=False, width=_NEVER_WRAPPED
    )
    yield f"---\n{text}---"


def _head(article: Article) -> Iterator[str]:
    if article.title:
        yield f"# {_heading(article.title)}"
    yield _lines(article.byline.field if article.byline else None)
    yield _lines(article.dateline)
    if article.description:
        yield _line(article.description)


def _parts(article: Article) -> Iterator[str]:
    if article.lead_image:
        yield _figure(article.lead_image, article.title)
    for block in article.body:
        yield _block(block, article.title)
    for audio in article.audio:
        yield f"[{_escaped(audio.url)}](<{_address(audio.url)}>)"
    yield _lines(article.byline.text if article.byline else None)
    if article.url:
        yield f"[{_escaped(article.url)}](<{_address(article.url)}>)"


def _block(block: Block, title: str | None) -> str:
    match block:
        case Paragraph():
            return _marked(block.text, block.spans)
        case Heading():
            return f"## {_heading(block.text)}"
        case Quote():
            return f"> {_marked(block.text, block.spans)}"
        case BulletList():
            lines = (_marked(item.text, item.spans) for item in block.items)
            return "\n".join(
                f"{number}. {line}" if block.ordered else f"- {line}"
                for number, line in enumerate(lines, start=1)
            )
        case Image():
            return _figure(block, title)
        case RelatedLinks():
            links = (_link(_escaped(link.title), link.url) for link in block.links)
            return "\n".join(f"* {link}" for link in links)
        case Embed():
            return _embed(block)


def _figure(image: Image, title: str | None) -> str:
    """The picture, its caption and its copyright, as paragraphs."""
    address = image.full_size_url or image.url
    alt = _escaped(alt_of(image, title))
    picture = f"![{alt}](<{_address(address)}>)" if is_web(address) else ""
    texts = (_line(text) for text in (image.caption, image.copyright) if text)
    return "\n\n".join(part for part in (picture, *texts) if part)


def _embed(embed: Embed) -> str:
    link = _link(embed.kind.capitalize(), embed.url)
    return f"{_line(embed.text)}\n\n{link}" if embed.text else link


def _link(text: str, url: str | None) -> str:
    return f"[{text}](<{_address(url)}>)" if url and is_web(url) else text


def _address(url: str | None) -> str:
    return _UNSAFE_IN_ADDRESS.sub(
        lambda unsafe: "".join(f"%{byte:02X}" for byte in unsafe[0].encode()), url or ""
    )


def _escaped(text: str) -> str:
    r"""Text with markup escaped, for use inside a line.

    >>> _escaped("1 * 2 <b> [a](b)")
    '1 \\* 2 \\<b\\> \\[a\\](b)'
    """
    return _SPECIAL.sub(lambda special: f"\\{special[0]}", text)


def _heading(text: str) -> str:
    """Escaped text; ``#`` at its end would close the heading."""
    return re.sub("#(?=#*$)", r"\\#", _escaped(text))


def _lines(text: str | None) -> str:
    """Lines of text, one per paragraph."""
    return "\n\n".join(map(_line, (text or "").splitlines()))


def _line(text: str) -> str:
    return _marked(text, ())


def _marked(text: str, spans: tuple[Span, ...]) -> str:
    """A whole line: its spans as Markdown, its beginning escaped if it would mark a block."""
    line = marked(text, spans, _escaped, lambda span: _mark_of(span, text))
    begins = _LINE_START.match(text)
    if begins and line.startswith(begins[0]):
        number = begins[1] or ""
        return f"{number}\\{line[len(number) :]}"
    return line


def _mark_of(span: Span, text: str) -> Mark | None:
    if span.kind is SpanKind.LINK:
        return Mark("[", f"](<{_address(span.url)}>)") if is_web(span.url) else None
    if span.kind in _SIGNS and _works(text, span):
        return Mark(_SIGNS[span.kind], _SIGNS[span.kind])
    return element_of(span.kind)


def _works(text: str, span: Span) -> bool:
    """Whether ``*`` around the span surely is emphasis: letters inside, white space outside.

    Inside a word, or beside punctuation, CommonMark's rules depend on what else is there.
    """
    inside = text[span.start].isalnum() and text[span.end - 1].isalnum()
    before = text[max(span.start - 1, 0) : span.start]
    after = text[span.end : span.end + 1]
    return inside and all(not outside or outside.isspace() for outside in (before, after))
