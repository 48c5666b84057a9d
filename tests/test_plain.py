"""Plain markup, which is read without a tree: what parsers make of it, and what is not plain."""

from __future__ import annotations

from random import Random

import fixture_cases
import invented_stories
import pytest

import rfaparse
from rfaparse import RfaparseError
from rfaparse._markup import NotPlain
from rfaparse._plain import plain_regions
from rfaparse._source import open_source
from rfaparse._story import read_story

PLONE4 = (
    '<div class="image-inline captioned" style="width:9px;"><div style="width:9px;">'
    '<img alt="桥" src="/mandarin/qiao.jpg" title="桥 &amp; 河"/></div><div class="image-caption">'
    '<span style="width:9px;">旧桥（白石摄）</span><span class="copyright"> </span></div>'
    '<div id="zoomattribute"><a class="single_image" href="/mandarin/qiao.jpg" title="桥">'
    '<img src="/rfa_resources/graphics/icon-zoom.png"/></a></div></div>'
)
PLONE5 = (
    '<figure class="image-richtext image-inline captioned"><img src="x.jpg" width="9">'
    '<figcaption class="image-caption">新路。</figcaption><small></small></figure>'
)
LEAD = (
    '<img alt="桥" src="/mandarin/qiao.jpg"> <span class="lead_image_caption">旧桥</span>'
    '<div id="zoomattribute"><a href="/mandarin/qiao.jpg" id="single_image"><img src="icon-zoom.g">'
    '</a><span class="copyright">某社</span></div><!-- zoomattribute -->'
)
PIECES = (
    *(
        "河水",
        "集市 ",
        "\n",
        "\u3000",
        "\xa0",
        "&nbsp;",
        "&amp;",
        "&lt;b&gt;",
        "null",
        "\u200b",
        "x",
    ),
    *(
        "<p>",
        "</p>",
        "<br/>",
        "<br>",
        "<br />",
        '<p class="x">',
        "<div>",
        "</div>",
        "<p/>",
        "<div/>",
    ),
    *("<span>", "</span>", '<span style="font-weight: 400;">', "<span/>", '<div id="y">'),
    *("<b>旧桥</b>", "<strong>新路<br/>又</strong>", "<i>", "</i>", "<b>", "</b>", "<em>a</em>"),
    *(
        '<a href="/mandarin/x.html">题</a>',
        "<a>无</a>",
        '<a class="k" href="x"><b>题</b></a>',
        "</a>",
    ),
    *('<ul><li><b><a href="/mandarin/x">题</a></b></li></ul>', "<ul></ul>", "<ul><li>项</li></ul>"),
    '<ul><li><a href="/x"><strong>一</strong></a></li><li><b><a href="/y">二</a></b></li></ul>',
    '<ul><li><span><a href="/x">一<br/></a></span></li><br></ul>',
    *(
        "<ul>",
        "<li>",
        "</ul>",
        "<ol> </ol>",
        '<img src="z.jpg"/>',
        '<img src="z.jpg">',
        "<img>",
        "</img>",
    ),
    *('<iframe src="https://www.youtube.com/embed/x"></iframe>', "<iframe/>", "<small/>", "<P>"),
    *("<p title='x'>", "<p title=x>", '<p title="a>b">', '<p title="<b>">', "<", ">", "&", "&copy"),
    *(
        "<!-- x -->",
        "<h2>题</h2>",
        "<blockquote>引</blockquote>",
        "<table><td>格",
        "<center>中</center>",
    ),
    '<audio controls="controls">\n<source src="/a.mp3" type="audio/mpeg">\n听不到 </audio>',
    "<h1></h1>",
    "<h3><b>题</b><br/>又</h3>",
    "<h2>",
    "</h2>",
    '<blockquote class="twitter-tweet"><p>短文<br/><a href="/x">图</a></p>— 某台</blockquote>',
    "<blockquote><p>引<p>又</p><b>重</b></blockquote>",
    "<blockquote>引<div>",
    "<blockquote><p />引</p></blockquote>",
    "<blockquote><p/>引</p></blockquote>",
    "<img src='z.jpg'",
    "</blockquote>",
    '<script async="async" src="https://x.example/w.js"></script>',
    "<script>",
    f"<b>{PLONE5}</b>",
    f"<strong> {PLONE4}</strong>",
    f"<b>重{PLONE4}</b>",
    '<i><iframe src="https://www.youtube.com/embed/x"></iframe></i>',
    '<b><ul><li><b><a href="/mandarin/x">题</a></b></li></ul></b>',
    "<b><h2>题</h2></b>",
    "<b><blockquote>引</blockquote></b>",
    '<ul><li><a href="/x">一</a><br/></li><br/></ul>',
    '<ul><li><b><a href="/x">一</a><br></b></li></ul>',
    '<ul><li><a href="/x"><span style="x">一</span></a></li></ul>',
    '<img src="z.jpg"></img>',
    PLONE5.replace("<small></small>", "<small/>"),
    PLONE5.replace('width="9">', 'width="9"></img>'),
    LEAD.replace('qiao.jpg"> ', 'qiao.jpg"></img> '),
    "a > b",
    *('<img src="z.jpg" title="<!-- x -->">', '<p title="<!-- x -->">', "<!-- y -->"),
    *(PLONE4, PLONE5, LEAD),
)
USUAL = PIECES[: PIECES.index("<ul>")]


