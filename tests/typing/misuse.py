# pyright: strict
"""Mistakes that a type checker finds: one in each line that ends with mypy's code for it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import rfaparse
from rfaparse.export import json
from rfaparse.inspect import report

story = rfaparse.parse("<p>x</p>")
story.title.upper()  # [union-attr]
story.title = "y"  # [misc]
print(story.byline.reporters)  # [union-attr]
print(story.headline)  # [attr-defined]
rfaparse.parse(123)  # [arg-type]
rfaparse.parse(None)  # [arg-type]
rfaparse.parse(["<p>x</p>"])  # [arg-type]
rfaparse.parse(object())  # [arg-type]
rfaparse.parse(Path("story.html"))  # [arg-type]
rfaparse.parse(ET.fromstring("<p>x</p>"))  # [arg-type]
rfaparse.parse("<p>", parser="lxml-xml")  # [arg-type]
rfaparse.parse("<p>", "https://www.rfa.org/")  # [call-arg]
rfaparse.parse_feed(None)  # [arg-type]
rfaparse.parse_plone(123)  # [arg-type]
report(None)  # [arg-type]
json.to_json("x")  # [arg-type]
rfaparse.Paragraph(text=None)  # [arg-type]
rfaparse.Article(title="x")  # [call-arg]
for block in story.body:
    print(block.text)  # [union-attr]
