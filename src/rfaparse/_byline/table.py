"""The table of a service: its names, its words, and the form of its credit lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from rfaparse.model import Role

Labels: TypeAlias = Mapping[Role, "tuple[str, ...]"]
"""The words that give each role."""
Example: TypeAlias = "tuple[str, tuple[str, ...]]"
"""A text, and its credits as ``role=name`` or ``role=@desk``."""

RFA = "www.rfa.org"
BENAR = "www.benarnews.org"


@frozen(kw_only=True)
class LineShape:
    """The form of credit lines in a service that writes with letters: expressions of `re`.

    The defaults are ``label: name, name``.

    Attributes:
        hint: Matches in the text of a story where a label may be; by default the labels' words.
        label: A label, as the group ``label``, and what surrounds it. WORD stands for any of the
            table's words.
        begins: What precedes a line's first label, at the end of the text before it.
        person: A name, as the group ``name``, and what may follow it; by default up to six
            words.
        joiner: Joins two names; by default a comma or one of the table's `joiners`.
        place: Where a person reports from, with the group ``place``.
        desk_sign: Words between a person and the desk that they work for.
        behind: The label after the names of contributors, as the group ``behind``.
        note: The beginning of a note that may follow a lone credit in its paragraph, or come
            between two: who else had a job.
        around: The characters that may surround names.
        beside: Words of labels that count only next to others, such as mistyped ones.
        amid_story: Whether credits that end a paragraph count if other lines follow it.
    """

    hint: str = ""
    label: str = r"(?:^|(?<=\s))(?P<label>WORD)\s*[:：]\s*"
    begins: str = ""
    person: str = ""
    joiner: str = ""
    place: str = r"(?!)"
    desk_sign: str = r"(?!)"
    behind: str = r"(?!)"
    note: str = r"(?!)"
    around: str = " .,;()"
    beside: frozenset[str] = frozenset()
    amid_story: bool = False


@frozen(kw_only=True)
class ServiceTable:
    """A language service, and the words of its bylines.

    Attributes:
        slug: First path segment of its stories' URLs; unique together with `site`.
        name: English name.
        own_name: The language's own name.
        tag: BCP 47 language tag, with the script where a language has more than one.
        script: ISO 15924 code of the script its stories are written in.
        direction: The direction of that script.
        site: Public host of its stories.
        desk_names: What credits call it besides `name` and `own_name`.
        labels: The words that give each role in a credit line of its stories. Empty where no real
            sample shows them.
        line: The form of that credit line. Chinese has its own grammar instead.
        opening: A byline in the first lines of a story: a ``report`` in brackets that ends
            one, or the byline ``field``.
        by: Words of the byline field before names that only mean "by".
        roles: Words of the byline field that give a role, before or after the names.
        place_before: A place at the beginning of the byline field, an expression with the
            group ``place``.
        froms: Words before a place behind a name or a role in the byline field.
        joiners: Words that join two names in the byline field.
        closings: Words after the names in the byline field that are not names.
        titles: Words of a job in the byline field, of which no name has one.
        examples: Values of the byline field and their credits: its tests.
        line_examples: Credit lines and their credits, where there are `labels`: its tests, too.
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
    line: LineShape = LineShape()
    opening: Literal["report", "field"] | None = None
    by: tuple[str, ...] = ()
    roles: Labels = field(factory=dict)
    place_before: str = ""
    froms: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    line_examples: tuple[Example, ...] = ()
