"""What a document is that is no story page: which error it deserves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

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
_OTHER_PAGES = (
    ("a search page", _SEARCH),
    ("an error page", _ERROR),
    ("a section page", _TEASER),
)


def has_teasers(column: _Element) -> bool:
    """Whether a story's column is a section's list of stories."""
    return bool(_TEASER(column))


def refusal(root: _Element, url: str | None) -> NotAStory | UnsupportedLayout:
    """The error for a document without a story container; `url` is the address that it names."""
    if _ARC_MARK(root) or _ARC_LINK(root, url=_ARC_URL):
        return UnsupportedLayout(
            "a page of RFA's layout since late 2024, which is not Plone's",
            "use a general extractor for it",
            url=url,
        )
    title = " ".join((root.findtext(".//title") or "").split())
    kind = next((name for name, test in _OTHER_PAGES if test(root)), "a page")
    return NotAStory(
        f"{kind} without #storytext or #storypagemaincol, "
        + (f"titled {title!r}" if title else "without a title"),
        "pass a story page of rfa.org or benarnews.org, or the story's HTML alone",
        url=url,
    )
