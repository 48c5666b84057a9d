"""The grammars of the English and the Tibetan services."""

from __future__ import annotations

import time

import pytest

import rfaparse
from rfaparse import Byline, Role
from rfaparse._byline import hints_in
from rfaparse._byline.chinese import read_line
from rfaparse._byline.services import TABLES

R, W, T, E, C = Role.REPORTER, Role.WRITER, Role.TRANSLATOR, Role.EDITOR, Role.CONTRIBUTOR


def byline(line: str) -> Byline | None:
    return rfaparse.parse(f"<p>The river rose.</p><p>{line}</p>").byline


ENGLISH = {
    "Reported by Ann Reed. Translated by Bo Stone. Edited by Cy Wood.": [
        (R, "Ann Reed"),
        (T, "Bo Stone"),
        (E, "Cy Wood"),
    ],
    "Reported by RFA’s Khmer Service. Written in English by Ann Reed.": [
        (R, "RFA’s Khmer Service"),
        (W, "Ann Reed"),
    ],
    "Reported by Ann Reed for RFA's Mandarin Service, and by Bo Stone and Cy-li Wood for the "
    "Cantonese Service. Translated and edited by Di O'Neil.": [
        (R, "Ann Reed"),
        (R, "Bo Stone"),
        (R, "Cy-li Wood"),
        (T, "Di O'Neil"),
        (E, "Di O'Neil"),
    ],
    "By Ann Reed for RFA Mandarin": [(R, "Ann Reed")],
    "By Ann Reed and Bo Stone for Radio Free Asia": [(R, "Ann Reed"), (R, "Bo Stone")],
    "Additional reporting by Ann Reed. Edited by Bo Stone, Cy Wood and H. Lée Kim.": [
        (C, "Ann Reed"),
        (E, "Bo Stone"),
        (E, "Cy Wood"),
        (E, "H. Lée Kim"),
    ],
    "Written by Ann Reed and Abdul al-Wood.": [(W, "Ann Reed"), (W, "Abdul al-Wood")],
    "Edited by Abd el-Stone, Bo ibn Wood and Toby d’Reed.": [
        (E, "Abd el-Stone"),
        (E, "Bo ibn Wood"),
        (E, "Toby d’Reed"),
    ],
    "(Reporting by Ann Reed in New Delhi; editing by Bo Stone)": [(R, "Ann Reed"), (E, "Bo Stone")],
    "Translated from Lao by Ann Reed.": [(T, "Ann Reed")],
    "Copy edited by Ann Reed.": [(E, "Ann Reed")],
    "Reported by Ann Reed, Bo Stone contributed to this report.": [
        (R, "Ann Reed"),
        (C, "Bo Stone"),
    ],
    "Edited by Ann Reed, Jr. Bo Stone contributed to this report.": [
        (E, "Ann Reed, Jr."),
        (C, "Bo Stone"),
    ],
    "Edited by Ann Reed. The views here are her own. Bo Stone contributed to this report.": [
        (E, "Ann Reed"),
        (C, "Bo Stone"),
    ],
    "Reported by Ann Reed for RFA Lao. Lao service director: Bo Stone. Executive producer: Cy Wood."
    " Translated by Di Oak.": [(R, "Ann Reed"), (T, "Di Oak")],
}
PROSE = [
    "Edited by the censors, the book was published.",
    "The law was translated by officials in Hanoi.",
    "By the time police arrived for RFA reporters to see",
    "The bridge, reported by residents as unsafe, was closed.",
    "It was written by hand.",
]


@pytest.mark.parametrize("line", ENGLISH)
def test_english(line: str) -> None:
    found = byline(line)
    assert found is not None
    assert [(each.role, each.name) for each in found.credits] == ENGLISH[line]


@pytest.mark.parametrize("line", PROSE)
def test_english_prose(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    "unit", ["(", "(Ann ", "Ann, ", "a, ", "; a", "Reported by Ann, ", "a contributed "]
)
def test_time_of_contributors_is_linear(unit: str) -> None:
    start = time.process_time()
    byline(f"Reported by Ann Reed, {unit * (40_000 // len(unit))} contributed")
    assert time.process_time() - start < 2


