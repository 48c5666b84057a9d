"""Stories in every output format."""

from __future__ import annotations

import copy
import csv
import inspect
import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb
import jsonschema
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve, fields
from fixture_cases import is_feed, names, source
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from plone import stories
from pyld import jsonld  # type: ignore[import-untyped]

import rfaparse
from rfaparse import (
    Article,
    Audio,
    BulletList,
    Byline,
    Credit,
    CreditKind,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLink,
    RelatedLinks,
    Role,
    Span,
    SpanKind,
    Wrapping,
)
from rfaparse.export import arrow
from rfaparse.export.csv import COLUMNS, to_row, write_csv
from rfaparse.export.json import from_dict, from_json, to_dict, to_json
from rfaparse.export.jsonld import to_jsonld
from rfaparse.export.markdown import to_markdown
from rfaparse.export.schema import article_schema, documented
from rfaparse.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STORIES = [name for name in names() if not is_feed(name)]
SCHEMA = json.loads(
    files("rfaparse.export").joinpath("article.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def article(name: str) -> Article:
    return rfaparse.parse(source(name))


@pytest.mark.parametrize("name", STORIES)
def test_json_round_trip(name: str) -> None:
    story = article(name)
    assert from_json(to_json(story)) == story
    assert from_dict(to_dict(story)) == story
    assert json.loads(to_json(story, indent=2)) == to_dict(story)
    VALIDATOR.validate(to_dict(story))


@pytest.mark.slow
@given(stories())
def test_any_story_goes_out_as_json_and_back(story: Article) -> None:
    assert from_json(to_json(story)) == story
    VALIDATOR.validate(to_dict(story))


def test_json_is_plain() -> None:
    data = to_dict(article("jekyll_post"))
    assert next(iter(data)) == "schema_version"
    assert data["published"] == "2021-03-05T14:20:00+00:00"
    assert data["wrapping"] == "jekyll_post"
    assert list(data["body"][0]) == ["type", "text", "spans"]
    assert data["body"][0]["type"] == "paragraph"
    assert data["byline"]["credits"][0] == {
        "role": "reporter",
        "name": "白石",
        "label": "记者",
        "kind": "person",
        "desk": None,
    }
    credit = data["byline"]["credits"][0]
    enums = (data["wrapping"], credit["role"], credit["kind"])
    assert {type(each) for each in enums} == {str}  # not one of its subclasses


@pytest.mark.parametrize("version", [None, 0, 1, 3, 2.0, True, "2"])
def test_another_schema_version(version: Any) -> None:
    data = {**to_dict(article("jekyll_post")), "schema_version": version}
    expected = f"^schema_version is {version!r}, .* reads 2 only;"
    with pytest.raises(rfaparse.NotAnArticle, match=expected):
        from_dict(data)


def test_of_a_byline_with_only_a_field() -> None:
    story = evolve(FULL, byline=ONLY_FIELD)
    data = to_dict(story)
    VALIDATOR.validate({**data, "body": []})
    assert from_json(to_json(story)) == story
    assert data["byline"] == {
        "text": None,
        "credits": [
            {
                "role": "writer",
                "name": "Ann Stone",
                "label": "By",
                "kind": "person",
                "desk": "cantonese",
            },
            {
                "role": "writer",
                "name": "RFA's Lao Service",
                "label": "By",
                "kind": "desk",
                "desk": "lao",
            },
        ],
        "locations": [],
        "field": ONLY_FIELD.field,
    }
    row = to_row(story)
    assert (row["byline"], row["byline_field"]) == ("", ONLY_FIELD.field)
    assert (row["writers"], row["desks"], row["reporters"]) == ("Ann Stone", "lao", "")
    (nested,) = arrow.to_record_batch([story]).to_pylist()
    assert (nested["byline"], nested["byline_field"]) == (None, ONLY_FIELD.field)
    assert nested["credits"] == data["byline"]["credits"]
    assert read_back(to_markdown(story)) == list(lines(story))
    head = f"{story.title}\n{'=' * 15}\n\n{ONLY_FIELD.field}\nTAIPEI\n{URL}\n\n"
    assert to_text(story).startswith(head)
    assert to_text(story).count(str(ONLY_FIELD.field)) == 1


def test_of_an_empty_byline() -> None:
    story, without = evolve(FULL, byline=Byline()), evolve(FULL, byline=None)
    assert from_json(to_json(story)) == story
    assert to_row(story) == to_row(without)
    assert to_text(story) == to_text(without)
    assert to_markdown(story) == to_markdown(without)
    assert to_jsonld(story) == to_jsonld(without)


def test_other_fields_of_a_story_in_each_table() -> None:
    row = to_row(FULL)
    (nested,) = arrow.to_record_batch([FULL]).to_pylist()
    for table in (row, nested):
        assert table["story_id"] == "mandarin/ab1-03052021081530"
        assert table["dateline"] == "TAIPEI"
    assert nested["audio"][0]["src"] == "/a.mp3"
    document = to_jsonld(FULL)
    assert document["identifier"] == "mandarin/ab1-03052021081530"
    assert document["dateline"] == "TAIPEI"


def test_desks_are_organizations() -> None:
    document = to_jsonld(evolve(FULL, byline=ONLY_FIELD))
    assert document["author"] == [
        {
            "@type": "Person",
            "name": "Ann Stone",
            "jobTitle": "By",
            "worksFor": {"@type": "Organization", "name": "RFA Cantonese"},
        },
        {"@type": "Organization", "name": "RFA's Lao Service"},
    ]
    assert document["creditText"] == ONLY_FIELD.field


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("lao", "RFA Lao"),
        ("indonesian", "BenarNews Indonesian"),
        ("rfa", "Radio Free Asia"),
        ("benarnews", "BenarNews"),
        ("bridges", "bridges"),
    ],
)
def test_names_of_desks(slug: str, name: str) -> None:
    byline = Byline("x", (Credit(Role.REPORTER, "Ann Stone", "By", desk=slug),))
    (author,) = to_jsonld(evolve(FULL, byline=byline))["author"]
    assert author["worksFor"]["name"] == name


