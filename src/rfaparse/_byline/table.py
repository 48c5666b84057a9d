"""The shape of a service's table: what is known of the service and of how it names people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from rfaparse.model import Role

Labels: TypeAlias = Mapping[Role, "tuple[str, ...]"]
"""The words that give each role."""
Example: TypeAlias = "tuple[str, tuple[str, ...]]"
"""A value of the byline field, and its credits as ``role=name`` or ``role=@desk``."""

RFA = "www.rfa.org"
BENAR = "www.benarnews.org"


@frozen(kw_only=True)
class ServiceTable:
    """A language service, and the words of its bylines.

    Attributes:
        slug: First path segment of its stories' URLs; unique together with `site`.
        name: English name.
        own_name: What the language is called in it.
        tag: BCP 47 language tag, with the script where a language has more than one.
        script: ISO 15924 code of the script its stories are written in.
        direction: Which way that script runs.
        site: Public host of its stories.
        desk_names: What English credits call it besides `name`.
        labels: The words that give each role in a credit line of its stories. Empty where no real
            sample shows them.
        by: Words of the byline field that stand before names and say no more than "by".
        roles: Words of the byline field that give a role, before or behind the names.
        joiners: Words that join two names in the byline field.
        closings: Words of the byline field behind the names that are none.
        examples: Values of the byline field and their credits: its tests.
    """

    slug: str
    name: str
    own_name: str
    tag: str
    script: str
    direction: Literal["ltr", "rtl"] = "ltr"
    site: str = RFA
    desk_names: tuple[str, ...] = ()
    labels: Labels = field(factory=dict)
    by: tuple[str, ...] = ()
    roles: Labels = field(factory=dict)
    joiners: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