def test_the_hint_of_a_table_knows_each_of_its_labels() -> None:
    hinted = [table for table in TABLES if table.line.hint]
    lines = [
        f"{word} by Ann" for table in hinted for words in table.labels.values() for word in words
    ]
    assert [number for number, _ in hints_in(lines)] == list(range(len(lines)))


def test_english_places_labels_and_what_stands_before() -> None:
    found = rfaparse.parse("<p>He said so. Reported by Ann Reed in New Delhi.</p>")
    assert found.text == "He said so."
    assert found.byline is not None
    assert found.byline.locations == ("New Delhi",)
    assert found.byline.credits[0].label == "Reported by"


def test_tibetan_after_a_portrait() -> None:
    article = rfaparse.parse(
        '<p>ཆུ་ཆེན།<br/><img src="/tibetan/a75.gif"/><br/>གསར་འགོད་པ་ཀ་ཁ་དང་ག་ང་ཅ།</p>'
    )
    assert article.byline is not None
    assert article.byline.reporters == ("ཀ་ཁ", "ག་ང་ཅ")
    assert article.byline.credits[0].label == "གསར་འགོད་པ"
    assert [image.src for image in article.images] == ["/tibetan/a75.gif"]


@pytest.mark.parametrize(
    "line", ["གསར་འགོད་པ་ཀ་ཁ་ལགས་ཀྱིས་སྙན་སྒྲོན་ཞུས་པ།", "ཁོང་(གསར་འགོད་པ་)ནི།", "གསར་འགོད་པ་ཡིན།"]
)
def test_tibetan_prose(line: str) -> None:
    assert rfaparse.parse(f"<p>{line}</p>").byline is None


