"""The text after a label of a Chinese credit line: names, places, notes.

::

    names   = { name | place | note | other credit } [ report | contribution ] [ "。" ]
    name    = 2 to 4 Chinese characters, at times set apart | parts joined by "·"
            | Latin words, at times with one Chinese character before or after (老K, A君)
    place   = a word of `places.PLACES` | 发自 place | the end of a word, before 报道
    note    = "（" place, contribution or remark "）"
    other credit = a word with a colon that is not a label, and what follows: not credited
    report  = [ place ] 报道 | 发自 place 的报道 | 综合报道 …
    contribution = 亦有贡献 | 对报道有贡献 …

Usual names, two or three characters between gaps, are read directly; marks of prose are looked for
before any word is read.
"""

from __future__ import annotations

import re

from attrs import define

from rfaparse._byline import chinese_words as words
from rfaparse._byline.credit_line import Names
from rfaparse._byline.places import PLACE_ENDS, PLACES, is_place, parted_places, trailing_place
from rfaparse._text import any_of
from rfaparse.model import Role

HAN = "\u2e80-\u2fdf\u3400-\u4e27\u4e29-\u4e35\u4e37-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
"""Chinese characters and their radicals, but for 丨 and 丶, which editors typed for | and 、."""
_HAN = f"[{HAN}]"
_DOT = "[·•‧・]"
_AND = "".join(words.CONJUNCTIONS)
_ODD_ENDS = "".join(
    [
        *(*words.CLOSING_ENDS, _AND, words.AND_OTHERS),
        *(end[-1] for end in words.PICTURE_ENDS + words.PROFESSIONS),
    ]
)
_LATIN = "A-Za-z\u00c0-\u024f"
_NOTE = r"[（(【〔［\[][^（()）【】〔〕［］\[\]]{0,40}[)）】〕］\]]"
_EMAIL = r"[A-Za-z0-9_.+-]{1,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z]{2,10}){1,3}"
_GAP = r"[\s、，,；;/／|）)]"
_TOKEN = re.compile(
    rf"(?P<gap>(?:(?!{_NOTE})[\s{re.escape(words.MARKS)}（(]"
    rf"|[{_AND}](?:(?<=[{_LATIN}].)|(?<=[{_LATIN}]{_HAN}.))"
    rf"|\.(?<={_HAN}\.)(?={_HAN})|{_EMAIL})+)"
    rf"|(?P<note>{_NOTE})"
    rf"|(?P<latin>(?:(?![{_AND}]){_HAN})?[{_LATIN}][{_LATIN}.'’-]*(?:\d{{1,2}}(?![\w.]))?"
    rf"(?:(?![{_ODD_ENDS}]){_HAN}(?=[{_AND}]|(?!{_HAN})))?)"
    rf"|(?P<apart>(?![{_AND}]){_HAN}(?:\s{_HAN})+(?!{_HAN}))"
    rf"|(?P<han>(?:\d{{1,2}}(?={_HAN}(?!{_HAN}*\d)))?{_HAN}+(?:{_DOT}+{_HAN}+)*"
    rf"(?:(?<=[\s:：、，/]{_HAN})\d{{1,2}}(?![\d{HAN}]))?)(?P<colon>\s?[:：](?!\s*\Z))?"
    r"|(?P<stop>[。.]+)"
    r"|(?P<other>.)",
    re.DOTALL,
).finditer
_NAME = rf"(?![{_AND}]){_HAN}{{1,2}}(?![{_ODD_ENDS}]){_HAN}"
_usual = re.compile(rf"{_GAP}*({_NAME})((?:{_GAP}+{_NAME})*){_GAP}*").fullmatch
_PLACE_ENDS = "".join(sorted(PLACE_ENDS))
_OTHER_ENDS = frozenset([words.AND_OTHERS, *(word[-1] for word in words.PROFESSIONS)])
_LATER_ENDS = "".join(sorted({*words.CLOSING_ENDS, *_OTHER_ENDS}))
_MAY_JOIN = f"发發自从從在·•‧・{_AND}"
"""Characters that more than one name has, or a name with its place."""
_begins_prose = re.compile(
    rf"[^（(“”？?！!…《》。]*(?:[“”？?！!…《》]|。{_HAN}{{2}})"
    rf"|{_GAP}*(?:{_HAN}{{2,4}}{_GAP}+)*(?:(?![{_MAY_JOIN}]){_HAN}){{5,}}"
    rf"(?<![{_LATER_ENDS}{_PLACE_ENDS}])(?![{_MAY_JOIN}{HAN}])"
).match
"""A mark of prose, another sentence, or a word too long for a name, before any note."""
_report = re.compile(rf"{words.REPORT}\Z").search
_origin = re.compile(rf"{words.ORIGIN}\Z").search
_contribution = re.compile(rf"{words.CONTRIBUTION}\Z").search
_ADDRESS = re.compile(r"https?$|www\.|\.[a-z]{2,4}$", re.IGNORECASE).search
_ends_sentence = re.compile(rf"(?:[a-z\u00df-\u00ff]|{_HAN}[A-Z])\.$").search
_CLOSING = re.compile(r"[)）】\]〕］]*")
_dotted = re.compile(rf"[^·•‧・]+(?:{_DOT}[^·•‧・]+)+").fullmatch
_han_words = re.compile(f"{_HAN}+").findall
_begins_han = re.compile(_HAN).match
_is_han = re.compile(f"{_HAN}{{2,6}}").fullmatch
_LABELS = [word for every in words.LABELS.values() for word in every]
_is_remark = re.compile(
    rf"[{''.join(words.REMARKS)}]|{any_of([*_LABELS, *words.NO_NAMES])}"
    rf"|(?:{any_of(words.NO_PLACE_ENDS)})\Z"
).search
_NOTE_PARTS = re.compile(r"[、，,/／\s—–－~～-]+")
_spoken = re.compile(any_of([*words.SPOKEN, *words.SPOKEN_WORDS])).search
_no_name = re.compile(any_of(words.NO_NAMES)).search
_NO_USUAL_NAMES = PLACES.union(words.NO_NAMES)
_SHORTEST, _LONGEST, _LONGEST_WORD, _LONGEST_REMARK, _LONGEST_STRETCH = 2, 4, 24, 10, 400
_SET_APART = {2: 2, 3: 3, 4: 2, 6: 3}
"""Spaced characters (``王 允``): how many, and how many make a name."""


