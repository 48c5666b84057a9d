"""The byline field: the text under the headline.

::

    field  = [ place ] [ by | role ] names [ "," role [ "," place ] ]
    names  = name [ closing ] [ place [ closing ] ] { ("," | joiner) [ by | role ] name … }
    name   = 1 to 6 words  |  desk

An e-mail address may be anywhere. A credit line like that at the end of a story is read as one.
The words come from the service's table, or from all tables if there is no service. What is not a
name credits nobody: the field itself keeps it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rfaparse._byline.credit_line import CreditLine, Label, Names
from rfaparse._byline.desks import BEGINNING, OWN_STATIONS, desk_of_own_name
from rfaparse._byline.people import Letters, compiled, letters_of, read_credits, read_people
from rfaparse._byline.services import TABLES
from rfaparse._byline.services.english import CITIES, REGION, WORD
from rfaparse._byline.table import LineShape
from rfaparse._text import any_of, normalise, without_joiners
from rfaparse.model import CreditKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_TITLE = f"(?i:{any_of(title for table in TABLES for title in table.titles)})"
"""A job title; no name contains one."""
_is_title = re.compile(
    rf"(?:\b|(?<=[\uac00-\ud7a3])){_TITLE}s?\b|(?i:^special (?:to|for)\b|^by$|^nhóm$)"
).search
_EMAIL = re.compile(r"[(<\[]?\s*[A-Za-z0-9_.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)>\]]?")
_AROUND = "་ ,;:|/·•\\-–—*།،。：။។।༎"
_EDGES = re.compile(rf"^[.{_AROUND}]+|(?:[{_AROUND}]|(?<!\b[A-Z])(?<!\b[JS]r)\.)+$")
"""``B.`` and ``Jr.`` at the end keep the stop."""
_in_brackets = re.compile(r"[(（[【]?([^()（）[\]【】]*)[)）\]】]?").fullmatch
_NOTE = r"\s*[(（][^()（）]*[)）]"
_COMMA = r"\s*[,،、၊;；/|&·∙ㆍ།][\s,]*|\s[-–—]\s"
_STATION_BEHIND = re.compile(
    r"(?<=[^\s,،၊(（/|–—-])(?:\s*[,،，၊(（/|]\s*|\s+[-–—]\s+|(?<=[\u3400-\u9fff])\s+)"
    rf"(?:(?:RFA|Radio Free Asia|BenarNews)(?:['’]s?\s(?:\w+\s){{0,3}}{_TITLE})?"
    rf"|(?:đài )?{OWN_STATIONS})[)）]?$"
    rf"|(?:(?<=^[\uac00-\ud7a3]{{2}})|(?<=^[\uac00-\ud7a3]{{3}}))\s{_TITLE}$"
)
"""After names: the station, a job title at the station, or a Korean title."""
_STATION_AHEAD = re.compile(
    f"^{OWN_STATIONS}\\s+(?=[\u3400-\u9fff]{{2,4}}(?<![组組部台臺])$)"
    "|^(?:RFA|자유아시아방송)\\s+(?=[\uac00-\ud7a3]{2,4}$)"
)
_HANGUL = "(?<=[\uac00-\ud7a3]{2})"
_UNSPACED = "(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
"""Behind a letter of a script without spaces between words: Thai, Lao, Burmese, Khmer."""
_AFTER_LABEL = rf"(?:\s*[:：៖་།/／|｜]\s*|\s+|(?<=[者員员編编])(?=[\u3400-\u9fff])|{_UNSPACED}|$)"
_is_chinese = re.compile("[\u3400-\u9fff]").search
_has_label = re.compile(
    r"(?:ed|ing|ions?|ten|english) by |(?:reporting|ions) from ", re.IGNORECASE
).search
_no_name = re.compile(r"[\d@#%?!…:：៖<>\[\]{}=_*\"“”«»]|www\.|https?").search
_may_be_in_name = re.compile(rf"{WORD}|[^a-z].*|.*[^\x00-\x7f].*").fullmatch
_LONGEST, _MOST_WORDS, _LONGEST_NAME, _LONGEST_OPENING = 300, 6, 60, 80
_PLACES_BEFORE = [
    re.compile(rf"(?<!\w){table.place_before}") for table in TABLES if table.place_before
]
_ENGLISH = next(table for table in TABLES if table.slug == "english")
"""Its words are used by every service."""


def _any_of(words: Iterable[Iterable[str]]) -> str:
    return f"(?:{any_of(word for given in words for word in given)})"


_BY = rf"(?:{_any_of([_ENGLISH.by])}(?=[:：\s])|)"
"""The text before names that a label follows, or nothing."""


@cache
def _letters_of(slug: str | None) -> Letters:
    """The words of a service, or of all; cached, since services are few."""
    tables = [table for table in TABLES if table.slug == slug] or list(TABLES)
    given = [(role, words) for table in tables for role, words in table.roles.items()]
    role_of = {word.lower(): role for role, words in given for word in words}
    tables.append(_ENGLISH)
    by, roles = _any_of(table.by for table in tables), _any_of([role_of])
    froms = _any_of(table.froms for table in tables)
    joins = _any_of(table.joiners for table in tables)
    closings = _any_of(table.closings for table in tables)
    joiner = rf"(?:\s*[,၊;])?(?:\s+|་|{_UNSPACED}){joins}(?:(?<![a-zà])|(?!\w))\s*|{_COMMA}"
    label = rf"(?:(?:(?-i:{by}|By|BY)|(?i:{roles})){_AFTER_LABEL})?"
    behind = r"(?:^|(?<=[\s,;/–-])|[\s,;/–-]+)"
    said_behind = rf"{behind}(?:{closings}|(?i:{roles}))"
    closing = rf"{said_behind}[\s.]*(?={joiner}|$)"
    origin = rf"(?:{said_behind}[\s,]+|{behind}){froms}\s+"
    desk_sign = _ENGLISH.line.desk_sign
    for_desk = rf"(?:{desk_sign})(?={BEGINNING})"
    stop = rf"{joiner}|{origin}|{closing}|{for_desk}|{_NOTE}"
    place = rf"(?P<place>[^\W\d_](?:(?!{joiner}|{closing})[\w .-])*(?:{REGION})?)"
    shape = LineShape(
        label=rf"(?i)(?:(?P<by>{by}|an?\s(?:[\w-]+\s){{1,3}}by)|(?P<role>{roles}))"
        rf"{_AFTER_LABEL}{label}",
        behind=rf"(?i)(?:\s*[,،(（/–-]\s*|\s+|{_HANGUL})(?P<role>{roles})\s*[)）]?(?:{_NOTE})?"
        rf"(?:(?:\s*,\s*(?:{froms}\s+)?|\s+{froms}\s+)(?P<place>[^\W\d_][\w .-]*))?$",
        person=rf"(?P<name>(?:,\s(?:Jr|Sr|II|III)\b\.?|(?!{stop})[^()（）\[\]【】])+)(?:{closing})?",
        joiner=rf"\)?(?:{_NOTE})?(?:{joiner}){label}",
        place=f"{origin}{place}(?:{closing})?",
        desk_sign=desk_sign,
        around=f" .){_AROUND}",
    )
    return Letters(shape, re.compile(roles), role_of)


def read_field(text: str, slug: str | None) -> CreditLine:
    """The credits of a byline field, and its places.

    Args:
        text: The field as written.
        slug: The service of the story, if it is known.
    """
    said = ", ".join(map(normalise, without_joiners(text).splitlines()))
    said = _bare(normalise(_EMAIL.sub(" ", said))) if len(said) <= _LONGEST else ""
    line = _credit_line(said) or CreditLine(0, 0, [])
    for named in line.labels:
        named.names.names = _without_titles(named.names)
    if line.labels and not line.start:
        return line
    said = _STATION_BEHIND.sub("", said[: line.start] if line.labels else said)
    places = []
    for pattern in _PLACES_BEFORE:
        places += [match["place"] for match in pattern.finditer(said)]
        said = pattern.sub("", said)
    letters = _letters_of(slug)
    label, said, place = _parted(said, letters.shape)
    role = letters.role_of.get(label.lower())
    names = _names(said, letters.shape, is_labelled=role is not None)
    if names is None:
        return CreditLine(0, 0, [])
    role = role or (Role.REPORTER if names.work_for_desk or names.reported else Role.WRITER)
    places += [place] if place else []
    return CreditLine(0, len(text), [Label(0, [(role, label)], names, posts=places), *line.labels])


def _bare(said: str) -> str:
    """The text without brackets and signs around it."""
    bracketed = _in_brackets(_EDGES.sub("", said))
    return bracketed[1] if bracketed else _EDGES.sub("", said)


def read_opening(line: str, slug: str) -> CreditLine | None:
    """Read one of a story's first lines as the byline field of a reporter or an editor.

    Prose may begin alike, so names there have two words or more, none in lower case.
    """
    credit_line = read_field(line if len(line) <= _LONGEST_OPENING else "", slug)
    credits_ = credit_line.credits
    if not credits_ or credits_[0].role not in {Role.REPORTER, Role.EDITOR}:
        return None
    people = [credit.name for credit in credits_ if credit.kind is CreditKind.PERSON]
    words = " ".join([*people, *credit_line.locations]).split()
    if (
        not people
        or any(" " not in name for name in people)
        or any(word[0].islower() for word in words)
    ):
        return None
    credit_line.end = len(line)
    return credit_line


def _credit_line(said: str) -> CreditLine | None:
    if not _is_chinese(said):
        line = read_credits(said, letters_of("english", _BY)) if _has_label(said) else None
        return None if line is None or line.start else line
    from rfaparse._byline.chinese import read_line  # noqa: PLC0415  its tables are large

    return read_line(said)


def _parted(said: str, shape: LineShape) -> tuple[str, str, str | None]:
    """The label before or after the names, the names, and the place after the label."""
    before = compiled(shape.label).match(said)
    behind = None if before and before["by"] else compiled(shape.behind).search(said)
    if behind:
        return behind["role"], said[: behind.start()], behind["place"]
    return (
        (before["by"] or before["role"], said[before.end() :], None) if before else ("", said, None)
    )


def _names(said: str, shape: LineShape, *, is_labelled: bool) -> Names | None:
    """The people in `said`, without titles; None if it contains anything else."""
    said = _STATION_AHEAD.sub("", _bare(said))
    if _is_chinese(said) and desk_of_own_name(said) is None:
        from rfaparse._byline.chinese_names import may_follow, read_names  # noqa: PLC0415

        chinese = read_names(said, 0, len(said), Role.WRITER)
        return chinese if chinese is not None and may_follow(chinese) else None
    names = read_people(said, shape, 0, len(said))
    if re.sub(_NOTE, "", said[names.end :]).strip(shape.around):
        return None
    for name in names.names:
        desk = desk_of_own_name(name)
        if desk is not None:
            names.desks.setdefault(name, (CreditKind.DESK, desk.slug))
    cities = [name for name in names.names[1:] if name in CITIES]
    names.names = [name for name in _without_titles(names) if name not in cities]
    names.locations += cities
    places = [place.removeprefix("the ") for place in names.locations]
    people = [name for name in names.names if not names.is_desk(name)]
    is_other = said and not (names.names or places)
    if is_other or not all(map(_is_name, people + places)):
        return None
    are_names = is_labelled or all(map(_has_capitals, people))
    return names if are_names and all(map(_has_capitals, places)) else None


def _without_titles(names: Names) -> list[str]:
    return [name for name in names.names if names.is_desk(name) or not _is_title(name)]


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= _MOST_WORDS and len(text) <= _LONGEST_NAME and not _no_name(text)


def _has_capitals(text: str) -> bool:
    """Whether a name has them, if its script does; a label may introduce one without."""
    return all(map(_may_be_in_name, text.split()))
