"""Bytes into clean text, whatever their charset."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from rfaparse._source.foreign_trees import legal
from rfaparse.errors import EmptySource, NotAStory, SourceTooLarge

_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
"""Control characters that a tree cannot hold."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_STRAY_SPACES = re.compile(
    rb"(?:(?<![\x80-\xff])|(?<=[\xe0-\xef][\x80-\xbf]{2})|(?<=[\xc2-\xdf][\x80-\xbf]))"
    rb"\xa0{1,9}(?![\x80-\xbf])"
)
"""No-break spaces of Latin-1 between whole characters of UTF-8."""
_OPENING = 4096
_SAMPLE_LENGTH = 65_536
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""The charset that browsers use for a name. Source: the WHATWG Encoding Standard."""
_PAIRS = {
    "cp949": (rb"[\xa1-\xa3\xb0-\xc8]", rb"[\xa1-\xfe]"),
    "gb18030": (rb"[\xa1-\xa3\xb0-\xd7]", rb"[\xa1-\xfe]"),
    "big5hkscs": (rb"[\xa1-\xc6]", rb"[\x40-\x7e\xa1-\xfe]"),
    "cp932": (rb"[\x81-\x83\x88-\x97]", rb"[\x40-\x7e\x80-\xfc]"),
    "euc_jp": (rb"[\xa1-\xa5\xb0-\xcf]", rb"[\xa1-\xfe]"),
}
"""Where two-byte charsets have punctuation and frequent characters: hangul, first-level hanzi.

Korean fits GB18030 too, but Chinese does not fit CP949, so CP949 comes first.
"""


def _second_bytes(other: bytes) -> dict[str, re.Pattern[bytes]]:
    """For each charset, an expression for the second bytes of frequent characters, or `other`."""
    return {
        name: re.compile(rb"[\x80-\xff](?:(?<=%b)(%b)%b)?" % (first, second, other))
        for name, (first, second) in _PAIRS.items()
    }


_FREQUENT = _second_bytes(b"")
_IN_STEP = _second_bytes(rb"|[\x40-\xff]")
"""The same, but skips infrequent characters pair by pair, as a decoder does."""
_UNDECLARED = ("cp949", "gb18030", "big5hkscs")
_SINGLE_BYTES = ["cp1252", "cp1258"]
"""Charsets that RFA's services have used, besides Unicode's."""
_FITS, _FITS_IF_DECLARED, _FITS_FOR_ALL_THAT = 0.6, 0.4, 0.9
"""How well a two-byte charset must fit; the last value applies if a single-byte one is declared.

