"""How Sphinx builds the documentation: ``python -m sphinx -W -b html docs build/docs``."""

import rfaparse

project = "rfaparse"
author = "The rfaparse developers"
release = rfaparse.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
html_theme = "furo"
html_title = f"rfaparse {release}"
exclude_patterns = ["screenshots.py"]
autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_default_options = {"members": True, "undoc-members": False}
napoleon_use_ivar = True
default_role = "code"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
suppress_warnings = ["misc.highlighting_failure"]
