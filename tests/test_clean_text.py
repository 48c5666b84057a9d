"""Selecting stories, columns and parts: tables, and folders of text files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from datetime import datetime, timezone
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from attrs import evolve
from click.testing import CliRunner, Result
from fixture_cases import is_feed, names, source
from lxml import html
from markdown_it import MarkdownIt

import rfaparse
from rfaparse import (
    Article,
    BulletList,
    Embed,
    Heading,
    Image,
    Paragraph,
    Quote,
    RelatedLinks,
    Span,
    SpanKind,
)
from rfaparse.archive import run
from rfaparse.archive.writers import Form
from rfaparse.cli import command
from rfaparse.export.html import to_html, to_page
from rfaparse.export.markdown import to_markdown
from rfaparse.export.parts import PARTS, without_parts
from rfaparse.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STORIES = [name for name in names() if not is_feed(name)]
ENDINGS = {"text": ".txt", "markdown": ".md", "html": ".html"}
URL = "https://www.rfa.org/{}/Xinwen/{}-03052021081530.html".format


def article(name: str) -> Article:
    return rfaparse.parse(source(name))


def post(url: str, text: str, *, day: str = "2021-03-05", title: str = "旧桥") -> bytes:
    page = f"<div>\n<p>{text}</p><p>记者：白石 责编：丁一禾</p>\n</div>\n"
    moment = f"{datetime.fromisoformat(day).replace(tzinfo=timezone.utc).timestamp():.0f}000"
    return f"---\nfrom: {url}\n---\n<!--{moment}-->\n[{title}]({url})\n------\n\n{page}".encode()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    given = {
        "a": post(URL("mandarin", "a1"), "河水漫过旧桥，集市停业。"),
        "b": post(URL("mandarin", "a1"), "河水退去。", title="=1+1"),
        "c": post(URL("cantonese", "b1"), "河水退去。", day="2020-12-31"),
        "d": post(URL("mandarin", "d1"), "桥。", day="2020-07-01"),
    }
    for name, data in given.items():
        (folder / f"{name}.md").write_bytes(data)
    (folder / "e.html").write_text("<p>没有地址。</p>", encoding="utf-8")
    return folder


def archive(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["archive", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def members(saved: Path, tmp_path: Path, *options: str) -> str:
    output = tmp_path / "chosen.jsonl"
    result = archive(saved, "-o", output, "--force", *options)
    assert result.exit_code == 0, result.stderr
    return "".join(row["member"][0] for row in rows(output))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "abcde"),
        ("--service mandarin", "abd"),
        ("--service cantonese,mandarin", "abcd"),
        ("--since 2021", "ab"),
        ("--since 2021-3-5 --until 2021-03-05", "ab"),
        ("--until 9999-12", "abcd"),
        ("--until 2020-07", "d"),
        ("--since 2020-07-02 --until 2020", "c"),
        ("--min-chars 5", "abce"),
        ("--min-chars 6", "a"),
        ("--unique text", "abde"),
        ("--latest --unique text", "bde"),
        ("--service mandarin --since 2021 --latest", "b"),
    ],
)
def test_chosen_stories(options: str, expected: str, saved: Path, tmp_path: Path) -> None:
    assert members(saved, tmp_path, *options.split()) == expected


def test_what_was_left_out_is_said(saved: Path, tmp_path: Path) -> None:
    result = archive(saved, "-o", tmp_path / "x.csv", "--since", "2021", "--service", "mandarin")
    assert "1 story in " in result.stderr
    assert "5 pages, 1 story, 1 further revision; --latest keeps one each" in result.stderr
    assert "left out, of another service: 2" in result.stderr
    assert "left out, of another time: 1" in result.stderr
    undated = archive(saved / "e.html", "-o", tmp_path / "y.csv", "--until", "2021")
    assert "left out, without a date: 1" in undated.stderr


def test_text_hash_is_that_of_the_text_column(saved: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.jsonl"
    archive(saved, "-o", output, "--fields", "member,text,text_hash,content_hash")
    found = rows(output)
    assert [list(row) for row in found] == [["member", "text", "text_hash", "content_hash"]] * 5
    assert all(
        row["text_hash"] == hashlib.sha256(row["text"].encode()).hexdigest() for row in found
    )
    b, c = found[1:3]
    assert b["text_hash"] == c["text_hash"]
    assert b["content_hash"] != c["content_hash"]


def test_stories_without_text_are_not_each_others_copies(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.html").write_text(f'<p><img src="/{name}.jpg" class="image-inline"></p>')
    assert members(folder, tmp_path, "--unique", "text") == "ab"


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "csv", "parquet", "xlsx"])
def test_columns(ending: str, saved: Path, tmp_path: Path) -> None:
    if ending.endswith("xlsx"):
        pytest.importorskip("xlsxwriter", reason="pip install 'rfaparse[xlsx]'")
    output = tmp_path / f"x.{ending}"
    result = archive(saved, "-o", output, "--fields", "story_id,url,published,text")
    assert result.exit_code == 0, result.stderr
    if ending == "jsonl":
        assert rows(output)[0] == {
            "story_id": "mandarin/a1-03052021081530",
            "url": URL("mandarin", "a1"),
            "published": "2021-03-05T00:00:00+00:00",
            "text": "河水漫过旧桥，集市停业。",
        }
    elif ending == "csv":
        lines = output.read_text(encoding="utf-8-sig").splitlines()
        assert lines[0] == "story_id,url,published,text"
        assert lines[1].split(",")[2] == "2021-03-05 00:00:00"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o x.jsonl --fields titel", "no column titel; there are url, story_id"),
        ("-o x.csv --service mandrin", "mandrin is not known; there are bengali"),
        ("-o x.csv --since yesterday", "'yesterday' is not a date; write 2020, 2020-07 or"),
        ("-o x.csv --until 2020-02-30", "is not a date"),
        ("-o x.csv --since 20", "is not a date"),
        ("-o x.csv --since 2021 --until 2020", "--since 2021-01-01 is later than --until 2020-12"),
        ("-o x.csv --output-dir y", "say where the output goes"),
        ("", "say where the output goes"),
        ("--output-dir y --fields text", "--fields is for tables"),
        ("-o x.csv --format html", "--format is for the files of --output-dir"),
        ("-o x.csv --without byline", "--without is for the files of --output-dir"),
        ("--output-dir y --without title", "title is not known; there are byline, captions"),
        ("--output-dir y --report r.html", "--report needs a whole table"),
    ],
)
def test_options_that_do_not_fit(options: str, said: str, saved: Path) -> None:
    result = archive(saved, *options.split())
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_inputs_from_a_list(saved: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{saved / 'a.md'}\n\n{saved / 'c.md'}\n", encoding="utf-8")
    archive(saved / "d.md", "--files-from", listed, "-o", tmp_path / "x.jsonl")
    found = [row["input"][-4:] for row in rows(tmp_path / "x.jsonl")]
    assert found == ["d.md", "a.md", "c.md"]
    listed.write_text("nowhere\n")
    assert "nowhere: no such file" in archive("--files-from", listed, "-o", "x.csv").stderr
    listed.write_text("")
    assert "nothing to read" in archive("--files-from", listed, "-o", "x.csv").stderr


@pytest.mark.parametrize("options", ["", "--fields story_id,url,published,text"])
@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_no_story_is_made_of_a_table_without_whole_ones(
    ending: str, options: str, saved: Path, tmp_path: Path
) -> None:
    table, at = tmp_path / f"x.{ending}", tmp_path / "corpus"
    archive(saved, "-o", table, *options.split())
    result = archive(table, "--output-dir", at, "--format", "markdown")
    if ending == "jsonl" and not options:  # it has all fields
        assert result.exit_code == 0, result.stderr
        assert len(list(at.rglob("*.md"))) == 4
        return
    assert result.exit_code == 1
    assert f"x.{ending}: a table without the stories' HTML" in result.stderr
    assert not at.exists()
    with pytest.raises(ValueError, match=r"give the pages, or the \.jsonl of all"):
        run(table, at, form=Form("markdown"))


def test_nor_of_a_table_of_credits(saved: Path, tmp_path: Path) -> None:
    table = tmp_path / "c.csv"
    CliRunner().invoke(command, ["credits", str(saved), "-o", str(table)])
    result = archive(table, "-o", tmp_path / "x.csv")
    assert "c.csv: a table without the stories' HTML" in result.stderr
    again = CliRunner().invoke(command, ["credits", str(table), "-o", str(tmp_path / "d.csv")])
    assert "c.csv: a table without the stories' HTML" in again.stderr


def test_another_ones_table_is_read(saved: Path, tmp_path: Path) -> None:
    page = (saved / "a.md").read_text(encoding="utf-8")
    for field in ("html", "text"):
        table = tmp_path / f"{field}.jsonl"
        table.write_text(json.dumps({"story_id": 7, field: page}), encoding="utf-8")
        named = ["--field", "text"] if field == "text" else []
        result = archive(table, "-o", tmp_path / f"{field}.csv", *named)
        assert "1 story in " in result.stderr


def test_a_column_named_twice_is_there_once(saved: Path, tmp_path: Path) -> None:
    archive(saved, "-o", tmp_path / "x.jsonl", "--fields", "url,title,url")
    assert list(rows(tmp_path / "x.jsonl")[0]) == ["url", "title"]
    assert "it names nothing" in archive(saved, "-o", "x.csv", "--fields", ",").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes are Linux's")
def test_listed_names_of_any_bytes(saved: Path, tmp_path: Path) -> None:
    name = os.fsdecode("旧桥.md".encode("gbk"))
    (saved / "a.md").rename(saved / name)
    listed = tmp_path / "list.txt"
    listed.write_bytes(b"\xef\xbb\xbf" + os.fsencode(saved / name) + b"\r\n")
    assert archive("--files-from", listed, "-o", tmp_path / "x.jsonl").exit_code == 0
    assert [row["title"] for row in rows(tmp_path / "x.jsonl")] == ["旧桥"]
    result = CliRunner().invoke(
        command,
        ["archive", "--files-from", "-", "-o", str(tmp_path / "y.jsonl")],
        input=os.fsencode(saved / name),
    )
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("form", ENDINGS)
def test_one_file_per_story(form: str, saved: Path, tmp_path: Path) -> None:
    at = tmp_path / "corpus"
    result = archive(saved, "--output-dir", at, "--format", form)
    assert result.exit_code == 0, result.stderr
    found = sorted(path.relative_to(at).as_posix() for path in at.rglob("*") if path.is_file())
    ending = ENDINGS[form]
    named = [
        f"cantonese/b1-03052021081530{ending}",
        f"mandarin/a1-03052021081530{ending}",
        f"mandarin/d1-03052021081530{ending}",
    ]
    assert found[:3] == named
    assert re.fullmatch(rf"without-address/[0-9a-f]{{16}}\{ending}", found[3])
    assert len(found) == 4
    text = (at / named[1]).read_text(encoding="utf-8")
    assert "退去" in text
    assert "漫过" not in text  # the latest revision
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "corpus",
        "corpus.errors.jsonl",
        "corpus.skipped.jsonl",
        "saved",
    ]


def test_a_folder_with_files_is_kept(saved: Path, tmp_path: Path) -> None:
    at = tmp_path / "corpus"
    (at / "mandarin").mkdir(parents=True)
    (at / "mine.txt").write_text("mine")
    (at / "mandarin" / "a1-03052021081530.txt").write_text("old")
    refused = archive(saved, "--output-dir", at)
    assert refused.exit_code == 1
    assert "overwrite it with --force" in refused.stderr
    assert archive(saved, "--output-dir", at, "--force").exit_code == 0
    assert (at / "mine.txt").read_text() == "mine"
    assert "退去" in (at / "mandarin" / "a1-03052021081530.txt").read_text(encoding="utf-8")
    assert len([path for path in at.rglob("*") if path.is_file()]) == 5


def test_names_of_files_stay_inside() -> None:
    from rfaparse.archive.folder import _name  # noqa: PLC0415

    for given in ("x/../../etc/passwd", "a" * 400, "桥" * 300, "con:aux?*", "..", "a/./b", ""):
        name = _name({"story_id": given or None, "url": None, "content_hash": "0" * 64})
        parts = name.split("/")
        assert all(part not in ("", ".", "..") for part in parts), given
        assert all(len(part.encode()) <= 140 for part in parts)
        assert not re.search(r'[<>:"\\|?*\x00-\x1f]', name)
    assert _name({"story_id": None, "url": "https://x.org/a?b", "content_hash": ""}) != _name(
        {"story_id": None, "url": "https://x.org/a:b", "content_hash": ""}
    )


def test_front_matter(saved: Path, tmp_path: Path) -> None:
    archive(saved, "--output-dir", tmp_path / "c", "--format", "markdown")
    text = (tmp_path / "c" / "mandarin" / "a1-03052021081530.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    told = yaml.safe_load(front)
    assert told["title"] == "=1+1"
    assert told["url"] == URL("mandarin", "a1")
    assert told["published"].isoformat() == "2021-03-05T00:00:00+00:00"
    assert (told["reporters"], told["editors"]) == (["白石"], ["丁一禾"])
    assert body == "\n河水退去。\n\n记者：白石 责编：丁一禾\n"
    without = to_markdown(article("page_full"), without=PARTS, front_matter=True)
    assert "reporters" not in without


def blocks_text(story: Article) -> Iterator[str]:
    """What a reader reads of a story: title and body, a line each."""
    yield story.title or ""
    for block in (story.lead_image, *story.body):
        match block:
            case Image():
                yield from (block.caption or "", block.copyright or "")
            case BulletList():
                yield from (item.text for item in block.items)
            case RelatedLinks():
                yield from (link.title for link in block.links)
            case Paragraph() | Heading() | Quote() | Embed():
                yield block.text


def seen_in_html(text: str) -> str:
    tree: Any = html.document_fromstring(text)
    return str(tree.text_content())


def seen_in_markdown(text: str) -> str:
    return "\n".join(
        "".join(p.content for p in token.children or [] if p.type in ("text", "image"))
        for token in MarkdownIt("commonmark").parse(text)
    )


SEEN: dict[str, Callable[..., str]] = {  # without addresses of pictures
    "text": lambda story, **how: re.sub(r"(?m)^\[Image.*\]$", "", to_text(story, **how)),
    "markdown": lambda story, **how: seen_in_markdown(to_markdown(story, **how)),
    "html": lambda story, **how: seen_in_html(to_html(story, **how)),
}


def letters(text: str) -> str:
    return "".join(each for each in text if each.isalpha())


def holds_each_once(seen: str, lines: list[str]) -> bool:
    """Whether the lines' letters stand in `seen` in order, each line once."""
    left = letters(seen)
    for line in map(letters, lines):
        _, found, left = left.partition(line)
        if line and not found:
            return False
    return True