def test_the_schema_reads_docstrings_as_any_python_keeps_them() -> None:
    stripped = inspect.cleandoc(rfaparse.Article.__doc__ or "")  # as Python does since 3.13
    summary, notes = documented(type("Article", (), {"__doc__": stripped}))
    assert (summary, notes) == documented(rfaparse.Article)
    assert set(notes) == {each.name for each in fields(rfaparse.Article)}


def test_the_shipped_schema_is_the_models() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert article_schema() == SCHEMA, "run: python -m rfaparse.export.schema"


def put(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


def drop(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


BROKEN = {
    "another version": put("schema_version", value=1),
    "no version": drop("schema_version"),
    "an unknown field": put("author", value="x"),
    "a missing field": drop("leftover"),
    "a number for a title": put("title", value=1),
    "an empty title": put("title", value=""),
    "an address that is none": put("url", value="旧桥"),
    "an address that runs": put("url", value="javascript:alert(1)"),
    "a day for a time": put("created", value="2021-03-05"),
    "a time without a zone": put("created", value="2021-03-05T14:20:00"),
    "an unknown wrapping": put("wrapping", value="pdf"),
    "a body that is no list": put("body", value="x"),
    "a block without a type": drop("body", 0, "type"),
    "an unknown block": put("body", 0, "type", value="table"),
    "a block of another's fields": put("body", 0, "type", value="image"),
    "an empty paragraph": put("body", 0, "text", value=""),
    "a span before the beginning": put(
        "body", 0, "spans", value=[{"start": -1, "end": 1, "kind": "em", "href": None, "url": None}]
    ),
    "an unknown kind of span": put(
        "body", 0, "spans", value=[{"start": 0, "end": 1, "kind": "x", "href": None, "url": None}]
    ),
    "an unknown role": put("byline", "credits", 0, "role", value="boss"),
    "an unknown kind of credit": put("byline", "credits", 0, "kind", value="boss"),
    "a credit of no kind": drop("byline", "credits", 0, "kind"),
    "a nameless desk": put("byline", "credits", 0, "desk", value=""),
    "an empty byline field": put("byline", "field", value=""),
    "an empty dateline": put("dateline", value=""),
    "a nameless credit": put("byline", "credits", 0, "name", value=""),
    "a byline without its text": drop("byline", "text"),
    "a picture of half a pixel": put("lead_image", "width", value=0.5),
    "a picture without a source": put("lead_image", "src", value=None),
    "a recording of no length": put(
        "audio", value=[{"url": "https://x.org/a", "mime_type": None, "duration": 0, "src": None}]
    ),
}


def whole_document() -> dict[str, Any]:
    whole = to_dict(rfaparse.parse(source("lead_block"), url=URL))
    whole["byline"] = to_dict(article("byline"))["byline"]
    VALIDATOR.validate(whole)
    return whole


def test_the_schema_refuses_broken_documents() -> None:
    assert len(BROKEN) >= 20
    whole = whole_document()
    for case, change in BROKEN.items():
        data = copy.deepcopy(whole)
        change(data)
        assert not VALIDATOR.is_valid(data), case


SPAN = {"start": 0, "end": 1, "kind": "em", "href": None, "url": None}
SAID = {
    "title: 1 is not text": put("title", value=1),
    "title: True is not text": put("title", value=True),
    "title: [[[[[[[...]]]]]]] is not text": put("title", value=nested(100_000)),
    "author: no such field": put("author", value="x"),
    "leftover: missing": drop("leftover"),
    "wrapping: missing": drop("wrapping"),
    "wrapping: 'pdf' is not one of 'page', 'fragment', ": put("wrapping", value="pdf"),
    "wrapping: ['page'] is not one of 'page', ": put("wrapping", value=["page"]),
    "created: '2021-03-05' is not a time such as ": put("created", value="2021-03-05"),
    "created: '2021-03-05T14:20:00' is no": put("created", value="2021-03-05T14:20:00"),
    "created: '2021-03-05T14:20:00+08:00' is": put("created", value="2021-03-05T14:20:00+08:00"),
    "created: 1614953730 is not a time": put("created", value=1614953730),
    "subjects: 'x' is not an array": put("subjects", value="x"),
    "subjects[1]: None is not text": put("subjects", value=["水", None]),
    "body: {} is not an array": put("body", value={}),
    "body: None is not an array": put("body", value=None),
    "body[0]: '河水' is not an object": put("body", 0, value="河水"),
    "body[0].type: None is not one of 'paragraph', ": drop("body", 0, "type"),
    "body[0].type: {} is not one of 'paragraph', ": put("body", 0, "type", value={}),
    "body[0].src: missing": put("body", 0, "type", value="image"),
    "body[0].text: missing": drop("body", 0, "text"),
    "body[0].spans[1].kind: 'x' is not one of 'strong', ": put(
        "body", 0, "spans", value=[SPAN, {**SPAN, "kind": "x"}]
    ),
    "body[0].spans[0].start: -1 is not a whole number": put(
        "body", 0, "spans", value=[{**SPAN, "start": -1}]
    ),
    "body[0].spans[0].end: True is not a whole number": put(
        "body", 0, "spans", value=[{**SPAN, "end": True}]
    ),
    "body[0].ordered: 'no' is not true or false": put(
        "body", 0, value={"type": "bullet_list", "items": [], "ordered": "no"}
    ),
    "byline: [] is not an object": put("byline", value=[]),
    "byline.credits[0].role: 'boss' is not one of 'reporter', ": put(
        "byline", "credits", 0, "role", value="boss"
    ),
    "lead_image.width: '3' is not a whole number": put("lead_image", "width", value="3"),
    "audio[0].duration: nan is not a number": put(
        "audio",
        value=[{"url": "x", "mime_type": None, "duration": float("nan"), "src": None}],
    ),
}


@pytest.mark.parametrize("said", SAID)
def test_the_error_names_the_path_of_the_bad_field(said: str) -> None:
    data = copy.deepcopy(whole_document())
    SAID[said](data)
    with pytest.raises(rfaparse.NotAnArticle) as caught:
        from_dict(data)
    assert caught.value.found.startswith(said)
    assert len(caught.value.found) <= 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON: Expecting value: line 1 column 1"),
        ('{"title": "x"', "not JSON: "),
        (b"\xff\xfe\xfa", "not JSON: "),
        ("[" * 200_000, "JSON nested deeper than "),
        ("1" * 5_000, ""),
        ("null", "None is not an object"),
        ("[]", "[] is not an object"),
        ("{}", "schema_version is None, and "),
        ('{"schema_version": 2, "' + "x" * 999 + '": 1}', "url: missing"),
    ],
)
def test_what_is_no_article(text: str | bytes, said: str) -> None:
    with pytest.raises(rfaparse.NotAnArticle) as caught:
        from_json(text)
    assert caught.value.found.startswith(said)
    assert len(caught.value.found) <= 200
    assert "to_json" in caught.value.remedy or "version" in caught.value.remedy


