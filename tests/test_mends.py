"""Broken markup as on real pages, and the story in it."""

from __future__ import annotations

from typing import Any

import attrs
import bs4
import pytest
from lxml import etree, html

import rfaparse

parsers = pytest.mark.parametrize("parser", ["lxml", "html5lib"])
CREDITS = "<p>记者：白石 责编：丁一禾</p>"


def in_column(column: str) -> str:
    return (
        '<html lang="zh"><body><div id="storypagemaincol"><h1>旧桥被淹</h1>'
        f"{column}</div><footer><p>版权所有</p></footer></body></html>"
    )


def lines_of(source: str, parser: Any) -> list[str]:
    article = rfaparse.parse(source, parser=parser)
    return [getattr(block, "text", type(block).__name__) for block in article.body]


@parsers
def test_credit_lines_written_twice_both_stand_in_the_text(parser: Any) -> None:
    byline = rfaparse.parse(f"<p>河水</p>{CREDITS * 2}", parser=parser).byline
    assert byline is not None
    assert byline.text == "记者：白石 责编：丁一禾\n记者：白石 责编：丁一禾"
    assert byline.reporters == ("白石",)


@parsers
@pytest.mark.parametrize(
    ("caption", "image", "lines"),
    [
        ("渡口<p>春天</p></div><p>河水</p>", "渡口 春天", ["河水"]),
        ("<p>渡口</p></div>", "渡口", []),
        ("渡口<p>河水</p>", None, ["渡口", "河水"]),
    ],
)
def test_an_open_caption_has_paragraphs_and_the_end(
    caption: str, image: str | None, lines: list[str], parser: Any
) -> None:
    source = f'<p>旧桥</p><img src="/a.jpg"><div class="image-caption">{caption}'
    article = rfaparse.parse(source, parser=parser)
    assert [picture.caption for picture in article.images] == [image]
    assert lines_of(source, parser) == ["旧桥", "Image", *lines]


@parsers
def test_an_open_zoom_block_has_no_small_print(parser: Any) -> None:
    zoom = (
        '<div id="zoomattribute"><span class="copyright">某社</span><p>河水</p><small>小字</small>'
    )
    article = rfaparse.parse(f'<img src="/a.jpg">{zoom}', parser=parser)
    assert article.lead_image is not None
    assert article.lead_image.copyright == "某社"
    assert [getattr(block, "text", None) for block in article.body] == ["河水", "小字"]


@parsers
def test_a_loose_caption_is_not_that_of_a_later_picture_in_the_text(parser: Any) -> None:
    lead = '<span class="lead_image_caption">渡口</span>'
    story = '<p><img class="image-inline" src="/b.jpg"></p><p>河水</p>'
    page = in_column(f'<div id="headerimg">{lead}</div><div id="storytext">{story}</div>')
    assert lines_of(lead + story, parser) == ["渡口", "Image", "河水"]
    assert lines_of(page, parser) == ["渡口", "Image", "河水"]


@parsers
@pytest.mark.parametrize(
    "behind",
    [
        '<div class="sharing"><p>分享</p></div>',
        '<p id="category">归入</p>',
        "<form><p>订阅</p></form>",
        "<div><form>订阅</form></div>",
    ],
)
def test_a_story_goes_on_behind_a_stray_end(behind: str, parser: Any) -> None:
    story = '<div id="storytext"><p>河水</p></div><p>旧桥</p>集市<figure><img src="/a.jpg">'
    story += f"<figcaption>新路</figcaption></figure>{CREDITS}"
    page = in_column(f"{story}{behind}<p>别的</p>")
    assert lines_of(page, parser) == ["河水", "旧桥", "集市", "Image"]
    assert rfaparse.parse(page, parser=parser).byline is not None


@parsers
@pytest.mark.parametrize(
    "behind",
    [
        '<div id="frontsidebar"><p>别的</p></div>',
        "<footer><p>别的</p></footer>",
        "<div><div><p>别的</p></div></div>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>"])
def test_a_story_goes_on_behind_two_stray_ends(behind: str, around: str, parser: Any) -> None:
    story = f'<div id="storytext"><p>河水</p></div></div><p>旧桥</p>集市{CREDITS}'
    page = in_column(around.format(story)) + behind
    assert lines_of(page, parser) == ["河水", "旧桥", "集市"]


@parsers
@pytest.mark.parametrize("sidebar", ['<div id="frontsidebar"><h2>别的</h2></div>', ""])
@pytest.mark.parametrize("opened", ["<div>", "<div><div><section>"])
def test_an_open_element_pulls_nothing_in(opened: str, sidebar: str, parser: Any) -> None:
    page = in_column(f'<div id="storytext">{opened}<p>河水</p>{CREDITS}</div>{sidebar}<p>别的</p>')
    expected = ["河水"] if sidebar else ["河水", "别的"]
    assert lines_of(page, parser) == expected