DESKS = {
    "Reported by RFA’s Lao and Khmer Services.": [
        ("reporter", "RFA’s Lao Service", "lao"),
        ("reporter", "RFA’s Khmer Service", "khmer"),
    ],
    "Reported by Ann Reed for RFA's Cantonese Service, and by Bo Stone for the Mandarin Service.": [
        ("reporter", "Ann Reed", "cantonese"),
        ("reporter", "Bo Stone", "mandarin"),
    ],
    "Reported by Ann Reed for RFA’s Myanmar Service and by RFA’s Khmer Service. Edited by C.W.": [
        ("reporter", "Ann Reed", "burmese"),
        ("reporter", "RFA’s Khmer Service", "khmer"),
        ("editor", "C.W.", None),
    ],
    "By Ann Reed and Bo Stone for RFA Burmese and Cy Wood for RFA Mandarin": [
        ("reporter", "Ann Reed", "burmese"),
        ("reporter", "Bo Stone", "burmese"),
        ("reporter", "Cy Wood", "mandarin"),
    ],
    "Reported by BenarNews, an RFA-affiliated online news service.": [
        ("reporter", "BenarNews, an RFA-affiliated online news service", "benarnews"),
    ],
    "Reported and translated by Ann Reed. With additional reporting by Bo Stone.": [
        ("reporter", "Ann Reed", None),
        ("translator", "Ann Reed", None),
        ("contributor", "Bo Stone", None),
    ],
    "Reported by Ann Reed for RFA’s Lao Service and Bo Stone for its Khmer Service.": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "khmer"),
    ],
    "Translates by Ann Reed. Edited by Bo Stone.": [
        ("translator", "Ann Reed", None),
        ("editor", "Bo Stone", None),
    ],
    "(Reporting by Ann Reed; writing by Bo Stone; Editing by Cy Wood)": [
        ("reporter", "Ann Reed", None),
        ("writer", "Bo Stone", None),
        ("editor", "Cy Wood", None),
    ],
    "Reported by RFA Lao and Khmer. Edited by Ann da Ponte – translated by Bo Stone, Jr.": [
        ("reporter", "RFA Lao", "lao"),
        ("reporter", "RFA Khmer", "khmer"),
        ("editor", "Ann da Ponte", None),
        ("translator", "Bo Stone, Jr.", None),
    ],
    "By Ann Reed for RFA Lao with additional reporting by Bo Stone": [
        ("reporter", "Ann Reed", "lao"),
        ("contributor", "Bo Stone", None),
    ],
    "By Ann Reed with additional reporting by Bo Stone": [
        ("writer", "Ann Reed", None),
        ("contributor", "Bo Stone", None),
    ],
    "Reported by Ann Reed for RFA Lao with additional reporting from Bo Stone.": [
        ("reporter", "Ann Reed", "lao"),
        ("contributor", "Bo Stone", None),
    ],
    "Reported by Ann Reed for RFA Lao with contributions from Bo Stone.": [
        ("reporter", "Ann Reed", "lao"),
        ("contributor", "Bo Stone", None),
    ],
    "Reported by A. Reed. Bo Stone and RFA Khmer contributed to this report. Edited by Cy Wood.": [
        ("reporter", "A. Reed", None),
        ("contributor", "Bo Stone", None),
        ("contributor", "RFA Khmer", "khmer"),
        ("editor", "Cy Wood", None),
    ],
    "Reported by Ann Reed for RFA Lao in Vientiane and by Bo Stone for RFA Mandarin.": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "mandarin"),
    ],
    "Reported by Ann Reed for RFA Lao / Bo Stone for RFA Mandarin; Cy Wood for RFA Khmer.": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "mandarin"),
        ("reporter", "Cy Wood", "khmer"),
    ],
    "Reported by Ann Reed; Bo Stone also contributed reporting.": [
        ("reporter", "Ann Reed", None),
        ("contributor", "Bo Stone", None),
    ],
    "Reported By Ann Reed for RFA Lao… Edited By Bo Stone": [
        ("reporter", "Ann Reed", "lao"),
        ("editor", "Bo Stone", None),
    ],
    "By RFA Lao": [("reporter", "RFA Lao", "lao")],
    "Reported by Ann Reed for RFA’s Lao Service.Translated by Bo Stone.Edited by Cy Wood.": [
        ("reporter", "Ann Reed", "lao"),
        ("translator", "Bo Stone", None),
        ("editor", "Cy Wood", None),
    ],
    "Translated from the Chinese by Ann Reed. Edited by Cy Wood.": [
        ("translator", "Ann Reed", None),
        ("editor", "Cy Wood", None),
    ],
    "Ann Reed contributed to this report. Edited by Cy Wood.": [
        ("contributor", "Ann Reed", None),
        ("editor", "Cy Wood", None),
    ],
    "RFA Lao and Bo Stone for RFA Khmer contributed reporting. Edited by Cy Wood.": [
        ("contributor", "RFA Lao", "lao"),
        ("contributor", "Bo Stone", "khmer"),
        ("editor", "Cy Wood", None),
    ],
    "Reported by RFA Lao, RFA Khmer.": [
        ("reporter", "RFA Lao", "lao"),
        ("reporter", "RFA Khmer", "khmer"),
    ],
    "Reported by Ann Reed with Bo Stone, RFA Lao.": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "lao"),
    ],
    "Reported by BenarNews, an online news service affiliated with Radio Free Asia.": [
        (
            "reporter",
            "BenarNews, an online news service affiliated with Radio Free Asia",
            "benarnews",
        ),
    ],
    "Reported by BenarNews, RFA’s affiliated news outlet. Edited by Cy Wood.": [
        ("reporter", "BenarNews, RFA’s affiliated news outlet", "benarnews"),
        ("editor", "Cy Wood", None),
    ],
    "(By Ann Reed for RFA Lao and Bo Stone for RFA Mandarin)": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "mandarin"),
    ],
    "Reported by Ann Reed (RFA Lao) and Bo Stone (RFA Mandarin).": [
        ("reporter", "Ann Reed", "lao"),
        ("reporter", "Bo Stone", "mandarin"),
    ],
    "• By Md. Reed for RFA Lao | Bo Stone Sr. for RFA Mandarin": [
        ("reporter", "Md. Reed", "lao"),
        ("reporter", "Bo Stone Sr.", "mandarin"),
    ],
    "The river rose. Translated by Ann Reed with additional reporting by Bo Stone.": [
        ("translator", "Ann Reed", None),
        ("contributor", "Bo Stone", None),
    ],
}