def is_plain(text: str) -> bool:
    try:
        read_story(plain_regions(open_source(text, None, "lxml")).story, None, is_source=True)
    except NotPlain:
        return False
    return True


def texts(count: int) -> list[str]:
    chance = Random(1)  # noqa: S311  no secret
    return [
        "".join(chance.choices(chance.choice((PIECES, USUAL)), k=chance.randrange(1, 12)))
        for _ in range(count)
    ]


def outcome(text: str, parser: str) -> object:
    try:
        return rfaparse.parse(text, parser=parser)  # type: ignore[arg-type]
    except RfaparseError as error:
        return str(error)


def test_plain_markup_is_read_as_html5_has_it() -> None:
    plain = [text for text in texts(4000) if text.strip() and is_plain(text)]
    assert len(plain) > 800
    for text in plain:
        assert rfaparse.parse(text) == rfaparse.parse(text, parser="html5lib"), text


def test_the_rest_too_and_no_error_differs() -> None:
    for text in texts(400):
        assert (type(outcome(text, "lxml")) is str) == (type(outcome(text, "html5lib")) is str), (
            text
        )


def test_what_the_usual_expressions_read_is_what_the_walk_reads() -> None:
    """An attribute that they do not know sends a figure or a list tag by tag."""
    for text in (PLONE4, PLONE5, '<ul><li><b><a href="/mandarin/x">题</a></b></li></ul>'):
        unusual = text.replace(' src="', ' X="" src="').replace("<li>", '<li X="">')
        assert unusual != text
        assert is_plain(text)
        assert rfaparse.parse(unusual) == rfaparse.parse(text)


@pytest.mark.parametrize("number", range(12))
def test_ordinary_stories_are_plain(number: int) -> None:
    assert is_plain(invented_stories.mandarin(number).fragment)


@pytest.mark.parametrize("name", fixture_cases.names())
def test_fixtures_read_alike_whatever_reads_them(name: str) -> None:
    if fixture_cases.is_feed(name):
        pytest.skip("a feed")
    text = fixture_cases.source(name).decode()
    assert rfaparse.parse(text) == rfaparse.parse(text, parser="html5lib")


@pytest.mark.parametrize(
    "text",
    [
        '<p title="a>b">c</p>',
        "<p title='<br/>'>c</p>",
        '<p title="x>y</p><p>z</p>',
        "<P>a</P>",
        "<blockquote><p>a<p>b</p></blockquote>",
        "<p><b><h2>a</h2></b></p>",
        "<p>a <i",
        "<p>a &copy; b</p>",
        "<p>a &b c</p>",
        "<b><p>a</p></b>",
        "<p><b>a</p><p>b</b></p>",
        "<p><b>a<i>b</b>c</i></p>",
        "<p><b/>a</p>",
        "<a href='x'>a</a>",
        '<a href="x">a<a href="y">b</a></a>',
        "<p>a</p></div>b</div>c",
        '<iframe src="x"/>a',
        f"{PLONE5.replace('<small></small>', '<small/>')}a{PLONE4}",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<ul><li><p>a</p></li></ul>",
        '<img src="x"><span class="copyright">a<b>b</b></span>c',
        '<div class="captioned">a</div>',
        "<p>a<!--b--c-->d</p>",
        '<p>a<img src="x" title="<!-- b -->"></p>',
        '<p>a<img src="x" title="></img>"></p>',
        "<p>a</img>b</p>",
        "<p>a</p<span>>",
        "<ul><li>a</li<span>></ul>",
        "<p>a<script>b</script></p>",
        "<html><p>a</p></html>",
        '<div id="storytext"><p>a</p></div>',
        "<p>" + "<span>" * 2100 + "a",
    ],
    ids=lambda text: text[:32],
)
def test_a_parser_reads_what_is_not_plain(text: str) -> None:
    assert not is_plain(text)


def test_html5lib_is_asked_where_the_caller_wants_it() -> None:
    with pytest.raises(NotPlain):
        plain_regions(open_source("<p>a</p>", None, "html5lib"))
