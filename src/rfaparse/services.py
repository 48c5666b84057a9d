"""The language services of Radio Free Asia and of its sister site BenarNews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import field, fields_dict, frozen

from rfaparse._byline.services import TABLES
from rfaparse._byline.table import BENAR, RFA, Labels
from rfaparse.model import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rfaparse.model import Article, Block, Byline, Credit

__all__ = ["BENAR", "RFA", "SERVICES", "Service"]


@frozen
class Service:
    """One language service.

    Attributes:
        slug: First path segment of its stories' URLs; unique together with `site`.
        name: English name.
        own_name: The language's own name.
        tag: BCP 47 language tag, with the script where a language has more than one.
        script: ISO 15924 code of the script its stories are written in.
        direction: The direction of that script.
        site: Public host of its stories.
        labels: The words that give each role in its credit lines; empty if no real sample shows
            them.
    """

    slug: str
    name: str
    own_name: str
    tag: str
    script: str
    direction: Literal["ltr", "rtl"] = "ltr"
    site: str = RFA
    labels: Labels = field(factory=dict, hash=False, repr=False)


SERVICES = tuple(
    Service(*[getattr(table, name) for name in fields_dict(Service)]) for table in TABLES
)
"""Every service: those of RFA by name, then BenarNews's. Each has a module in `_byline.services`.

Slugs and sites are those of the sites' paths; names, tags and scripts are those of CLDR.
"""

_BY_PLACE = {(service.site, service.slug): service for service in SERVICES}
_BY_SLUG = {service.slug: service for service in reversed(SERVICES)}
_BY_LANGUAGE = {service.tag.partition("-")[0]: service for service in reversed(SERVICES)}
_SLUGS_OF = {
    word: {
        service.slug
        for service in SERVICES
        if any(word in given for given in service.labels.values())
    }
    for service in SERVICES
    for words in service.labels.values()
    for word in words
}
_MOSTLY = 0.95
_TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})


def service_at(site: str, slug: str) -> Service | None:
    """The service whose stories are below ``https://<site>/<slug>/``, or None."""
    return _BY_PLACE.get((site, slug.lower()))


def service_of_language(tag: str) -> Service | None:
    """The service of the language `tag`; None for English, which is Plone's default.

    >>> service_of_language("zh-HK").slug, service_of_language("zh").slug
    ('cantonese', 'mandarin')
    >>> service_of_language("en") is None
    True
    """
    subtags = tag.replace("_", "-").lower().split("-")
    language = subtags[0]
    if language in ("zh", "cmn"):
        return _BY_SLUG["cantonese" if _TRADITIONAL.intersection(subtags) else "mandarin"]
    return None if language == "en" else _BY_LANGUAGE.get(language)


def service_of_article(article: Article) -> Service | None:
    """The service that `Article.service` names; the address decides if two sites share the slug."""
    host = (article.url or "").split("/")[2:3]
    fitting = [service for service in SERVICES if service.slug == article.service]
    at_host = (service for service in fitting if host == [service.site])
    return next(at_host, next(iter(fitting), None))


def service_of_story(
    language: str | None, byline: Byline | None, body: Iterable[Block]
) -> Service | None:
    """The service by a page's language, else by the labels of the credits.

    Plone writes ``en`` if nobody set a language, so it counts only for text in ASCII letters.
    """
    service = service_of_language(language) if language else None
    if service is None and byline is not None:
        service = service_of_labels(byline.credits)
    if service is None and language and language.lower().startswith("en"):
        letters = [letter for letter in "".join(texts(body)) if letter.isalpha()]
        if letters and sum(map(str.isascii, letters)) > _MOSTLY * len(letters):
            return service_at(RFA, "english")
    return service


def service_of_labels(credits_: Iterable[Credit]) -> Service | None:
    """The service whose labels most of `credits_` have; None if two have as many.

    >>> from rfaparse.model import Credit, Role
    >>> service_of_labels([Credit(Role.REPORTER, "白石", "特約記者")]).slug
    'cantonese'
    """
    counts: dict[str, int] = {}
    for label in [credit.label for credit in credits_]:
        for slug in _SLUGS_OF.get(label) or _services_near(label):
            counts[slug] = counts.get(slug, 0) + 1
    if len(counts) == 1:
        return _BY_SLUG[next(iter(counts))]
    most = max(counts.values(), default=0)
    slugs = [slug for slug, count in counts.items() if count == most]
    return _BY_SLUG[slugs[0]] if len(slugs) == 1 else None


def _services_near(label: str) -> Iterable[str]:
    """The services that have a part of the label among their words."""
    lowered = label.lower()
    return {slug for word, slugs in _SLUGS_OF.items() if word in lowered for slug in slugs}