def is_prose(line: str, start: int) -> bool:
    """Whether a glance says that no names follow `start`."""
    return len(line) - start > _LONGEST_STRETCH or _begins_prose(line, start) is not None


def read_names(
    line: str, start: int, until: int, role: Role, *, partial: bool = False
) -> Names | None:
    """Read a stretch of `line` as names; None if it is prose.

    With `partial`, unreadable text ends the stretch, and a full stop separates names.
    """
    if until - start > _LONGEST_STRETCH:
        if not partial:
            return None
        until = start + _LONGEST_STRETCH
    usual = _usual(line, start, until)
    if usual:
        names = [usual[1], *_han_words(usual[2])] if usual[2] else [usual[1]]
        if _NO_USUAL_NAMES.isdisjoint(names):
            return Names(names, end=until)
    if not partial and _begins_prose(line, start, until):
        return None
    return _read_tokens(line, start, until, role, partial=partial)


def _read_tokens(line: str, start: int, until: int, role: Role, *, partial: bool) -> Names | None:
    names = _ChineseNames(end=until, role=role)
    gap, last_end = "mark", start
    parting_stops = partial and until < len(line)
    for token in _TOKEN(line, start, until):
        kind, value = token.lastgroup, token[0]
        if kind == "gap":
            gap = (gap or "space") if value.isspace() else "mark"
        elif kind == "stop" and not (parting_stops or line[token.start() - 1] in words.COLONS):
            names.stopped = True
        elif kind == "stop" or (value in words.CONJUNCTIONS and gap == "space" and names.names):
            gap = "mark"
        elif not names.stopped and kind != "other" and names.take(kind, value, gap):
            gap, last_end = "", token.end()
        elif partial:
            names.end = last_end + len(_CLOSING.match(line, last_end, until)[0])  # type: ignore[index]
            break
        else:
            return None
    names.finish(before_label=until < len(line))
    return None if names.has_lone and not partial else names


def are_spoken(names: Names) -> bool:
    """Whether they contain a word of speech that no name has."""
    return _spoken("".join(names.names)) is not None and any(
        _spoken(name, name[0] in words.SPOKEN_SURNAMES) for name in names.names if not _dotted(name)
    )


def may_follow(names: Names) -> bool:
    """Whether they can be names for the open label of the line before."""
    return not are_spoken(names) and not any(map(_no_name, names.names))


