"""Mistakes that a type checker finds: one in each line that ends with the code of its error."""

from __future__ import annotations

import rfaparse

story = rfaparse.parse("<p>x</p>")
story.title.upper()  # [union-attr]
story.title = "y"  # [misc]
story.byline.reporters  # [union-attr]
story.headline  # [attr-defined]
rfaparse.parse(1)  # [arg-type]
rfaparse.parse("<p>", parser="lxml-xml")  # [arg-type]
rfaparse.parse("<p>", "https://www.rfa.org/")  # [call-arg]
rfaparse.Paragraph(text=None)  # [arg-type]
rfaparse.Article(title="x")  # [call-arg]
for block in story.body:
    block.text  # [union-attr]
