"""schema.org: a story as a ``NewsArticle`` in JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rfaparse.export.json import json_text, without_empty
from rfaparse.model import Byline, CreditKind, Role
from rfaparse.services import BENAR, SERVICES, service_of_article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse.model import Article, Audio, Credit, Image
    from rfaparse.services import Service

_CONTEXT = {
    "@vocab": "https://schema.org/",
    **{
        name: {"@type": "@id"}
        for name in ("url", "contentUrl", "thumbnailUrl", "relatedLink", "mainEntityOfPage")
    },
    **{
        name: {"@type": "https://schema.org/DateTime"}
        for name in ("datePublished", "dateModified", "dateCreated")
    },
}
"""The context, written out so that a processor can expand it without the network."""

_AUTHORS = (Role.REPORTER, Role.WRITER)
_EDITORS = (Role.EDITOR, Role.WEB_EDITOR)
_NEWSROOMS = {"benarnews": "BenarNews", "rfa": "Radio Free Asia"}


def to_jsonld(article: Article) -> dict[str, Any]:
    """The story as a schema.org ``NewsArticle``; missing values are left out.

    Reporters and writers are ``author``; editors and web editors ``editor``; translators
    ``translator``; all others ``contributor``. A person's ``jobTitle`` is the label as written, and
    their ``worksFor`` is their desk; a desk is an ``Organization``. The byline field is the story's
    ``creditText``. A picture's credit is its ``creditText``, and its copyright its
    ``copyrightNotice``. ``articleBody`` is `Article.text`.
    """
    byline = article.byline or Byline()
    service = service_of_article(article)
    document = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "@id": article.url,
        "url": article.url,
        "identifier": article.story_id,
        "mainEntityOfPage": article.url,
        "headline": article.title,
        "description": article.description,
        "articleSection": article.section,
        "dateline": article.dateline,
        "keywords": list(article.subjects),
        "dateCreated": _time(article.created),
        "datePublished": _time(article.published),
        "dateModified": _time(article.modified),
        "inLanguage": service.tag if service else None,
        "isPartOf": _site(service),
        "image": [_image(image) for image in article.images],
        "audio": [_audio(audio) for audio in article.audio],
        **_makers(byline),
        "creditText": byline.field,
        "locationCreated": [{"@type": "Place", "name": name} for name in byline.locations],
        "relatedLink": list(_addresses(article)),
        "articleBody": article.text,
    }
    filled: dict[str, Any] = without_empty(document)
    return filled


def to_json(article: Article, *, indent: int | None = None) -> str:
    """`to_jsonld` as text: one line, or indented by `indent` spaces."""
    return json_text(to_jsonld(article), indent=indent)


def _makers(byline: Byline) -> dict[str, list[dict[str, Any]]]:
    makers: dict[str, list[dict[str, Any]]] = {}
    for credit in byline.credits:
        if credit.role in _AUTHORS:
            key = "author"
        elif credit.role in _EDITORS:
            key = "editor"
        else:
            key = "translator" if credit.role is Role.TRANSLATOR else "contributor"
        makers.setdefault(key, []).append(_maker(credit))
    return makers


def _maker(credit: Credit) -> dict[str, Any]:
    if credit.kind is CreditKind.DESK:
        return _organization(credit.name)
    return {
        "@type": "Person",
        "name": credit.name,
        "jobTitle": credit.label,
        "worksFor": _organization(_desk_name(credit.desk)) if credit.desk else None,
    }


def _organization(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name}


def _desk_name(slug: str) -> str:
    """A desk's name in English.

    >>> _desk_name("lao"), _desk_name("thai"), _desk_name("rfa")
    ('RFA Lao', 'BenarNews Thai', 'Radio Free Asia')
    """
    service = next((service for service in SERVICES if service.slug == slug), None)
    if service is None:
        return _NEWSROOMS.get(slug, slug)
    return service.name if service.site == BENAR else f"RFA {service.name}"


def _image(image: Image) -> dict[str, Any]:
    return {
        "@type": "ImageObject",
        "contentUrl": image.full_size_url or image.url,
        "thumbnailUrl": image.url if image.full_size_url else None,
        "name": image.title,
        "alternateName": image.alt,
        "width": image.width,
        "height": image.height,
        "caption": image.caption,
        "creditText": image.credit,
        "copyrightNotice": image.copyright,
    }


def _audio(audio: Audio) -> dict[str, Any]:
    return {
        "@type": "AudioObject",
        "contentUrl": audio.url,
        "encodingFormat": audio.mime_type,
        "duration": f"PT{audio.duration:g}S" if audio.duration else None,
    }


def _addresses(article: Article) -> Iterable[str]:
    return dict.fromkeys(link.url for link in article.related_links if link.url)


def _site(service: Service | None) -> dict[str, Any] | None:
    if service is None:
        return None
    return {
        "@type": "WebSite",
        "name": _NEWSROOMS["benarnews" if service.site == BENAR else "rfa"],
        "url": f"https://{service.site}/{service.slug}",
        "inLanguage": service.tag,
    }


def _time(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