def test_a_whole_number_of_seconds() -> None:
    data = to_dict(FULL)
    data["audio"][0]["duration"] = 90
    assert from_dict(data) == FULL


URL = "https://www.rfa.org/mandarin/yataibaodao/ab1-03052021081530.html"
FULL = Article(
    url=URL,
    story_id="mandarin/ab1-03052021081530",
    title="旧桥 *被淹* <b>",
    description="1. 水",
    service="mandarin",
    dateline="TAIPEI",
    subjects=("水", "桥"),
    lead_image=Image(
        "a.jpg",
        "https://x.org/a.jpg",
        caption="商贩。（安木摄）",
        credit="安木摄",
        copyright="某社",
    ),
    body=(
        Paragraph("# 河水 [a](javascript:alert(1)) <script>", (Span(2, 4, SpanKind.STRONG),)),
        Paragraph("“好”了", (Span(0, 3, SpanKind.STRONG), Span(1, 4, SpanKind.EM))),
        Paragraph(
            "看这里吧",
            (Span(1, 3, SpanKind.LINK, "x", "https://x.org/a b>"), Span(2, 4, SpanKind.UNDERLINE)),
        ),
        Paragraph("坏链", (Span(0, 2, SpanKind.LINK, "javascript:x", None),)),
        Heading("- 水退"),
        Quote("> 修 &amp; \\补"),
        BulletList((Paragraph("1) 一"), Paragraph("= 二"))),
        BulletList((Paragraph("三"),), ordered=True),
        RelatedLinks(
            (RelatedLink("甲]", "x", "https://x.org/)"), RelatedLink("乙", "标题", None)),
        ),
        Embed(rfaparse.EmbedKind.TWEET, "https://twitter.com/a/status/1", "推 _文_"),
    ),
    byline=Byline(
        "记者：白石 责编：丁一禾 翻译：安木 摄影：禾川",
        (
            Credit(Role.REPORTER, "白石", "记者"),
            Credit(Role.EDITOR, "丁一禾", "责编"),
            Credit(Role.TRANSLATOR, "安木", "翻译"),
            Credit(Role.PHOTOGRAPHER, "禾川", "摄影"),
        ),
        ("台北",),
    ),
    audio=(Audio("https://x.org/a.mp3", "audio/mpeg", 90.0, src="/a.mp3"),),
    wrapping=Wrapping.FRAGMENT,
)
ONLY_FIELD = Byline(
    field="By Ann Stone for RFA's Cantonese and Lao Services_*",
    credits=(
        Credit(Role.WRITER, "Ann Stone", "By", desk="cantonese"),
        Credit(Role.WRITER, "RFA's Lao Service", "By", CreditKind.DESK, "lao"),
    ),
)


