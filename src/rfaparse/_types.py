"""Types of what people pass in."""

from __future__ import annotations

from typing import Protocol


class LxmlElement(Protocol):
    """An lxml element, known by a method that no other library's elements have.

    lxml ships no types: without its stubs a type checker takes its classes for Any, and a signature
    that named them would let everything pass. Name this one in your own signatures.
    """

    def getroottree(self) -> object:
        """The element's document, of lxml's class ``_ElementTree``."""
