"""The grammar of Mandarin and Cantonese credit lines, on lines in the shapes that stories have."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import rfaparse
from rfaparse._byline import chinese_words
from rfaparse._byline.chinese import read_line
from rfaparse._byline.chinese_labels import ROLE_OF
from rfaparse.model import Role

REPORTER, EDITOR, WEB = Role.REPORTER, Role.EDITOR, Role.WEB_EDITOR


def credited(line: str) -> list[tuple[Role, str]]:
    found = read_line(line)
    return [(each.role, each.name) for each in found.credits] if found else []


def names(line: str) -> tuple[str, str, str, str]:
    """Reporters, editors, web editors and places, each joined by spaces."""
    found = read_line(line)
    assert found is not None, line
    by_role = [
        " ".join(each.name for each in found.credits if each.role is role)
        for role in (REPORTER, EDITOR, WEB)
    ]
    return by_role[0], by_role[1], by_role[2], " ".join(found.locations)


FOUND_IN_THE_WILD = {
    "记者：白石 责编：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者:白石 责编:丁一禾 网编:禾川": ("白石", "丁一禾", "禾川", ""),
    "（记者：白石 责编：丁一禾 网编：禾川）": ("白石", "丁一禾", "禾川", ""),
    "(记者:白石 责编：丁一禾 网编：禾川)": ("白石", "丁一禾", "禾川", ""),
    "（记者：白石；责编：丁一禾 网编: 禾川）": ("白石", "丁一禾", "禾川", ""),
    "（记者 白石、安木；责编 丁一禾、石小满 网编 禾川）": (
        "白石 安木",
        "丁一禾 石小满",
        "禾川",
        "",
    ),
    "（记者：白石；编辑：丁一禾）网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "（实习记者：白石 责编：丁一禾 网编：禾川）": ("白石", "丁一禾", "禾川", ""),
    "（记者：白石 责编：丁一禾 网编：）": ("白石", "丁一禾", "", ""),
    "记者 白石、安木 责编：丁一禾 石小满 网编：禾川": ("白石 安木", "丁一禾 石小满", "禾川", ""),
    "记者：白石 责编；丁一禾 石小满 网编：禾川": ("白石", "丁一禾 石小满", "禾川", ""),
    "记者：白石/责编：丁一禾 石小满": ("白石", "丁一禾 石小满", "", ""),
    "记者：白石、责编：丁一禾 石小满": ("白石", "丁一禾 石小满", "", ""),
    "记者：白石、安木报道 责编：丁一禾": ("白石 安木", "丁一禾", "", ""),
    "记者白石 责编 丁一禾": ("白石", "丁一禾", "", ""),
    "记者白石 责编丁一禾、安木 网编禾川": ("白石", "丁一禾 安木", "禾川", ""),
    "自由亚洲电台记者白石 责编：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "自由亚洲电台记者 白石": ("白石", "", "", ""),
    "自由亚洲电台记者白石华盛顿报道": ("白石", "", "", "华盛顿"),
    "自由亚洲记者白石华盛顿报道。 责编：丁一禾": ("白石", "丁一禾", "", "华盛顿"),
    "自由亚洲电台记者石小满巴黎报导 责编 丁一禾 网编 禾川": ("石小满", "丁一禾", "禾川", "巴黎"),
    "自由亚洲电台记者 白石、安木 台北报导 责编 丁一禾 网编 禾川": (
        "白石 安木",
        "丁一禾",
        "禾川",
        "台北",
    ),
    "自由亚洲电台记者白石 石小满台北报道 责编 丁一禾": ("白石 石小满", "丁一禾", "", "台北"),
    "自由亚洲电台特约记者白石旧金山报道 责编：丁一禾": ("白石", "丁一禾", "", "旧金山"),
    "自由亚洲电台特约记者白石旧金山、北京连线报道": ("白石", "", "", "旧金山 北京"),
    "自由亚洲电台驻伦敦特约记者石小满报道 责编：丁一禾": ("石小满", "丁一禾", "", "伦敦"),
    "自由亚洲电台实习记者石小满综合报道 责编：丁一禾": ("石小满", "丁一禾", "", ""),
    "记者：白石（伦敦） 责编：丁一禾": ("白石", "丁一禾", "", "伦敦"),
    "自由亚洲电台普通话组驻台北特约记者白石 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "责编：阿不都拉·白石": ("", "阿不都拉·白石", "", ""),
    "（责编：丁一禾、买不买提•江）": ("", "丁一禾 买不买提•江", "", ""),
    "记者 阿不都拉·白石柏林報导 责编 丁一禾": ("阿不都拉·白石", "丁一禾", "", "柏林"),
    "特约记者：白石 发自旧金山的报道 责编：丁一禾": ("白石", "丁一禾", "", "旧金山"),
    "记者：白石 责编·：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责辑：丁一禾": ("白石", "丁一禾", "", ""),
    "记者：白石 责编：丁一禾 网骗：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网吧 禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网络：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石网络：禾川": ("白石", "", "禾川", ""),
    "记者：白石 责编白辑：丁一禾 网编：禾川": ("白石", "丁一禾 丁一禾", "禾川", ""),
    "记者：记者：白石 责编：责编：丁一禾": ("白石", "丁一禾", "", ""),
}

NEVER_SEEN = {
    "网编：禾川 责编：丁一禾 记者：白石": ("白石", "丁一禾", "禾川", ""),
    "【记者：白石｜责编：丁一禾｜网编：禾川】": ("白石", "丁一禾", "禾川", ""),
    "记者：白石，安木；责编：丁一禾": ("白石 安木", "丁一禾", "", ""),
    "记者：买买提·石、Jane Doe 责编：丁一禾": ("买买提·石 Jane Doe", "丁一禾", "", ""),
    "记者：欧阳小满 责编：丁一禾": ("欧阳小满", "丁一禾", "", ""),
    "记者：白石和丁一禾 责编：安木": ("白石 丁一禾", "安木", "", ""),
    "记者：白 石 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "记者：老K 责编：丁一禾": ("老K", "丁一禾", "", ""),
    "记者：白石、阿B和小C 责编：Ken哥": ("白石 阿B 小C", "Ken哥", "", ""),
    "记者：阿K 小J 责编：小S": ("阿K 小J", "小S", "", ""),
    "记者：A君和B君 责编：大C哥": ("A君 B君", "大C哥", "", ""),
    "记者：Ann Stone和白石 责编：丁一禾": ("Ann Stone 白石", "丁一禾", "", ""),
    "記者：白石 責任編輯：丁一禾 網編：禾川": ("白石", "丁一禾", "禾川", ""),
    "自由亞洲電台駐東京特約記者白石報道": ("白石", "", "", "東京"),
    "自由亚洲电台记者白石巴黎、柏林报道": ("白石", "", "", "巴黎 柏林"),
    "记者：白石 任编：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记著：白石 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "自由亚洲电台记者 白石、安木 无名州报道": ("白石 安木", "", "", "无名州"),
    "记者：白石.安木 责编：丁一禾．石小满": ("白石 安木", "丁一禾 石小满", "", ""),
    "记者：白石、安木等 责编：丁一禾等": ("白石 安木", "丁一禾", "", ""),
    "自由亚洲电台记者白石、石小满等台北报道": ("白石 石小满", "", "", "台北"),
    "记者：欧阳小满.安木 责编：Ann Reed. 网编：阿Ken.": (
        "欧阳小满 安木",
        "Ann Reed",
        "阿Ken",
        "",
    ),
    "记者：A. B. Reed、C.K. 责编：小K.": ("A. B. Reed C.K.", "小K", "", ""),
    "记者白石。责编：丁一禾。网编：禾川。": ("白石", "丁一禾", "禾川", ""),
    "记者：白石＋安木 责编：丁一禾│石小满": ("白石 安木", "丁一禾 石小满", "", ""),
    "| 记者：白石 | 责编：丁一禾 |": ("白石", "丁一禾", "", ""),
    "：记者：白石 责编：丁一禾：": ("白石", "丁一禾", "", ""),
    ">记者：白石 责编：丁一禾 网编：禾川：": ("白石", "丁一禾", "禾川", ""),
    "自由亚洲电台记者石小满.台北报道 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "◎记者：白石～责编：丁一禾": ("白石", "丁一禾", "", ""),
    "记者：白石 baishi@example.org 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "记者：白石 责编：丁一禾 网编：禾川 ding.1@mail.example.org": ("白石", "丁一禾", "禾川", ""),
}

NO_CREDIT = [
    "记者：谢谢您接受我们的采访。",
    "记者：是吗",
    "记者：“桥什么时候修？”",
    "记者：谢谢主持人。",
    "記者：唔該晒",
    "记者：明白",
    "编辑石小满和记者安木被捕",
    "记者安木 编辑石小满 被捕",
    "摄影记者协会发信",
    "记者，上述报告",
    "记者采访了村长。",
    "村里来了记者。编辑：好的",
    "记者手记",
    "他告诉记者，编辑部已经知道。",
    "多名记者和编辑被捕",
    "中国记者节",
    "记者、编辑",
    "责编已经下班，网编还在。",
    "主持人：欢迎收听本期节目！",
    "分析认为，水还会来。自由亚洲电台记者白石香港报道。",
    "本台记者白石早前报道，桥已塌。",
]


@pytest.mark.parametrize("line", FOUND_IN_THE_WILD)
def test_shape_found_in_the_wild(line: str) -> None:
    assert names(line) == FOUND_IN_THE_WILD[line]


@pytest.mark.parametrize("line", NEVER_SEEN)
def test_shape_never_seen(line: str) -> None:
    assert names(line) == NEVER_SEEN[line]


@pytest.mark.parametrize("line", NO_CREDIT)
def test_prose_and_speech_are_no_credit(line: str) -> None:
    article = rfaparse.parse(f"<p>{line}</p><p>河水漫过旧桥。</p>")
    assert article.byline is None
    assert [each.text for each in article.paragraphs] == [line, "河水漫过旧桥。"]


def test_joined_labels_give_a_name_every_role() -> None:
    assert credited("撰稿、制作和主持：白石 责编：丁一禾") == [
        (Role.WRITER, "白石"),
        (Role.PRODUCER, "白石"),
        (Role.HOST, "白石"),
        (Role.EDITOR, "丁一禾"),
    ]


def test_another_word_before_a_colon_is_no_mistyped_label() -> None:
    assert credited("采编：白石 责编：丁一禾") == [(EDITOR, "丁一禾")]
    assert credited("记者：白石 校编：安木 责编：丁一禾") == [
        (REPORTER, "白石"),
        (EDITOR, "丁一禾"),
    ]


@pytest.mark.parametrize(
    "label", ["主持制作", "主持，制作", "主持、制作", "主持和制作", "主持 / 制作"]
)
def test_labels_are_joined_with_or_without_a_sign(label: str) -> None:
    for ahead in ("", "责编：丁一禾 "):
        assert credited(f"{ahead}{label}：白石")[-2:] == [
            (Role.HOST, "白石"),
            (Role.PRODUCER, "白石"),
        ]


@pytest.mark.parametrize("said", ["亦有贡献", "对报道有贡献。", "对本文也有所贡献", "亦有貢獻"])
def test_contributors(said: str) -> None:
    found = credited(f"记者：白石 责编：丁一禾（本台记者安木、石小满{said}）")
    assert found[2:] == [(Role.CONTRIBUTOR, "安木"), (Role.CONTRIBUTOR, "石小满")]


@pytest.mark.parametrize("day", ["2017,12,16", "2017-2-6", " 2017年12月16日"])
def test_a_date_behind_a_report(day: str) -> None:
    line = f"（自由亚洲电台“河水”节目主持人白石采访报道{day}）"
    assert credited(line) == [(Role.HOST, "白石")]


def test_label_is_kept_as_written() -> None:
    found = read_line("特约记者：白石 责编·：丁一禾 网骗：禾川")
    assert found is not None
    assert [each.label for each in found.credits] == ["特约记者", "责编·", "网骗"]


def test_a_lone_reporter_counts_at_the_end_only() -> None:
    end = rfaparse.parse("<p>河水漫过旧桥。</p><p>记者：白石</p>")
    middle = rfaparse.parse("<p>记者：白石</p><p>河水漫过旧桥。</p>")
    assert end.byline is not None
    assert end.byline.reporters == ("白石",)
    assert middle.byline is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["主持：白石", "嘉宾：丁一禾"], ["host=白石", "guest=丁一禾"]),
        (["记者：", "白石", "编辑：", "丁一禾"], ["reporter=白石", "editor=丁一禾"]),
        (["记者：对", "主持：白石", "嘉宾：丁一禾"], ["host=白石", "guest=丁一禾"]),
        (["嘉宾：白石", "嘉宾：丁一禾"], ["guest=丁一禾"]),
    ],
)
def test_lone_labels_at_the_end(lines: list[str], expected: list[str]) -> None:
    byline = rfaparse.parse(
        f"<p>河水漫过旧桥。</p>{''.join(map('<p>{}</p>'.format, lines))}"
    ).byline
    assert byline is not None
    assert [f"{each.role}={each.name}" for each in byline.credits] == expected


def test_a_lone_reporter_counts_beside_editors() -> None:
    article = rfaparse.parse("<p>记者：白石</p><p>责编：丁一禾 网编：禾川</p><p>河水漫过旧桥。</p>")
    assert article.byline is not None
    assert article.byline.text == "记者：白石\n责编：丁一禾 网编：禾川"


@pytest.mark.parametrize(
    "unit",
    [
        "记者",
        "记者：",
        "责编：白石 ",
        "（",
        "记者：白石、",
        "、",
        " ",
        "白",
        "白·",
        "网编 ",
        "特约",
        "驻白白",
    ],
)
def test_time_is_linear(unit: str) -> None:
    line = "记者：" + unit * (1_000_000 // len(unit)) + " 网编：禾川"
    start = time.perf_counter()
    read_line(line)
    assert time.perf_counter() - start < 10, "a megabyte took far more than a second"


MORE_SHAPES = {
    "自由亚洲电台普通话组记者白石 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "自由亚洲电台台北记者白石 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台特约记者白石、实习记者安木旧金山报道": ("白石 安木", "", "", "旧金山"),
    "记者：白石（伦敦）、安木（香港） 责编：丁一禾": ("白石 安木", "丁一禾", "", "伦敦 香港"),
    "记 者：白石 责 编：丁一禾 网 编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 剪辑：安木 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "记者：白石 责编/网编：丁一禾": ("白石", "丁一禾", "丁一禾", ""),
    "记者：白石责编：丁一禾网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 王编：禾川": ("白石", "丁一禾", "禾川", ""),
    "纪者：白石 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "自由亚洲电台记者白石纽约法拉盛报道": ("白石", "", "", "纽约 法拉盛"),
    "● 记者：白石　责编：丁一禾": ("白石", "丁一禾", "", ""),
}


@pytest.mark.parametrize("line", MORE_SHAPES)
def test_more_shapes_never_seen(line: str) -> None:
    assert names(line) == MORE_SHAPES[line]


@pytest.mark.parametrize("line", ["主持：歡迎收聽。", "主持：欢迎。", "主持人：再见", "主持：明白"])
def test_a_greeting_is_speech(line: str) -> None:
    assert rfaparse.parse(f"<p>水。</p><p>{line}</p>").byline is None
    story = rfaparse.parse(f"<p>水。</p><p>{line}</p><p>记者：白石 责编：丁一禾</p>")
    assert story.text == f"水。\n\n{line}"
    assert story.byline is not None
    assert [each.name for each in story.byline.credits] == ["白石", "丁一禾"]


@pytest.mark.parametrize(
    "line", ["视频：旧桥边的集市（记者 白石摄）", "资料图。（记者白石摄）", "嘉宾：水退了。"]
)
def test_picture_credits_and_speech_stay_in_the_text(line: str) -> None:
    assert rfaparse.parse(f"<p>{line}</p>").byline is None


def test_contributors_in_a_note_without_a_label() -> None:
    assert credited("记者：白石 责编：丁一禾（安木、石小满对本文亦有贡献。）")[2:] == [
        (Role.CONTRIBUTOR, "安木"),
        (Role.CONTRIBUTOR, "石小满"),
    ]


ONE_MISTAKE_COSTS_ONE_NAME: dict[str, tuple[str, str, str, str]] = {
    "记者：白石 责编：丁一2 网编：禾川": ("白石", "丁一", "禾川", ""),
    "记者：白石 责编：丁一禾石小满 网编：禾川": ("白石", "", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川1": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 完": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川”": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 自由亚洲电台": ("白石", "丁一禾", "禾川", ""),
    "记者。白石 责编：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编。丁一禾 安木": ("白石", "丁一禾 安木", "", ""),
    "记者白石 责编 丁一禾 安木 完": ("白石", "丁一禾 安木", "", ""),
    "记者白石 责编丁一禾、安木 网编：禾川 更新": ("白石", "丁一禾 安木", "禾川", ""),
    "记者白石 责编 丁一禾 安木 2021-03-05": ("白石", "丁一禾 安木", "", ""),
    "记者：白石 责编：丁一禾 网编？禾川": ("白石", "丁一禾", "禾川", ""),
    '记者：白石 责编"丁一禾 网编：禾川': ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 RFA": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 相关报道": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 https://www.rfa.org/": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 更新时间：美东时间3月4日": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编：禾川 图：记者白石摄": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一.安木 网编：禾川": ("白石", "丁一 安木", "禾川", ""),
    "记者：白石 责编：丁一。安木 网编：禾川": ("白石", "丁一 安木", "禾川", ""),
    "记者：白石－安木 责编：丁一禾": ("白石 安木", "丁一禾", "", ""),
    "记者：白石 与 安木 责编：丁一禾": ("白石 安木", "丁一禾", "", ""),
    "记者：白石 石小满 和安木 责编：丁一禾": ("白石 石小满 安木", "丁一禾", "", ""),
    "记者：白石 责编。丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：.丁一禾": ("白石", "丁一禾", "", ""),
    "记者：白石 责编：.丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石*责编：丁一禾*网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者丨白石 责编丨丁一禾": ("白石", "丁一禾", "", ""),
    "［记者：白石 责编：丁一禾］": ("白石", "丁一禾", "", ""),
    "记者：李大⼭ 责编：丁一禾": ("李大⼭", "丁一禾", "", ""),
}
LABELS_NEARLY_RIGHT: dict[str, tuple[str, str, str, str]] = {
    "记者：白石 责编辑：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网编辑：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网络编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 编网：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 网络编缉：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责任遍辑：丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "記者：白石 責編：丁一禾 網頁編輯：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者者：白石 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "记记者白石 责编编 丁一禾 网编编禾川": ("白石", "丁一禾", "禾川", ""),
    "记者 白石 责 丁一禾 安木 网 禾川": ("白石", "丁一禾 安木", "禾川", ""),
    "记着白石 责编 丁一禾": ("白石", "丁一禾", "", ""),
    "纪者 白石 则编丁一禾 网编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者：白石 责编：丁一禾 贵编：禾川": ("白石", "丁一禾", "禾川", ""),
    "记者白石 责编 丁一禾 王编禾川": ("白石", "丁一禾", "禾川", ""),
    "自由亚洲电台特约记着石小满台北报道 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "记者白石 编责 丁一禾 编网 禾川": ("白石", "丁一禾", "禾川", ""),
    "记者 白石 责编 丁一禾 王编 禾川": ("白石", "丁一禾", "禾川", ""),
    "记者 白石 贵编 丁一禾": ("白石", "丁一禾", "", ""),
    "自由亚洲电台纪者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚州电台记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲 电台记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台的记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台普通话记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台台记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台（RFA）记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "由亚洲电台记者白石 台北报道 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
}
PLACES_BESIDE_NAMES: dict[str, tuple[str, str, str, str]] = {
    "自由亚洲电台记者白石 某家庄报道 责编：丁一禾": ("白石", "丁一禾", "", "某家庄"),
    "自由亚洲电台记者白石旧金山湾区报道 责编：丁一禾": ("白石", "丁一禾", "", "旧金山湾区"),
    "自由亚洲电台记者白石高雄市报道": ("白石", "", "", "高雄市"),
    "自由亚洲电台记者白石马里兰州报道": ("白石", "", "", "马里兰州"),
    "自由亚洲电台记者白石 美国华盛顿报道": ("白石", "", "", "美国 华盛顿"),
    "自由亚洲电台记者白石北京和华盛顿报道": ("白石", "", "", "北京 华盛顿"),
    "自由亚洲电台驻台记者白石报道": ("白石", "", "", "台"),
    "自由亚洲电台记者白石 台北报到 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满台北道报 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满台北报倒 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满 台北报道报道 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满台北报 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满 台北道 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "自由亚洲电台记者石小满 台北专电 责编：丁一禾": ("石小满", "丁一禾", "", "台北"),
    "记者：石小道 责编：丁石报": ("石小道", "丁石报", "", ""),
    "自由亚洲电台记者白石 台北专访 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "自由亚洲电台记者白石 独家报道 责编：丁一禾": ("白石", "丁一禾", "", ""),
    "自由亚洲电台记者白石来自东京的报道 责编：丁一禾": ("白石", "丁一禾", "", "东京"),
    "自由亚洲电台记者白石于东京报道 责编：丁一禾": ("白石", "丁一禾", "", "东京"),
    "自由亚洲电台记者谢白台北报道": ("谢白", "", "", "台北"),
    "记者：白石 发自东京 责编：丁一禾": ("白石", "丁一禾", "", "东京"),
    "记者：白石 发自 华盛顿 的报道 责编：丁一禾": ("白石", "丁一禾", "", "华盛顿"),
    "记者：白石台北 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "记者：白石（台湾台北） 责编：丁一禾": ("白石", "丁一禾", "", "台湾 台北"),
    "记者：白石（香港-台北） 责编：丁一禾": ("白石", "丁一禾", "", "香港 台北"),
    "台北记者：白石 责编：丁一禾": ("白石", "丁一禾", "", "台北"),
    "台湾特约记者：白石 责编：丁一禾": ("白石", "丁一禾", "", "台湾"),
    "记者：白石 责编：丁一禾（全文完）": ("白石", "丁一禾", "", ""),
    "记者：白石 责编：丁一禾（视频）": ("白石", "丁一禾", "", ""),
}
CONTRIBUTED = {
    "（本台记者石小满、特约记者安木亦有贡献）": ["石小满", "安木"],
    "（本台记者石小满和特约记者安木亦有贡献）": ["石小满", "安木"],
    "（石小满也对本文有贡献）": ["石小满"],
    "（本台记者石小满对这篇文章有贡献）": ["石小满"],
    "（本台记者石小满协助采访）": ["石小满"],
    "（本台记者Ann Stone亦有贡献）": ["Ann Stone"],
    "（台北记者石小满亦有贡献）": ["石小满"],
}
AFTER_A_BYLINE = [
    "（视频截图/记者安木）",
    "相关阅读：记者安木",
    "国际记者联盟",
    "请听本台记者安木的报道。",
    "本文翻译自英文",
    "相关报道",
    "RFA",
]


@pytest.mark.parametrize(
    "line", [*ONE_MISTAKE_COSTS_ONE_NAME, *LABELS_NEARLY_RIGHT, *PLACES_BESIDE_NAMES]
)
def test_one_mistake_costs_one_name(line: str) -> None:
    expected = ONE_MISTAKE_COSTS_ONE_NAME | LABELS_NEARLY_RIGHT | PLACES_BESIDE_NAMES
    assert names(line) == expected[line]


@pytest.mark.parametrize("note", CONTRIBUTED)
def test_who_contributed(note: str) -> None:
    found = read_line(f"记者：白石 责编：丁一禾 {note}")
    assert found is not None
    by_role = {
        role: [each.name for each in found.credits if each.role is role] for role, _ in found.given
    }
    given = [each.name for each in found.credits if each.role is Role.CONTRIBUTOR]
    assert given == CONTRIBUTED[note]
    assert by_role[REPORTER] == ["白石"]
    assert by_role[EDITOR] == ["丁一禾"]


def test_contributors_on_a_line_of_their_own() -> None:
    story = "<p>记者：白石 责编：丁一禾</p><p>（石小满、安木对此报道亦有贡献）</p>"
    byline = rfaparse.parse(story).byline
    assert byline is not None
    assert byline.contributors == ("石小满", "安木")


@pytest.mark.parametrize("line", AFTER_A_BYLINE)
def test_what_follows_a_byline_is_no_part_of_it(line: str) -> None:
    story = rfaparse.parse(f"<p>（记者：白石 责编：丁一禾 网编：）</p><p>{line}</p>")
    assert [each.text for each in story.paragraphs] == [line]
    assert story.byline is not None
    assert story.byline.web_editors == ()


def test_what_cannot_be_read_stays_in_the_body() -> None:
    story = rfaparse.parse("<p>（记者：白石 网编：禾川）（文章只代表作者个人的立场和观点）</p>")
    assert story.text == "（文章只代表作者个人的立场和观点）"
    assert story.byline is not None
    assert story.byline.text == "（记者：白石 网编：禾川）"


NAME = st.sampled_from("白石 丁一禾 禾川 安木 石小满 欧阳小满 买买提·石".split()) | st.just(
    "Ann Reed"
)
CREDIT = st.tuples(
    st.sampled_from(["", *chinese_words.STATIONS]),
    st.sampled_from(["", *chinese_words.PREFIXES]),
    st.sampled_from(sorted(ROLE_OF)),
    st.sampled_from(["：", ": ", " ", "；", "·："]),
    st.lists(NAME, min_size=1, max_size=3, unique=True),
    st.sampled_from(["、", "，", "/", " 、"]),
)
GAPS = st.sampled_from([" ", "\u3000 ", "；", "，", "）（", "、", " / "])


@given(st.lists(CREDIT, min_size=2, max_size=4), GAPS, st.sampled_from(["", "（", "("]))
@example(
    [("", "", "记者", "：", ["白石"], "、"), ("", "", "责编", " ", ["安木", "禾川"], "/")],
    " ",
    "（",
)
def test_what_is_written_is_what_is_read(
    parts: list[tuple[str, str, str, str, list[str], str]], gap: str, opening: str
) -> None:
    """The usual names, which are read at once, beside those that the grammar's tokens make up."""
    written = [
        f"{station}{prefix}{word}{sign}{joiner.join(named)}"
        for station, prefix, word, sign, named, joiner in parts
    ]
    expected = [(ROLE_OF[word], name) for _, _, word, _, named, _ in parts for name in named]
    found = credited(opening + gap.join(written))
    assert list(dict.fromkeys(found)) == list(dict.fromkeys(expected))