def test_news_article() -> None:
    document = to_jsonld(FULL)
    assert document["@type"] == "NewsArticle"
    assert document["author"] == [{"@type": "Person", "name": "白石", "jobTitle": "记者"}]
    assert [each["name"] for each in document["editor"]] == ["丁一禾"]
    assert [each["name"] for each in document["translator"]] == ["安木"]
    assert [each["name"] for each in document["contributor"]] == ["禾川"]
    assert document["image"][0]["creditText"] == "安木摄"
    assert document["image"][0]["copyrightNotice"] == "某社"
    assert document["inLanguage"] == "zh-Hans"
    assert document["isPartOf"]["url"] == "https://www.rfa.org/mandarin"
    assert document["relatedLink"] == ["https://x.org/)"]
    assert document["articleBody"] == FULL.text


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "@context":
                yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield str(value)


@pytest.mark.parametrize(
    "story",
    [FULL, evolve(FULL, byline=ONLY_FIELD), article("jekyll_post"), article("page_plone5")],
)
def test_json_ld_expands_without_loss(story: Article) -> None:
    document = to_jsonld(story)
    expanded = jsonld.expand(document)
    types = ("NewsArticle", "ImageObject", "Person", "WebSite", "AudioObject", "Place")
    found = [each.removeprefix("https://schema.org/") for each in leaves(expanded)]
    extra = [each for each in found if each == "DateTime"]
    assert sorted(found) == sorted([*leaves(document), *extra])
    assert set(types) & set(found)
    assert jsonld.compact(expanded, document["@context"]) is not None


