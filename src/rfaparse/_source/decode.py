"""Bytes into clean text, whatever their charset."""

from __future__ import annotations

import codecs
import re

from rfaparse._source.foreign_trees import ILLEGAL
from rfaparse.errors import EmptySource, NotAStory, SourceTooLarge

_CONTROLS = bytes((*range(9), 11, *range(14, 32)))
"""Controls that no tree can hold."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META_WINDOW = 4096
_OPENING = 4096
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
"""What browsers read for a name. Source: the WHATWG Encoding Standard."""
_UNDECLARED = ["gb18030", "big5hkscs", "cp949", "cp1252", "cp1258"]
"""Charsets that RFA's services were ever written in, besides Unicode's."""
_MULTIBYTE = frozenset({"gb18030", "big5hkscs", "cp949", "cp932", "euc_jp", "johab", "hz"})
_TEXT = re.compile(rb"[\x80-\xff][^<>]*")
_SAMPLE_LENGTH = 65_536
_NEVER_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_BINARY_WINDOW = 1024
_MOST__CONTROLS = 0.05
_MOST_REPLACED = 1 / 3


def clean_text(
    source: str | bytes | bytearray | memoryview, encoding: str | None, max_length: int
) -> tuple[str, bytes]:
    """The source without characters that no tree can hold: as text, and in UTF-8.

    Raises:
        EmptySource: Nothing, or only white space.
        NotAStory: Binary data.
        SourceTooLarge: Longer than `max_length`.
    """
    if len(source) > max_length:
        raise SourceTooLarge(
            f"the source is {len(source):,} long, more than {max_length:,}",
            "pass one story at a time, or a greater max_length",
        )
    text = source.lstrip("\ufeff") if isinstance(source, str) else decode(bytes(source), encoding)
    try:
        markup = text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates
        text = ILLEGAL.sub("", text)
        markup = text.encode()
    has_control = len(markup.translate(None, _CONTROLS)) < len(markup)
    if has_control or "\ufffe" in text or "\uffff" in text:
        text = ILLEGAL.sub("", text)
        markup = text.encode()
    if "\r" in text or "\f" in text:  # HTML's own rules, which libxml2 follows since 2.14
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
        markup = text.encode()
    if not text or text.isspace():
        raise EmptySource("the source is empty", "check that it was saved whole")
    return text, markup


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode `data`, which never fails for a known charset: what is broken becomes U+FFFD.

    The charset is that of the byte order mark, else `encoding`, else UTF-8 if the bytes are that
    (but for at most a third of what is not ASCII), else that of ``<meta>`` if it fits the bytes as
    well as what charset-normalizer finds, else the latter.

    Args:
        data: HTML, XML or a post.
        encoding: Charset by any of Python's names.

    Raises:
        NotAStory: `data` is no text.
        ValueError: `encoding` is no charset that Python knows.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if encoding is not None:
        return data.decode(_known(encoding), "replace")
    try:
        text: str | None = data.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or b"\0" in data:
        _demand_text(data)
    return _from_charset(data) if text is None else text


def opening_text(data: bytes) -> str:
    """The first 4,096 bytes of `data` as text, by its byte order mark, else as UTF-8."""
    start = data[:_OPENING]
    mark, name = next((each for each in _BOMS if start.startswith(each[0])), (b"", "utf-8"))
    return start[len(mark) :].decode(name, "replace")


def _known(encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        raise ValueError(f"encoding {encoding!r} is not one that Python knows") from None
    if not getattr(codec, "_is_text_encoding", True):
        raise ValueError(f"encoding {encoding!r} is no charset")
    return _SUPERSETS.get(codec.name, codec.name)


def known_charset(name: str) -> str | None:
    """What browsers read for a charset's name, or None if Python knows none of that name."""
    try:
        return _known(name)
    except ValueError:
        return None


def _demand_text(data: bytes) -> None:
    window = data[:_BINARY_WINDOW]
    if len(_NEVER_TEXT.findall(window)) > max(2, _MOST__CONTROLS * len(window)):
        raise NotAStory(
            f"binary data: {data[:12]!r}",
            "pass the saved HTML of a story: decompressed, and UTF-16 with its byte order mark",
        )


def _from_charset(data: bytes) -> str:
    """The text of what is not valid UTF-8."""
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") <= _MOST_REPLACED * beyond_ascii:
        return text
    declared, detected = _declared(data), _detected(data)
    if declared is None:
        return data.decode(detected, "replace")
    # Any bytes at all are text in a charset of single bytes, and servers declare one by default.
    if declared not in _MULTIBYTE:
        return data.decode(detected if detected in _MULTIBYTE else declared, "replace")
    texts = (data.decode(name, "replace") for name in (declared, detected))
    return min(texts, key=lambda text: text.count("\ufffd"))


def _declared(data: bytes) -> str | None:
    """The charset that ``<meta>`` names, if Python knows it and it is not Unicode's."""
    declared = _META_CHARSET.search(data, 0, _META_WINDOW)
    name = known_charset(declared[1].decode()) if declared else None
    return None if name is None or name.startswith("utf") else name


def _detected(data: bytes) -> str:
    """The charset that charset-normalizer finds in the texts of `data`, markup left out."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  few sources need it

    sample = b"\n".join(_TEXT.findall(data))[:_SAMPLE_LENGTH]
    best = from_bytes(sample, cp_isolation=_UNDECLARED).best()
    return codecs.lookup(best.encoding).name if best else "cp1252"
