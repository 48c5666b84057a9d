"""The byline field of every service: each table's examples are its tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import rfaparse
from rfaparse._byline import take_byline
from rfaparse._byline.field import read_field
from rfaparse._byline.services import TABLES
from rfaparse.model import CreditKind, Paragraph

_TWO_REPORTERS = ("reporter=Ann Reed", "reporter=Bo Stone")
EXAMPLES = [(table.slug, *example) for table in TABLES for example in table.examples]


def credits_of(text: str, slug: str | None) -> tuple[str, ...]:
    return tuple(
        f"{each.role}=@{each.desk}" if each.kind is CreditKind.DESK else f"{each.role}={each.name}"
        for each in read_field(text, slug).credits
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.site} {table.slug}")
def test_every_table_has_an_example(table: object) -> None:
    assert table.examples, (  # type: ignore[attr-defined]
        f"the table of {table.slug} has no example: add a value of the byline field, with the "  # type: ignore[attr-defined]
        "credits that it gives, to `examples` of its module in src/rfaparse/_byline/services"
    )


@pytest.mark.parametrize(("slug", "text", "expected"), EXAMPLES)
def test_examples(slug: str, text: str, expected: tuple[str, ...]) -> None:
    assert credits_of(text, slug) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " . ",
        "2021-03-05",
        "x@rfa.org",
        "the river rose, and people left",
        "https://www.rfa.org",
        "?",
    ],
)
def test_what_names_nobody_credits_nobody(text: str) -> None:
    assert credits_of(text, "english") == ()
    assert credits_of(text, None) == ()


@pytest.mark.parametrize(
    ("text", "slug", "locations"),
    [
        ("서울-석교 x@rfa.org", "korean", ["서울"]),
        ("서울-석교, 도쿄-나무", "korean", ["서울", "도쿄"]),
        ("태국 방콕-석교", "korean", ["태국 방콕"]),
        ("Әнқәрәдин ихтиярий мухбиримиз көврүк", "uyghur", ["Әнқәрә"]),
        ("Thạch Kiều, cộng tác viên RFA từ London", "vietnamese", ["London"]),
        ("ئەنقەرەدىن مۇخبىرىمىز كۆۋرۈك", "uyghur", ["ئەنقەرە"]),
        ("白石，华盛顿", "mandarin", ["华盛顿"]),
        ("Enqeredin muxbirimiz Kowruk", "uyghur", ["Enqere"]),
        ("Thạch Kiều, thông tín viên RFA tại Hà Nội", "vietnamese", ["Hà Nội"]),
        ("Thạch Kiều, từ Hà Nội", "vietnamese", ["Hà Nội"]),
        ("Thạch Kiều, Bangkok", "vietnamese", ["Bangkok"]),
        ("By Ann Reed and Bo Stone, Kuala Lumpur", "english", ["Kuala Lumpur"]),
        ("Paris", "english", []),
        ("Batu di Jakarta dan Sungai di Palu", "malay", ["Jakarta", "Palu"]),
        ("石小满台北报道", "mandarin", ["台北"]),
        ("Special to BenarNews\nDhaka", "english", ["Dhaka"]),
        ("Thạch Kiều, Nhóm phóng viên tường trình từ Hà Nội", "vietnamese", ["Hà Nội"]),
        ("Thạch Kiều / Viết từ Hà Nội", "vietnamese", ["Hà Nội"]),
    ],
)
def test_places(text: str, slug: str, locations: list[str]) -> None:
    assert read_field(text, slug).locations == tuple(locations)


@pytest.mark.parametrize(
    ("text", "slug", "expected"),
    [
        ("서울-석교, 도쿄-나무", "korean", ("writer=석교", "writer=나무")),
        ("ដោយ៖ ស្ពាន ថ្ម", "khmer", ("writer=ស្ពាន ថ្ម",)),
        ("文/白石", "mandarin", ("writer=白石",)),
        ("记者／白石", "mandarin", ("reporter=白石",)),
        ("ကျောက်၊ မြစ်", "burmese", ("writer=ကျောက်", "writer=မြစ်")),
        ("Thạch Kiều - RFA", "vietnamese", ("writer=Thạch Kiều",)),
        ("Thạch Kiều (RFA)", "vietnamese", ("writer=Thạch Kiều",)),
        ("RFA tiếng Việt", "vietnamese", ("writer=@vietnamese",)),
        ("By Ann Reed, Jr.", "english", ("writer=Ann Reed, Jr.",)),
        ("Ann Reed (RFA Lao)", "english", ("reporter=Ann Reed",)),
        ("Ann Reed (Hanoi), Bo Stone (left)", "english", ("writer=Ann Reed", "writer=Bo Stone")),
        ("(Ann Reed)", "english", ("writer=Ann Reed",)),
        ("Ann Reed (left", "english", ()),
        ("(By Ann Reed", "english", ("writer=Ann Reed",)),
        ("RFA Lao)", "mandarin", ("writer=@lao",)),
        ("ຂົວຫີນ (RFA ລາວ)", "lao", ("writer=ຂົວຫີນ",)),
        ("白石（柏林）", "mandarin", ("writer=白石",)),
        ("白石（學者）", "cantonese", ("writer=白石",)),
        ("Thạch Kiều, phóng viên đài Á Châu Tự Do", "vietnamese", ("reporter=Thạch Kiều",)),
        ("Bình luận của Thạch Kiều", "vietnamese", ("writer=Thạch Kiều",)),
        ("自由亚洲电台 白石", "mandarin", ("writer=白石",)),
        ("自由亚洲电台 普通话组", "mandarin", ("writer=@mandarin",)),
        ("專欄作家 白石", "cantonese", ("writer=白石",)),
        ("Written by Ann Reed", "english", ("writer=Ann Reed",)),
        ("An opinion piece by Ann Reed", "english", ("writer=Ann Reed",)),
        ("By Ann Reed, Special to RFA", "english", ("writer=Ann Reed",)),
        ("By Ann Reed, for BenarNews", "english", ("reporter=Ann Reed",)),
        ("Ann Reed | RFA", "english", ("writer=Ann Reed",)),
        ("By Ann R. (RFA)", "english", ("writer=Ann R.",)),
        ("By Ann Reed and Bo Stone for Asia Fact Check Lab", "english", _TWO_REPORTERS),
        ("Batu di Jakarta untuk BenarNews", "malay", ("writer=Batu",)),
        ("By Ann Reed, Professor of Law", "english", ("writer=Ann Reed",)),
        ("By Ann Reed, Washington, D.C.", "english", ("writer=Ann Reed",)),
        ("Việt Long, phóng viên RFA (Hanoi)", "vietnamese", ("reporter=Việt Long",)),
        ("By Oleh Petrenko", None, ("writer=Oleh Petrenko",)),
        ("By Ann Reed, III and Bo Stone", "english", ("writer=Ann Reed, III", "writer=Bo Stone")),
        ("By Ann Reed, Senior Editor, RFA Lao", "english", ("reporter=Ann Reed",)),
        ("By Ann Reed, RFA reporter", "english", ("reporter=Ann Reed",)),
        ("By Ann Reed in Dhaka, Bangladesh", "english", ("writer=Ann Reed",)),
        ("By Ann Reed with Bo Stone", "english", ("writer=Ann Reed", "writer=Bo Stone")),
        ("ដោយស្ពាន ថ្ម ។", "khmer", ("writer=ស្ពាន ថ្ម",)),
        ("ໂດຍຂົວຫີນ ແລະນ້ຳໃສ", "lao", ("writer=ຂົວຫີນ", "writer=ນ້ຳໃສ")),
        ("โดยสะพาน หิน", "thai", ("writer=สะพาน หิน",)),
        ("ကျောက်နှင့် မြစ်", "burmese", ("writer=ကျောက်", "writer=မြစ်")),
        ("ཆུ་བོ། ཟམ་པ།", "tibetan", ("writer=ཆུ་བོ", "writer=ཟམ་པ")),
        ("সেতু নদী ।", "bengali", ("writer=সেতু নদী",)),
        ("Thạch Kiều, và Hà Mộc", "vietnamese", ("writer=Thạch Kiều", "writer=Hà Mộc")),
        ("석교seok@rfa.org", "korean", ("writer=석교",)),
        ("By Ann Reed*", "english", ("writer=Ann Reed",)),
        ("Thạch Kiều, PV RFA", "vietnamese", ("reporter=Thạch Kiều",)),
        ("Thạch Kiều/phóng viên RFA", "vietnamese", ("reporter=Thạch Kiều",)),
        ("Thạch Kiều - Hà Mộc", "vietnamese", ("writer=Thạch Kiều", "writer=Hà Mộc")),
        ("Thạch Kiều gửi RFA từ Hà Nội", "vietnamese", ("writer=Thạch Kiều",)),
        ("Thạch Kiều, viết từ Hà Nội", "vietnamese", ("writer=Thạch Kiều",)),
        ("Thạch Kiều, đài Á Châu Tự Do", "vietnamese", ("writer=Thạch Kiều",)),
        ("Nhóm phóng viên RFA", "vietnamese", ()),
        ("Nhóm phóng viên tường trình từ Hà Nội", "vietnamese", ()),
        ("Viết từ Hà Nội", "vietnamese", ()),
        ("Thạch Viết", "vietnamese", ("writer=Thạch Viết",)),
        (
            "مۇخبىرىمىز كۆۋرۈك ۋە مۇخبىرىمىز دەريا",
            "uyghur",
            ("reporter=كۆۋرۈك", "reporter=دەريا"),
        ),
        ("مۇخبىرلىرىمىز كۆۋرۈك، دەريا", "uyghur", ("reporter=كۆۋرۈك", "reporter=دەريا")),
        ("Enqeredin ixtiyari muxbirimiz Kowruk", "uyghur", ("reporter=Kowruk",)),
        ("مۇخبىرىمىز", "uyghur", ()),
        ("ئەركىن ئاسىيا رادىيوسى", "uyghur", ("writer=@rfa",)),
        ("[서울=석교 x@rfa.org]", "korean", ("writer=석교",)),
        ("석교기자", "korean", ("reporter=석교",)),
        ("기자: 석교", "korean", ("reporter=석교",)),
        ("서울: 석교", "korean", ("writer=석교",)),
        ("RFA 석교 특파원", "korean", ("reporter=석교",)),
        ("석교 및 나무", "korean", ("writer=석교", "writer=나무")),
        ("자유아시아방송", "korean", ("writer=@rfa",)),
        ("ຂົວຫີນ, ວິທຍຸເອເຊັຽເສຣີ", "lao", ("writer=ຂົວຫີນ",)),
        ("Batu di Jakarta dan Sungai di Palu", "indonesian", ("writer=Batu", "writer=Sungai")),
        ("Batu Jembatan untuk BenarNews", "indonesian", ("writer=Batu Jembatan",)),
        ("By Ann Reed, Bangkok", "english", ("writer=Ann Reed",)),
        ("Paris", "english", ("writer=Paris",)),
        ("By RFA Staff and ໜ່ວຍຂ່າວ RFA ລາວ", "lao", ("writer=@rfa", "writer=@lao")),
        ("ຂົວຫີນ, RFA Lao", "lao", ("reporter=ຂົວຫີນ",)),
        ("By Ann Reed and by Bo Stone", "english", ("writer=Ann Reed", "writer=Bo Stone")),
        (
            "Thạch Kiều, phóng viên RFA, Hà Mộc, phóng viên RFA",
            "vietnamese",
            ("reporter=Thạch Kiều", "reporter=Hà Mộc"),
        ),
        ("River in Hanoi to rise again", "english", ()),
        ("By AFCL", "english", ("writer=@rfa",)),
        ("亚洲事实查核实验室", "mandarin", ("writer=@rfa",)),
        ("白石，亚洲事实查核实验室", "mandarin", ("writer=白石",)),
        ("白石 RFA", "mandarin", ("writer=白石",)),
        ("白石/自由亚洲电台", "mandarin", ("writer=白石",)),
        ("自由亚洲电台粤语组", "mandarin", ("writer=@cantonese",)),
        ("RFA ئۇيغۇر", "uyghur", ("writer=@uyghur",)),
        ("特约评论员白石", "mandarin", ("writer=白石",)),
        ("评论 | 白石", "mandarin", ("writer=白石",)),
        ("時事評論員：白石", "cantonese", ("writer=白石",)),
        ("实习记者白石", "mandarin", ("reporter=白石",)),
        ("白石、安木報道", "cantonese", ("reporter=白石", "reporter=安木")),
        ("白石，旅美作家", "mandarin", ("writer=白石",)),
        ("白石 台北", "mandarin", ("writer=白石",)),
        ("柏林", "mandarin", ("writer=柏林",)),
        ("记者手记", "mandarin", ()),
        ("本台记者", "mandarin", ()),
        ("新闻视频", "mandarin", ()),
        ("普通话组", "mandarin", ("writer=@mandarin",)),
        ("粵語組", "cantonese", ("writer=@cantonese",)),
        ("亚洲事实查核实验室 白石", "mandarin", ("writer=白石",)),
        ("白石 / 責編：安木", "cantonese", ("writer=白石", "editor=安木")),
        ("By Ann Reed, RFA’s president", "english", ("writer=Ann Reed",)),
        ("Special to BenarNews\nDhaka", "english", ()),
        ("by (Ann Reed)", "english", ("writer=Ann Reed",)),
        ("BY ANN REED, SENIOR EDITOR, RFA LAO", "english", ("reporter=ANN REED",)),
        ("By Ann Reed and Bo Stone for RFA Lao and RFA Khmer", "english", _TWO_REPORTERS),
        ("ຂົວຫີນ ແລະ", "lao", ("writer=ຂົວຫີນ",)),
        ("ကျောက်၊ RFA", "burmese", ("writer=ကျောက်",)),
        ("གསར་འགོད་པ། བསོད་ནམས་", "tibetan", ("reporter=བསོད་ནམས",)),
        ("석교ㆍ나무", "korean", ("writer=석교", "writer=나무")),
        ("석교∙탈북 작가", "korean", ("writer=석교",)),
        ("RFA, Viết từ Hà Nội", "vietnamese", ("writer=@rfa",)),
        (
            "Thạch Kiều, RFA, Nhóm phóng viên tường trình từ Hà Nội",
            "vietnamese",
            ("writer=Thạch Kiều", "writer=@rfa"),
        ),
    ],
)
def test_signs_between_words(text: str, slug: str, expected: tuple[str, ...]) -> None:
    assert credits_of(text, slug) == expected


@pytest.mark.parametrize("joined", [", with a", " with a", "; a", ". A"])
@pytest.mark.parametrize("by", ["By ", ""])
@pytest.mark.parametrize("sign", ["by", "from"])
def test_who_contributed(by: str, joined: str, sign: str) -> None:
    text = f"{by}Ann Reed{joined}dditional reporting {sign} Bo Stone"
    assert credits_of(text, "english") == ("writer=Ann Reed", "contributor=Bo Stone")
    text = f"A commentary by Ann Reed, Staff Writer{joined}dditional reporting {sign} Bo Stone"
    assert credits_of(text, "english") == ("writer=Ann Reed", "contributor=Bo Stone")


def test_a_service_that_nobody_knows() -> None:
    assert credits_of("By Ann Reed", None) == ("writer=Ann Reed",)
    assert credits_of("مۇخبىرىمىز كۆۋرۈك", None) == ("reporter=كۆۋرۈك",)


LINES = [(table.slug, *example) for table in TABLES for example in table.line_examples]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.site} {table.slug}")
def test_every_table_with_labels_has_a_credit_line(table: object) -> None:
    assert not table.labels or table.line_examples, (  # type: ignore[attr-defined]
        f"the table of {table.slug} has labels and no credit line: add one, with the credits that "  # type: ignore[attr-defined]
        "it gives, to `line_examples` of its module in src/rfaparse/_byline/services"
    )


@pytest.mark.parametrize(("slug", "line", "expected"), LINES)
def test_line_examples(slug: str, line: str, expected: tuple[str, ...]) -> None:
    _, byline = take_byline([Paragraph("1"), Paragraph(line)], service=slug)
    credits_ = byline.credits if byline else ()
    given = [f"@{each.desk}" if each.kind is CreditKind.DESK else each.name for each in credits_]
    assert (
        tuple(f"{each.role}={name}" for each, name in zip(credits_, given, strict=True)) == expected
    )


def test_adding_a_service_is_adding_one_file(tmp_path: Path) -> None:
    """Do what docs/how-to.md says, in a copy of the package."""
    root = Path(__file__).parents[1]
    guide = (root / "docs" / "how-to.md").read_text(encoding="utf-8")
    module = guide.partition("add a service")[2].partition("```py\n")[2].partition("```")[0]
    package = tmp_path / "rfaparse"
    shutil.copytree(Path(rfaparse.__file__).parent, package)
    (package / "_byline" / "services" / "tajik.py").write_text(module, encoding="utf-8")
    program = (
        "import rfaparse; from rfaparse._byline.services import tajik;"
        "text, expected = tajik.TABLE.examples[0];"
        "page = f'<div id=storytext><span id=story_byline>{text}</span><p>x</p></div>';"
        "story = rfaparse.parse(page, url='https://www.rfa.org/tajik/a-03052021081530.html');"
        "print(story.service, [f'{c.role}={c.name}' for c in story.byline.credits] == [*expected]);"
        "line, expected = tajik.TABLE.line_examples[0];"
        "story = rfaparse.parse(f'<p>1</p><p>{line}</p>');"
        "print(story.service, [f'{c.role}={c.name}' for c in story.byline.credits] == [*expected])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "tajik True\ntajik True\n", done.stderr


PAGE = """<html lang="en"><body><div id="storypagemaincol"><h1>x</h1>
<span id="story_byline">{}</span><div id="storytext">
<p>The river rose.</p><p>{}</p></div></div></body></html>"""


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
def test_field_and_line_of_a_page(parser: Any) -> None:
    line = "Written by Ann Reed for RFA Lao. Edited by Cy Wood."
    story = rfaparse.parse(PAGE.format("By Ann Reed and Bo Stone", line), parser=parser)
    assert story.byline is not None
    assert story.byline.field == "By Ann Reed and Bo Stone"
    assert story.byline.text == line
    assert [(each.role, each.name, each.desk) for each in story.byline.credits] == [
        ("writer", "Ann Reed", "lao"),
        ("writer", "Bo Stone", None),
        ("editor", "Cy Wood", None),
    ]
    assert story.text == "The river rose."


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize("field", ["By Ann Reed", "2021"])
def test_a_page_with_a_field_alone(field: str, parser: Any) -> None:
    story = rfaparse.parse(PAGE.format(field, "People left."), parser=parser)
    assert story.byline is not None
    assert (story.byline.field, story.byline.text) == (field, None)
    assert [each.text for each in story.paragraphs] == ["The river rose.", "People left."]


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize(
    "column",
    [
        "<div id=story_byline>Ann Reed<br>Bo Stone</div>{}",
        "<div id=story_byline>Ann Reed<script>1</script><p>Bo Stone{}</div>",
        "<i id=story_byline></i><b id=story_byline>Ann Reed, Bo Stone</b>{}",
        "<div id=headerimg><i id=story_byline>Ann Reed and Bo Stone</i></div>{}",
    ],
)
def test_the_field_wherever_it_stands(column: str, parser: Any) -> None:
    page = column.format("<div id=storytext><p>x</p></div>")
    story = rfaparse.parse(page, parser=parser)
    assert story.byline is not None
    assert story.byline.writers == ("Ann Reed", "Bo Stone")
    assert story.text == "x"


def test_the_dateline() -> None:
    dateline = '<div id="dateline">BKK <span id="story_date">2021-03-05</span></div>'
    story = rfaparse.parse(f'<div id="storytext">{dateline}<p>x</p></div>')
    assert (story.dateline, story.text) == ("BKK", "x")


def test_several_authors() -> None:
    items = "<author>By Ann Reed</author><author>Bo Stone</author>"
    items += '<i:author xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">RFA</i:author>'
    feed = f"<rss><channel><item>{items}<description>x</description></item></channel></rss>"
    (story,) = rfaparse.parse_feed(feed)
    assert story.byline is not None
    assert story.byline.writers == ("Ann Reed", "Bo Stone")
    assert story.byline.desks == ()


def test_field_and_dateline_inside_the_story_are_not_its_text() -> None:
    inside = '<span id="story_byline">By Ann Reed</span><div id="dateline">2021-03-05</div><p>x</p>'
    story = rfaparse.parse(f'<div id="storytext">{inside}</div>')
    assert story.text == "x"
    assert story.byline is not None
    assert story.byline.writers == ("Ann Reed",)


@pytest.mark.parametrize(
    "item",
    [
        "<author>By Ann Reed</author>",
        '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">By Ann Reed</dc:creator>',
        "<author>x@rfa.org (Ann Reed)</author>",
        "<author><name>Ann Reed</name><email>x@rfa.org</email></author>",
    ],
)
def test_field_of_a_feed(item: str) -> None:
    feed = f"<rss><channel><item>{item}<description>&lt;p>x</description></item></channel></rss>"
    (story,) = rfaparse.parse_feed(feed)
    assert story.byline is not None
    assert story.byline.writers == ("Ann Reed",)


@pytest.mark.parametrize(
    ("service", "story", "credits_", "text"),
    [
        (
            "cantonese",
            "<p>河水。（白石報道）</p><p>旧桥。</p>",
            ["reporter=白石"],
            "河水。\n\n旧桥。",
        ),
        (
            "cantonese",
            "<p>河水。</p><p>(白石 / 禾川 报道)</p>",
            ["reporter=白石", "reporter=禾川"],
            "河水。",
        ),
        *(
            ("cantonese", f"<p>河水。{report}</p>", ["reporter=白石"], "河水。")
            for report in (
                "（記者白石報道）",
                "（白石報道。）",
                "（白石報道）。",
                "（自由亞洲電台白石香港報道）",
                "【白石綜合報道】",
                "[白石報導]",
            )
        ),
        *(
            ("cantonese", f"<p>河水。{report}</p>", [], f"河水。{report}")
            for report in (
                "（某某社報道）",
                "（某某社記者白石報道）",
                "（綜合外電報道）",
                "（某某新聞報道）",
                "（香港報道）",
                "（外媒報道）",
                "（彭博報道）",
                "（詳見報道）",
                "（早前報道）",
                "（自由亞洲粵語部報道）",
                "（據官媒報道）",
            )
        ),
        ("mandarin", "<p>河水。（白石报道）</p>", [], "河水。（白石报道）"),
        ("vietnamese", "<p>Thạch Kiều, phóng viên RFA</p><p>x</p>", ["reporter=Thạch Kiều"], "x"),
        (
            "vietnamese",
            "<p>Thạch Kiều, biên tập viên RFA, Bangkok</p><p>x</p>",
            ["editor=Thạch Kiều"],
            "x",
        ),
        (
            "vietnamese",
            "<p>Phóng viên RFA Thạch Kiều tường trình.</p><p>x</p>",
            ["reporter=Thạch Kiều"],
            "x",
        ),
        (
            "vietnamese",
            "<p>Phóng viên Thạch Kiều của RFA tường trình.</p><p>x</p>",
            ["reporter=Thạch Kiều"],
            "x",
        ),
        *(
            ("vietnamese", f"<p>{line}</p><p>x</p>", [], f"{line}\n\nx")
            for line in (
                "Phóng viên RFA gọi điện cho ông.",
                "Phóng viên Thạch Kiều hỏi ông.",
                "Theo phóng viên RFA",
                "Biên tập viên RFA hỏi ông.",
                "Thạch Kiều, phóng viên RFA, nói.",
                "Biên tập viên báo Sông nói với RFA.",
            )
        ),
        ("vietnamese", "<p>Nước sông dâng cao.</p><p>x</p>", [], "Nước sông dâng cao.\n\nx"),
    ],
)
def test_opening_lines(service: str, story: str, credits_: list[str], text: str) -> None:
    article = rfaparse.parse(story, url=f"https://www.rfa.org/{service}/a-03052021081530.html")
    found = article.byline.credits if article.byline else ()
    assert [f"{each.role}={each.name}" for each in found] == credits_
    assert article.text == text