@pytest.mark.parametrize("form", SEEN)
@pytest.mark.parametrize("name", STORIES)
def test_every_line_once(name: str, form: str) -> None:
    story = evolve(article(name), description=None, subjects=(), audio=())
    seen = SEEN[form](story)
    lines = [line for line in blocks_text(story) if letters(line)]
    assert holds_each_once(seen, lines)
    assert holds_no_more(SEEN[form](evolve(story, byline=None, url=None)), lines)


def holds_no_more(seen: str, lines: list[str]) -> bool:
    """Whether each line stands in `seen` as often as in the story."""
    return all(seen.count(line) == sum(each.count(line) for each in lines) for line in lines)


@pytest.mark.parametrize("name", STORIES)
def test_what_is_switched_off_is_gone(name: str) -> None:
    story = article(name)
    for write in (to_text, to_markdown, to_html):
        plain = write(without_parts(story, PARTS))
        assert write(story, without=()) == write(story)
        off = write(story, without=PARTS)
        if write is not to_text:
            assert off == plain
        else:
            assert "[Image" not in off
        body = letters(story.text) + letters(story.title or "")
        for gone in (*story.captions, *(link.title for link in story.related_links)):
            assert letters(gone) in body or letters(gone) not in letters(off)
        if story.byline and story.byline.text:
            assert letters(story.byline.text) not in letters(off)


