"""The picture of a parse: what was found, and what it was taken for."""

from rfaparse.inspect.page import report

__all__ = ["report"]
