"""A document without a story container: whether it is a story anyway, else its error."""

from __future__ import annotations

import re
from itertools import compress, islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from rfaparse._urls import is_own
from rfaparse.errors import NotAStory, UnsupportedLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

_EXSLT = {"re": "http://exslt.org/regular-expressions"}
_IDS: Callable[..., Any] = etree.XPath("//@id", smart_strings=False)
_CLASSES: Callable[..., Any] = etree.XPath("descendant::*/@class", smart_strings=False)
_VALUES: Callable[..., Any] = etree.XPath(
    "//@* | //text()[contains(., '.rfa.org/') or contains(., '.benarnews.org/')]",
    smart_strings=False,
)
"""The values of attributes, and texts that may contain an address of RFA."""
_ARC_IDS = frozenset({"fusion-app", "fusion-metadata"})
_ARC_URL = r"^https?://www\.(rfa|benarnews)\.org/([\w-]+/)+\d{4}/\d\d/\d\d/"
_ARC_LINK = etree.XPath(
    "boolean(descendant::link[@rel='canonical' and re:test(@href, $url)]"
    " | descendant::meta[@property='og:url' and re:test(@content, $url)])",
    namespaces=_EXSLT,
)
_ERROR = etree.XPath(
    "boolean(descendant::body[contains(@class, 'template-error')]"
    " | descendant::title[re:test(., '\\b(?:404|403|500|not found)\\b', 'i')])",
    namespaces=_EXSLT,
)
_refuses = re.compile(
    r"^\W*(error\W*|http\W*|status\W*)*([45]\d\d\b\W*)?(error\W*)?(access (is )?denied|forbidden"
    r"|bad gateway|gateway time-?out|service( temporarily)? unavailable|backend fetch failed"
    r"|too many requests|(your |the )?request (was |could not be )?(blocked|satisfied|rejected)"
    r"|the requested url could not be retrieved|attention required|just a moment|site maintenance)"
    r"|^\W*(error\W*)?(40[13]|429|50[234])(\W*error)?\W*$",
    re.IGNORECASE,
).search
_OWN_ADDRESS = re.compile(
    r"(?:^|[/.])(?:rfa|rfaweb|benarnews)\.org(?:$|[/:])", re.IGNORECASE
).search
_TEASER = "sectionteaser"
_KINDS = ("a server's refusal", "a search page", "an error page", "a section page")
_SHOWN, _MOST_TEXTS = 100, 20


def has_teasers(column: _Element) -> bool:
    """Whether a story's column holds a section's list of stories."""
    return _TEASER in _words(_CLASSES(column))


def unless_credited(root: _Element, url: str | None) -> NotAStory | None:
    """The error of a document without a story container, unless a credit line saves it.

    A tool may have wrapped a fragment in a document. One that holds RFA's own story markup is read;
    one that names an address of RFA needs a credit line.

    Args:
        root: The document.
        url: Its address as far as it is known.

    Raises:
        NotAStory: Neither is in it, or it is a section page, a search page or an error page.
        UnsupportedLayout: A page of the layout since late 2024.
    """
    ids, classes = {*_IDS(root)}, {*_CLASSES(root)}
    if not _ARC_IDS.isdisjoint(ids) or _ARC_LINK(root, url=_ARC_URL):
        raise UnsupportedLayout(
            "a page of RFA's layout since late 2024, which is not Plone's",
            "use a general extractor for it",
            url=url,
        )
    kind = _kind(root, ids, classes)
    if kind is None and ("zoomattribute" in ids or _has_own_class(classes)):
        return None
    title = " ".join((root.findtext(".//title") or root.findtext(".//h1") or "").split())[:_SHOWN]
    error = NotAStory(
        f"{kind or 'a page'} without #storytext or #storypagemaincol, "
        + (f"titled '{title}'" if title else "without a title"),
        "pass a story page of rfa.org or benarnews.org, or the story's HTML alone",
        url=url,
    )
    if kind is None and (any(map(_OWN_ADDRESS, {*_VALUES(root)})) or (url and is_own(url))):
        return error
    raise error


def _kind(root: _Element, ids: set[str], classes: set[str]) -> str | None:
    """The kind of a page that is surely not a story."""
    fits = (
        any(_refuses(_headline(heading)) for heading in root.iter("title", "h1")),
        "search-results" in ids or "searchResults" in classes,
        _ERROR(root),
        _TEASER in _words(classes),
    )
    return next(compress(_KINDS, fits), None)


def _headline(element: _Element) -> str:
    """The first words of a headline, since a parser may put all that follows inside it."""
    texts = map(str, islice(element.itertext(), _MOST_TEXTS))
    return " ".join("".join(texts).split())[:_SHOWN]


def _has_own_class(classes: set[str]) -> bool:
    """Whether one of these values of ``class`` is that of a part of RFA's stories."""
    is_captioned = any("image-inline" in names and "captioned" in names for names in classes)
    return is_captioned or "lead_image_caption" in _words(classes)


def _words(classes: Iterable[str]) -> set[str]:
    return set(" ".join(classes).split())
