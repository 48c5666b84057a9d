"""Types of arguments."""

from __future__ import annotations

from typing import Protocol


class LxmlElement(Protocol):
    """An lxml element, recognised by a method that other libraries' elements lack.

    lxml ships no types: without stubs, a type checker takes its classes for Any, and a signature
    with them would accept everything. Use this class in your own signatures.
    """

    def getroottree(self) -> object:
        """The element's document, an ``_ElementTree`` of lxml."""
