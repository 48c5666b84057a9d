"""One self-contained page: the story as found on the left, its objects on the right."""

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
from rfaparse.export.marks import Mark, element_of, marked
from rfaparse.inspect.parts import KINDS, Part, claimed, credits_of, parts_of, visible
from rfaparse.model import Byline, SpanKind
from rfaparse.services import service_of_article

if TYPE_CHECKING:
    import bs4

    from rfaparse._types import LxmlElement
    from rfaparse.model import Article, Image, Span

_FIELDS = (
    *("title", "url", "story_id", "service", "section", "dateline"),
    *("created", "published", "modified", "subjects", "description", "audio", "wrapping"),
)
_LINK = Mark('<span class="link">', "</span>")


def report(
    source: str | bytes | LxmlElement | bs4.Tag,
    *,
    url: str | None = None,
    encoding: str | None = None,
    parser: Literal["lxml", "html5lib"] = "lxml",
) -> str:
    """A page that shows a story as found, beside the objects that it became.

    The page needs no network, and its content security policy allows no script but its own. All
    content of the source is text in it; a picture is shown as its size and caption.

    Args:
        source: A story, as for `rfaparse.parse`.
        url: The story's address, as there.
        encoding: Charset of `bytes`, as there.
        parser: Which library builds the tree, as there.

    Raises:
        RfaparseError: As `rfaparse.parse` does.
    """
    opened = open_source(source, encoding, parser)
    reading = read_source(opened, url)
    article = article_of(reading, opened.wrapping)
    parts = parts_of(reading, article)
    counts = claimed(parts)
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
        shares=_shares(counts),
        claimed=sum(counts.values()) - counts["leftover"],
        visible=visible(regions),
        unread=list(unread_credit_lines(article)),
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _whole(article: Article) -> dict[str, Any]:
    """The fields of the article that no part shows, with the byline field and its credits."""
    data, byline = to_dict(article), article.byline or Byline()
    of_field = {
        "field": byline.field,
        "credits": credits_of(byline.field or "", byline),
        "desks": list(byline.desks),
    }
    fields = {**{name: data[name] for name in _FIELDS}, "byline": of_field}
    filled: dict[str, Any] = without_empty(fields)
    return filled


def _shown(part: Part, article: Article) -> dict[str, Any]:
    """A part, with the name and the fields of its object."""
    if part.block is None:
        byline = article.byline or Byline()
        fields = {
            "text": part.text,
            "credits": credits_of(part.text, byline),
            "locations": [name for name in byline.locations if name in part.text],
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
        {"kind": kind, "name": KINDS[kind], "count": count, "percent": 100 * count / total}
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
    """Text with its spans as elements; links are shown, but lead nowhere."""
    return Markup(marked(text, spans, escape, _mark_of))  # noqa: S704  marks of ours


def _mark_of(span: Span) -> Mark:
    return _LINK if span.kind is SpanKind.LINK else element_of(span.kind)


def _asset(name: str) -> str:
    return files("rfaparse.inspect").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash that names a style or script in a content security policy."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