def read_back(markdown: str) -> list[str]:
    """The texts that a CommonMark parser finds, a block each; nothing but ours is HTML."""
    found = []
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type not in ("html_block", "code_block", "fence", "hr")
        if token.type == "inline":
            for part in token.children or []:
                if part.type == "html_inline":
                    assert part.content.strip("</>") in {"u", "s", "sup", "sub", "strong", "em"}
                address = str(part.attrs.get("href") or part.attrs.get("src") or "https:")
                assert address.startswith(("https:", "http:"))
            found.append("".join(p.content for p in token.children or [] if p.type == "text"))
    return [text for text in found if text]


def lines(story: Article) -> Iterator[str]:
    """The lines that Markdown has of a story, in order."""
    byline = story.byline or Byline()
    head = (story.title, byline.field, story.dateline, story.description)
    yield from (text for text in head if text)
    blocks = [story.lead_image, *story.body] if story.lead_image else story.body
    for block in blocks:
        if isinstance(block, Image):
            yield from (text for text in (block.caption, block.copyright) if text)
        elif isinstance(block, BulletList):
            yield from (item.text for item in block.items)
        elif isinstance(block, RelatedLinks):
            yield from (link.title for link in block.links)
        elif isinstance(block, Embed):
            yield from (text for text in (block.text, block.kind.value.capitalize()) if text)
        elif block is not None:
            yield block.text
    yield from (audio.url for audio in story.audio)
    yield from (byline.text or "").splitlines()
    yield from [story.url] if story.url else []


@pytest.mark.parametrize("name", STORIES)
def test_markdown_reads_back(name: str) -> None:
    story = article(name)
    assert read_back(to_markdown(story)) == list(lines(story))


def test_markdown_of_every_block() -> None:
    assert read_back(to_markdown(FULL)) == list(lines(FULL))
    assert to_markdown(
        evolve(FULL, body=FULL.body[1:3], lead_image=None, byline=None, audio=(), dateline=None)
    ) == (
        "# 旧桥 \\*被淹\\* \\<b\\>\n\n1\\. 水\n\n"
        "<strong>“<em>好”</em></strong><em>了</em>\n\n"
        "看[这<u>里</u>](<https://x.org/a%20b%3E>)<u>吧</u>\n\n"
        f"[{URL}](<{URL}>)\n"
    )


def test_markdown_of_plain_emphasis() -> None:
    story = rfaparse.parse("<p>the <b>old</b> <i>bridge</i> <a href='https://x.org/'>sank</a></p>")
    assert to_markdown(story) == "the **old** *bridge* [sank](<https://x.org/>)\n"


