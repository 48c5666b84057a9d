"""Trees of lxml, in an environment that has a stub package for it."""

from __future__ import annotations

from lxml import etree, html

import rfaparse

rfaparse.parse(html.fromstring("<p>x</p>"))
rfaparse.parse(html.document_fromstring("<p>x</p>"))
rfaparse.parse(etree.fromstring("<p>x</p>"))
for child in html.fromstring("<p>x</p>"):
    rfaparse.parse(child)