def test_unknown_parts() -> None:
    with pytest.raises(ValueError, match="not part of a story: title; there are byline"):
        to_text(article("byline"), without=["title"])


def test_html_is_inert() -> None:
    nasty = '"><script>alert(1)</script>'
    story = Article(
        url="javascript:alert(1)",
        title=nasty,
        service="uyghur",
        lead_image=Image('javascript:"', "javascript:alert(1)", alt=nasty, caption=nasty),
        body=(
            Paragraph(nasty, (Span(0, 5, SpanKind.LINK, "javascript:x", "javascript:x"),)),
            Image("a.jpg", 'https://x.org/a.jpg" onload="x', alt=nasty, width=3, height=2),
            Embed(rfaparse.EmbedKind.YOUTUBE, "data:text/html,x", nasty),
            RelatedLinks((rfaparse.RelatedLink(nasty, "x", "javascript:x"),)),
        ),
        wrapping=rfaparse.Wrapping.FRAGMENT,
    )
    for text in (to_html(story), to_page(story)):
        tree: Any = html.document_fromstring(text)
        assert not tree.cssselect("script, iframe, object, embed, form")
        for element in tree.iter():
            assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118
            for name in ("href", "src"):
                assert (element.get(name) or "https:").startswith(("https:", "http:"))
        assert nasty in tree.text_content()
        assert tree.cssselect("article")[0].get("dir") == "rtl"
        assert tree.cssselect("figure > figcaption")


