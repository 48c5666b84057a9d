"""The inspection page as text; ``test_browser.py`` opens it in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from fixture_cases import FIXTURES, is_feed, names, source
from fuzz_targets import PIECES
from lxml import html

import rfaparse
from rfaparse import Article, Byline, Credit, CreditKind, Role, Wrapping
from rfaparse._article import article_of, find_parts, read_source
from rfaparse._source.source import open_source
from rfaparse.cli import command
from rfaparse.inspect import report
from rfaparse.inspect.page import _whole
from rfaparse.inspect.parts import KINDS, Part, claimed, credits_of, parts_of, visible

if TYPE_CHECKING:
    from pathlib import Path

STORIES = [name for name in names() if not is_feed(name)]
HOSTILE = """<p>&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %} ]]&gt; &lt;/style&gt;</p>
<p title="x"><b onclick="alert(2)">旧</b><img src="x" onerror="alert(3)"
alt="</script><script>alert(4)</script>"></p><a href="javascript:alert(5)">桥</a>
<p>记者：白石&lt;img src=x onerror=alert(6)&gt; 责编：丁一禾</p>"""


def parts(data: bytes) -> tuple[list[Part], dict[str, int], int]:
    opened = open_source(data, None, "lxml")
    reading = read_source(opened, None)
    found = parts_of(reading, article_of(reading, opened.wrapping))
    _, regions = find_parts(open_source(data, None, "lxml"), None)
    return found, claimed(found), visible(regions)


@pytest.mark.parametrize("name", STORIES)
def test_everything_seen_is_counted_and_paired(name: str) -> None:
    found, counts, seen = parts(source(name))
    assert sum(counts.values()) == seen
    assert set(counts) == set(KINDS)
    page = html.document_fromstring(report(source(name)))
    numbers = [each.get("data-pair") for each in page.cssselect(".part")]
    assert numbers == [str(n) for n in range(1, len(found) + 1)]
    assert [each.get("data-pair") for each in page.cssselect(".object[data-pair]")] == numbers


OF_DOCUMENTS = {"<!doctype html>", "<html>", "<head>", "<body>"}


@pytest.mark.parametrize("piece", sorted({*PIECES} - OF_DOCUMENTS))
def test_whatever_reads_it_what_is_seen_is_counted(piece: str) -> None:
    for story in (f"<p>一</p>{piece}<p>二</p>", f"<p>一{piece}二</p>"):
        _, counts, seen = parts(story.encode())
        assert sum(counts.values()) == seen, story


def test_credit_lines_stay_at_their_place() -> None:
    story = "<p>一</p><p>二。（记者：白石 责编：丁一禾）</p><p>三</p>"
    found, _, _ = parts(story.encode())
    assert [part.kind for part in found] == ["paragraph", "paragraph", "byline", "paragraph"]
    assert found[2].text == "（记者：白石 责编：丁一禾）"


DESKS = tuple(
    Credit(Role.REPORTER, f"RFA's {name} Service", "Reported by", CreditKind.DESK, name.lower())
    for name in ("Lao", "Khmer")
)


def test_credits_stand_where_their_names_do() -> None:
    person = Credit(Role.WRITER, "Ann Stone", "By", desk="lao")
    byline = Byline("x", (person, *DESKS))
    assert credits_of("By Ann Stone", byline) == [
        {"role": "writer", "name": "Ann Stone", "label": "By", "desk": "lao"}
    ]
    found = credits_of("Reported by RFA's Lao and Khmer Services.", byline)
    assert [(row["kind"], row["desk"]) for row in found] == [("desk", "lao"), ("desk", "khmer")]
    assert [type(row["role"]) for row in found] == [str, str]
    assert credits_of("By Ann Stone", None) == []


def test_the_title_and_the_byline_field_are_the_articles() -> None:
    byline = Byline(field="By Ann Stone", credits=(Credit(Role.WRITER, "Ann Stone", "By"), *DESKS))
    article = Article(title="旧桥", dateline="TAIPEI", byline=byline, wrapping=Wrapping.PAGE)
    assert _whole(article) == {
        "title": "旧桥",
        "dateline": "TAIPEI",
        "wrapping": "page",
        "byline": {
            "field": "By Ann Stone",
            "credits": [{"role": "writer", "name": "Ann Stone", "label": "By"}],
            "desks": ["lao", "khmer"],
        },
    }
    assert next(iter(_whole(article))) == "title"
    without = Article(byline=Byline("x"), wrapping=Wrapping.PAGE)
    assert _whole(without) == {"wrapping": "page"}


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ("", "picture, size not given"),
        ("width=620", "620 px wide"),
        ("height=400", "400 px high"),
        ("width=620 height=400", "620 × 400"),
    ],
)
def test_the_size_of_a_picture(size: str, shown: str) -> None:
    page = html.document_fromstring(report(f"<p>河水。</p><img src='a.jpg' {size}>"))
    assert ["".join(map(str, each.itertext())) for each in page.cssselect(".picture")] == [shown]


def test_what_a_page_holds_is_text() -> None:
    page = report(HOSTILE)
    tree = html.document_fromstring(page)
    assert len(tree.cssselect("script")) == 1
    assert not tree.cssselect("img, iframe, a, [onclick], [onerror], [href], [src]")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %} ]]&gt;" in page
    policy = tree.cssselect("meta[http-equiv]")[0].get("content") or ""
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';"
        r" base-uri 'none'; form-action 'none'",
        policy,
    )


def test_scripts_and_directions_of_the_services() -> None:
    page = report("<p>كونا كۆۋرۈك</p>", url="https://www.rfa.org/uyghur/x-03052021081530.html")
    story = html.document_fromstring(page).cssselect(".story")[0]
    assert (story.get("lang"), story.get("dir")) == ("ug", "rtl")


def test_errors_are_those_of_parse() -> None:
    with pytest.raises(rfaparse.EmptySource):
        report("")


def test_command(tmp_path: Path) -> None:
    given = str(FIXTURES / "jekyll_post" / "input.md")
    target = tmp_path / "report.html"
    result = CliRunner().invoke(command, ["inspect", given, "-o", str(target)])
    assert (result.exit_code, result.output) == (0, "")
    assert target.read_text(encoding="utf-8") == report(source("jekyll_post"))


def test_command_on_what_is_no_story(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    result = CliRunner().invoke(command, ["inspect", "-", "-o", str(target)], input=b"")
    assert result.exit_code == 1
    assert "the source is empty" in result.stderr
    assert not target.exists()


def test_lines_that_look_like_credits_are_listed() -> None:
    page = html.document_fromstring(report("<p>河水。</p><p>编辑部：谢谢各位。</p>"))
    (unread,) = page.cssselect("#unread")
    assert "编辑部：谢谢各位。" in "".join(map(str, unread.itertext()))
    (marked,) = page.cssselect(".part.unread")
    assert "编辑部：谢谢各位。" in "".join(map(str, marked.itertext()))
    assert not html.document_fromstring(report("<p>河水。</p>")).cssselect("#unread")