@parsers
@pytest.mark.parametrize("empty", ["", " <p>&nbsp;</p> ", "<!-- x --><br>"])
def test_of_two_stories_the_one_that_is_not_empty(empty: str, parser: Any) -> None:
    story = f'<div id="storytext"><p>河水</p>{CREDITS}</div>'
    page = in_column(
        f'<div id="storytext">{empty}</div>{story}<div id="storytext"><p>别的</p></div>'
    )
    assert lines_of(page, parser) == ["河水"]


@parsers
def test_an_open_lead_block_does_not_hold_the_story(parser: Any) -> None:
    lead = '<div id="headerimg"><img src="/a.jpg"><span class="lead_image_caption">旧桥</span>'
    page = in_column(f'{lead}<div id="storytext"><p>河水</p>{CREDITS}</div>')
    article = rfaparse.parse(page, parser=parser)
    assert lines_of(page, parser) == ["河水"]
    assert article.lead_image is not None
    assert article.lead_image.caption == "旧桥"


LEAD = '<img src="/a.jpg"> <span class="lead_image_caption">旧桥</span>'


@parsers
@pytest.mark.parametrize(
    "around", ["{}", "<p>{}</p>", '<a href="/x">{}</a>', "<figure>{}</figure>"]
)
def test_a_lead_picture_among_its_sources(around: str, parser: Any) -> None:
    picture = (
        '<picture><source srcset="/a.webp"><source srcset="/b.webp"/><img src="/a.jpg"></picture>'
    )
    lead = around.format(picture) + '<span class="lead_image_caption">旧桥</span>'
    article = rfaparse.parse(f"{lead}<p>河水</p>", parser=parser)
    assert article.lead_image is not None
    assert (article.lead_image.src, article.lead_image.caption) == ("/a.jpg", "旧桥")
    assert article.text == "河水"


@parsers
@pytest.mark.parametrize("between", ["<br>", " <br/> <br/>\n"])
@pytest.mark.parametrize("around", ["{}{}", "<p>{}</p>{}", "<p>{}{}</p>", "<div><p>{}{}</p></div>"])
def test_a_lead_block_with_breaks_or_half_in_a_paragraph(
    around: str, between: str, parser: Any
) -> None:
    caption = f'<img src="/a.jpg">{between}<span class="lead_image_caption">旧桥</span>'
    zoom = '<div id="zoomattribute"><span class="copyright">某社</span></div>'
    article = rfaparse.parse(f"{around.format(caption, zoom)}<p>河水</p>", parser=parser)
    assert article.lead_image is not None
    assert (article.lead_image.caption, article.lead_image.copyright) == ("旧桥", "某社")
    assert (article.text, article.leftover) == ("河水", ())


LINK = '<p><a href="https://www.rfa.org/mandarin/qiao-01012020000000.html">原文</a></p>'
WRAPPED = {
    "own markup": (LEAD + "<p>河水</p>", ["河水"]),
    "an inline picture": (
        '<p>河水</p><div class="image-inline captioned"><img src="/a.jpg"></div>',
        ["河水", "Image"],
    ),
    "a credit line and an address": (f"{LINK}<p>河水</p>{CREDITS}", ["原文", "河水"]),
    "an address as text": (
        f"<p>河水</p>{CREDITS}<p>https://www.rfa.org/mandarin/qiao-01012020000000.html</p>",
        ["河水", "https://www.rfa.org/mandarin/qiao-01012020000000.html"],
    ),
}
WRAPPINGS = {
    "a document": "<html><head><title>题</title></head><body>{}</body></html>",
    "a doctype": "<!DOCTYPE html>{}",
    "a body": "<body>{}</body>",
}


@parsers
@pytest.mark.parametrize("around", WRAPPINGS)
@pytest.mark.parametrize("case", WRAPPED)
def test_a_fragment_that_a_tool_wrapped(case: str, around: str, parser: Any) -> None:
    story, expected = WRAPPED[case]
    source = WRAPPINGS[around].format(story)
    article = rfaparse.parse(source, parser=parser)
    assert lines_of(source, parser) == expected
    assert article.wrapping is rfaparse.Wrapping.FRAGMENT
    title = "题" if "<title>" in source else None
    assert article == attrs.evolve(rfaparse.parse(story, parser=parser), title=title)