Measured: texts fit their own by 0.8 to 1.0, traditional Chinese GB18030 by 0.7. Chinese fits others
by up to 0.75, Thai of single bytes GB18030 by 0.85.
"""
_TEXT = re.compile(rb"[\x80-\xff][^<>]*")
_RUN = re.compile(
    rb"[\x80-\xff](?:[\x80-\xff]|(?<![0-9])[\x40-\x7e]|(?<=[\x81-\xfe])[0-9][\x81-\xfe][0-9])*"
)
"""Where a multi-byte character may be: other bytes below 0x40 are never part of one."""
_RARE, _BROKEN, _NO_WAY = 2, 5, 99
_NEVER_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_BINARY_WINDOW = 1024
_MOST_CONTROLS = 0.05


def clean_text(
    source: str | bytes | bytearray | memoryview,
    encoding: str | None,
    max_length: int,
    declared: str | None = None,
) -> tuple[str, bytes]:
    """The source as text and in UTF-8, without characters that a tree cannot hold.

    Raises:
        EmptySource: The source is empty, or only white space.
        NotAStory: Binary data.
        SourceTooLarge: Longer than `max_length`.
    """
    if len(source) > max_length:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {max_length:,}",
            "pass one story at a time, or a greater max_length",
        )
    if isinstance(source, str):
        text, markup = source.lstrip("\ufeff"), None
    else:
        text, markup = _decoded(bytes(source), encoding, declared)
    if markup is None:
        with suppress(UnicodeEncodeError):  # half of a pair of surrogates
            markup = text.encode()
    if markup is None or _has_illegal(text, markup):
        text = legal(text)
        markup = text.encode()
    if b"\r" in markup:  # HTML's own rule, which libxml2 follows since 2.14
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        markup = markup.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not text or text.isspace():
        raise EmptySource("the source is empty", "check that it was saved whole")
    return text, markup


def _has_illegal(text: str, markup: bytes) -> bool:
    return any(map(markup.__contains__, _CONTROLS)) or "\ufffe" in text or "\uffff" in text


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None) -> str:
    """Decode `data`. This never fails for a known charset: broken bytes become U+FFFD.

    The charset is that of the byte order mark, else `encoding`, else UTF-8 if at least half of what
    is not ASCII is valid UTF-8. Else a two-byte charset wins if most of the text is frequent
    in it, a declared one if some is; then a declared single-byte charset; then what
    charset-normalizer finds. A declaration is `declared`, or of ``<meta>`` or ``<?xml``.

    Args:
        data: HTML, XML or a post.
        encoding: Charset by any of Python's names.
        declared: Charset that a server names, which may be wrong.

    Raises:
        NotAStory: `data` is not text.
        ValueError: `encoding` is not a charset that Python knows.
    """
    return _decoded(data, encoding, declared)[0]


def _decoded(data: bytes, encoding: str | None, declared: str | None) -> tuple[str, bytes | None]:
    """The text of `data`, and `data` if it is that text's UTF-8."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    if encoding is not None:
        return _read_as(_known(encoding), data), None
    try:
        text: str | None = data.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or b"\0" in data:
        if declared and declared.startswith("utf-16"):
            return data.decode(declared, "replace"), None
        _demand_text(data)
    return (_from_charset(data, declared), None) if text is None else (text, data)


def opening_text(data: bytes) -> str:
    """The first 4,096 bytes of `data` as text, by its byte order mark, else as UTF-8."""
    start = data[:_OPENING]
    mark, name = next((bom for bom in _BOMS if start.startswith(bom[0])), (b"", "utf-8"))
    return start[len(mark) :].decode(name, "replace")


