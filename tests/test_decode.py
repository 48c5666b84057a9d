"""Bytes of any charset."""

from __future__ import annotations

import unicodedata
from itertools import takewhile

import pytest

import rfaparse
from rfaparse import NotAStory
from rfaparse._source.decode import decode

CHINESE = "河水漫过旧桥，集市停业三天。商贩等候新路开通。" * 3
TRADITIONAL = "河水漫過舊橋，集市停業三天。商販等候新路開通。" * 3
KOREAN = "강물이 오래된 다리를 덮었다. 시장은 사흘 동안 문을 닫았다." * 3
ENGLISH = "The river covered the old bridge’s deck. “We wait,” said a trader — three days. " * 3
JAPANESE = "川の水が古い橋を覆った。市場は三日間閉まっている。商人たちは待っている。"
ARABIC = "غمر النهر الجسر القديم وأغلق السوق ثلاثة أيام. "
THAI = "แม่น้ำท่วมสะพานเก่า ตลาดปิดสามวัน พ่อค้ารอถนนใหม่เปิด "
RUSSIAN = "Река затопила старый мост. Рынок закрыт три дня. "
UYGHUR = "دەريا سۈيى كونا كۆۋرۈكتىن ئېشىپ كەتتى. بازار ئۈچ كۈن تاقالدى. "
TIBETAN = "ཆུ་བོས་ཟམ་པ་རྙིང་པ་བརྒལ་སོང་། ཁྲོམ་ར་ཉིན་གསུམ་སྒོ་བརྒྱབ་པ་རེད། "
KHMER = "ទឹកទន្លេបានជន់លិចស្ពានចាស់ ហើយផ្សារត្រូវបានបិទបីថ្ងៃ។ "
BURMESE = "မြစ်ရေသည် တံတားဟောင်းကို လွှမ်းသွားပြီး ဈေးကို သုံးရက် ပိတ်ထားသည်။ "
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


CHARSETS = {
    "gb2312": CHINESE,
    "gb18030": CHINESE,
    "big5": TRADITIONAL,
    "big5-hkscs": TRADITIONAL,
    "euc-kr": KOREAN,
    "windows-949": KOREAN,
}


@pytest.mark.parametrize("stray", [b"\x80", b"\xff", b"\xa9 RFA", b"\xa9 1998\xa0"], ids=repr)
@pytest.mark.parametrize("declared", ["", "own", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("charset", CHARSETS)
def test_bad_bytes_cost_only_themselves(charset: str, declared: str, stray: bytes) -> None:
    name = charset if declared == "own" else declared
    page = (
        f'<meta charset="{name}"><style>{"p > a { top: 0 } " * 300}</style><p>{CHARSETS[charset]}'
    )
    text = decode(page.encode(charset.replace("windows-", "cp")) + b"</p><p>" + stray + b"</p>")
    assert text.startswith(page)
    assert text.count("\ufffd") == sum(byte > 0x7F for byte in stray)


def equal_at_start(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@pytest.mark.parametrize("where", [0.0, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("declared", ["", "own", "iso-8859-1"])
@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("half", [0, 1])
def test_half_a_character_does_not_shift_the_rest(
    charset: str, declared: str, where: float, half: int
) -> None:
    codec = charset.replace("windows-", "cp")
    head = f'<meta charset="{charset if declared == "own" else declared}"><p>'
    text = CHARSETS[charset].replace(" ", "")
    before = (head + text[: int(where * len(text))]).encode(codec)
    after = (text[int(where * len(text)) :] + "</p>").encode(codec)
    read = decode(before + after[:half] + after[half + 1 :])
    page = head + text + "</p>"
    assert equal_at_start(page, read) + equal_at_start(page[::-1], read[::-1]) >= len(page) - 4


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_page_cut_in_a_character(charset: str) -> None:
    codec = charset.replace("windows-", "cp")
    page = f'<meta charset="{charset}"><p>{CHARSETS[charset].rstrip(". ")}'
    assert decode(page.encode(codec)[:-1]) == page[:-1] + "\ufffd"
    assert decode(page.encode(codec)[:-1], charset.replace("windows-", "cp")).startswith(page[:-1])


@pytest.mark.parametrize(("name", "codec"), [("x-sjis", "cp932"), ("euc-jp", "euc_jp")])
def test_declared_japanese(name: str, codec: str) -> None:
    page = f'<meta charset="{name}"><p>{JAPANESE}</p>'
    assert decode(page.encode(codec)) == page
    assert decode(page.encode(codec) + b"\x81") == page + "\ufffd"


@pytest.mark.parametrize(
    ("charset", "text"),
    [("windows-1256", ARABIC), ("windows-874", THAI), ("tis-620", THAI), ("windows-1251", RUSSIAN)],
)
def test_declared_single_bytes(charset: str, text: str) -> None:
    page = f'<meta charset="{charset}"><p>{text}</p>'
    assert decode(page.encode(charset.replace("windows-", "cp"))) == page


@pytest.mark.parametrize("text", [UYGHUR, TIBETAN, KHMER, BURMESE, VIETNAMESE, THAI, KOREAN])
@pytest.mark.parametrize("before", ["", "<p>", "x"])
def test_latin_spaces_in_utf8(text: str, before: str) -> None:
    page = f"<p>{text}{before}\xa0{text}{before}\xa0\xa0{text}</p>"
    assert decode(page.replace("\xa0", "\0").encode().replace(b"\0", b"\xa0")) == page


def test_credits_behind_a_latin_space_are_read() -> None:
    line = "<p>河水漫过旧桥，众人等候。</p><p>\0记者：\0白石\0责编：丁一\0</p>"
    byline = rfaparse.parse(line.encode().replace(b"\0", b"\xa0")).byline
    assert byline is not None
    assert (byline.reporters, byline.editors) == (("白石",), ("丁一",))


@pytest.mark.parametrize("text", [UYGHUR, TIBETAN, KHMER, BURMESE, VIETNAMESE, ENGLISH, THAI])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "windows-1256", "big5", ""])
@pytest.mark.parametrize("stray", [b"\x92", b"\xff", b"\xa1\xa0", b"\xe1\x80"], ids=repr)
def test_bad_bytes_in_utf8(text: str, declared: str, stray: bytes) -> None:
    page = f'<meta charset="{declared}"><p>{text}'.encode()
    read = decode(page + b" " + stray + b" " + page)
    assert read.replace("\ufffd", "") == f"{page.decode()}  {page.decode()}"
    assert 1 <= read.count("\ufffd") <= len(stray)


@pytest.mark.slow
def test_the_sample_is_never_cut_inside_a_character() -> None:
    for before in range(4):
        page = f"<p>{'x' * before}{CHINESE * 2000}"
        assert decode(page.encode("gbk")) == page
        page = f"<p>{'x' * before}{TRADITIONAL * 2000}"
        assert decode(page.encode("gbk")) == page


@pytest.mark.parametrize("server", ["gb2312", "big5", "euc_kr", "cp1256"])
def test_a_server_may_be_wrong(server: str) -> None:
    page = f"<p>{CHINESE}</p>"
    assert decode(page.encode(), declared=server) == page
    assert decode(page.encode() + b"\xff", declared=server) == page + "\ufffd"
    assert decode(page.encode("gbk") + b"\xff", declared=server) == page + "\ufffd"
    assert decode(page.encode("utf-16-le"), declared="utf-16-le") == page


def test_one_apostrophe_is_not_chinese() -> None:
    assert decode(b"<p>it\x92s</p>") == "<p>it’s</p>"


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
