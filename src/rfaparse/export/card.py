"""A story as a card, for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rfaparse.export.html import link_to
from rfaparse.services import service_of_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rfaparse.model import Article, Byline

_MOST = 200
_CARD = (
    "border:1px solid rgba(128,128,128,.35);border-radius:10px;padding:14px 18px;max-width:42rem;"
    "font:14px/1.6 system-ui,-apple-system,'Segoe UI','Noto Sans','Noto Sans CJK SC',sans-serif;"
    "color:inherit;text-align:start;overflow-wrap:anywhere"
)
_TITLE = "font-size:1.2em;font-weight:650;line-height:1.35"
_LINK = "color:inherit;text-decoration-color:rgba(128,128,128,.5);text-underline-offset:3px"
_SOFT = "opacity:.72;font-size:.9em"


def to_card(article: Article) -> str:
    """One HTML element: title, service, section, date, lead image, first lines, credits.

    It runs no script and makes no request: a picture is only a link. It takes its colours
    from the page around it, light or dark.
    """
    service = service_of_article(article)
    direction = service.direction if service else "auto"
    lines = (f'<div style="{style}">{line}</div>' for style, line in _lines(article) if line)
    return f'<div dir="{direction}" style="{_CARD}">{"".join(lines)}</div>'


def _lines(article: Article) -> Iterator[tuple[str, str]]:
    """The style and the markup of each line."""
    yield _TITLE, link_to(article.url, article.title or "Untitled", _LINK)
    moment = article.published or article.created
    origin = (article.service, article.section, f"{moment:%Y-%m-%d}" if moment else None)
    yield _SOFT, escape(" · ".join(part for part in origin if part))
    if article.lead_image:
        image = article.lead_image
        caption = _shortened(image.caption or image.alt or "", _MOST // 2)
        link = link_to(image.full_size_url or image.url, caption or "Picture", _LINK)
        yield f"{_SOFT};margin-top:8px", f"Picture: {link}" if caption else link
    yield "margin-top:8px", escape(_shortened(article.text, _MOST))
    if article.byline:
        yield f"{_SOFT};margin-top:8px", escape(_credited(article.byline))


def _credited(byline: Byline) -> str:
    """Each role and its names."""
    by_role: dict[str, list[str]] = {}
    for credit in byline.credits:
        by_role.setdefault(credit.role.replace("_", " "), []).append(credit.name)
    return " · ".join(f"{role}: {', '.join(names)}" for role, names in by_role.items())


def _shortened(text: str, most: int) -> str:
    """The beginning of a text, on one line.

    >>> _shortened("the old bridge", 9)
    'the old …'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
