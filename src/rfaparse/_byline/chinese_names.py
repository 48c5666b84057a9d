"""What stands after a label of a Chinese credit line: names, places, notes.

::

    names   = { name | place | note | other credit } [ report | contribution ] [ "。" ]
    name    = 2 to 4 Chinese characters, at times set apart | parts joined by "·" | Latin words
    place   = a word of `places.PLACES` | 发自 place | the end of a word, before 报道
    note    = "（" place, contribution or remark "）"
    other credit = a word before a colon that is no label, and what follows it: nobody's here
    report  = [ place ] 报道 | 发自 place 的报道 | 综合报道 …
    contribution = 亦有贡献 | 对报道有贡献 …
"""

from __future__ import annotations

import re

from attrs import define, field

from rfaparse._byline.places import PLACES, is_place, parted_places, trailing_place
from rfaparse.model import Role

HAN = "\u2e80-\u2fdf\u3400-\u4e27\u4e29-\u4e35\u4e37-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
"""Chinese characters and their radicals, but for 丨 and 丶, which editors typed for | and 、."""

_MARK = "、，,;；:：/／|｜&＆+·•)）【】\\[\\]〔〕［］{}—–－~～*＊▪●■\\\\＼丨丶﹑､-"
_LATIN = "A-Za-z\u00c0-\u024f"
_NOTE = "[（(][^（()）]{0,40}[)）]"
_TOKEN = re.compile(
    rf"(?P<note>{_NOTE})"
    rf"|(?P<han>(?:\d{{1,2}}(?=[{HAN}](?![{HAN}]*\d)))?[{HAN}]+(?:[·•‧・]+[{HAN}]+)*"
    rf"(?:(?<=[\s:：、，/][{HAN}])\d{{1,2}}(?![\d{HAN}]))?)(?P<colon>\s?[:：])?"
    rf"|(?P<latin>[{_LATIN}][{_LATIN}.'’-]*)"
    r"|(?P<space>\s+)"
    rf"|(?P<mark>[（({_MARK}]+)"
    r"|(?P<end>[。.]+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_REPORT = re.compile(
    r"(?P<rest>.*?)(?:的)?"
    r"(?:综合|綜合|连线|連線|采访|採訪|联合|聯合|现场|現場|电话|電話|整理|撰稿|摄影|攝影"
    r"|专题|專題|独家|獨家|共同|特别|特別|外电|外電|专访|專訪){0,3}"
    r"(?:报道|報道|报导|報導|报到|報到|专访|專訪|采访|採訪|专稿|專稿)",
    re.DOTALL,
)
_FROM = re.compile(
    r"(?P<name>.*?)(?P<from>发自|發自|发于|發於|自|从|從|在)(?P<place>.{2,8})", re.DOTALL
)
_CONTRIBUTION = re.compile(
    r"(?P<name>.*?)(?P<phrase>(?:(?:亦|也|均|都|皆)?(?:对|對|为|為)?(?:此|本|该|該|这|這)?(?:篇|则|則)?"
    r"(?:文章|文|稿|新闻|新聞|报道|報道|报导|報導)?(?:亦|也|均|都|皆)?"
    r"(?:有|作出|做出)(?:所|了)?(?:贡献|貢獻)"
    r"|(?:亦|也|均|都|皆)?(?:协助|協助|参与|參與)(?:采访|採訪|报道|報道|报导|報導)))",
    re.DOTALL,
)
_SET_OUT = re.compile("(?:发自|發自)(?P<place>.{0,8})")
_CONJUNCTION = re.compile("[和与與及]")
_SPOKEN_CHARACTERS = "个個您你我他她它们們吗嗎呢吧啊呀嘛哦这這那哪什么麼怎了的是不没沒谢謝请請问問"
_SPOKEN = re.compile(f"[{_SPOKEN_CHARACTERS}]")
_PICTURE = re.compile("(?:摄|攝|拍|拍摄|拍攝|提供|制图|製圖|绘|繪)$")
_DESK = re.compile("(?:组|組|部|台|臺|社|报|報|名|实习|實習|特约|特約|文|图|圖|员|員)$")
_NO_NAME = re.compile(
    "相关|相關|更多|延伸|阅读|閱讀|新闻|新聞|来源|來源|视频|視頻|图片|圖片|截图|截圖|请听|請聽|本文|联盟|聯盟"
)
"""Words of the lines that follow a byline, which no name has."""
_REMARK = re.compile("[完译譯音视視频頻更新代班综綜合实實习習本已片图圖文稿]")
_SURNAMES_SPOKEN = "谢謝那"
_ADDRESS = re.compile(r"https?$|www\.|\.[a-z]{2,4}$", re.IGNORECASE)
_CLOSING = re.compile(r"[)）】\]〕］]*")
_GAPS = frozenset({"space", "mark"})
_CONJUNCTIONS = frozenset("和与與及")
_PLACED = frozenset({Role.REPORTER, Role.WRITER, Role.HOST, Role.CONTRIBUTOR})
_SHORTEST, _LONGEST = 2, 4
_USUAL = range(_SHORTEST, _LONGEST)
_LONGEST_WORD = 24
_LONGEST_REMARK = 10
_NAMING = rf"{HAN}‧・{_LATIN}.'’\s\d。{_MARK}"
_PROSE = re.compile(
    rf"[{_NAMING}]*(?:{_NOTE}[{_NAMING}]*)*[^（({_NAMING}]|[{HAN}]{{{_LONGEST_WORD + 1}}}"
    rf"|[^（(。]*(?:{_NOTE}[^（(。]*)*。[^（({HAN}]*[{HAN}]{{2}}",
    re.DOTALL,
).match
"""What no token is, a word too long for a name, a sentence after a full stop."""
_LONG = rf"[{HAN}]{{10,}}(?![·•‧・{HAN}])"
_LONG_FIRST = re.compile(_LONG).match
_LONG_WORD = re.compile(rf"(?<![·•‧・.'’{_LATIN}{HAN}-]){_LONG}").search
_NO_MERE_WORD = re.compile(
    "[:：（(]|[报報][道导導到]|[专專][访訪稿]|[采採][访訪]|[贡貢][献獻]|[发發][自于於]"
).search
"""A colon, a note, or what else makes more of a word than names."""
_NO_NAME_ENDS = "道導导献獻访訪到稿自"
_UNUSUAL = re.compile(
    f"[{_SPOKEN_CHARACTERS}{_NO_NAME_ENDS}和与與及网網责責编編辑輯记記纪紀者台臺摄攝拍供图圖绘繪]"
).search
han_words = re.compile(f"[{HAN}]+").findall
_SETS_OF_SINGLE = {2: 2, 3: 3, 4: 2, 6: 3}