def test_a_credit_stands_once() -> None:
    found = byline("Reported by Ann Reed. Edited by Bo Stone. Reported by Ann Reed for RFA Lao.")
    assert found is not None
    given = [(each.role, each.name, each.desk) for each in found.credits]
    assert given == [(R, "Ann Reed", "lao"), (E, "Bo Stone", None)]


@pytest.mark.parametrize("line", DESKS)
def test_desks_and_those_who_work_for_them(line: str) -> None:
    byline = rfaparse.parse(f"<p>x</p><p>{line}</p>").byline
    assert byline is not None
    assert [(each.role, each.name, each.desk) for each in byline.credits] == DESKS[line]


@pytest.mark.parametrize(
    "line",
    [
        "The fire was first reported by Reuters.",
        "The song, “River,” was written by Ann Reed.",
        "She sang “River,” translated by Ann Reed.",
        "A song (“River”), written by Ann Reed.",
        "The outbreak was reported by China.",
        "Reported by the people who saw it.",
        "The book, edited by Ann Reed, sold out.",
        "Translates by Ann Reed.",
        "By Ann Reed, who left.",
        "Reported by al-Stone militants.",
        "By RFA Lao and others",
        "The film was produced by Ann Reed.",
        "Produced in Hanoi by Samsung, the phones are sold in Laos.",
        "Written in 1950 by Ann Reed, the song is banned.",
        "The report was written with additional reporting by officials.",
        "Ann Reed contributed to this report.",
        "The film was made by Ann Reed. Bo Stone contributed to this report.",
        "Reported by Ann Reed. He contributed to this report on the river.",
    ],
)
def test_prose_with_a_labels_word_stays_whole(line: str) -> None:
    story = rfaparse.parse(f"<p>x</p><p>{line}</p>")
    assert story.byline is None
    assert story.paragraphs[-1].text == line


def test_two_tibetan_labels_in_a_line() -> None:
    byline = rfaparse.parse("<p>ཀ་ཁ།</p><p>གསར་འགོད་པ། ཆུ་བོ།དྲྭ་ཐོག་སྤེལ་མཁན། ཟམ་པ།</p>").byline
    assert byline is not None
    assert (byline.reporters, byline.web_editors) == (("ཆུ་བོ",), ("ཟམ་པ",))


def test_tibetan_names_joined_with_a_shad() -> None:
    byline = rfaparse.parse("<p>ཀ་ཁ།</p><p>གསར་འགོད་པ། ཆུ་བོ་དང་། ཟམ་པ།</p>").byline
    assert byline is not None
    assert byline.reporters == ("ཆུ་བོ", "ཟམ་པ")


@pytest.mark.parametrize(
    "line",
    [
        "(གསར་འགོད་པ། ཆུ་བོ། དྲྭ་ཐོག་སྤེལ་མཁན། ཟམ་པ།)",
        "གསར་འགོད་པ། ཆུ་བོ་ལགས། དྲ་ཐོག་སྤེལ་མཁན། ཟམ་པ་ལགས།",
    ],
)
def test_tibetan_brackets_and_honorifics(line: str) -> None:
    byline = rfaparse.parse(f"<p>ཀ་ཁ།</p><p>{line}</p>").byline
    assert byline is not None
    assert (byline.reporters, byline.web_editors) == (("ཆུ་བོ",), ("ཟམ་པ",))


def test_a_guests_profession_is_no_place() -> None:
    byline = rfaparse.parse("<p>水。</p><p>嘉宾：白石（台湾大学教授） 责编：禾川</p>").byline
    assert byline is not None
    assert byline.locations == ()
    assert [(each.role, each.name) for each in byline.credits] == [
        ("guest", "白石"),
        ("editor", "禾川"),
    ]