@parsers
@pytest.mark.parametrize(
    "head",
    [
        '<title>题</title><link rel="canonical" href="{}">',
        '<meta property="og:url" content="{}"><meta property="og:title" content="题">',
        '<title>题</title><base href="{}">',
    ],
)
def test_what_a_document_around_a_fragment_says_of_itself(head: str, parser: Any) -> None:
    url = "https://www.rfa.org/mandarin/yataibaodao/shehui/qiao-01012020000000.html"
    body = f"<body><article><p>河水</p>{CREDITS}</article></body>"
    source = f"<html><head>{head.format(url)}</head>{body}</html>"
    article = rfaparse.parse(source, parser=parser)
    assert (article.url, article.title, article.service) == (url, "题", "mandarin")
    assert article == rfaparse.parse(bs4.BeautifulSoup(source, "html5lib"))
    with pytest.raises(rfaparse.NotAStory):
        rfaparse.parse(source.replace("www.rfa.org", "example.org"), parser=parser)


@pytest.mark.parametrize("features", ["lxml", "html5lib", "html.parser"])
@pytest.mark.parametrize(
    "before", ["<style>p{}</style>", "<script>a=1</script>", "<meta>", "<link>"]
)
@pytest.mark.parametrize("story", ["{}", "<article>{}</article>"])
def test_a_soup_of_a_fragment_that_begins_with_a_head(
    story: str, before: str, features: str
) -> None:
    source = before + story.format(f"<p>河水</p>{CREDITS}")
    expected = rfaparse.parse(source)
    assert [each.text for each in expected.paragraphs] == ["河水"]
    assert rfaparse.parse(bs4.BeautifulSoup(source, features)) == expected
    assert rfaparse.parse(html.fromstring(source)) == expected


@pytest.mark.parametrize("behind", [True, False])
def test_the_note_of_a_tool_behind_a_soup(behind: bool) -> None:  # noqa: FBT001  a parameter
    url = "https://www.rfa.org/mandarin/yataibaodao/shehui/qiao-01012020000000.html"
    note = f"<!-- Mirrored from {url.removeprefix('https://')} by HTTrack Website Copier/3.x -->"
    page = in_column(f'<div id="storytext"><p>河水</p>{CREDITS}</div>')
    source = f"{page}\n{note}" if behind else f"{note}\n{page}"
    assert rfaparse.parse(html.document_fromstring(source)).url == url
    for features in ("lxml", "html5lib", "html.parser"):
        assert rfaparse.parse(bs4.BeautifulSoup(source, features)).url == url


@parsers
@pytest.mark.parametrize("source", ["<o:p>河水。</o:p>", "<st1:place>河</st1:place>水。"])
def test_names_with_a_colon_are_no_elements_of_a_story(source: str, parser: Any) -> None:
    with pytest.raises(rfaparse.NotAStory):
        rfaparse.parse(source, parser=parser)
    assert lines_of(f"<p>{source}</p>", parser) == ["河水。"]


@parsers
@pytest.mark.parametrize(
    "story",
    [
        f"<p>河水</p>{CREDITS}",
        f"{LINK}<p>河水</p>",
        f'{LINK}<div class="sectionteaser">x</div>{CREDITS}',
        f'<p><a href="https://example.org/rfa.organ">x</a></p>{CREDITS}',
    ],
)
def test_a_document_that_may_be_another_sites(story: str, parser: Any) -> None:
    with pytest.raises(rfaparse.NotAStory, match="without #storytext"):
        rfaparse.parse(f"<html><body>{story}</body></html>", parser=parser)


@parsers
def test_islands_of_word(parser: Any) -> None:
    island = "<xml><w:View>Normal</w:View><o:p>0</o:p></xml>"
    assert lines_of(f"{island}<p>河水</p>{island}旧桥", parser) == ["河水", "旧桥"]
    assert lines_of(f"{island.removesuffix('</xml>')}<p>河水</p>", parser)[-1] == "河水"


OUTSIDE = {
    "a paragraph": '<p>河水</p><p><img src="/a.jpg"></p><p class="image-caption">旧桥</p>',
    "Plone 5 without its figure": (
        '<p>河水</p><img src="/a.jpg"><figcaption class="image-caption">旧桥</figcaption>'
    ),
    "Plone 4 without its figure": (
        '<p>河水</p><div><img src="/a.jpg"></div><div class="image-caption"><span>旧桥</span>'
        '<span class="copyright">某社</span></div>'
    ),
    "a lead picture in a paragraph": (
        '<p><img src="/a.jpg"></p><span class="lead_image_caption">旧桥</span><p>河水</p>'
    ),
    "a list": (
        '<p>河水<dl class="image-left captioned"><dt><a href="/x"><img src="/a.jpg"></a></dt>'
        '<dd class="image-caption">旧桥<span class="copyright">某社</span></dd></dl></p>'
    ),
}


@parsers
@pytest.mark.parametrize("case", OUTSIDE)
def test_a_caption_outside_of_its_figure(case: str, parser: Any) -> None:
    article = rfaparse.parse(OUTSIDE[case], parser=parser)
    (image,) = article.images
    assert (image.caption, image.copyright) == ("旧桥", "某社" if "某社" in OUTSIDE[case] else None)
    assert article.text == "河水"
    assert (article.lead_image is not None) == case.startswith("a lead")