@define
class Names:
    """What stands after a label, up to `end` (an offset in the line).

    Attributes:
        names: As written, in order.
        locations: In order.
        helpers: Names that a note says contributed, in order.
        reported: Whether 报道 closes them.
        contribution: The words that say the names contributed, or None.
        stopped: Whether a full stop closes them.
        end: Where they end.
    """

    names: list[str] = field(factory=list)
    locations: list[str] = field(factory=list)
    helpers: list[tuple[str, str]] = field(factory=list)
    reported: bool = False
    contribution: str | None = None
    stopped: bool = False
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the label waits for names."""
        return not (self.names or self.locations or self.reported)

    @property
    def is_sentence(self) -> bool:
        """Whether a full stop ends them that no 报道 or 贡献 accounts for."""
        return self.stopped and not (self.reported or self.contribution)

    @property
    def spoken(self) -> bool:
        """Whether a word is among them that no name has, and speech does."""
        return any(
            _SPOKEN.search(name, 1 if name[0] in _SURNAMES_SPOKEN else 0) for name in self.names
        )

    @property
    def follow_on(self) -> bool:
        """Whether they can be the names that the line before left out."""
        return not self.spoken and not any(map(_NO_NAME.search, self.names))


def may_be_more_than_names(text: str) -> bool:
    """Whether a word in `text`, all of two and three characters, may be no name to `read_names`.

    It may be a place, joined by a conjunction, or a mistyped label.
    """
    return _UNUSUAL(text) is not None or not PLACES.isdisjoint(han_words(text))


def begins_prose(line: str, start: int) -> bool:
    """Whether prose begins at `start`, told at a glance; False says nothing."""
    return _PROSE(line, start) is not None or _has_long_word(line, start)


def _has_long_word(line: str, start: int) -> bool:
    """Whether a word is among what follows that is too long for names, and names no place."""
    word = _LONG_FIRST(line, start) or _LONG_WORD(line, start)
    return (
        word is not None and trailing_place(word[0]) is None and _NO_MERE_WORD(line, start) is None
    )


def read_names(
    line: str, start: int, until: int, role: Role, *, partial: bool = False
) -> Names | None:
    """Read a stretch of `line` as names; None if it is prose.

    With `partial`, what cannot be read ends the stretch, and a full stop between names parts them.
    """
    reader = _NameReader(role)
    gap, ended, end = "", False, until
    last_end = start
    parting_stops = partial and until < len(line)
    for token in _TOKEN.finditer(line, start, until):
        kind = token.lastgroup
        if kind in _GAPS or (kind == "end" and parting_stops) or reader.is_conjoined(token[0], gap):
            gap = (gap or "space") if kind == "space" else "mark"
        elif kind == "end":
            ended = True
        elif not ended and kind == "colon" and reader.begin_other_credit(token["han"]):
            gap, last_end = "mark", token.end()
        elif not ended and kind != "other" and reader.take(str(kind), token[0], gap):
            gap, last_end = "", token.end()
        elif partial:
            end = last_end + len(_CLOSING.match(line, last_end, until)[0])  # type: ignore[index]
            break
        else:
            return None
    settled = reader.finish(before_label=until < len(line))
    reader.found.stopped, reader.found.end = ended, end
    return reader.found if settled or partial else None


@define
class _NameReader:
    """Takes the tokens of a stretch one by one; each method is False where it turns to prose."""

    role: Role
    found: Names = field(factory=Names)
    ignoring: bool = False
    _last: str = ""
    _single: list[str] = field(factory=list)

    def take(self, kind: str, value: str, gap: str) -> bool:
        """Take a word, a Latin word or a note that stands after `gap` (nothing, space, mark)."""
        if self.ignoring:
            return len(value) <= _LONGEST_WORD
        if kind == "colon":
            return False
        if kind == "han" and len(value) == 1:
            if gap == "mark" and self._single and not self._join_single():
                return False
            self._single.append(value)
            return True
        if self._single and not self._join_single():
            return False
        before, self._last = self._last, kind
        if kind == "han":
            return self._han(value, before, gap)
        if kind == "note":
            return self._note(value[1:-1].strip(" 。."))
        return self._latin(value, before, gap)

    def _han(self, value: str, before: str, gap: str) -> bool:
        names = self.found.names
        if names and before == "latin" and not gap and not _closes_names(value):
            names[-1] += value
            return len(value) <= _LONGEST_WORD
        if names and gap == "space" and value[0] in _CONJUNCTIONS:
            rest = value[1:]
            value = rest if len(rest) in _USUAL else value
        return self._word(value, gap)

    def begin_other_credit(self, word: str) -> bool:
        """A word before a colon that is no label of ours: what follows is not for this role."""
        if self.ignoring or not _SHORTEST <= len(word) <= _LONGEST:
            return False
        self.ignoring = True
        return True

    def is_conjoined(self, value: str, gap: str) -> bool:
        """Whether a word set apart from names joins those that follow."""
        return value in _CONJUNCTIONS and gap == "space" and bool(self.found.names)

    def finish(self, *, before_label: bool) -> bool:
        """Settle what is still open."""
        found = self.found
        if before_label:
            self._drop_conjunction()
        if self._single and not self._join_single():
            return False
        if found.locations and not (found.names or found.reported):
            found.names, found.locations = found.locations, []
        return True

    def _drop_conjunction(self) -> None:
        """In 某某和特约记者 the conjunction before the next label is no part of the name."""
        names = self.found.names
        if names and len(names[-1]) > _SHORTEST and names[-1][-1] in _CONJUNCTIONS:
            names[-1] = names[-1][:-1]

    def _join_single(self) -> bool:
        """Characters set apart are one name (``王 允``), or two of one length."""
        single, self._single = self._single, []
        size = _SETS_OF_SINGLE.get(len(single))
        if size is None:
            return False
        for start in range(0, len(single), size):
            self.found.names.append("".join(single[start : start + size]))
        return True

    def _latin(self, value: str, before: str, gap: str) -> bool:
        names = self.found.names
        if _ADDRESS.search(value) or (before == "han" and not gap):
            return False
        if before == "latin" and gap == "space" and names:
            names[-1] += " " + value
        else:
            names.append(value)
        return len(names[-1]) <= 4 * _LONGEST_WORD

    def _note(self, inner: str) -> bool:
        """A place, who contributed, or a remark that is no credit (a pen name's note, a desk)."""
        contribution = _CONTRIBUTION.fullmatch(inner)
        if contribution:
            return self._helpers(contribution)
        if self.role is Role.GUEST:  # their profession
            return len(inner) <= _LONGEST_WORD
        report = _REPORT.fullmatch(inner)
        text = (report["rest"] if report else inner).lstrip("驻駐于於在")
        origin = _FROM.fullmatch(text)
        text = origin["place"] if origin and not origin["name"] else text
        for part in re.split(r"[、，,/／\s—–－~～-]+", text):
            places = parted_places(part)
            if places:
                self.found.locations += places
            elif _is_han(part) and not _DESK.search(part) and not _REMARK.search(part):
                self.found.locations.append(part)
        return bool(self.found.locations) or len(inner) <= _LONGEST_REMARK

    def _helpers(self, contribution: re.Match[str]) -> bool:
        names = [name for name in re.split(r"[、，,和与與及\s]+", contribution["name"]) if name]
        self.found.helpers += [(name, contribution["phrase"]) for name in names]
        return all(map(_is_name, names))

    def _word(self, word: str, gap: str) -> bool:
        if (
            _SHORTEST <= len(word) < _LONGEST
            and word not in PLACES
            and word[-1] not in _NO_NAME_ENDS
        ):
            self.found.names.append(word)
            return _PICTURE.search(word) is None
        if len(word) > _LONGEST_WORD:
            return False
        contribution = _CONTRIBUTION.fullmatch(word)
        if contribution:
            self.found.contribution = contribution["phrase"]
            word = contribution["name"]
        report = _REPORT.fullmatch(word)
        if report:
            self.found.reported = True
            return self._reported(report["rest"], gap)
        origin = _SET_OUT.fullmatch(word)
        if origin:
            self.found.locations += [origin["place"]] if origin["place"] else []
            return True
        return not word or self._name_or_place(word)

    def _reported(self, word: str, gap: str) -> bool:
        """What stands before 报道: a place, a name, or a name and a place."""
        places = parted_places(word)
        if places:
            self._split_last_name(gap)
            self.found.locations += places
            return True
        if self._is_unknown_place(word, gap):
            self.found.locations.append(word)
            return True
        word = self._without_places(word)
        return not word or self._name_or_place(word)

    def _split_last_name(self, gap: str) -> None:
        """In 某某巴黎、柏林报道 the place stands at the end of the name."""
        if gap == "mark" and self.found.names:
            name = self._without_places(self.found.names.pop())
            if name:
                self.found.names.append(name)

    def _is_unknown_place(self, word: str, gap: str) -> bool:
        """Whether a word set apart from the names before it is a place that no table has."""
        return (
            gap == "space"
            and bool(self.found.names)
            and _is_han(word)
            and not _parted_place(word)[1]
        )

    def _without_places(self, word: str) -> str:
        """The name that `word` begins with; the places written after it are noted, in order."""
        origin = _FROM.fullmatch(word)
        if origin and (is_place(origin["place"]) or len(origin["from"]) > 1):
            self.found.locations.append(origin["place"])
            return origin["name"]
        places: list[str] = []
        name, place = _parted_place(word)
        while place:
            word = name
            places.insert(0, place)
            if word[-1] in _CONJUNCTIONS and _parted_place(word[:-1])[1]:
                word = word[:-1]
            name, place = _parted_place(word)
        self.found.locations += places
        return word

    def _name_or_place(self, word: str) -> bool:
        placed = self.role in _PLACED
        places = parted_places(word) if placed else []
        if places:
            self.found.locations += places
            return True
        if placed and (not _is_name(word) or _ends_in_place(word)):
            word = self._without_places(word)
            if not word:
                return True
        names = _parted_names(word)
        if not all(map(_is_name, names)):
            return False
        self.found.names += names
        return True


def _closes_names(word: str) -> bool:
    """Whether a word is a contribution's or a report's, not the end of a name."""
    return _CONTRIBUTION.fullmatch(word) is not None or _REPORT.fullmatch(word) is not None


def _is_han(text: str) -> bool:
    return re.fullmatch(f"[{HAN}]{{2,6}}", text) is not None


def _parted_names(word: str) -> list[str]:
    """``某某和某某`` as two names; a name may itself have the conjunction's character."""
    if not _is_name(word):
        for match in _CONJUNCTION.finditer(word):
            pair = [word[: match.start()], word[match.end() :]]
            if all(map(_is_name, pair)):
                return pair
    return [word]


def _parted_place(word: str) -> tuple[str, str | None]:
    """A name and the known place that is written right after it.

    >>> _parted_place("某某华盛顿")
    ('某某', '华盛顿')
    """
    place = trailing_place(word)
    if place is None or len(word) - len(place) < _SHORTEST:
        return word, None
    return word[: -len(place)], place


def _ends_in_place(word: str) -> bool:
    """Whether a word of four is a name of two and a place of two, known ones all."""
    return len(word) == _LONGEST and len(trailing_place(word) or "") == _SHORTEST


def _is_name(word: str) -> bool:
    parts = re.split("[·•‧・]", word)
    if len(parts) > 1:
        return all(parts) and len(word) <= _LONGEST_WORD
    return _SHORTEST <= len(word) <= _LONGEST and _PICTURE.search(word) is None