def test_html_of_marks() -> None:
    spans = (Span(0, 3, SpanKind.STRONG), Span(2, 4, SpanKind.LINK, "x", "https://x.org/"))
    story = Article(body=(Paragraph("ab<de", spans),), wrapping=rfaparse.Wrapping.FRAGMENT)
    link = '<a href="https://x.org/" rel="noopener noreferrer">'
    assert to_html(story) == (
        f"<article>\n<p><strong>ab{link}&lt;</a></strong>{link}d</a>e</p>\n</article>\n"
    )


@pytest.fixture(scope="module")
def real(posts: list[Path], shared: Path) -> list[Article]:
    """The real stories, of posts and of feeds."""
    feeds = sorted((shared / "corpus" / "feeds").iterdir())
    items = [rfaparse.parse_feed(path.read_bytes()) for path in feeds]
    return [*(rfaparse.parse(path.read_bytes()) for path in posts), *chain(*items)]


@pytest.mark.slow
@pytest.mark.parametrize("form", SEEN)
def test_every_real_story_is_there_once(form: str, real: list[Article]) -> None:
    for story in real:
        lines = [line for line in blocks_text(story) if letters(line)]
        assert holds_each_once(SEEN[form](story), lines), story.url
        bare = evolve(story, byline=None, url=None, description=None, audio=())
        assert holds_no_more(SEEN[form](bare), [line for line in lines if len(line) > 8]), story.url