@pytest.mark.slow
@given(stories())
def test_any_story_reads_back_from_markdown(story: Article) -> None:
    assert read_back(to_markdown(story)) == list(lines(story))


nasty = st.text(st.sampled_from(list("ab河 *_`[]()<>&;#+-=.!\\|~:1\"'“”")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(nasty.filter(bool), nasty.filter(bool))
def test_no_text_becomes_markup(first: str, second: str) -> None:
    whole = (Span(0, len(first), SpanKind.STRONG), Span(0, len(first), SpanKind.LINK, "x", URL))
    body = (
        Paragraph(first, whole),
        Quote(second),
        Heading(first),
        BulletList((Paragraph(second),)),
        Paragraph(second, (Span(0, 1, SpanKind.EM),)),
    )
    story = Article(title=first, body=body, wrapping=Wrapping.FRAGMENT)
    assert read_back(to_markdown(story)) == list(lines(story))


def test_rows_are_safe_and_whole() -> None:
    row = to_row(evolve(FULL, title="=1+1", subjects=("@a", "b")))
    assert tuple(row) == COLUMNS
    assert row["title"] == "'=1+1"
    assert row["subjects"] == "'@a; b"
    assert (row["reporters"], row["editors"], row["photographers"]) == ("白石", "丁一禾", "禾川")
    assert row["picture_credits"] == "安木摄"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_csv() -> None:
    table = io.StringIO(newline="")
    write_csv([FULL, article("jekyll_post")], table)
    write_csv([FULL], table, header=False)
    rows = list(csv.DictReader(io.StringIO(table.getvalue(), newline="")))
    assert [row["reporters"] for row in rows] == ["白石", "白石", "白石"]
    assert rows[0]["text"] == to_row(FULL)["text"]


def test_arrow_for_others() -> None:
    batch = arrow.to_record_batch([FULL, *map(article, STORIES)])
    batch.validate(full=True)
    assert batch.schema.equals(arrow.SCHEMA)
    table = pa.Table.from_batches([batch])
    assert batch.column("images")[0].as_py()[0]["caption"] == "商贩。（安木摄）"
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert frame.height == len(STORIES) + 1
    assert frame["credits"][0].to_list()[0]["name"] == "白石"
    assert table.to_pandas()["title"].iloc[0] == FULL.title
    query = "select count(*) from (select unnest(credits) from relation)"
    relation = table
    credited = [each for row in batch.column("credits").to_pylist() for each in row or []]
    counted = duckdb.sql(query)
    assert counted is not None
    assert counted.fetchall() == [(len(credited),)]
    assert relation.num_rows == len(STORIES) + 1


def test_flat_arrow() -> None:
    batch = arrow.to_flat_record_batch([FULL])
    assert batch.schema.equals(arrow.FLAT_SCHEMA)
    assert batch.to_pylist() == [to_row(FULL)]
    assert arrow.to_record_batch([]).num_rows == 0


@pytest.mark.parametrize("name", STORIES)
def test_text_holds_every_line(name: str) -> None:
    story = article(name)
    text = to_text(story)
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    shown = [story.title, story.text, *story.captions]
    shown += [link.title for link in story.related_links]
    shown += [block.text for block in story.embeds]
    shown += [story.byline.text, story.byline.field] if story.byline else []
    for part in shown:
        for line in (part or "").splitlines():
            assert line in text


def test_text_of_each_block() -> None:
    fragment = (
        "<h2>水退</h2><blockquote>修。</blockquote><ol><li>一<li>二</ol><ul><li>三</ul>"
        '<iframe src="https://www.youtube.com/embed/a"></iframe>'
        '<ul><li><a href="http://标题">甲</a></ul>'
    )
    assert to_text(rfaparse.parse(fragment)) == (
        "## 水退\n\n> 修。\n\n1. 一\n2. 二\n\n- 三\n\n[Youtube: https://www.youtube.com/embed/a]\n\n"
        "Related:\n- 甲\n"
    )
