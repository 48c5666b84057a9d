"""A story as found, beside the objects that it became, as one HTML page."""

from rfaparse.inspect.page import report

__all__ = ["report"]