@pytest.mark.parametrize(
    "profession",
    [
        *(
            "独立记者",
            "自由撰稿人",
            "前新华社记者",
            "报社总编辑",
            "纪录片制作人",
            "摄影师",
            "前本台编辑",
        ),
        *("联合国翻译", "前《旧桥报》记者", "记者、作家", "記者", "网名：小满"),
    ],
)
def test_a_profession_gives_no_role(profession: str) -> None:
    for ahead, after in (("", ""), ("主持：石小满 ", "、安木（作家） 责编：禾川")):
        found = read_line(f"{ahead}嘉宾：白石（{profession}）{after}")
        assert found is not None
        names = ("石小满", "白石", "安木", "禾川") if after else ("白石",)
        assert tuple(each.name for each in found.credits) == names
        assert found.locations == ()


def test_a_profession_where_the_guests_label_has_no_colon() -> None:
    found = read_line("嘉宾白石（独立记者） 责编：禾川")
    assert found is not None
    assert [each.name for each in found.credits] == ["白石", "禾川"]


@pytest.mark.parametrize("label", ["记者", "撰稿", "主持", "嘉宾"])
@pytest.mark.parametrize(
    "note",
    ["（独立学者）", "(旅美作家)", "【北京大学教授】", "〔民运人士〕", "[整理]", "[相关报道]"],
)
def test_a_profession_is_no_place(label: str, note: str) -> None:
    found = read_line(f"{label}：白石{note} 责编：禾川")
    assert found is not None
    assert ([each.name for each in found.credits], found.locations) == (["白石", "禾川"], ())


@pytest.mark.parametrize(
    "said",
    [
        *("白石，旅美作家", "白石 学者", "旅美作家 白石", "评论员、白石", "白石（学者），诗人"),
        *("独立时事评论员 白石", "白石，某某大学研究员"),
    ],
)
def test_a_profession_beside_a_name_is_no_name(said: str) -> None:
    for label in ("嘉宾", "作者"):
        found = read_line(f"{label}：{said} 责编：禾川")
        assert found is not None
        assert [each.name for each in found.credits] == ["白石", "禾川"]


@pytest.mark.parametrize("around", ["【】", "「」", "《》", "※ ", "• "])
def test_a_whole_line_in_brackets_or_after_a_sign(around: str) -> None:
    found = read_line(f"{around[0]}记者：白石 责编：禾川{around[1]}".strip())
    assert found is not None
    assert (found.start, [each.name for each in found.credits]) == (0, ["白石", "禾川"])


def test_a_label_with_names_in_brackets_counts() -> None:
    found = read_line("主持：白石（记者：安木 责编：禾川）（本台记者石小满亦有贡献）")
    assert found is not None
    assert [(each.role, each.name) for each in found.credits] == [
        ("host", "白石"),
        ("reporter", "安木"),
        ("editor", "禾川"),
        ("contributor", "石小满"),
    ]


def test_names_with_digits() -> None:
    byline = rfaparse.parse("<p>水。</p><p>责编：9石 网编：阿7</p>").byline
    assert byline is not None
    assert (byline.editors, byline.web_editors) == (("9石",), ("阿7",))


REPORTS = {
    "自由亚洲电台白石巴黎报道 责编：禾川": ("白石", "报道", ("巴黎",), ""),
    "（自由亚洲电台 白石 巴黎报导 责编：禾川）": ("白石", "报导", ("巴黎",), ""),
    "（自由亚洲电台白石巴黎报道）；责编：禾川": ("白石", "报道", ("巴黎",), ""),
    "水退了。自由亚洲电台白石巴黎报道 / 编辑：禾川": ("白石", "报道", ("巴黎",), "水退了。"),
    "（自由亚洲电台 白石 巴黎报道） 责编 禾川": ("白石", "报道", ("巴黎",), ""),
    "以上是自由亚洲电台特约记者白石从巴黎发来的报道。责编：禾川": (
        "白石",
        "特约记者",
        ("巴黎",),
        "",
    ),
    "水退了。这是自由亚洲电台记者白石的报道。 责编：禾川": ("白石", "记者", (), "水退了。"),
}


