"""A document without a story container: whether it is a story anyway, else its error."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from rfaparse._urls import is_own
from rfaparse.errors import NotAStory, UnsupportedLayout

if TYPE_CHECKING:
    from lxml.etree import _Element

_EXSLT = {"re": "http://exslt.org/regular-expressions"}
_ARC_MARK = etree.XPath("boolean(//*[@id='fusion-app' or @id='fusion-metadata'])")
_ARC_URL = r"^https?://www\.(rfa|benarnews)\.org/([\w-]+/)+\d{4}/\d\d/\d\d/"
_ARC_LINK = etree.XPath(
    "boolean(//link[@rel='canonical' and re:test(@href, $url)]"
    " | //meta[@property='og:url' and re:test(@content, $url)])",
    namespaces=_EXSLT,
)
_TEASER = etree.XPath(
    "boolean(descendant::*[contains(concat(' ', @class, ' '), ' sectionteaser ')])"
)
_SEARCH = etree.XPath("boolean(//*[@id='search-results' or @class='searchResults'])")
_ERROR = etree.XPath(
    "boolean(//body[contains(@class, 'template-error')]"
    " | //title[re:test(., '\\b(?:404|403|500|not found)\\b', 'i')])",
    namespaces=_EXSLT,
)
_REFUSAL = etree.XPath("boolean((//title | //h1)[re:test(., $words, 'i')])", namespaces=_EXSLT)
_REFUSAL_WORDS = (
    r"^\W*(error\W*|http\W*|status\W*)*([45]\d\d\b\W*)?(error\W*)?(access (is )?denied|forbidden"
    r"|bad gateway|gateway time-?out|service( temporarily)? unavailable|backend fetch failed"
    r"|too many requests|(your |the )?request (was |could not be )?(blocked|satisfied|rejected)"
    r"|the requested url could not be retrieved|attention required|just a moment|site maintenance)"
    r"|^\W*(error\W*)?(40[13]|429|50[234])(\W*error)?\W*$"
)
_OTHER_PAGES = (
    ("a server's refusal", partial(_REFUSAL, words=_REFUSAL_WORDS)),
    ("a search page", _SEARCH),
    ("an error page", _ERROR),
    ("a section page", _TEASER),
)


_SHOWN = 100
_OWN_MARKUP = etree.XPath(
    "boolean(//*[@id='zoomattribute' or contains(concat(' ', @class, ' '), ' lead_image_caption ')"
    " or (contains(@class, 'image-inline') and contains(@class, 'captioned'))])"
)
_OWN_ADDRESS = etree.XPath(
    "boolean(//@*[re:test(., '(^|[/.])(rfa|rfaweb|benarnews)\\.org($|[/:])', 'i')])",
    namespaces=_EXSLT,
)


def has_teasers(column: _Element) -> bool:
    """Whether a story's column is a section's list of stories."""
    return bool(_TEASER(column))


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
    if _ARC_MARK(root) or _ARC_LINK(root, url=_ARC_URL):
        raise UnsupportedLayout(
            "a page of RFA's layout since late 2024, which is not Plone's",
            "use a general extractor for it",
            url=url,
        )
    kind = next((name for name, test in _OTHER_PAGES if test(root)), None)
    if kind is None and _OWN_MARKUP(root):
        return None
    title = " ".join((root.findtext(".//title") or root.findtext(".//h1") or "").split())[:_SHOWN]
    error = NotAStory(
        f"{kind or 'a page'} without #storytext or #storypagemaincol, "
        + (f"titled '{title}'" if title else "without a title"),
        "pass a story page of rfa.org or benarnews.org, or the story's HTML alone",
        url=url,
    )
    if kind is None and (_OWN_ADDRESS(root) or (url and is_own(url))):
        return error
    raise error