@pytest.mark.slow
@pytest.mark.parametrize("form", SEEN)
def test_what_is_switched_off_is_gone_from_every_real_story(form: str, real: list[Article]) -> None:
    for story in real:
        left = letters(" ".join((story.title or "", story.description or "", story.text)))
        parts = (
            *story.captions,
            *(link.title for link in story.related_links),
            *((story.byline.text or "").splitlines() if story.byline else ()),
        )
        gone = [letters(part) for part in parts if len(letters(part)) > 8]
        off = letters(SEEN[form](evolve(story, url=None, audio=()), without=PARTS))
        assert not [part for part in gone if part in off and part not in left], story.url


@pytest.mark.slow
def test_a_folder_takes_the_memory_of_a_story(tmp_path: Path) -> None:
    """Ten times as many stories, hardly more memory held by what is written."""
    import tracemalloc  # noqa: PLC0415

    from rfaparse.archive.folder import Folder  # noqa: PLC0415

    made = tmp_path / "one.jsonl"
    (tmp_path / "a.md").write_bytes(post(URL("mandarin", "a1"), "河水漫过旧桥。" * 200))
    run([tmp_path / "a.md"], made)
    line = made.read_text(encoding="utf-8")
    peaks = []
    for count in (50, 500):
        folder = Folder(tmp_path / str(count), "markdown", ())
        folder.write(line.encode())
        tracemalloc.start()
        for number in range(count):
            folder.write(line.replace("/a1-", f"/a{number}-").encode())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
    assert len(list((tmp_path / "500").rglob("*.md"))) == 500


