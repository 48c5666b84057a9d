"""The language services of Radio Free Asia and of its sister site BenarNews."""

from __future__ import annotations

from attrs import frozen


@frozen
class Service:
    """One language service.

    Attributes:
        slug: First path segment of its stories' URLs.
        site: Public host of its stories.
    """

    slug: str
    site: str


_SLUGS = {
    "www.rfa.org": (
        "mandarin cantonese english khmer korean lao burmese tibetan uyghur vietnamese".split()
    ),
    "www.benarnews.org": "english bengali indonesian malay thai".split(),
}

SERVICES: tuple[Service, ...] = tuple(
    Service(slug, site) for site, slugs in _SLUGS.items() for slug in slugs
)
"""Every service. Source: the paths of rfa.org and benarnews.org."""

_BY_PLACE = {(service.site, service.slug): service for service in SERVICES}


def service_at(site: str, slug: str) -> Service | None:
    """The service whose stories stand below ``https://<site>/<slug>/``, or None."""
    return _BY_PLACE.get((site, slug.lower()))