def _known(encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        raise ValueError(f"encoding {encoding!r} is not one that Python knows") from None
    if not getattr(codec, "_is_text_encoding", True):
        raise ValueError(f"encoding {encoding!r} is not a charset")
    return _SUPERSETS.get(codec.name, codec.name)


def _demand_text(data: bytes) -> None:
    window = data[:_BINARY_WINDOW]
    if len(_NEVER_TEXT.findall(window)) > max(2, _MOST_CONTROLS * len(window)):
        raise NotAStory(
            f"binary data: {data[:12]!r}",
            "pass the saved HTML of a story: decompressed, and UTF-16 with its byte order mark",
        )


def _from_charset(data: bytes, declared: str | None) -> str:
    """The text of bytes that are not valid UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    declared = _declared(data, declared)
    sample = _sample(data) if good < bad or declared in _FREQUENT else b""
    if good >= bad and (not sample or good / (good + bad) >= _fit(declared, sample)):
        spaced = _STRAY_SPACES.sub(lambda run: b"\xc2\xa0" * len(run[0]), data)
        return spaced.decode("utf-8", "replace")
    return _read_as(_charset_of(sample, declared), data)


def _declared(data: bytes, declared: str | None) -> str | None:
    """The charset that a server, ``<meta>`` or ``<?xml`` names, if known and not Unicode's."""
    match = None if declared else _DECLARATION.search(data, 0, _SAMPLE_LENGTH)
    name = (match[1].decode() if match else declared or "").lower().removeprefix("x-")
    try:
        name = _known(name.replace("windows-", "cp").replace("gb_", "gb"))
    except ValueError:
        return None
    return None if name.startswith("utf") else name


def _sample(data: bytes) -> bytes:
    """The first non-ASCII texts of `data`, without markup; no character is cut."""
    texts: list[bytes] = []
    length = 0
    for text in _TEXT.finditer(data):
        texts.append(text[0])
        length += len(text[0])
        if length >= _SAMPLE_LENGTH:
            break
    return b"\n".join(texts)


def _fit(charset: str | None, sample: bytes) -> float:
    """The share of `sample` that is frequent in a two-byte charset; 0 for other charsets."""
    if charset not in _FREQUENT:
        return 0
    matches = _FREQUENT[charset].findall(sample)
    pairs = sum(map(bool, matches))
    return pairs / (pairs + (len(matches) - pairs) / 2 + 1)


def _charset_of(sample: bytes, declared: str | None) -> str:
    """The charset of `sample`, which is not UTF-8."""
    fits = {name: _fit(name, sample) for name in (*_UNDECLARED, declared) if name}
    best = max(fits, key=lambda name: round(fits[name], 1))
    if declared is not None and fits[declared] >= fits[best]:
        best = declared
    is_single = declared not in (None, "cp1252", *_FREQUENT)
    if fits[best] >= (_FITS_FOR_ALL_THAT if is_single else _FITS):
        return best
    if declared is not None and (declared not in _FREQUENT or fits[declared] >= _FITS_IF_DECLARED):
        return declared
    from charset_normalizer import from_bytes  # noqa: PLC0415  few sources need it

    guess = from_bytes(sample, cp_isolation=_SINGLE_BYTES).best()
    return codecs.lookup(guess.encoding).name if guess else declared or "cp1252"


def _read_as(charset: str, data: bytes) -> str:
    """The text of `data` in `charset`, with U+FFFD for broken bytes only."""
    if charset not in _FREQUENT:
        return data.decode(charset, "replace")
    texts: list[str] = []
    end = 0
    prices: dict[bytes, tuple[int, str]] = {}
    for run in _RUN.finditer(data):
        texts += data[end : run.start()].decode("ascii"), _run_as(charset, run[0], prices)
        end = run.end()
    return "".join(texts) + data[end:].decode("ascii")


def _run_as(charset: str, run: bytes, prices: dict[bytes, tuple[int, str]]) -> str:
    """The likeliest text of a run of characters, some of which may have lost a byte.

    After a lost byte, a decoder pairs each second byte with the next first byte. So the
    cheapest path through the run is taken, in which rare characters cost more.
    """
    try:
        text: str | None = run.decode(charset)
    except UnicodeDecodeError:
        text = None
    # One rare character in step is a pair; out of step it is two bytes. A shift gives many pairs.
    rare = _IN_STEP[charset].findall(run).count(b"") - 1
    if text is not None and (rare <= 0 or 2 * rare <= _FREQUENT[charset].findall(run).count(b"")):
        return text
    costs = [0] + [_NO_WAY * len(run)] * len(run)
    steps = [(0, "")] * len(costs)
    for at in range(len(run)):
        for size in (1, 2, 4) if run[at + 1 : at + 2].isdigit() else (1, 2):
            piece = run[at : at + size]
            if piece not in prices:
                prices[piece] = _price(charset, piece)
            price, character = prices[piece]
            end = at + len(piece)
            if end == len(run) and character == "\ufffd":
                price -= 1  # pages are cut more often than they lose what is inside
            if costs[at] + price < costs[end]:
                costs[end], steps[end] = costs[at] + price, (len(piece), character)
    characters: list[str] = []
    end = len(run)
    while end:
        size, character = steps[end]
        characters.append(character)
        end -= size
    return "".join(reversed(characters))


def _price(charset: str, piece: bytes) -> tuple[int, str]:
    """The cost of reading a piece as one character, and that character."""
    try:
        text = piece.decode(charset)
    except UnicodeDecodeError:
        text = ""
    if len(piece) == 1 and not text:
        return _BROKEN, "�"
    if len(text) != 1:
        return _NO_WAY, ""
    is_frequent = len(piece) == 2 and _FREQUENT[charset].fullmatch(piece)  # noqa: PLR2004
    return 0 if is_frequent or piece.isascii() else _RARE, text
