"""Bytes of any charset."""

from __future__ import annotations

import unicodedata

import pytest

import rfaparse
from rfaparse import NotAStory
from rfaparse._source.decode import decode

CHINESE = "河水漫过旧桥，集市停业三天。商贩等候新路开通。" * 3
TRADITIONAL = "河水漫過舊橋，集市停業三天。商販等候新路開通。" * 3
KOREAN = "강물이 오래된 다리를 덮었다. 시장은 사흘 동안 문을 닫았다." * 3
ENGLISH = "The river covered the old bridge’s deck. “We wait,” said a trader — three days. " * 3
VIETNAMESE = "Nước sông tràn qua cây cầu cũ. Chợ đóng cửa ba ngày. " * 3


def windows_1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: tone marks apart from their letters."""
    encoded = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        encoded += (base + "".join(c for c in parts if c in TONES)).encode("cp1258")
    return encoded


TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (CHINESE, "gb18030"),
        (CHINESE, "gbk"),
        (TRADITIONAL, "big5"),
        (KOREAN, "euc-kr"),
        (ENGLISH, "windows-1252"),
    ],
)
def test_undeclared(text: str, charset: str) -> None:
    page = f"<p>{text}</p>{'<i></i>' * 2000}"
    assert decode(page.encode(charset)) == page


def test_undeclared_vietnamese() -> None:
    text = decode(windows_1258(f"<p>{VIETNAMESE}</p>"))
    assert unicodedata.normalize("NFC", text) == f"<p>{VIETNAMESE}</p>"


@pytest.mark.parametrize("mark", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_mark_goes_before_everything(mark: str) -> None:
    assert decode(f"<p>{CHINESE}".encode(mark), "big5") == f"<p>{CHINESE}"


def test_the_callers_encoding_goes_before_meta() -> None:
    page = f'<meta charset="utf-8"><p>{CHINESE}'
    assert decode(page.encode("gb18030"), "GB2312") == page


@pytest.mark.parametrize("declared", ["big5", "gb2312", "windows-1252", "no-such-name", "hex"])
def test_utf8_is_utf8_whatever_meta_says(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{CHINESE}'
    assert decode(page.encode()) == page
    broken = page.encode() + b"\xff\xfe</p>" + CHINESE.encode()[:-1]
    assert decode(broken).startswith(page)
    assert "\ufffd" in decode(broken)


@pytest.mark.parametrize("declared", ["gb2312", "iso-8859-1", "utf-8", "euc-kr"])
def test_a_wrong_meta_does_not_spoil_the_text(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{CHINESE}'
    assert decode(page.encode("gb18030")) == page


def test_meta_of_single_bytes() -> None:
    page = '<meta charset="windows-1258"><p>café, £5</p>'
    assert decode(page.encode("cp1258")) == page


@pytest.mark.parametrize("found", ["a\0b", "a\x01b", "a\x0bb", "a\x1fb", "a\ufffeb"])
def test_stray_controls_go(found: str) -> None:
    assert rfaparse.parse(f"<p>{found}</p>").text == "ab"
    assert rfaparse.parse(f"<p>{found}</p>".encode()).text == "ab"


def test_lone_surrogates_go() -> None:
    assert rfaparse.parse("<p>a\ud800b</p>").text == "ab"
    page = f"<p>a\ud800b{CHINESE}</p>".encode("utf-8", "surrogatepass")
    assert rfaparse.parse(page).text.replace("\ufffd", "") == f"ab{CHINESE}"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<p>",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03<p>",
        "<p>河水</p>".encode("utf-16-le"),
    ],
)
def test_binary_data(data: bytes) -> None:
    with pytest.raises(NotAStory, match="binary data"):
        rfaparse.parse(data)


@pytest.mark.parametrize("name", ["utf-9", "hex", "rot13"])
def test_unknown_encoding(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        decode(b"<p>", name)