@pytest.mark.parametrize("line", REPORTS)
def test_a_report_before_an_editors_label(line: str) -> None:
    reporter, label, locations, rest = REPORTS[line]
    story = rfaparse.parse(f"<p>河水。</p><p>{line}</p>")
    assert story.byline is not None
    first = story.byline.credits[0]
    assert (first.role, first.name, first.label) == ("reporter", reporter, label)
    assert (story.byline.locations, story.byline.editors) == (locations, ("禾川",))
    assert story.text.removeprefix("河水。").strip() == rest


def test_a_station_that_is_quoted_is_no_report() -> None:
    story = rfaparse.parse("<p>河水。</p><p>据自由亚洲电台报道，水退了。责编：禾川</p>")
    assert story.byline is not None
    assert story.byline.reporters == ()
    assert story.text == "河水。\n\n据自由亚洲电台报道，水退了。"


def test_each_reporters_place() -> None:
    byline = rfaparse.parse(
        "<p>x</p><p>Reported by Ann Reed in Bangkok, Bo Stone in the Hague, and Cy Wood in "
        "Chiang Mai, Thailand.</p>"
    ).byline
    assert byline is not None
    assert (byline.reporters, byline.locations) == (
        ("Ann Reed", "Bo Stone", "Cy Wood"),
        ("Bangkok", "the Hague", "Chiang Mai, Thailand"),
    )


@pytest.mark.parametrize(
    ("credit", "note"),
    [
        ("Edited by Ann Reed.", "The views expressed here are her own."),
        ("Edited by H. Ann Reed.", "This story has been updated."),
        ("Edited by Ann Reed.", "(Updates with a second bridge.)"),
        ("Reported by Bo Stone. Edited by Ann Reed.", "Ann is a writer. She lives by the river."),
        ("Translated by Bo Stone for RFA Lao. Edited by Ann Reed.", "RFA"),
    ],
)
def test_a_note_behind_credits(credit: str, note: str) -> None:
    story = rfaparse.parse(f"<p>The river rose.</p><p>{credit} {note}</p><p>A note.</p>")
    assert story.byline is not None
    assert (story.byline.text, story.byline.editors[0][-8:]) == (credit, "Ann Reed")
    assert story.text == f"The river rose.\n\n{note}\n\nA note."


@pytest.mark.parametrize(
    "line",
    [
        "Edited by Ann Reed. The river is long.",
        "Edited by Ann Reed. Passed by the mill.",
        "Edited by Ann Reed. Passed by Bo Stone. The river rose.",
        "Illustration by Ann Reed. Photos by Bo Stone.",
        "Stopped by the river.",
        "He left. Reported by Bo Stone. Edited by Ann Reed, The river rose.",
        "She sang a song written by Bo Stone. Edited by Ann Reed. The river rose.",
        "Written by Ann Reed and translated by Bo Stone. The book sold well.",
        "Edited by A. Reed, translated by B. Stone. The two versions differ.",
        "Written by Ann Reed. The story was smuggled out of prison.",
    ],
)
def test_prose_behind_a_credit_that_may_be_prose(line: str) -> None:
    assert rfaparse.parse(f"<p>The river rose.</p><p>{line}</p>").byline is None


def test_another_role_before_the_credits_stays() -> None:
    story = rfaparse.parse("<p>The river rose.</p><p>Passed by Congress. Edited by Ann Reed.</p>")
    assert story.paragraphs[-1].text == "Passed by Congress."
    assert story.byline is not None
    assert story.byline.text == "Edited by Ann Reed."


def test_credits_amid_a_story_are_its_text() -> None:
    story = rfaparse.parse("<p>She sang “River” (written by Ann Reed).</p><p>a</p><p>b</p>")
    assert story.byline is None
    assert story.paragraphs[0].text == "She sang “River” (written by Ann Reed)."
