"""How Sphinx builds the documentation: ``python -m sphinx -W -b html docs build/docs``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rfaparse

if TYPE_CHECKING:
    from click import Context
    from sphinx.application import Sphinx

project = "rfaparse"
author = "The rfaparse developers"
copyright = f"{author}. MIT licence"  # noqa: A001  Sphinx's name
release = rfaparse.__version__
language = "en"
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "sphinx_copybutton",
]
myst_heading_anchors = 3
myst_html_meta = {
    "description": "Turns Radio Free Asia's Plone-era story pages into typed Python objects.",
    "keywords": "Radio Free Asia, RFA, HTML, parser, byline, archive, Python",
}
html_theme = "furo"
html_title = f"rfaparse {release}"
html_static_path = ["static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_copy_source = False
exclude_patterns = ["screenshots.py"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": False}
python_maximum_signature_line_length = 72
napoleon_use_ivar = True
default_role = "code"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
suppress_warnings = ["misc.highlighting_failure"]


def quote_options(_app: Sphinx, _context: Context, lines: list[str]) -> None:
    """Keep patterns (``*.js``) and options (``--output-dir``) in an option's help as written."""
    lines[:] = [
        re.sub(r"(?<=[\s(])(--[a-z][\w-]*)", r"``\1``", re.sub(r"(?<!\*)\*(?!\*)", r"\\*", line))
        if line.startswith(" ")
        else line
        for line in lines
    ]


def mark_examples(_app: Sphinx, _context: Context, lines: list[str]) -> None:
    """Set the command lines of an epilog as code."""
    lines[:] = [re.sub(r"^(\| +)(\S.*)", r"\1``\2``", line) for line in lines]


def without_slots(*event: object) -> bool | None:
    """Leave out fields by themselves: their class's docstring describes them."""
    return True if repr(event[3]) == "SLOTS_ATTR" else None


def end_blocks(_app: Sphinx, _name: str, source: list[str]) -> None:
    """Take away doctest's signs: the blank line at the end of an example, ``<BLANKLINE>``."""
    source[0] = source[0].replace("<BLANKLINE>\n", "\n")
    source[0] = re.sub(r"\n\n+```\n", "\n```\n", source[0])


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("sphinx-click-process-options", quote_options)
    app.connect("sphinx-click-process-epilog", mark_examples)
    app.connect("autodoc-skip-member", without_slots)
    app.connect("source-read", end_blocks)
