"""CommonMark: a story with links, emphasis, headings, quotes, lists and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rfaparse.model import (
    BulletList,
    Byline,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
    SpanKind,
    pieces,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse.model import Article, Block, Span

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~]")
_LINE_START = re.compile(r"(?:[#+=:-]|(\d{1,9})(?=[.)]))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\\"`{}|^\x00-\x1f\x7f]")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_MARKS = {SpanKind.STRONG: "**", SpanKind.EM: "*"}
_ELEMENTS = {
    SpanKind.STRONG: "strong",
    SpanKind.EM: "em",
    SpanKind.UNDERLINE: "u",
    SpanKind.STRIKE: "s",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}


def to_markdown(article: Article) -> str:
    """The story as CommonMark: title, byline field, dateline, standfirst, body, audio, credits.

    Nothing in a page becomes markup of its own: its text is escaped, and only ``http`` and
    ``https`` addresses become links. What Markdown has no sign for (underline, superscript …), and
    emphasis where its signs would not work beside Chinese punctuation, is an HTML element.
    """
    return "\n\n".join(part for part in _parts(article) if part) + "\n"


def _parts(article: Article) -> Iterator[str]:
    if article.title:
        yield f"# {_heading(article.title)}"
    byline = article.byline or Byline()
    yield _lines(byline.field)
    yield _lines(article.dateline)
    if article.description:
        yield _line(article.description)
    if article.lead_image:
        yield _figure(article.lead_image)
    for block in article.body:
        yield _block(block)
    for audio in article.audio:
        yield f"[{_escaped(audio.url)}](<{_address(audio.url)}>)"
    yield _lines(byline.text)
    if article.url:
        yield f"[{_escaped(article.url)}](<{_address(article.url)}>)"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _marked(block.text, block.spans)
        case Heading():
            return f"## {_heading(block.text)}"
        case Quote():
            return f"> {_marked(block.text, block.spans)}"
        case BulletList():
            lines = (_marked(item.text, item.spans) for item in block.items)
            marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
            return "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True))
        case Image():
            return _figure(block)
        case RelatedLinks():
            links = (_link(_escaped(link.title), link.url) for link in block.links)
            return "\n".join(f"* {link}" for link in links)
        case Embed():
            return _embed(block)


def _figure(image: Image) -> str:
    """The picture, its caption, its copyright: a paragraph each."""
    address = image.full_size_url or image.url
    alt = _escaped(" ".join((image.alt or image.caption or "").split()))
    picture = f"![{alt}](<{_address(address)}>)" if _is_web(address) else ""
    texts = (_line(text) for text in (image.caption, image.copyright) if text)
    return "\n\n".join(part for part in (picture, *texts) if part)


def _embed(embed: Embed) -> str:
    link = _link(embed.kind.capitalize(), embed.url)
    return f"{_line(embed.text)}\n\n{link}" if embed.text else link


def _link(text: str, url: str | None) -> str:
    return f"[{text}](<{_address(url)}>)" if url and _is_web(url) else text


def _is_web(url: str | None) -> bool:
    return url is not None and _WEB.match(url) is not None


def _address(url: str | None) -> str:
    return _UNSAFE_IN_ADDRESS.sub(
        lambda unsafe: "".join(f"%{byte:02X}" for byte in unsafe[0].encode()), url or ""
    )


def _escaped(text: str) -> str:
    r"""Text in which no character is markup, inside of a line.

    >>> _escaped("1 * 2 <b> [a](b)")
    '1 \\* 2 \\<b\\> \\[a\\](b)'
    """
    return _SPECIAL.sub(lambda special: f"\\{special[0]}", text)


def _heading(text: str) -> str:
    """Escaped text; ``#`` at its end would close the heading."""
    return re.sub("#(?=#*$)", r"\\#", _escaped(text))


def _lines(text: str | None) -> str:
    """Lines of text, a paragraph each."""
    return "\n\n".join(map(_line, (text or "").splitlines()))


def _line(text: str) -> str:
    return _marked(text, ())


def _marked(text: str, spans: tuple[Span, ...]) -> str:
    """A line of its own: its spans as Markdown, its beginning no mark of a block."""
    opened: list[tuple[Span, str]] = []
    parts: list[str] = []
    for start, end, around in pieces(text, spans):
        _close(opened, parts, start)
        for span in around:
            if span.start == start:
                _open(span, text, opened, parts)
        parts.append(_escaped(text[start:end]))
    _close(opened, parts, len(text))
    line = "".join(parts)
    begins = _LINE_START.match(text)
    if begins and line.startswith(begins[0]):
        number = begins[1] or ""
        return f"{number}\\{line[len(number) :]}"
    return line


def _open(span: Span, text: str, opened: list[tuple[Span, str]], parts: list[str]) -> None:
    if span.kind is SpanKind.LINK:
        if not _is_web(span.url) or any(each.kind is SpanKind.LINK for each, _ in opened):
            return
        mark, end = "[", f"](<{_address(span.url)}>)"
    elif span.kind in _MARKS and _works(text, span):
        mark = end = _MARKS[span.kind]
    else:
        mark, end = f"<{_ELEMENTS[span.kind]}>", f"</{_ELEMENTS[span.kind]}>"
    parts.append(mark)
    opened.append((span, end))


def _close(opened: list[tuple[Span, str]], parts: list[str], offset: int) -> None:
    """Close the spans that end at `offset`; those inside of them go on after it."""
    first = next((n for n, (span, _) in enumerate(opened) if span.end <= offset), len(opened))
    inside = opened[first:]
    del opened[first:]
    parts += [end for _, end in reversed(inside)]
    for span, end in inside:
        if span.end > offset:
            parts.append(_opening_of(end))
            opened.append((span, end))


def _opening_of(end: str) -> str:
    """The mark that `end` closes."""
    if end.startswith("]"):
        return "["
    return end.replace("</", "<")


def _works(text: str, span: Span) -> bool:
    """Whether CommonMark takes ``*`` around the span for emphasis: letters inside, blanks outside.

    Between letters of one word, or beside punctuation, its rules depend on what else is there.
    """
    inside = text[span.start].isalnum() and text[span.end - 1].isalnum()
    before, after = text[: span.start][-1:], text[span.end :][:1]
    return inside and all(not each or each.isspace() for each in (before, after))