def test_stories_stored_before_are_an_input(saved: Path, tmp_path: Path) -> None:
    stored = tmp_path / "stories.jsonl"
    archive(saved, "-o", stored)
    for form in ENDINGS:
        archive(saved, "--output-dir", tmp_path / f"pages-{form}", "--format", form)
        archive(stored, "--output-dir", tmp_path / f"stored-{form}", "--format", form)
        texts = [
            {path.relative_to(at): path.read_bytes() for path in at.rglob("*.*")}
            for at in (tmp_path / f"pages-{form}", tmp_path / f"stored-{form}")
        ]
        assert texts[0] == texts[1]
        assert texts[0]
    line = stored.read_text(encoding="utf-8").splitlines()[0]
    broken = ("2", "1", "[]", '"x"')
    stored.write_text(
        "".join(line.replace('"schema_version":2', f'"schema_version":{b}') + "\n" for b in broken)
    )
    result = archive(stored, "-o", tmp_path / "again.jsonl")
    assert "1 story in" in result.stderr
    assert "3 × NotAnArticle" in result.stderr


def test_a_page_beside_a_schema_version_is_a_page(tmp_path: Path) -> None:
    given, output = tmp_path / "pages.jsonl", tmp_path / "out.jsonl"
    row = {"url": "https://www.rfa.org/mandarin/x-01022021030405.html", "schema_version": 2}
    given.write_text(json.dumps({**row, "html": "<p>水退。</p>"}) + "\n", encoding="utf-8")
    result = archive(given, "-o", output)
    assert result.exit_code == 0, result.stderr
    (story,) = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    assert [block["text"] for block in story["body"]] == ["水退。"]


def test_stories_stored_in_other_forms_of_json_are_read_too(saved: Path, tmp_path: Path) -> None:
    stored, output = tmp_path / "stories.jsonl", tmp_path / "again.jsonl"
    archive(saved, "-o", stored)
    rows = [json.loads(line) for line in stored.read_text(encoding="utf-8").splitlines()]
    hashes = [row["content_hash"] for row in rows]
    assert len(hashes) > 1
    forms = {
        "an array": (json.dumps(rows), hashes),
        "an array on lines": (json.dumps(rows, indent=2), hashes),
        "side by side": ("\n".join(json.dumps(row, indent=2) for row in rows), hashes),
        "alone, on lines": (json.dumps(rows[0], indent=2), hashes[:1]),
        "sorted": ("\n".join(json.dumps(row, sort_keys=True) for row in rows), hashes),
    }
    for form, (text, expected) in forms.items():
        stored.write_text(text, encoding="utf-8")
        result = archive(stored, "-o", output, "--force")
        assert result.exit_code == 0, (form, result.stderr)
        read = map(json.loads, output.read_text(encoding="utf-8").splitlines())
        assert [row["content_hash"] for row in read] == expected, form


def test_forms_say_what_they_lack() -> None:
    with pytest.raises(ValueError, match="no column x; there are url, "):
        Form(".csv", ("x",))
