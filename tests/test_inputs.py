"""What `parse` accepts, what it leaves unchanged, and the errors for other input."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from typing import Any

import bs4
import pytest
from fixture_cases import is_feed, names, source
from lxml import etree, html

import rfaparse
from rfaparse import (
    EmptySource,
    NotAFeed,
    NotAStory,
    RfaparseError,
    SourceTooLarge,
    UnsupportedLayout,
)

FRAGMENTS = [
    name for name in names() if not is_feed(name) and not name.startswith(("jekyll", "page"))
]
STORY = "<p>河水漫过旧桥。</p><p>记者：白石 责编：丁一禾</p>"
ARC = (
    "<!doctype html><html><head><title>桥</title>"
    '<link rel="canonical" href="https://www.rfa.org/mandarin/huanjing/2025/01/15/qiao/">'
    '</head><body><div id="fusion-app"><p>河水漫过旧桥。</p></div></body></html>'
)
REFUSED: dict[str, tuple[Any, type[RfaparseError], str]] = {
    "empty text": ("", EmptySource, "empty"),
    "empty bytes": (b"", EmptySource, "empty"),
    "white space": (" \n\t\u3000 ", EmptySource, "empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", EmptySource, "empty"),
    "controls alone": ("\x00\x01", EmptySource, "empty"),
    "text without a tag": ("河水漫过旧桥。", NotAStory, "without a tag: '河水漫过旧桥。'"),
    "less-than signs": ("1 < 2 > 0", NotAStory, "without a tag"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<p>", NotAStory, "binary data"),
    "feed": (b"<?xml version='1.0'?><rss><channel/></rss>", NotAStory, "parse_feed"),
    "another site": (
        "<!doctype html><title>别处</title><body><p>河水漫过旧桥。</p></body>",
        NotAStory,
        "titled '别处'",
    ),
    "page without a title": ("<html><body><p>河水</p></body></html>", NotAStory, "#storytext"),
    "layout since late 2024": (ARC, UnsupportedLayout, "late 2024"),
}


OTHER_FORMATS = {
    "script": ("(function(w){w.t=\"<p>x</p><img src='/x.gif'>\";})(window);", "a script"),
    "script, tag in a string": ("name(one, two) + '<p>x</p>'", "a script"),
    "script, its comment": ("/*! v1 */ x('<p>')", "a script"),
    "script, jQuery": ("$(function(){ $('#a').html('<p>x</p>') })", "a script"),
    "script, template": ("const t = `<p>${x}</p>`", "a script"),
    "script, module": ("import x from 'y';\nexport default '<p>'", "a script"),
    "script, queue": ("window.q=window.q||[];document.write('<p>x</p>')", "a script"),
    "script, padded JSON": ('back({"html":"<p>x</p>"})', "a script"),
    "script, arrow": (";(()=>{a='<p>'})()", "a script"),
    "script, loop": ("for(var i=0;i<9;i++){s+='<p>'}", "a script"),
    "script in its element": ("<script>var a = 1</script>", "but <script>"),
    "PHP": ("<?php echo '<p>x</p>';", "a script"),
    "style sheet": ("body > p {color:#000}", "style sheet"),
    "style sheet, rule": ("@media print { p::after { content: '<br>' } }", "style sheet"),
    "SVG": ('<svg xmlns="x"><title>logo</title><a href="/"><path d="M0"/></a></svg>', "<svg>"),
    "SVG, declared": ('<?xml version="1.0"?><!DOCTYPE svg><svg><a/></svg>', "XML: '<svg>"),
    "site map": ('<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', "<urlset>"),
    "site map's index": ("<sitemapindex><sitemap></sitemap></sitemapindex>", "sitemapindex"),
    "object store": ("<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code></Error>", "<Error>"),
    "object store, bare": ("<Error><Code>NoSuchKey</Code><Message>x</Message></Error>", "<Error>"),
    "XML with HTML in it": ('<?xml version="1.0"?><kml><d><![CDATA[<p>x</p>]]></d></kml>', "<kml>"),
    "PDF": ("%PDF-1.4\n(<p>x</p>)", "PDF"),
    "MHTML": ("From: <Saved>\nMIME-Version: 1.0\nContent-Type: a\n\n<p>x</p>", "an MHTML file"),
    "mail": ('Subject: a\n b="<c>"\nContent-Type: text/html\n\n<p>=E6=B0=B4</p>', "an MHTML file"),
    "JSON array with a null": ('[null, {"html": "<p>x</p>"}]', "JSON"),
    "log of a server": ('127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /<p>"', "a log"),
    "log of a program": ("2024-01-02 10:00:00,123 ERROR <p>x</p>", "a log"),
    "log of times": ("[2024-01-02T10:00:00] a\n[2024-01-02T10:00:01] <br>", "a log"),
    "JSON": ('{\n  "html": "<p>x</p>"}', "JSON"),
    "JSON array": ('[{"html": "<html><body><p>x</p></body></html>"}]', "JSON"),
    "JSON Lines": ('{"html":"<p>x</p>"}\n{"html":"<p>y</p>"}\n', "JSON"),
    "CSV": ('url,html\r\nhttps://x,"<p>x</p>"\r\n', "CSV"),
    "CSV, quoted": ('"id";"title"\n"1";"<p>x</p>"', "CSV"),
    "CSV without names": ('"https://x","<p>x</p>"', "CSV"),
    "SQL": ("INSERT INTO `story` VALUES (1,'<p>x</p>');", "SQL"),
    "SQL of MySQL": ("-- MySQL dump 10.13\n--\nINSERT INTO x VALUES ('<p>');", "SQL"),
    "SQL of PostgreSQL": ("--\n-- PostgreSQL database dump\n--\nCOPY x;\n<p>x</p>", "SQL"),
    "SQL of SQLite": ("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n'<p>x</p>'", "SQL"),
    "item of a feed": ("<item><title>x</title><description>&lt;p></description></item>", "an item"),
    "entry": ('<entry xmlns="http://www.w3.org/2005/Atom"><title>x</title></entry>', "an item"),
    "CSV with names in Chinese": ('标题,正文\n水退,"<p>河水</p>"\n', "CSV"),
    "TSV": ("url\thtml\nx\t<p>x</p>", "CSV"),
}  # fmt: skip
READ = {
    "script before": "<script>var a = '<p>'</script><p>河水</p>",
    "JSON-LD before": '<script type="application/ld+json">{"a": 1}</script><p>河水</p>',
    "icon before": "<svg><path/></svg><p>河水</p>",
    "icon behind": "<p>河水</p><svg><path/></svg>",
    "CSV in it": "<p>河水</p><pre>url,title\n1,2</pre>",
    "bare text": "河水<br>",
    "quotes": '"河水," he said, "<b>no</b>"',
    "quotes on lines": '河水, he said,\n"as ever", "<b>no</b>"',
    "quote in parentheses": 'He asked ("<b>河水</b>").',
    "link in parentheses": "河水 (<a href='/x'>x</a>)<br>",
    "number in brackets": "[1] 河水<br>",
    "date": "2020-08-10 河水<br>",
    "address": "https://www.rfa.org/x 河水<br>",
    "a colon": "Content: 河水<br>",
    "small letters": "let us go; import bans, 河水<br>",
    "XHTML": '<?xml version="1.0"?><div><p>河水</p></div>',
}


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize("case", OTHER_FORMATS)
def test_other_formats_are_no_story(case: str, parser: Any) -> None:
    given, found = OTHER_FORMATS[case]
    for each in (given, f"\ufeff\n {given}", given.encode()):
        with pytest.raises(NotAStory) as caught:
            rfaparse.parse(each, parser=parser)
        assert found in caught.value.found


@pytest.mark.parametrize("case", READ)
def test_what_only_looks_like_another_format(case: str) -> None:
    assert "河水" in rfaparse.parse(READ[case]).text


@pytest.mark.parametrize(
    "title", ["一\n二\u2028三\x85四", "\u202eabc\u2066", "桥" * 500, "\x9b31m\x7f"]
)
def test_what_was_found_is_one_short_line(title: str) -> None:
    with pytest.raises(NotAStory) as caught:
        rfaparse.parse(f"<html><title>{title}</title><body><p>x</p></body></html>")
    assert len(caught.value.found) <= 200
    assert caught.value.found.isprintable()
    assert caught.value.found in str(caught.value)


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    given, error, found = REFUSED[case]
    with pytest.raises(error) as caught:
        rfaparse.parse(given)
    assert type(caught.value) is error
    assert found in str(caught.value)
    assert caught.value.found in str(caught.value)
    assert caught.value.remedy in str(caught.value)


def test_too_large() -> None:
    text = "<p>河水漫过旧桥。<"
    with pytest.raises(SourceTooLarge, match="11 long, more than 10"):
        rfaparse.parse(text, max_length=10)
    with pytest.raises(SourceTooLarge, match="25 long, more than 11"):  # bytes are counted as such
        rfaparse.parse(text.encode(), max_length=11)
    assert rfaparse.parse(text, max_length=11).text == "河水漫过旧桥。<"
    with pytest.raises(SourceTooLarge, match="pass one story at a time, or a greater max_length"):
        list(rfaparse.parse_feed("<rss/>", max_length=5))


def test_error_names_the_url_and_survives_pickling() -> None:
    with pytest.raises(NotAStory) as caught:
        rfaparse.parse("<html></html>", url="https://www.rfa.org/mandarin/x.html")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert str(copy) == str(caught.value)
    assert str(copy).startswith("https://www.rfa.org/mandarin/x.html: ")
    assert copy.url == "https://www.rfa.org/mandarin/x.html"


@pytest.mark.parametrize("given", [None, 1, ["<p>"], {"html": "<p>"}])
def test_other_types_are_the_callers_mistake(given: Any) -> None:
    with pytest.raises(TypeError, match=type(given).__name__):
        rfaparse.parse(given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Path("story.html"), r"Path: pass what the file holds, path\.read_bytes\(\)"),
        (io.BytesIO(b"<p>x</p>"), r"BytesIO: pass what the file holds, file\.read\(\)"),
        (etree.ElementTree(etree.Element("p")), r"_ElementTree: pass its root, tree\.getroot\(\)"),
    ],
)
def test_what_only_leads_to_a_source(given: Any, said: str) -> None:
    readers: tuple[Any, ...] = (rfaparse.parse, rfaparse.parse_plone, rfaparse.parse_feed)
    for read in readers:
        with pytest.raises(TypeError, match=said):
            list(read(given))


@pytest.mark.parametrize(
    ("given", "found", "remedy"),
    [
        ("story.html", "the name of a file, 'story.html'", "read_bytes()"),
        (" ~/saved/my story.HTM\n", "the name of a file, '~/saved/my story.HTM'", "read_bytes()"),
        (r"C:\saved\a", r"the name of a file, 'C:\\saved\\a'", "read_bytes()"),
        ("../2021-03-05.json", "the name of a file, '../2021-03-05.json'", "read_bytes()"),
        ("https://www.rfa.org/lao/a.html", "an address, 'https://www.rfa.org/lao/a.html'", "fetch"),
        ("www.rfa.org/lao", "an address, 'www.rfa.org/lao'", "fetch"),
        ("http://x.org/" + "x" * 999, "an address, 'http://x.org/xxx", "fetch"),
    ],
)
def test_a_name_or_an_address_in_place_of_a_source(given: str, found: str, remedy: str) -> None:
    readers: tuple[Any, ...] = (rfaparse.parse, rfaparse.parse_plone, rfaparse.parse_feed)
    for read in readers:
        for source_ in (given, given.encode()):
            with pytest.raises((NotAStory, NotAFeed)) as caught:
                list(read(source_))
            assert caught.value.found.startswith(found)
            assert remedy in caught.value.remedy
            assert len(caught.value.found) <= 200


@pytest.mark.parametrize(
    "given", ["河水上涨。", "He moved to the U.S.", "a / b", "12.30", "x.y\nz.html"]
)
def test_other_text_is_text(given: str) -> None:
    with pytest.raises(NotAStory, match=r"^text without a tag: "):
        rfaparse.parse(given)


def test_unknown_parser_and_encoding_are_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match=r"'html\.parser'"):
        rfaparse.parse(STORY, parser="html.parser")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'utf-9'"):
        rfaparse.parse(STORY.encode(), encoding="utf-9")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_tree_gives_what_its_text_gives(name: str) -> None:
    text = source(name).decode()
    from_text = rfaparse.parse(text)
    for features in ("lxml", "html5lib"):
        soup = bs4.BeautifulSoup(f"<div>{text}</div>", features).find("div")
        assert soup is not None
        before = str(soup)
        assert rfaparse.parse(soup) == from_text
        assert str(soup) == before
    element = html.fragment_fromstring(text, create_parent="div")
    untouched = etree.tostring(element)
    assert rfaparse.parse(element) == from_text
    assert etree.tostring(element) == untouched


@pytest.mark.parametrize("wrap", [bytes, bytearray, memoryview])
def test_any_bytes(wrap: Any) -> None:
    assert rfaparse.parse(wrap(STORY.encode())) == rfaparse.parse(STORY)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark(encoding: str) -> None:
    assert rfaparse.parse(STORY.encode(encoding), encoding="latin-1") == rfaparse.parse(STORY)


def test_given_encoding() -> None:
    assert rfaparse.parse(STORY.encode("gb18030"), encoding="gb18030") == rfaparse.parse(STORY)


def test_declared_encoding() -> None:
    page = f'<html><meta charset="gb18030"><div id="storytext">{STORY}</div></html>'
    assert rfaparse.parse(page.encode("gb18030")) == rfaparse.parse(page)


def test_valid_utf8_goes_before_a_wrong_declaration() -> None:
    page = f'<html><meta charset="gb2312"><div id="storytext">{STORY}</div></html>'
    assert rfaparse.parse(page.encode()) == rfaparse.parse(page)


def test_lone_surrogates_and_controls_go() -> None:
    article = rfaparse.parse("<p>河\ud800水\x00漫\x0b过\x1f旧桥。</p>")
    assert article.text == "河水漫过旧桥。"


def test_a_tree_may_hold_what_lxml_would_not_be_given() -> None:
    late = '<p><img><noscript><img src="/a&#3;.jpg"></noscript></p>'
    page = f"<div>{late}<p>河水\f漫过&#3;旧桥。</p></div>"
    soups = [bs4.BeautifulSoup(page, each) for each in ("html.parser", "lxml", "html5lib")]
    trees: list[Any] = [html.fromstring(page), *soups]
    for tree in trees:
        article = rfaparse.parse(tree)
        assert article.text == "河水 漫过旧桥。"
        assert [image.url for image in article.images] == ["https://www.rfa.org/a.jpg"]


def test_url_argument_goes_first() -> None:
    post = source("jekyll_post")
    url = "http://www.rfa.org/tibetan/sargyur/x-01122015173226.html"
    article = rfaparse.parse(post, url=url)
    assert article.url == "https://www.rfa.org/tibetan/sargyur/x-01122015173226.html"
    assert article.service == "tibetan"
    assert article.section == "sargyur"
    assert str(article.created) == "2015-01-12 22:32:26+00:00"


def test_deep_nesting_does_not_recurse() -> None:
    deep = "<b>" * 200 + "河水漫过旧桥。" + "</b>" * 200
    assert rfaparse.parse(f"<p>{deep}</p>").text == "河水漫过旧桥。"