PROSE = "河水上涨， 桥旧了。 （摄于集市） 等 们 致电白石，无人应答。 “涨水了。” 说： 9日。".split()


@given(st.lists(st.sampled_from(PROSE), min_size=1, max_size=4).map("".join))
def test_prose_before_credits_stays(prose: str) -> None:
    credit = "记者：白石 责编：丁一禾"
    line = f"{prose}。{credit}"
    found = read_line(line)
    assert found is not None
    assert [each.name for each in found.credits] == ["白石", "丁一禾"]
    assert line[found.start : found.end].strip() == credit


@pytest.mark.parametrize("unit", ["责：", "网编 ", "责 ", "丨", "王编 ", "电台纪者", "报道"])
def test_time_of_labels_nearly_right_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        line = "记者：" + unit * (size // len(unit)) + " 网编：禾川"
        start = time.perf_counter()
        read_line(line)
        return time.perf_counter() - start

    few, many = (min(seconds(size) for _ in range(3)) for size in (20_000, 320_000))
    assert many < 16 * 4 * few + 0.05


def test_a_mistyped_label_counts_before_the_only_correct_one_too() -> None:
    prose = "河水上涨" * 15 + "。"
    found = read_line(f"{prose} 责骗 丁一禾、安木 网编禾川")
    assert found is not None
    assert [each.name for each in found.credits] == ["丁一禾", "安木", "禾川"]
    assert read_line(f"{prose}网编禾川") is None
