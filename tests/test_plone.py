"""Plone's own JSON: which fields are read, what is not a story, and how files are read."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timezone
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import invented_stories
import pages
import pytest
from click.testing import CliRunner

import rfaparse
from rfaparse import (
    Article,
    Audio,
    EmptySource,
    NotAStory,
    Paragraph,
    RelatedLink,
    RelatedLinks,
    RfaparseError,
    SourceTooLarge,
    Wrapping,
)
from rfaparse.archive.members import Member
from rfaparse.archive.readers import read_members
from rfaparse.archive.rows import read_member
from rfaparse.cli import command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EDITING = "https://mandevview.rfaweb.org/mandarin/huanjing/ab1-03052021081530.html"
PUBLIC = "https://www.rfa.org/mandarin/huanjing/ab1-03052021081530.html"
OTHER = "mandarin/huanjing/cd2-03042021081530.html"
STORY: dict[str, Any] = {
    "@id": EDITING,
    "@type": "story",
    "UID": "0f" * 16,
    "additional_audio": [],
    "audio_file": None,
    "content": None,
    "created": "2021-03-05T13:15:30Z",
    "creators": ["baish"],
    "description": "两岸\r\n \r\n停业",
    "effective": "2021-03-05T14:00:00Z",
    "expires": None,
    "id": "ab1-03052021081530.html",
    "image": {
        "content-type": "image/jpeg",
        "download": f"{EDITING}/@@images/0f-1e.jpeg",
        "filename": "qiao.jpg",
        "height": 844,
        "size": 118484,
        "width": 1500,
    },
    "image_caption": "旧桥 （路透社）",
    "image_copyright": "资料图片",
    "is_folderish": True,
    "language": {"title": "English", "token": "en"},
    "manual_related_stories": None,
    "modified": "2021-03-05T10:30:00-05:00",
    "parent": {"@id": "https://mandevview.rfaweb.org/mandarin/huanjing", "@type": "section"},
    "rights": "",
    "story_byline": None,
    "story_dateline": None,
    "story_slideshow": [],
    "subjects": ["旧桥", "", " ", "水位 ", "旧桥"],
    "text": {
        "content-type": "text/html",
        "data": "<p/>\n<p>河水<span>漫过</span>旧桥。</p>\n<p>（责编：白石）</p>",
        "encoding": "utf-8",
        "transformer": "text/x-html-safe",
    },
    "title": "旧桥被淹  集市停业",
}


def story(**fields: Any) -> Article:
    return rfaparse.parse_plone(
        {**STORY, **{name.replace("at_", "@"): fields[name] for name in fields}}
    )


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=timezone.utc)  # type: ignore[misc, arg-type]


def test_a_story() -> None:
    found = story()
    assert (found.url, found.title, found.description) == (PUBLIC, "旧桥被淹 集市停业", "两岸 停业")
    assert (found.service, found.section) == ("mandarin", "huanjing")
    assert found.created == utc(2021, 3, 5, 13, 15, 30)
    assert found.published == utc(2021, 3, 5, 14)
    assert found.modified == utc(2021, 3, 5, 15, 30)
    assert found.subjects == ("旧桥", "水位")
    assert found.body == (Paragraph("河水漫过旧桥。"),)
    assert (found.editors, found.byline and found.byline.field) == (("白石",), None)
    assert (found.audio, found.dateline, found.leftover) == ((), None, ())
    assert found.wrapping is Wrapping.PLONE_JSON


def test_the_lead_image() -> None:
    image = story().lead_image
    assert image is not None
    assert image.src == STORY["image"]["download"]
    assert image.url == f"{PUBLIC}/@@images/0f-1e.jpeg"
    assert (image.width, image.height, image.alt, image.title) == (1500, 844, None, None)
    assert (image.caption, image.copyright, image.credit) == (
        "旧桥 （路透社）",
        "资料图片",
        "路透社",
    )


def test_the_lead_image_of_a_story_that_plone_4_made() -> None:
    old = {"@id": f"{EDITING}/qiao.JPG", "@type": "Image", "title": "qiao.JPG"}
    said = {"description": "新路（白石摄）", "Rights": "资料 ", "review_state": None}
    fields = {
        "image": None,
        "image_caption": None,
        "image_copyright": "",
        "p4_image": {**old, **said},
    }
    image = story(**fields).lead_image
    assert image is not None
    assert (image.url, image.title) == (f"{PUBLIC}/qiao.JPG", "qiao.JPG")
    assert (image.caption, image.copyright, image.credit) == ("新路（白石摄）", "资料", "白石摄")


@pytest.mark.parametrize(
    "image",
    [
        f"{EDITING}/a.jpg",
        {"download": None, "scales": {"mini": {"download": "/b.jpg", "width": 200},
                                      "large": {"download": f"{EDITING}/a.jpg", "width": 768}}},
        {"@id": "/b", "image": {"download": f"{EDITING}/a.jpg", "width": 768}},
        {"@id": "/b", "image": f"{EDITING}/a.jpg"},
    ],
)  # fmt: skip
def test_where_an_image_says_its_address(image: Any) -> None:
    found = story(image=image).lead_image
    assert found is not None
    assert found.url == f"{PUBLIC}/a.jpg"
    assert found.caption == "旧桥 （路透社）"


def test_a_picture_that_the_text_begins_with_is_no_lead_image_beside_one() -> None:
    text = {"data": '<img src="../x.jpg"><p>河水。</p>'}
    found = story(text=text)
    assert found.lead_image == story().lead_image
    assert [type(block).__name__ for block in found.body] == ["Image", "Paragraph"]
    alone = story(text=text, image=None)
    assert alone.lead_image is not None
    assert (alone.lead_image.src, len(alone.body)) == ("../x.jpg", 1)


def test_a_slideshow_stands_before_the_text_and_related_stories_behind_it() -> None:
    said = {"caption": "灯塔", "copyright": "资料"}
    pictures = [
        {"@id": f"{EDITING}/1.jpg", "@type": "Image", "description": "渡船（白石摄）"},
        {"image": {"download": "/2.jpg", "width": 9}, "alt": "码头", **said},
        {"image": None, "caption": "没有"},
    ]
    related = [
        {"@id": f"https://mandevview.rfaweb.org/{OTHER}", "@type": "story", "title": " 新路  修好"},
        {"@id": "", "title": "没有"},
        None,
    ]
    found = story(story_slideshow=pictures, manual_related_stories=related)
    first, second = found.images[1:]
    assert (first.url, first.caption, first.credit) == (
        f"{PUBLIC}/1.jpg",
        "渡船（白石摄）",
        "白石摄",
    )
    assert (second.url, second.alt, second.width) == ("https://www.rfa.org/2.jpg", "码头", 9)
    assert (second.caption, second.copyright) == ("灯塔", "资料")
    link = RelatedLink("新路 修好", related[0]["@id"], f"https://www.rfa.org/{OTHER}")  # type: ignore[index]
    assert found.body == (first, second, Paragraph("河水漫过旧桥。"), RelatedLinks((link,)))
    assert found.editors == ("白石",)


def test_recordings() -> None:
    src = f"{EDITING}/@@download/audio_file"
    file = {"content-type": "audio/mpeg", "download": src, "size": 9}
    more = [{"@id": f"{EDITING}/more.mp3", "@type": "Audio Clip"}, {"audio_file": file}]
    found = story(audio_file=file, additional_audio=more, p4_audio=[{"@id": "/old.mp3"}])
    assert found.audio == (
        Audio(f"{PUBLIC}/@@download/audio_file", "audio/mpeg", src=src),
        Audio("https://www.rfa.org/old.mp3", "audio/mpeg", src="/old.mp3"),
        Audio(f"{PUBLIC}/more.mp3", "audio/mpeg", src=f"{EDITING}/more.mp3"),
    )


@pytest.mark.parametrize(
    ("at", "field", "writers"),
    [
        ("english", "By Ann Reed and Bo Stone", ("Ann Reed", "Bo Stone")),
        ("vietnamese", "Ann Reed, phóng viên RFA", ()),
        ("english", " By Ann Reed\r\n\r\nBo Stone ", ("Ann Reed", "Bo Stone")),
    ],
)
def test_a_byline_field_is_read_as_a_feeds_is(
    at: str, field: str, writers: tuple[str, ...]
) -> None:
    address = f"https://www.rfa.org/{at}/news/x-01022021030405.html"
    lines = "\n".join(filter(None, map(str.strip, field.splitlines())))
    feed = (
        f"<rss><channel><item><link>{address}</link><author>{lines}</author>"
        "<description>&lt;p>x&lt;/p></description></item></channel></rss>"
    )
    (item,) = rfaparse.parse_feed(feed)
    found = story(at_id=address, story_byline=field, text={"data": "<p>x</p>"})
    assert found.byline == item.byline
    assert found.byline is not None
    assert found.byline.writers == writers


def test_the_dateline() -> None:
    assert story(story_dateline=" 曼谷\n").dateline == "曼谷"


@pytest.mark.parametrize(
    "none",
    [None, "", "1969-12-30T23:00:00Z", "1970-01-01T00:00:00", "2499-12-31T00:00:00Z", "x", 5],
)
def test_no_date(none: object) -> None:
    found = story(effective=none, modified=none, created=none)
    assert (found.published, found.modified) == (None, None)
    assert found.created == utc(2021, 3, 5, 13, 15, 30)


def test_created_is_the_fields_where_the_address_has_no_date_unless_a_copys() -> None:
    undated = "https://www.rfa.org/mandarin/huanjing/qiao.html"
    assert story(at_id=undated).created == utc(2021, 3, 5, 13, 15, 30)
    assert story(at_id=undated, created="2021-09-05T00:00:00Z").created is None


@pytest.mark.parametrize(
    "at",
    [
        {"@id": EDITING},
        {"@id": PUBLIC},
        {"@id": "/mandarin/huanjing/ab1-03052021081530.html"},
        {"@id": None},
    ],
)
def test_the_public_address(at: dict[str, Any]) -> None:
    found = rfaparse.parse_plone({**STORY, **at})
    assert (found.url, found.service) == (PUBLIC, "mandarin")


@pytest.mark.parametrize("text", ["<p>河水。</p>", {"data": "<p>河水。</p>"}, "河水。"])
def test_text_that_is_written_otherwise(text: object) -> None:
    assert story(text=text).text == "河水。"


def test_plain_text() -> None:
    found = story(text={"data": "1 < 2\r\n河<b>水", "content-type": "text/plain"})
    assert [each.text for each in found.paragraphs] == ["1 < 2", "河<b>水"]


def test_a_story_of_a_recording_or_picture_alone() -> None:
    assert story(text=None).lead_image is not None
    assert len(story(text={"data": " "}, image=None, audio_file="/a.mp3").audio) == 1
    with pytest.raises(EmptySource, match="without text, picture or recording"):
        story(text=None, image=None)


@pytest.mark.parametrize("kind", ["News Item", "Document", "Story", None, ["story"]])
def test_other_types_with_a_text_are_stories(kind: object) -> None:
    assert story(at_type=kind).text == "河水漫过旧桥。"
    assert rfaparse.parse_plone({"@type": kind, "text": "<p>河水。"}).text == "河水。"


def test_a_story_that_lists_what_is_in_it() -> None:
    assert story(items=[{"@id": "x"}], items_total=1).text == "河水漫过旧桥。"


NO_STORIES: dict[str, tuple[str | bytes, type[RfaparseError], str]] = {
    "nothing": ("", EmptySource, "empty"),
    "an array": ('[{"@type": "story"}]', NotAStory, "an array of 1"),
    "a number": ("5", NotAStory, "a number"),
    "null": ("null", NotAStory, "null"),
    "a string": ('"x"', NotAStory, "a string"),
    "a truth value": ("true", NotAStory, "a truth value"),
    "no JSON": ("<p>x</p>", NotAStory, "it is not JSON"),
    "JSON that breaks off": ('{"@type": "story", "text": {"da', NotAStory, "broken"),
    "an empty object": ("{}", NotAStory, "nothing"),
    "an error": ('{"message": "Resource not found: x", "type": "NotFound"}', NotAStory, "NotFound"),
    "a folder": ('{"@type": "Folder", "items": [1, 2]}', NotAStory, "'Folder'|Folder.*2 items"),
    "a section": ('{"@type": "section", "text": {"data": "<p>x"}}', NotAStory, "section"),
    "a collection": ('{"@type": "Collection", "text": "<p>x", "items": []}', NotAStory, "Collec"),
    "a picture": ('{"@type": "Image", "image": {"download": "/a"}}', NotAStory, "Image"),
    "a listing": ('{"@id": "x", "items": [], "items_total": 0}', NotAStory, "0 items"),
    "a page without a text": ('{"@type": "Document", "title": "x"}', NotAStory, "Document"),
    "another object": ('{"a": 1, "text": null}', NotAStory, "it has a, text"),
    "deep": ('{"a":' * 100_000, SourceTooLarge, "too deep"),
    "deep arrays": (b"[" * 100_000, SourceTooLarge, "too deep"),
}


@pytest.mark.parametrize("case", NO_STORIES)
def test_no_story(case: str) -> None:
    given, error, found = NO_STORIES[case]
    with pytest.raises(error, match=found) as caught:
        rfaparse.parse_plone(given)
    assert type(caught.value) is error
    assert caught.value.remedy
    assert len(caught.value.found) <= 200


def test_what_was_found_is_short() -> None:
    for given in ({"@type": "x" * 999}, {"message": "x" * 999, "type": "y" * 999}, {"x" * 999: 1}):
        with pytest.raises(NotAStory) as caught:
            rfaparse.parse_plone(given)
        assert len(caught.value.found) <= 200


@pytest.mark.parametrize("given", [None, 5, ["x"]])
def test_other_types_are_the_callers_mistake(given: Any) -> None:
    with pytest.raises(TypeError, match=type(given).__name__):
        rfaparse.parse_plone(given)


VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0.5, float("nan"), float("inf"), 10**400, "", "x", "\ud800\x00", [], {}),
    *([None], [[]], [{}], [1, "x", {"@id": 1}], {"download": 1}, {"@id": None}, {"data": 5}),
    *({"data": "<p>\ud800x\x00</p>"}, {"image": {"image": {}}}, {"scales": {"a": 1, "b": {}}}),
    *({"download": "http://["}, {"@id": "javascript:x", "title": "x"}, {"token": 1}, ("x",)),
)


@pytest.mark.parametrize("field", STORY)
def test_values_of_wrong_types(field: str) -> None:
    for value in VALUES:
        for given in ({**STORY, field: value}, {field: value, "@type": "story"}):
            with contextlib.suppress(RfaparseError):
                assert rfaparse.parse_plone(given).wrapping is Wrapping.PLONE_JSON


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("escaped", [True, False])
def test_bytes(charset: str, *, escaped: bool) -> None:
    data = json.dumps(STORY, ensure_ascii=escaped, indent=2).encode(charset)
    assert rfaparse.parse_plone(data) == story()


def test_text_and_other_mappings() -> None:
    assert rfaparse.parse_plone(json.dumps(STORY)) == story()
    assert rfaparse.parse_plone("\ufeff" + json.dumps(STORY)) == story()
    frozen = MappingProxyType({**STORY, "text": MappingProxyType(STORY["text"])})
    assert rfaparse.parse_plone(frozen) == story()


def test_damaged_and_odd_json() -> None:
    plain = json.dumps(STORY, ensure_ascii=False)
    damaged = plain.encode().replace("漫".encode(), b"\xff", 1)
    assert rfaparse.parse_plone(damaged).text == "河水�过旧桥。"
    odd = (
        '{"a": NaN, "b": '
        + "9" * 5000
        + ', "c": -Infinity, "title": "x", "text": "\t<p>\\ud800y", '
    )
    assert rfaparse.parse_plone(odd + plain[1:]) == story()
    assert rfaparse.parse_plone('{"text": "<p>x", "text": "<p>\\ud83dy\\u0000"}').text == "y"


def test_too_large() -> None:
    with pytest.raises(SourceTooLarge, match="more than 10"):
        rfaparse.parse_plone(json.dumps(STORY), max_length=10)
    with pytest.raises(SourceTooLarge, match="more than 10"):
        rfaparse.parse_plone(STORY, max_length=10)


@pytest.mark.parametrize("given", [STORY, [STORY], {}, {"html": "<p>x</p>"}])
def test_parse_names_the_function_for_json(given: object) -> None:
    for text in (json.dumps(given), json.dumps(given, indent=4).encode("utf-16")):
        with pytest.raises(NotAStory, match=r"^JSON: ") as caught:
            rfaparse.parse(text)
        assert "rfaparse.parse_plone()" in caught.value.remedy


@pytest.mark.parametrize(
    "make", [invented_stories.mandarin, invented_stories.english, invented_stories.tibetan]
)
def test_the_same_story_in_any_wrapping(make: Callable[[int], invented_stories.Story]) -> None:
    for number in range(12):
        made = make(number)
        page = rfaparse.parse(pages.plone5(made.around, length=5000))
        fragment = rfaparse.parse(made.lead + made.html, url=made.url)
        wanted, given = fragment.lead_image, made.plone
        if made.lead and wanted:
            image = {"download": wanted.src, "width": wanted.width, "height": wanted.height}
            said = {"image_caption": wanted.caption, "image_copyright": wanted.copyright}
            given = {**given, "image": image, **said}
        found = rfaparse.parse_plone(given)
        assert found.body == fragment.body
        assert found.byline == page.byline == fragment.byline
        assert (found.url, found.title, found.service) == (page.url, page.title, page.service)
        for field in ("url", "width", "height", "caption", "copyright", "credit"):
            assert getattr(found.lead_image, field, None) == getattr(wanted, field, None)


def test_real_stories(shared: Path) -> None:
    stories = json.loads((shared / "corpus" / "plone-json" / "stories.json").read_text("utf-8"))
    assert len(stories) == 10
    for each in stories:
        found = rfaparse.parse_plone(each)
        assert rfaparse.parse_plone(json.dumps(each)) == found
        fragment = rfaparse.parse(each["text"]["data"], url=each["@id"])
        assert found.body == fragment.body
        lines = fragment.byline.credits if fragment.byline else ()
        assert (found.byline.credits if found.byline else ())[-len(lines) or 99 :] == lines
        assert found.published
        assert found.title == " ".join(each["title"].split())
        assert (found.lead_image is None) == (not (each["image"] or each.get("p4_image")))


ONE = json.dumps(STORY)
TWO = json.dumps({**STORY, "@id": f"https://www.rfa.org/{OTHER}"}, ensure_ascii=False)
FILES: dict[str, tuple[bytes, int, int]] = {
    "one": (ONE.encode(), 1, 0),
    "pretty-printed": (json.dumps(STORY, indent=4).encode(), 1, 0),
    "a byte order mark": (ONE.encode("utf-8-sig"), 1, 0),
    "one on each line": (f"{ONE}\n\n{TWO}\r\n".encode(), 2, 0),
    "UTF-16": (f"{ONE}\n{TWO}".encode("utf-16"), 2, 0),
    "an array": (f"[{ONE}, {TWO}]".encode(), 2, 0),
    "bad lines": (b'{"@type": "Folder"}\n' + f"{ONE}\n{{broken\n{TWO}".encode(), 2, 2),
    "an array with others in it": (f'[{ONE}, 5, {{"@type": "Image"}}]'.encode(), 1, 2),
    "a folder": (
        f'{{"@type": "section", "items": [{ONE}, {TWO}, {{"@type": "File"}}]}}'.encode(),
        2,
        1,
    ),
    "a folder of names": (
        b'{"@type": "section", "items": [{"@type": "story", "title": "x"}]}',
        0,
        1,
    ),
    "a story with files": (json.dumps({**STORY, "items": [{"@type": "File"}]}).encode(), 1, 0),
    "one that breaks off": (json.dumps(STORY, indent=4)[:-9].encode(), 0, 1),
    "a damaged byte": (TWO.encode().replace("漫".encode(), b"\xff") + b"\n" + ONE.encode(), 2, 0),
}


@pytest.mark.parametrize("case", FILES)
def test_the_command_knows_it(case: str) -> None:
    data, good, bad = FILES[case]
    result = CliRunner().invoke(command, ["parse", "--format", "jsonl", "-"], input=data)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["wrapping"] for each in found] == ["plone_json"] * good
    assert len(result.stderr.splitlines()) == bad
    assert result.exit_code == (1 if bad else 0)


@pytest.mark.parametrize("case", FILES)
def test_an_archive_knows_it(case: str, tmp_path: Path) -> None:
    data, good, bad = FILES[case]
    path = tmp_path / "stories"
    path.write_bytes(data)
    outcomes = [read_member(member) for member in read_members(path)]
    rows = [json.loads(row.text) for each in outcomes for row in each.rows]
    assert [row["wrapping"] for row in rows] == ["plone_json"] * good
    assert len({row["member"] for row in rows}) == good
    assert sum(len(each.reports) for each in outcomes) == bad


def test_an_archives_fields_of_html_stay(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"url": "x", "text": "<p>河水"}\n' + ONE, encoding="utf-8")
    assert [member.data[:3] for member in read_members(path)] == [b"<p>", b'{"@']
    (first, second) = read_members(path, field="title")
    assert first.failure is not None
    assert second == Member(str(path), "line 2", STORY["title"].encode())