@parsers
def test_small_text_is_text(parser: Any) -> None:
    assert lines_of('<img src="/a.jpg"><p>河水</p><small>旧桥</small>', parser) == ["河水", "旧桥"]


@parsers
def test_a_footer_of_a_quotation_is_the_storys(parser: Any) -> None:
    quotation = "<blockquote>河水<footer>白石</footer></blockquote>"
    assert lines_of(in_column(f'<div id="storytext">{quotation}<p>旧桥</p></div>'), parser) == [
        "河水",
        "白石",
        "旧桥",
    ]


@parsers
def test_a_pages_footer_at_the_end_of_an_open_story_is_not(parser: Any) -> None:
    page = f'<div id="storytext"><div><p>河水</p>{CREDITS}<footer><p>版权所有</p></footer>'
    for more in ("", '</div></div></div><div id="footer">别的</div>', "<script>x</script><br>"):
        assert lines_of(page + more, parser) == ["河水"]
    assert lines_of(f"{page}<p>旧桥</p>", parser) == ["河水", "版权所有", "旧桥"]


@parsers
def test_a_caption_in_two_elements_outside_of_the_figure_is_whole(parser: Any) -> None:
    said = '<div class="image-caption">旧桥</div>'
    said += '<div class="copyright">某社<div class="image-caption">新路</div></div>'
    (image,) = rfaparse.parse(f'<p>河水</p><img src="/a.jpg">{said}', parser=parser).images
    assert (image.caption, image.copyright) == ("旧桥 新路", "某社")


@parsers
def test_a_page_with_a_byline_field_and_no_story_is_refused(parser: Any) -> None:
    page = in_column('<span id="story_byline">By Ann Reed</span><div id="storytext"></div>')
    with pytest.raises(rfaparse.NotAStory, match="empty"):
        rfaparse.parse(page, parser=parser)


def test_a_comment_is_no_story() -> None:
    with pytest.raises(TypeError, match="_Comment"):
        rfaparse.parse(etree.Comment("x"))


@pytest.mark.parametrize("builder", ["lxml", "html5lib", "html.parser"])
def test_a_soup_of_a_document_is_that_document(builder: str) -> None:
    page = in_column(f'<div id="storytext"><p>河水</p>{CREDITS}</div>').replace('"zh"', '"vi"')
    assert rfaparse.parse(bs4.BeautifulSoup(page, builder)).service == "vietnamese"
    other = '<html lang="en"><head><title>x</title></head><body><p>x</p></body></html>'
    with pytest.raises(rfaparse.NotAStory):
        rfaparse.parse(bs4.BeautifulSoup(other, builder))


@parsers
def test_a_picture_in_a_player_is_no_lead_image(parser: Any) -> None:
    player = '<audio src="/a.mp3"><img src="/b.jpg"><div id="zoomattribute">旧桥</div></audio>'
    article = rfaparse.parse(f"{player}<p>河水</p>", parser=parser)
    assert (article.lead_image, article.text) == (None, "河水")


PARTS_IN_A_LINE = {
    "right behind": '<p><img src="/a.jpg"><span class="copyright">某社</span></p>',
    "in a paragraph of its own": (
        '<p><img src="/a.jpg"></p><p><span class="copyright">某社</span></p>'
    ),
    "in a caption, behind a player": (
        '<figure><img src="/a.jpg"><figcaption><iframe src="https://youtu.be/x"></iframe>'
        '<span class="copyright">某社</span></figcaption></figure>'
    ),
}


@parsers
@pytest.mark.parametrize("case", PARTS_IN_A_LINE)
def test_a_copyright_in_a_line(case: str, parser: Any) -> None:
    article = rfaparse.parse(f"<p>河水</p>{PARTS_IN_A_LINE[case]}<p>白石</p>", parser=parser)
    (image,) = article.images
    assert (image.copyright, article.text.split()) == ("某社", ["河水", "白石"])


@parsers
def test_small_text_in_a_paragraph_after_a_picture_is_text(parser: Any) -> None:
    story = '<p>河水</p><p><img src="/a.jpg"></p><p><small class="x">白石</small></p>'
    assert lines_of(story, parser) == ["河水", "Image", "白石"]


@parsers
def test_loose_text_before_a_part_with_a_player_stays_before_it(parser: Any) -> None:
    player = '<iframe src="https://youtu.be/x"></iframe>'
    figure = f'<figure><img src="/a.jpg">河水<small>{player}某社</small></figure>'
    body = rfaparse.parse(f"<p>白石</p>{figure}", parser=parser).body
    kinds = [type(block).__name__ for block in body]
    assert kinds == ["Paragraph", "Image", "Paragraph", "Embed"]
