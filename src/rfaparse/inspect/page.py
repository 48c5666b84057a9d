"""One self-contained page: at the left the story as found, at the right what it became."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from rfaparse._article import article_of, find_parts, read_source
from rfaparse._byline.unread import unread_credit_lines
from rfaparse._source.source import open_source
from rfaparse.export.json import to_dict, without_empty
from rfaparse.inspect.parts import KINDS, Part, claimed, credits_of, parts_of, visible
from rfaparse.model import SpanKind, pieces
from rfaparse.services import service_of_article

if TYPE_CHECKING:
    import bs4

    from rfaparse._types import LxmlElement
    from rfaparse.model import Article, Image, Span

_FIELDS = (
    *(
        "title",
        "url",
        "story_id",
        "service",
        "section",
        "dateline",
        "created",
        "published",
        "modified",
    ),
    *("subjects", "description", "audio", "wrapping"),
)
_ELEMENTS = {
    SpanKind.STRONG: "strong",
    SpanKind.EM: "em",
    SpanKind.LINK: "span",
    SpanKind.UNDERLINE: "u",
    SpanKind.STRIKE: "s",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
}


def report(
    source: str | bytes | LxmlElement | bs4.Tag,
    *,
    url: str | None = None,
    encoding: str | None = None,
    parser: Literal["lxml", "html5lib"] = "lxml",
) -> str:
    """A page that shows a story as found, beside the objects that it became.

    The page needs no network, and its content security policy allows no script but its own. The
    source's content is text in it; pictures are shown as their size and caption.

    Args:
        source: As `rfaparse.parse` takes it.
        url: As there.
        encoding: As there.
        parser: As there.

    Raises:
        RfaparseError: As `rfaparse.parse` does.
    """
    opened = open_source(source, encoding, parser)
    reading = read_source(opened, url)
    article = article_of(reading, opened.wrapping)
    parts = parts_of(reading, article)
    _, regions = find_parts(open_source(source, encoding, parser), url)
    service = service_of_article(article)
    style, script = _asset("report.css"), _asset("report.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters.update(marked=_marked, size=_size)
    return environment.from_string(_asset("report.html.jinja")).render(
        article=article,
        language=service.tag if service else None,
        direction=service.direction if service else "ltr",
        fields=_whole(article),
        parts=[_shown(part, article) for part in parts],
        kinds=KINDS,
        shares=_shares(claimed(parts)),
        claimed=sum(count for kind, count in claimed(parts).items() if kind != "leftover"),
        visible=visible(regions),
        unread=list(unread_credit_lines(article)),
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _whole(article: Article) -> dict[str, Any]:
    """The fields of the whole article that no part shows, the byline field among them."""
    data, byline = to_dict(article), article.byline
    fields = {name: data[name] for name in _FIELDS}
    if byline is not None:
        of_field = credits_of(byline.field, byline) if byline.field else []
        fields["byline"] = {
            "field": byline.field,
            "credits": of_field,
            "desks": list(byline.desks),
        }
    filled: dict[str, Any] = without_empty(fields)
    return filled


def _shown(part: Part, article: Article) -> dict[str, Any]:
    """A part, with the name and the fields of its object."""
    if part.block is None:
        byline = article.byline
        fields: dict[str, Any] = {
            "text": part.text,
            "credits": credits_of(part.text, byline),
            "locations": [
                each for each in (byline.locations if byline else ()) if each in part.text
            ],
        }
        return {"part": part, "name": _NAMES[part.kind], "fields": without_empty(fields)}
    alone = evolve(article, body=(part.block,), byline=None, lead_image=None)
    data = to_dict(alone)["body"][0]
    del data["type"]
    return {"part": part, "name": type(part.block).__name__, "fields": without_empty(data)}


_NAMES = {"byline": "Byline", "leftover": "leftover"}


def _shares(counts: dict[str, int]) -> list[dict[str, Any]]:
    total = sum(counts.values()) or 1
    return [
        {"kind": kind, "name": KINDS[kind], "count": count, "share": 100 * count / total}
        for kind, count in counts.items()
        if count
    ]


def _size(image: Image) -> str:
    """An image's size in words, in CSS px."""
    if image.width and image.height:
        return f"{image.width} × {image.height}"
    if image.width or image.height:
        return f"{image.width} px wide" if image.width else f"{image.height} px high"
    return "picture, size not given"


def _marked(text: str, spans: tuple[Span, ...]) -> Markup:
    """Text with its spans as elements; where two overlap, the inner one is split."""
    parts = []
    for start, end, around in pieces(text, spans):
        piece = escape(text[start:end])
        for span in reversed(around):
            name = _ELEMENTS[span.kind]
            kind = Markup(' class="link"') if span.kind is SpanKind.LINK else Markup("")
            piece = Markup("<{}{}>{}</{}>").format(Markup(name), kind, piece, Markup(name))  # noqa: S704  names of ours
        parts.append(piece)
    return Markup("").join(parts)


def _asset(name: str) -> str:
    return files("rfaparse.inspect").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash that names a style or script in a content security policy."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
