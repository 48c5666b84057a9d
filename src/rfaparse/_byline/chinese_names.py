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

Usual names, two or three characters between gaps, are read directly.
"""

from __future__ import annotations

import re

from rfaparse._byline import chinese_words as words
from rfaparse._byline.credit_line import Names
from rfaparse._byline.places import PLACES, is_place, parted_places, trailing_place
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
_LATIN_WORD = f"[{_LATIN}][{_LATIN}.'’-]*"
_TOKENS = {
    # Also the date of a report, an e-mail address, a conjunction after Latin letters, and a full
    # stop between two names.
    "gap": r"(?:(?<=[報报][道导導])\s?(?:19|20)\d\d[-,，./年]\d{1,2}[-,，./月]\d{1,2}日?(?!\d)"
    rf"|(?!{_NOTE})[\s{re.escape(words.MARKS)}（(]|{_EMAIL}"
    rf"|[{_AND}](?:(?<=[{_LATIN}].)|(?<=[{_LATIN}]{_HAN}.))|\.(?<={_HAN}\.)(?={_HAN}))+",
    "note": _NOTE,
    # 老K, A君, Ann Stone
    "latin": rf"(?:(?![{_AND}]){_HAN})?{_LATIN_WORD}(?: {_LATIN_WORD})*(?:\d{{1,2}}(?![\w.]))?"
    rf"(?:(?:(?![{_ODD_ENDS}]){_HAN}){{1,2}}(?=[{_AND}]|(?!{_HAN})))?",
    # 王 允
    "apart": rf"(?![{_AND}]){_HAN}(?:\s{_HAN})+(?!{_HAN})",
    "label": rf"{_HAN}{{2,4}}\s?[:：](?!\s*\Z)",
    "half": rf"(?![{_AND}]){_HAN}(?!{_HAN}|{_DOT}|\d|\s?[:：])",
    # with a number before or after one character: 9石, 阿7
    "han": rf"(?:\d{{1,2}}(?={_HAN}(?!{_HAN}*\d)))?{_HAN}+(?:{_DOT}+{_HAN}+)*"
    rf"(?:(?<=[\s:：、，/]{_HAN})\d{{1,2}}(?![\d{HAN}]))?",
    "stop": r"[。.]+",
    "other": ".",
}
_TOKEN = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS.items()), re.DOTALL
).finditer
_NAME = rf"(?![{_AND}]){_HAN}{{1,2}}(?![{_ODD_ENDS}]){_HAN}"
_usual = re.compile(rf"{_GAP}*({_NAME})((?:{_GAP}+{_NAME})*){_GAP}*").fullmatch
_begins_prose = re.compile(rf"[^（(。{words.PROSE}]*(?:[{words.PROSE}]|。{_HAN}{{2}})").match
"""A mark or a character of prose, or another sentence, before any note."""
_report = re.compile(rf"{words.REPORT}\Z").search
_origin = re.compile(rf"{words.ORIGIN}\Z").search
_contribution = re.compile(rf"{words.CONTRIBUTION}\Z").search
_ADDRESS = re.compile(r"https?$|www\.|\.[a-z]{2,4}$", re.IGNORECASE).search
_ends_sentence = re.compile(rf"(?:[a-z\u00df-\u00ff]|{_HAN}[A-Z])\.$").search
_CLOSING = re.compile(r"[)）】\]〕］]*")
_dotted = re.compile(rf"[^·•‧・]+(?:{_DOT}[^·•‧・]+)+").fullmatch
_han_words = re.compile(f"{_HAN}+").findall
_is_han = re.compile(f"{_HAN}{{2,6}}").fullmatch
_LABELS = [word for every in words.LABELS.values() for word in every]
_is_remark = re.compile(
    rf"[{''.join(words.REMARKS)}]|{any_of([*_LABELS, *words.NO_NAMES])}"
    rf"|(?:{any_of(words.NO_PLACE_ENDS)})\Z"
).search
_NOTE_PARTS = re.compile(r"[、，,/／\s—–－~～-]+").split
_NAMES_APART = re.compile(rf"[、，,{_AND}\s]+").split
_CONJUNCTION = re.compile(f"[{_AND}]").split
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
    found = Names(end=until)
    end = _read_tokens(line, start, found, role, partial=partial)
    if end < until and not partial:
        return None
    if end < until:
        found.end = end + len(_CLOSING.match(line, end, until)[0])  # type: ignore[index]
    if until < len(line) and found.names and len(found.names[-1]) > _SHORTEST:
        # In 某某和特约记者 the conjunction before the next label is no part of the name.
        found.names[-1] = found.names[-1].rstrip(_AND)
    if found.locations and not (found.names or found.reported):
        found.names, found.locations = found.locations, []
    return found


def _read_tokens(line: str, start: int, names: Names, role: Role, *, partial: bool) -> int:
    """Add what a stretch names; return the offset after its last token that is no prose."""
    parting_stops = partial and names.end < len(line)
    gap, is_other_credit, end, reporters = "mark", False, start, 0
    for token in _TOKEN(line, start, names.end):
        kind, value = token.lastgroup, token[0]
        if kind == "gap":
            gap = (gap or "space") if value.isspace() else "mark"
        elif kind == "stop" and not (parting_stops or line[token.start() - 1] in words.COLONS):
            if names.reported and len(names.names) > reporters:  # 某某报道，桥已塌。
                return end
            names.stopped = True
        elif kind == "stop" or (value in words.CONJUNCTIONS and gap == "space" and names.names):
            gap = "mark"
        elif names.stopped or kind == "other":
            return end
        elif kind == "half":
            return token.end() if partial else end
        else:
            is_other_credit = is_other_credit or kind == "label"
            is_short = len(value) <= _LONGEST_WORD
            if not (is_short if is_other_credit else _read_token(names, token, gap, role)):
                return end
            gap, end = "", token.end()
            reporters = reporters if names.reported and reporters else len(names.names)
    return names.end


def are_spoken(names: Names) -> bool:
    """Whether they contain a word of speech that no name has."""
    return _spoken("".join(names.names)) is not None and any(
        _spoken(name, name[0] in words.SPOKEN_SURNAMES) for name in names.names if not _dotted(name)
    )


def may_follow(names: Names) -> bool:
    """Whether they can be names for the open label of the line before."""
    return not are_spoken(names) and not any(map(_no_name, names.names))


def _read_token(names: Names, token: re.Match[str], gap: str, role: Role) -> bool:
    """Add what a token names that follows `gap` (nothing, space, mark); False for prose."""
    value = token[0]
    if token.lastgroup == "note":
        return _read_note(names, value[1:-1].strip(" 。."), role)
    if token.lastgroup == "latin":
        value = value[:-1] if _ends_sentence(value) else value
        is_name = bool(gap) and not _ADDRESS(value) and value not in words.STATIONS
        names.names += [value] if is_name else []
        return is_name
    if token.lastgroup == "apart":
        characters = value.split()
        size = _SET_APART.get(len(characters), 0)
        starts = range(0, len(characters), size) if size else ()
        names.names += ["".join(characters[start : start + size]) for start in starts]
        return size > 0
    return len(value) <= _LONGEST_WORD and _read_word(names, value, gap, role)


def _read_note(names: Names, inner: str, role: Role) -> bool:
    """A place, a contribution, or a remark that is not a credit (a pen name's note, a desk)."""
    contribution = _contribution(inner)
    if contribution:
        people = [name for name in _NAMES_APART(inner[: contribution.start()]) if name]
        names.helpers += [(name, contribution[0]) for name in people]
        return all(map(_is_name, people))
    if role is Role.GUEST:  # their profession
        return len(inner) <= _LONGEST_WORD
    said = _before_report(inner)
    said = (inner if said is None else said).lstrip(words.POSTED + "于於在")
    for part in _NOTE_PARTS(said):
        rest, known = _parted(part)
        if known and not rest:
            names.locations += known
        elif _is_han(part) and not _is_remark(part):
            names.locations.append(part)
    return bool(names.locations) or len(inner) <= _LONGEST_REMARK


def _read_word(names: Names, word: str, gap: str, role: Role) -> bool:
    is_joined = names.names and gap == "space" and word[0] in words.CONJUNCTIONS
    if is_joined and _SHORTEST < len(word) <= _LONGEST:
        word = word[1:]
    if word[-1] in words.CLOSING_ENDS:
        contribution = _contribution(word)
        if contribution:
            names.contribution, word = contribution[0], word[: contribution.start()]
        said = _before_report(word)
        if said is not None:
            names.reported = True
            return _read_reported(names, said, gap)
    if word.startswith(words.SET_OUT):
        names.locations += [word[2:]] if word[2:] else []
        return True
    if word and role in words.PLACED:
        word, places = _parted(word)
        names.locations += places
    return not word or _add_names(names, word)


def _read_reported(names: Names, word: str, gap: str) -> bool:
    """The text before 报道: a place, a name, or a name and a place."""
    name, places = _parted(word)
    if name and not places and gap == "space" and names.names and _is_han(name):
        if _no_name(word):
            return False
        # Separate from the names before it, it is a place that the table lacks.
        name, places = "", [word]
    names.locations += places
    return not name or _add_names(names, name)


def _add_names(names: Names, word: str) -> bool:
    """``某某和某某`` is two names; a name may itself have the conjunction's character."""
    if word.endswith(words.PROFESSIONS):
        return True
    word = word.removesuffix(words.AND_OTHERS)
    parts = [word] if _is_name(word) else _CONJUNCTION(word)
    if word in words.NO_NAMES or not all(map(_is_name, parts)):
        return False
    names.names += parts
    return True


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