@define
class _ChineseNames(Names):
    """Takes the tokens of a stretch one by one; each method returns False for prose."""

    role: Role = Role.REPORTER
    ignoring: bool = False
    has_lone: bool = False
    last: str | None = None

    def take(self, kind: str | None, value: str, gap: str) -> bool:
        """Take a token that follows `gap` (nothing, space, mark)."""
        if kind == "colon" and not self.ignoring:
            self.ignoring = _SHORTEST <= len(value.rstrip(":： ")) <= _LONGEST
            return self.ignoring
        if self.ignoring or self.has_lone:
            return self.ignoring and len(value) <= _LONGEST_WORD
        before, self.last = self.last, kind
        if kind == "note":
            return self._note(value[1:-1].strip(" 。."))
        if kind == "latin":
            return self._latin(value, before, gap)
        if kind == "apart":
            return self._apart(value.split())
        self.has_lone = len(value) == 1  # half of a name
        return self.has_lone or self._han(value, before, gap)

    def finish(self, *, before_label: bool) -> None:
        """Settle what is still open."""
        names = self.names
        if before_label and names and len(names[-1]) > _SHORTEST:
            # In 某某和特约记者 the conjunction before the next label is no part of the name.
            names[-1] = names[-1][: -1 if names[-1][-1] in words.CONJUNCTIONS else None]
        if self.locations and not (names or self.reported):
            self.names, self.locations = self.locations, []

    def _apart(self, characters: list[str]) -> bool:
        size = _SET_APART.get(len(characters))
        for start in range(0, len(characters) if size else 0, size or 1):
            self.names.append("".join(characters[start : start + (size or 1)]))
        return size is not None

    def _latin(self, value: str, before: str | None, gap: str) -> bool:
        names = self.names
        value = value[:-1] if _ends_sentence(value) else value
        if _ADDRESS(value) or value in words.STATIONS or (before == "han" and not gap):
            return False
        if before == "latin" and gap == "space" and names and not _begins_han(value):
            names[-1] += " " + value
        else:
            names.append(value)
        return len(names[-1]) <= 4 * _LONGEST_WORD

    def _note(self, inner: str) -> bool:
        """A place, a contribution, or a remark that is not a credit (a pen name's note, a desk)."""
        contribution = _contribution(inner)
        if contribution:
            names = re.split(rf"[、，,{_AND}\s]+", inner[: contribution.start()])
            helpers = [(name, contribution[0]) for name in names if name]
            self.helpers += helpers
            return all(_is_name(name) for name, _ in helpers)
        if self.role is Role.GUEST:  # their profession
            return len(inner) <= _LONGEST_WORD
        report = _report(inner)
        text = (inner[: report.start()] if report else inner).lstrip(words.POSTED + "于於在")
        origin = _origin(text)
        text = origin["place"] if origin and not origin.start() else text
        for part in _NOTE_PARTS.split(text):
            rest, known = parted_places(part)
            if known and not rest:
                self.locations += known
            elif _is_han(part) and not _is_remark(part):
                self.locations.append(part)
        return bool(self.locations) or len(inner) <= _LONGEST_REMARK

    def _han(self, word: str, before: str | None, gap: str) -> bool:
        names = self.names
        if len(word) > _LONGEST_WORD:
            return False
        is_joined = names and gap == "space" and word[0] in words.CONJUNCTIONS
        if is_joined and _SHORTEST < len(word) <= _LONGEST:
            word = word[1:]
        if word[-1] in words.CLOSING_ENDS:
            contribution = _contribution(word)
            said = word[: contribution.start()] if contribution else word
            reported = _before_report(said)
            if contribution:
                self.contribution, word, before = contribution[0], said, None
            if reported is not None:
                self.reported = True
                return self._reported(reported, gap)
        if names and before == "latin" and not gap:
            names[-1] += word
            return True
        if word.startswith(words.SET_OUT):
            self.locations += [word[2:]] if word[2:] else []
            return True
        if word and self.role in words.PLACED:
            word, places = _parted(word)
            self.locations += places
        return not word or self._names(word)

    def _reported(self, word: str, gap: str) -> bool:
        """The text before 报道: a place, a name, or a name and a place."""
        names = self.names
        name, places = _parted(word)
        if places and not name and gap == "mark" and names:
            # In 某某巴黎、柏林报道 a place is at the end of the name.
            last, others = _parted(names.pop())
            names += [last] if last else []
            places = others + places
        elif word and not places and gap == "space" and names and _is_han(word):
            if _no_name(word):
                return False
            # Separate from the names before it, it is a place that the table lacks.
            name, places = "", [word]
        self.locations += places
        return not name or self._names(name)

    def _names(self, word: str) -> bool:
        """``某某和某某`` is two names; a name may itself have the conjunction's character."""
        if word[-1] in _OTHER_ENDS:
            if word.endswith(words.PROFESSIONS):
                return True
            word = word.removesuffix(words.AND_OTHERS)
        if word in _NO_USUAL_NAMES and word not in PLACES:
            return False
        if _is_name(word):
            self.names.append(word)
            return True
        for index, character in enumerate(word):
            if character in _AND:
                pair = [word[:index], word[index + 1 :]]
                if _is_name(pair[0]) and _is_name(pair[1]):
                    self.names += pair
                    return True
        return False


def _before_report(word: str) -> str | None:
    """The text before 报道, mistyped or not, that ends `word`; None if nothing like it does."""
    report = _report(word)
    if report is None and word[-1:] in words.MISTYPED_REPORT and trailing_place(word[:-1]):
        return word[:-1]
    return word[: report.start()] if report else None


def _parted(word: str) -> tuple[str, list[str]]:
    """The name that `word` begins with, and the places written after it.

    >>> _parted("某某发自柏林"), _parted("某某华盛顿")
    (('某某', ['柏林']), ('某某', ['华盛顿']))
    """
    origin = _origin(word)
    if origin and (is_place(origin["place"]) or len(origin["from"]) > 1):
        name, places = parted_places(word[: origin.start()])
        return name, [*places, origin["place"]]
    return parted_places(word)


def _is_name(word: str) -> bool:
    if len(word) <= _LONGEST:
        return len(word) >= _SHORTEST and not word.endswith(words.PICTURE_ENDS)
    return len(word) <= _LONGEST_WORD and _dotted(word) is not None
