"""Whole pages: the story among the noise, its metadata, and the order of trust."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import bs4
import pages
import pytest
from attrs import evolve
from lxml import etree
from lxml import html as lxml_html

import rfaparse
from rfaparse import Audio, NotAStory, UnsupportedLayout, Wrapping
from rfaparse._article import read_source
from rfaparse._page.printed_days import story_day
from rfaparse._source.source import open_source
from rfaparse._source.timestamps import moment
from rfaparse._story.recordings import merged_audio
from rfaparse._urls import public_url

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"
LEAD = """<img src="/mandarin/qiao.jpg" alt="旧桥" title="qiao.jpg" height="413" width="620" />
<span class="lead_image_caption">商贩收摊。（安木摄）</span><div id="zoomattribute">
<a id="single_image" href="/mandarin/qiao.jpg/@@images/image" data-caption="x" title="x">
<img src="/icon-zoom.png" /></a><span class="copyright">某通讯社</span></div>"""
STORY = """<p>河水漫过旧桥。</p><p><b>集市停业</b></p><h1></h1>
<ul><li><a href="/mandarin/Xinwen/b-01012021000000.html">山雨将至</a></li></ul>
<p>记者：白石 责编：丁一禾</p>"""
PAGE = pages.Page(lead=LEAD, story=STORY, url=URL)
TEMPLATES = [pages.plone4, pages.plone5]
SHORT = 4000


def utc(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=timezone.utc)  # type: ignore[arg-type, misc]


def read(head: str, **changes: Any) -> rfaparse.Article:
    return rfaparse.parse(pages.plone5(evolve(PAGE, head=head, **changes), length=SHORT))


@pytest.mark.parametrize("parser", ["lxml", "html5lib"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_story_among_the_noise(template: Callable[..., str], parser: Any) -> None:
    story = rfaparse.parse(template(PAGE), parser=parser)
    fragment = rfaparse.parse(LEAD + STORY, url=URL)
    assert story.lead_image == fragment.lead_image
    assert story.lead_image is not None
    assert (story.lead_image.caption, story.lead_image.copyright) == (
        "商贩收摊。（安木摄）",
        "某通讯社",
    )
    assert (story.body, story.byline) == (fragment.body, fragment.byline)
    assert story.leftover == ()
    assert story.wrapping is Wrapping.PAGE
    assert (story.url, story.title, story.service) == (URL, "旧桥被淹", "mandarin")
    assert story.section == "yataibaodao/huanjing"
    assert story.created == utc(2021, 3, 5, 13, 15, 30)
    assert story.published == utc(2021, 3, 5)
    assert story.audio == ()
    assert [each.text for each in story.headings] == ["集市停业"]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("builder", ["lxml", "html5lib", "html.parser"])
@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
def test_trees_that_the_caller_has(template: Callable[..., str], builder: str) -> None:
    page = template(PAGE, length=SHORT)
    soup = bs4.BeautifulSoup(page, builder)
    before = str(soup)
    assert rfaparse.parse(soup) == rfaparse.parse(page)
    assert str(soup) == before
    assert rfaparse.parse(lxml_html.document_fromstring(page.encode())) == rfaparse.parse(page)


@pytest.mark.parametrize("builder", ["lxml", "html5lib", "html.parser"])
def test_a_fragments_tree_is_a_fragment(builder: str) -> None:
    fragment = rfaparse.parse(LEAD + STORY)
    assert rfaparse.parse(bs4.BeautifulSoup(LEAD + STORY, builder)) == fragment
    assert rfaparse.parse(lxml_html.document_fromstring(LEAD + STORY)) == fragment
    assert fragment.wrapping is Wrapping.FRAGMENT


def test_one_element_of_a_page() -> None:
    page: Any = lxml_html.document_fromstring(pages.plone5(PAGE).encode())
    story = rfaparse.parse(page.get_element_by_id("storypagemaincol"), url=URL)
    whole = rfaparse.parse(page)
    assert (story.lead_image, story.body, story.byline, story.title) == (
        whole.lead_image,
        whole.body,
        whole.byline,
        whole.title,
    )


def test_what_stands_beside_an_element_is_not_its() -> None:
    page: Any = lxml_html.document_fromstring(
        '<div id="storytext"><p>河水</p></div><div class="x"><p>旧桥</p></div>'
    )
    aside = rfaparse.parse(page.find(".//div[@class='x']"))
    assert (aside.text, aside.wrapping) == ("旧桥", Wrapping.FRAGMENT)
    story = rfaparse.parse(page.get_element_by_id("storytext"))
    assert (story.text, story.wrapping) == ("河水", Wrapping.PAGE)


LD = {"@context": "https://schema.org", "@type": "NewsArticle"}
META = '<meta property="{}" content="{}">'.format
PUBLISHED = {
    "JSON-LD first": (
        pages.json_ld({**LD, "datePublished": "2021-03-05T09:00:00-05:00"})
        + META("article:published_time", "2021-03-06T00:00:00Z"),
        utc(2021, 3, 5, 14),
    ),
    "then the meta element": (
        pages.json_ld(LD) + META("article:published_time", "2021-03-06T01:02:03Z"),
        utc(2021, 3, 6, 1, 2, 3),
    ),
    "then the printed day": ("", utc(2021, 3, 5)),
    "an unset date is none": (
        pages.json_ld({**LD, "datePublished": "1969-12-31T19:00:00-05:00"}),
        utc(2021, 3, 5),
    ),
    "broken JSON is passed over": (
        '<script type="application/ld+json">{"datePublished": "2021-03-07</script>',
        utc(2021, 3, 5),
    ),
    "deep JSON is passed over": (
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        utc(2021, 3, 5),
    ),
    "the object of an article, not of the site": (
        pages.json_ld([{"@type": "WebSite", "datePublished": "2001-01-01"}, LD])
        + pages.json_ld({"@graph": [{**LD, "datePublished": "2021-03-08T00:00:00Z"}]}),
        utc(2021, 3, 5),
    ),
    "an object in a graph": (
        pages.json_ld({"@graph": [{"@type": ["Thing", "Article"], "datePublished": "2021-03-08"}]}),
        utc(2021, 3, 8),
    ),
}


@pytest.mark.parametrize("case", PUBLISHED)
def test_published(case: str) -> None:
    head, expected = PUBLISHED[case]
    assert read(head).published == expected


@pytest.mark.parametrize(
    "person",
    ["甲", {"@type": "Person", "name": "甲"}, [{"name": "甲"}, "乙"], None, 1, [[]], {"name": 1}],
)
def test_author_and_publisher_of_any_shape_change_nothing(person: Any) -> None:
    story = read(pages.json_ld({**LD, "author": person, "publisher": person, "headline": "别"}))
    assert story == read("")


def test_everything_that_a_head_says() -> None:
    ld = {
        **LD,
        "dateModified": "2021-03-06T09:00:00Z",
        "keywords": ["水", "桥, 旧", "水"],
        "description": "丙",
        "audio": {"contentUrl": "/mandarin/a.mp3", "duration": "PT1M30S"},
    }
    head = (
        pages.json_ld(ld)
        + META("og:description", " 甲\n乙 ")
        + META("og:audio", "https://manview.rfaweb.org/mandarin/a.mp3")
        + META("og:audio:type", "audio/mp3")
        + '<meta name="keywords" content="x, y">'
    )
    audio = '<audio src="/mandarin/b.mp3"><p>无法播放</p></audio>'
    player = f'<div class="shadowbox storyaudio">{audio}</div>'
    story = read(head, before_story=player)
    assert story.description == "甲 乙"
    assert story.modified == utc(2021, 3, 6, 9)
    assert story.subjects == ("水", "桥, 旧")
    assert story.audio == (
        Audio("https://www.rfa.org/mandarin/b.mp3", "audio/mpeg", src="/mandarin/b.mp3"),
        Audio(
            "https://www.rfa.org/mandarin/a.mp3",
            "audio/mp3",
            90.0,
            src="https://manview.rfaweb.org/mandarin/a.mp3",
        ),
    )


def test_mentions_of_a_recording_are_one() -> None:
    url = "https://www.rfa.org/mandarin/a.mp3"
    mentions = (
        Audio(url),
        Audio(url, duration=90.0, src="/a.mp3"),
        Audio(url, "audio/mp3", src=url),
    )
    assert merged_audio(mentions) == (Audio(url, "audio/mp3", 90.0, src="/a.mp3"),)


@pytest.mark.parametrize(
    ("head", "subjects"),
    [
        ('<meta name="keywords" content="水, 桥，水">', ("水", "桥")),
        (META("article:tag", "水") + META("article:tag", "桥"), ("水", "桥")),
        (pages.json_ld({**LD, "keywords": "水, 桥"}), ("水", "桥")),
        ("", ()),
    ],
)
def test_subjects(head: str, subjects: tuple[str, ...]) -> None:
    assert read(head).subjects == subjects


def test_subjects_of_plones_own_viewlet() -> None:
    page = pages.plone5(PAGE, length=SHORT).replace(
        "<span>归入：</span>", '<span>归入：</span><a class="link-category" href="#">水</a>'
    )
    assert rfaparse.parse(page).subjects == ("水",)


def without_url(page: str) -> str:
    return page.replace(f'<link rel="canonical" href="{URL}" />', "").replace(
        f'<meta property="og:url" content="{URL}" />', ""
    )


@pytest.mark.parametrize(
    "above",
    [
        f"<!-- saved from url=(0083){URL} -->",
        f"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: {URL} \n saved date: x\n-->",
    ],
)
def test_where_a_browser_saved_the_page_from(above: str) -> None:
    page = above + without_url(pages.plone5(PAGE, length=SHORT)).replace("<!DOCTYPE html>", "")
    assert rfaparse.parse(page).url == URL
    assert rfaparse.parse(lxml_html.document_fromstring(page)).url == URL
    assert rfaparse.parse(bs4.BeautifulSoup(page, "html.parser")).url == URL


SAVED = "2022-06-15T02:00:00+00:00"
BROWSERS_TIME = "Wed Jun 15 2022 10:00:00 GMT+0800 (China Standard Time)"


@pytest.mark.parametrize(
    "head",
    [
        (
            f"<!-- Mirrored from {URL[8:]}?a=b by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Wed, 15 Jun 2022 02:00:00 GMT -->\n<!-- Added by HTTrack --><head>"
        ),
        (
            f"<!--\r\n Page saved with SingleFile \r\n url: {URL}/ampRFA \r\n"
            f" saved date: {BROWSERS_TIME}\r\n--><head>"
        ),
        (
            "<head><!-- saved from url=(0014)about:internet -->"
            f"<!-- Saved from {URL} at 2022-06-15T02:00:00Z using monolith v2 -->"
        ),
        (
            f'<head><META NAME="savepage-url" CONTENT="{URL}">'
            f'<META NAME="savepage-date" CONTENT="{BROWSERS_TIME}">'
        ),
    ],
    ids=["HTTrack", "SingleFile", "monolith", "Save Page WE"],
)
def test_notes_of_saving_tools(head: str) -> None:
    assert_saved(without_url(pages.plone5(PAGE, length=SHORT)).replace("<head>", head))


def test_webscrapbook_notes_on_the_root() -> None:
    root = f'<html data-scrapbook-source="{URL}#a" data-scrapbook-create="20220615020000123" '
    assert_saved(without_url(pages.plone5(PAGE, length=SHORT)).replace("<html ", root))


def assert_saved(page: str) -> None:
    for source in (
        page,
        lxml_html.document_fromstring(page),
        bs4.BeautifulSoup(page, "html.parser"),
    ):
        reading = read_source(open_source(source, None, "lxml"), None)
        assert rfaparse.parse(source).url == URL
        assert reading.metadata.saved == datetime.fromisoformat(SAVED)


OTHER = "https://www.rfa.org/mandarin/Xinwen/b-01012021000000.html"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="Canonical x" href="{URL}"><meta name="savepage-url" content="{OTHER}">',
        f'<meta name="savepage-url" content="{URL}"><base href="{OTHER}/">',
        f'<base target="_blank"><base href="{URL}/"></base><base href="{OTHER}/">',
    ],
)
def test_whose_address_counts(head: str) -> None:
    page = without_url(read_page(head))
    assert rfaparse.parse(page).url == URL
    assert rfaparse.parse(page, url=OTHER).url == OTHER


def read_page(head: str, story: str = STORY) -> str:
    return pages.plone5(evolve(PAGE, head=head, story=story), length=SHORT)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        (f"{URL}/", URL),
        (f"/web/2022/{URL}/", URL),
        ("http://manview.rfaweb.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html/", URL),
        ("https://www.rfa.org/mandarin/yataibaodao/", None),
        ("https://mirror.example/a/", None),
    ],
)
def test_a_base_is_what_relative_addresses_are_meant_against(base: str, url: str | None) -> None:
    story = '<p>水。<a href="../c.html">桥</a></p><p><img src="a.jpg/@@images/b"></p>'
    page = without_url(read_page(f'<base href="{base}">', story))
    article = rfaparse.parse(page)
    public = public_url(base) or ""
    assert article.url == url
    assert article.images[-1].url == f"{public}a.jpg/@@images/b"
    assert article.paragraphs[0].links[0].url == f"{public[:-1].rpartition('/')[0]}/c.html"
    assert rfaparse.parse(page, url=OTHER).images[-1].url == article.images[-1].url


def test_plone_5_names_the_story_on_the_body() -> None:
    page = without_url(read_page("", '<p>水。</p><p><img src="a.jpg"></p>'))
    article = rfaparse.parse(page.replace("<body ", f'<body data-base-url="{URL}" '))
    assert (article.url, article.story_id) == (URL, "mandarin/ab1-03052021081530")
    assert article.images[-1].url == f"{URL}/a.jpg"


def test_a_page_of_the_wayback_machine() -> None:
    page = pages.plone5(PAGE, length=SHORT).replace(
        f'href="{URL}"', f'href="https://web.archive.org/web/20210306000000/{URL}"'
    )
    assert rfaparse.parse(page).url == URL


def test_the_caller_knows_best() -> None:
    other = "https://www.rfa.org/tibetan/sargyur/x-01012020000000.html"
    story = rfaparse.parse(pages.plone5(PAGE, length=SHORT), url=other)
    assert (story.url, story.service) == (other, "tibetan")


@pytest.mark.parametrize(
    ("language", "story", "service"),
    [
        ("zh", STORY, "mandarin"),
        ("zh-hk", STORY, "cantonese"),
        ("bo", "<p>x</p>", "tibetan"),
        ("th", "<p>x</p>", "thai"),
        ("en", "<p>The river rose.</p>", "english"),
        ("en", STORY, "mandarin"),
        ("en", "<p>河水漫过旧桥。</p>", None),
        ("xx", "<p>河水漫过旧桥。</p><p>記者：白石 責編：丁一禾</p>", "cantonese"),
        ("xx", "<p>河水漫过旧桥。</p>", None),
    ],
)
def test_service_by_language_then_labels(language: str, story: str, service: str | None) -> None:
    page = without_url(pages.plone5(evolve(PAGE, language=language, story=story), length=SHORT))
    assert rfaparse.parse(page).service == service


@pytest.mark.parametrize("story", ["<p>河水漫过旧桥。</p>", '<p><img src="/a.jpg"></p><p>水。</p>'])
def test_a_story_without_byline_picture_or_date_is_a_story(story: str) -> None:
    found = read("", story=story, lead="", story_date="")
    assert found.byline is None
    assert found.published is None
    assert found.lead_image is None
    assert found.text


GALLERY = '<img src="/1.jpg"><img src="/2.jpg">'
REFUSED = {
    "a photo gallery: 3 pictures": pages.plone5(evolve(PAGE, story=GALLERY), length=SHORT),
    "a story page, empty": pages.plone5(evolve(PAGE, story=" ", lead=""), length=SHORT),
    "a section page": '<html><body><div id="storypagemaincol"><div class="sectionteaser">'
    "<h2>x</h2></div></div></body></html>",
    "a search page": '<html><body><div id="search-results">x</div></body></html>',
    "an error page": "<html><head><title>404 Not Found</title></head><body>x</body></html>",
    "a page without #storytext": "<html><head><title>别处</title></head><body>x</body></html>",
}


@pytest.mark.parametrize("found", REFUSED)
def test_what_is_no_story(found: str) -> None:
    with pytest.raises(NotAStory, match=found):
        rfaparse.parse(REFUSED[found])


def test_a_cartoon_is_a_story() -> None:
    assert read("", story="").images != ()


def test_the_layout_since_late_2024() -> None:
    page = (
        '<html><head><meta property="og:url" content="https://www.rfa.org/english/a/2025/01/02/b/">'
        "</head><body><p>x</p></body></html>"
    )
    with pytest.raises(UnsupportedLayout):
        rfaparse.parse(page)


@pytest.mark.parametrize(
    ("text", "service", "day"),
    [
        ("2020-08-10", None, (2020, 8, 10)),
        ("2020.08.10", None, (2020, 8, 10)),
        ("2022.07.12 04:52 am ET", None, (2022, 7, 12, 8, 52)),
        ("10/08/2020", "vietnamese", (2020, 8, 10)),
        ("08/10/2020", "english", (2020, 8, 10)),
        ("August 10, 2020", None, (2020, 8, 10)),
        ("Aug. 10, 2020 3:05 PM EST", None, (2020, 8, 10, 20, 5)),
        ("ngày 10 tháng 8 năm 2020", None, (2020, 8, 10)),
        ("10 tháng 12, 2020", None, (2020, 12, 10)),
        ("2020年8月10日", None, (2020, 8, 10)),
        ("2020년 8월 10일", None, (2020, 8, 10)),
        ("១០ សីហា ២០២០", None, (2020, 8, 10)),
        ("༢༠༢༠-༠༨-༡༠", None, (2020, 8, 10)),
        ("10-ئاۋغۇست، 2020", None, (2020, 8, 10)),
        ("10 สิงหาคม 2563", None, (2020, 8, 10)),
        ("১০ আগস্ট, ২০২০", None, (2020, 8, 10)),
    ],
)
def test_story_dates(text: str, service: str | None, day: tuple[int, ...]) -> None:
    assert story_day(text, service) == utc(*day)


@pytest.mark.parametrize("text", ["", "2020-13-45", "Aug 2020", "31/31/2020", "x" * 200, "2020-08"])
def test_no_story_date(text: str) -> None:
    assert story_day(text) is None
    assert moment(text) is None


def test_json_ld_is_never_fatal() -> None:
    for value in (None, 1, "x", [], {}, [None], {"@graph": None}, {"@type": 1, "headline": []}):
        head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
        assert read(head) == read("")


def test_a_name_is_no_id_in_xhtml() -> None:
    """Where a doctype says XHTML, libxml2 writes an id for each name."""
    text = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1-transitional.dtd">'
        '<html><body><div id="storytext"><p>河水</p><figure><img src="a.jpg">'
        '<a name="single_image" href="/big.jpg">大图</a></figure></div></body></html>'
    )
    for source in (text, etree.fromstring(text, etree.HTMLParser())):
        (image,) = rfaparse.parse(source).images
        assert image.full_size_url is None
    assert rfaparse.parse(text) == rfaparse.parse(text, parser="html5lib")


def in_column(parts: str, head: str = "") -> str:
    return (
        f'<html lang="zh"><head>{head}</head><body><div id="storypagemaincol"><h1>旧桥被淹</h1>'
        f'{parts}<div id="frontsidebar"><audio class="story_audio" src="/side.mp3"></audio></div>'
        '</div><audio class="story_audio" src="/live.mp3"></audio></body></html>'
    )


def both(page: str) -> rfaparse.Article:
    article = rfaparse.parse(page)
    assert rfaparse.parse(page, parser="html5lib") == article
    return article


TEXT = '<div id="storytext"><p>河水漫过旧桥。</p></div>'
DAY = '<span id="story_date">2021-03-05</span>'


@pytest.mark.parametrize(
    ("parts", "description"),
    [
        (f'<div id="storyteaser"><p>桥被\n淹</p><p>集市停业</p></div>{TEXT}', "桥被 淹 集市停业"),
        (f'<div id="storyteaser"> </div>{TEXT}', "头"),
        (f'<div id="storyteaser"></div><p id="storyteaser">桥被淹</p>{TEXT}', "桥被淹"),
        (TEXT.replace("<p>", '<div id="storyteaser">桥被淹</div><p>'), "桥被淹"),
        (f'<div id="storyteaser">桥被淹{TEXT}</div>', "桥被淹"),
        ('<div id="storyteaser">桥被淹</div><p>河水漫过旧桥。</p>', "桥被淹"),
        (TEXT, "头"),
    ],
)
def test_the_teaser_is_the_description(parts: str, description: str) -> None:
    article = both(in_column(parts, META("og:description", "头")))
    assert (article.description, article.text) == (description, "河水漫过旧桥。")


@pytest.mark.parametrize(
    "parts",
    [
        f'<div id="dateline">旧城 {DAY}</div>{TEXT}',
        (
            f'<div id="dateline"><span id="story_date"></span></div><div id="storytop">'
            f'<div id="dateline">旧城 {DAY}</div></div>{TEXT}'
        ),
        f'<div id="dateline">旧城</div><span id="story_date">今天</span>{DAY}{TEXT}',
        TEXT.replace("<p>", f'<div id="dateline">旧城 {DAY}</div>{DAY}<p>'),
        (
            f'<div class="mobilecontainer"><div id="dateline">{DAY}</div></div>'
            f'<div id="dateline">旧城</div>{TEXT}'
        ),
    ],
)
def test_the_dateline_and_the_first_date(parts: str) -> None:
    article = both(in_column(parts))
    assert (article.dateline, article.published) == ("旧城", utc(2021, 3, 5))
    assert (article.text, article.leftover) == ("河水漫过旧桥。", ())


@pytest.mark.parametrize(
    "parts",
    [
        f'<audio class="story_audio" src="/a.mp3"></audio>{TEXT}',
        f'<div class="shadowbox storyaudio"><audio src="/a.mp3"></audio>下载</div>{TEXT}',
        f'<p><audio class="x story_audio"><source src="/a.mp3"></audio></p>{TEXT}',
        f'{TEXT}<div id="x" class="storyaudio"><audio src="/a.mp3"></audio></div>',
        TEXT.replace("</div>", '<div class="storyaudio"><audio src="/a.mp3"></audio></div></div>'),
    ],
)
def test_recordings_of_the_column(parts: str) -> None:
    article = both(in_column(parts))
    assert [each.url for each in article.audio] == ["https://www.rfa.org/a.mp3"]
    assert article.text == "河水漫过旧桥。"


SLIDE = '<img src="/{0}.jpg" alt="图{0}"><{1} class="{2}">说{0}（甲摄）</{1}>{3}'
RIGHT = '<span class="copyright">某社{0}</span>'
ZOOM = '<div id="zoomattribute"><a id="single_image" href="/{0}.jpg/@@images/image"></a>{1}</div>'


def slides(form: str, text: str, name: str, behind: str = RIGHT) -> str:
    return "".join(
        form.format(SLIDE.format(n, text, name, behind.format(n, RIGHT.format(n)))) for n in (1, 2)
    )


@pytest.mark.parametrize(
    "show",
    [
        f'<div id="slideshow"><ul>{slides("<li>{}</li>", "p", "caption")}</ul></div>',
        f'<div class="flexslider">{slides("{}", "span", "lead_image_caption")}</div>',
        f'<div><div class="gallery">{slides("<div>{}</div>", "div", "x")}</div>下一张</div>',
        slides('<div id="headerimg">{}</div>', "span", "lead_image_caption", ZOOM),
        slides("<figure>{}</figure>", "figcaption", "image-caption"),
        slides("{}", "span", "lead_image_caption"),
        slides("{}", "span", "lead_image_caption").replace("<span", "<br><span"),
    ],
)
def test_a_slideshow_before_the_text(show: str) -> None:
    lead = '<div id="headerimg"><img src="/lead.jpg"></div>'
    article = both(in_column(f'{lead}<div class="share"><img src="/f.png"></div>{show}{TEXT}'))
    assert article.lead_image is not None
    assert [each.src for each in article.images] == ["/lead.jpg", "/1.jpg", "/2.jpg"]
    assert article.body[:2] == article.images[1:]
    for number, image in enumerate(article.images[1:], start=1):
        assert (image.alt, image.caption) == (f"图{number}", f"说{number}（甲摄）")
        assert (image.copyright, image.credit) == (f"某社{number}", "甲摄")
        assert (image.full_size_url is not None) == ("zoom" in show)
    assert article.text == "河水漫过旧桥。"


def test_a_slideshow_inside_of_the_lead_block() -> None:
    show = f'<div class="slides">{slides("{}", "p", "caption")}</div>'
    article = both(in_column(f'<div id="headerimg"><img src="/0.jpg">{show}</div>{TEXT}'))
    assert [each.caption for each in article.images] == [None, "说1（甲摄）", "说2（甲摄）"]


def test_an_empty_lead_block_gives_way_to_the_next() -> None:
    lead = '<div id="headerimg"><img src="/lead.jpg"></div>'
    empty = '<div id="headerimg"> <!-- x --></div>'
    for above in (empty + lead, lead + empty):
        article = both(in_column(above + TEXT))
        assert article.lead_image == rfaparse.Image("/lead.jpg", "https://www.rfa.org/lead.jpg")
        assert article.images == (article.lead_image,)


@pytest.mark.parametrize("name", ["frontsidebar", "category", "storyteaser", "dateline"])
def test_an_empty_element_of_an_id_changes_nothing(name: str) -> None:
    around = f'<div id="dateline">某地</div><div id="category"><a href="/x">水利</a></div>{TEXT}'
    page = in_column(f'<div id="storyteaser">水退</div>{around}<div id="frontsidebar">别的</div>')
    empty = f'<div id="{name}"> </div>'
    article = both(page)
    assert (article.description, article.dateline, article.subjects) == ("水退", "某地", ("水利",))
    assert both(page.replace(TEXT, empty + TEXT)) == article
    assert both(page.replace("<p>", f"{empty}<p>")) == article
    assert both(page.replace('<div id="storyteaser">', f'{empty}<div id="storyteaser">')) == article


def test_a_copyright_that_begins_the_story_is_the_lead_images() -> None:
    lead, right = '<img src="/lead.jpg">', '<div class="copyright">某社</div>'
    text = f"{right}<p>河水漫过旧桥。</p>"
    page = both(in_column(f'<div id="headerimg">{lead}</div><div id="storytext">{text}</div>'))
    fragment = both(lead + text)
    assert (
        page.lead_image
        == fragment.lead_image
        == rfaparse.Image("/lead.jpg", "https://www.rfa.org/lead.jpg", copyright="某社")
    )
    assert page.body == fragment.body


REFUSALS = {
    "Akamai": "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n"
    'You don\'t have permission to access "http&#58;&#47;&#47;www&#46;rfa&#46;org&#47;" on this'
    " server.<P>\nReference&#32;&#35;18&#46;1a2b\n</BODY></HTML>",
    "nginx": "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1>"
    "</center><hr><center>nginx</center></body></html>",
    "nginx, overloaded": "<html><head><title>503 Service Temporarily Unavailable</title></head>"
    "<body><hr><center>nginx</center></body></html>",
    "CloudFront": "<HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD>"
    "<BODY><H1>403 ERROR</H1>Request blocked.</BODY></HTML>",
    "Varnish": "<!DOCTYPE html><html><head><title>503 Backend fetch failed</title></head><body>"
    "<h1>Error 503 Backend fetch failed</h1><h3>Guru Meditation:</h3></body></html>",
    "a gateway": "<html><head><title>504 Gateway Time-out</title></head><body></body></html>",
    "no title": "<html><body><h1>403 Forbidden</h1>Request forbidden.</body></html>",
}


@pytest.mark.parametrize("server", REFUSALS)
def test_a_servers_refusal_in_a_pages_place(server: str) -> None:
    with pytest.raises(NotAStory, match=r"a server's refusal .* titled '.*[A-Z]") as error:
        rfaparse.parse(REFUSALS[server], url=URL)
    assert len(error.value.found) <= 200


def test_a_story_may_speak_of_a_refusal() -> None:
    page = pages.plone5(evolve(PAGE, title="Access Denied"), length=SHORT)
    assert rfaparse.parse(page).title == "Access Denied"


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("二〇二二年六月十四日", "mandarin"),
        ("14 มิ.ย. 2565", "thai"),
        ("Thứ Ba, ngày 14 tháng Sáu năm 2022", "vietnamese"),
        ("༢༠༢༢ ལོའི་ཟླ་ ༦ ཚེས་ ༡༤", "tibetan"),
        ("༢༠༢༢།༠༦།༡༤", "tibetan"),
        ("၂၀၂၂ ခုနှစ် ဇွန်လ ၁၄ ရက်", "burmese"),
        ("2022-يىلى 14-ئىيۇن", "uyghur"),
        ("ថ្ងៃអង្គារ ទី១៤ ខែមិថុនា ឆ្នាំ២០២២", "khmer"),
        ("14 tháng 06 năm 2022", "vietnamese"),
        ("14 Tháng 06, 2022", "vietnamese"),
    ],
)
def test_story_dates_in_words(text: str, service: str) -> None:
    assert story_day(text, service) == utc(2022, 6, 14)
    assert story_day(normalize("NFD", text), service) == utc(2022, 6, 14)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("১৪ জানুয়ারি, ২০২২", 1),
        ("১৪ ফেব্রুয়ারি, ২০২২", 2),
        ("១៤ កុម្ភះ ២០២២", 2),
        ("၂၀၂၂ ခုနှစ် သြဂုတ်လ ၁၄ ရက်", 8),
        ("2022-يىلى 14-سىنتەبىر", 9),
        ("2022-يىلى 14-ئۆكتەبر", 10),
        ("14 Agu 2022", 8),
        ("14 Okt 2022", 10),
        ("14 Des 2022", 12),
        ("14 Dis 2022", 12),
    ],
)
def test_months_in_other_spellings(text: str, month: int) -> None:
    assert story_day(text) == utc(2022, month, 14)


@pytest.mark.parametrize(("written", "day"), [("三十一", 31), ("二十", 20), ("十", 10), ("三", 3)])
def test_chinese_numerals(written: str, day: int) -> None:
    assert story_day(f"二零二二年十二月{written}日") == utc(2022, 12, day)


IMG = '<img src="/0.jpg">'
CAPTION = '<span class="lead_image_caption">水车。（甲摄）</span>'
TOLD = "<p>河水漫过旧桥。</p>"


@pytest.mark.parametrize(
    "fragment",
    [
        f"<article>{IMG}{CAPTION}{TOLD}</article>",
        f'<div class="post">{IMG}{CAPTION}{TOLD}</div>',
        f"<table><tr><td>{IMG}{CAPTION}</td></tr><tr><td>{TOLD}</td></tr></table>",
        f'<div id="headerimg">{IMG}{CAPTION}</div>{TOLD}',
        f"<h1>水车</h1>{IMG}{CAPTION}{TOLD}",
        f'<a href="/x">{IMG}</a>{CAPTION}{TOLD}',
        f"<p>{IMG}{CAPTION}</p>{TOLD}",
        f"<figure>{IMG}</figure>{CAPTION}{TOLD}",
        f"<div>{IMG}</div><p>{CAPTION}</p>{TOLD}",
        f"{CAPTION}{IMG}{TOLD}",
        f'<p>{CAPTION}</p><br><div><picture><source srcset="/s.webp">{IMG}</picture></div>{TOLD}',
        f'{IMG}<span class="lead_image_caption"><p>水车。（甲摄）</p></span>{TOLD}',
    ],
)
def test_a_lead_block_in_any_wrapper(fragment: str) -> None:
    article = both(fragment)
    assert article.lead_image is not None
    assert article.lead_image.caption == "水车。（甲摄）"
    assert [each.text for each in article.paragraphs] == ["河水漫过旧桥。"]


RIGHTS = '<div id="zoomattribute"><a id="single_image" href="/big.jpg"></a>{}</div>'


@pytest.mark.parametrize("copyright_", ["<small>某社</small>", '<p class="copyright">某社</p>'])
@pytest.mark.parametrize(
    "lead", ["{img}{caption}{rights}", "{caption}{rights}{img}", "{rights}<p>{img}</p>{caption}"]
)
def test_a_zoom_block_anywhere_in_a_lead_block(lead: str, copyright_: str) -> None:
    block = lead.format(img=IMG, caption=CAPTION, rights=RIGHTS.format(copyright_))
    article = both(block + TOLD)
    assert (
        article.lead_image == both(in_column(f'<div id="headerimg">{block}</div>{TEXT}')).lead_image
    )
    assert article.lead_image == rfaparse.Image(
        "/0.jpg",
        "https://www.rfa.org/0.jpg",
        full_size_url="https://www.rfa.org/big.jpg",
        caption="水车。（甲摄）",
        copyright="某社",
        credit="甲摄",
    )
    assert len(article.body) == 1


def test_words_between_a_caption_and_a_picture_part_them() -> None:
    article = both(f"{CAPTION}旧桥{IMG}{TOLD}")
    assert article.text == "水车。（甲摄）旧桥\n\n河水漫过旧桥。"
    assert article.captions == ()


def test_the_first_of_two_lead_blocks_in_one() -> None:
    first = f"<figure>{IMG}<figcaption>水车</figcaption></figure>"
    article = both(in_column(f'<div id="headerimg">{first}<img src="/1.jpg">{CAPTION}</div>{TEXT}'))
    assert [(each.src, each.caption) for each in article.images] == [
        ("/0.jpg", "水车"),
        ("/1.jpg", "水车。（甲摄）"),
    ]
    assert article.lead_image == article.images[0]


def test_an_open_copyright_ends_before_the_text() -> None:
    lead = '<div id="headerimg"><img src="/0.jpg"></div><div id="storytext">'
    article = both(in_column(f'{lead}<div class="copyright">某社{TOLD}</div>'))
    assert article.text == "某社\n\n河水漫过旧桥。"


def test_an_open_link_in_a_zoom_block() -> None:
    zoom = '<a id="single_image" href="/1.jpg"><img src="/icon-zoom.png">'
    zoom = f'<div id="zoomattribute">{zoom}<span class="copyright">某社</span></div>'
    article = both(in_column(f'<div id="headerimg">{IMG}{zoom}</div>{TEXT}'))
    assert [each.copyright for each in article.images] == ["某社"]


def test_a_picture_that_an_open_zoom_block_pulled_in() -> None:
    article = both(f'{IMG}<div id="zoomattribute">河水<br><img src="/1.jpg">{CAPTION}')
    assert [each.caption for each in article.images] == [None, "水车。（甲摄）"]


def test_a_break_in_a_lead_block_before_the_text() -> None:
    icon = '<div><img src="/f.png"><br></div>'
    rights = RIGHTS.format("<span class='copyright'>某社</span>")
    (image,) = both(in_column(f"{icon}{IMG}<br>{CAPTION}<br>{rights}{TEXT}")).images
    assert (image.caption, image.copyright) == ("水车。（甲摄）", "某社")


@pytest.mark.parametrize(
    "fragment",
    [
        f"<article>{IMG}{TOLD}</article>",
        f'<figure class="captioned">{IMG}<div id="zoomattribute"></div></figure>{TOLD}',
        f"{TOLD}{IMG}{CAPTION}",
        f"<p>旧桥{IMG}{CAPTION}</p>",
    ],
)
def test_a_picture_that_begins_no_lead_block(fragment: str) -> None:
    article = both(fragment)
    assert article.lead_image is None
    assert len(article.images) == 1


@pytest.mark.parametrize(
    "figure",
    [
        f'<figure class="captioned">{IMG}<figcaption>水车</figcaption></figure>',
        f'<div class="image-inline captioned">{IMG}<p class="image-caption">水车</p></div>',
        f'<figure>{IMG}</figure><span class="lead_image_caption">水车</span>',
    ],
)
def test_a_figure_in_the_lead_block(figure: str) -> None:
    article = both(in_column(f'<div id="headerimg">{figure}</div>{TEXT}'))
    assert article.lead_image is not None
    assert article.lead_image.caption == "水车"
    assert [each.text for each in article.paragraphs] == ["河水漫过旧桥。"]
    assert len(article.body) == 1


SAID = '<span class="image-caption">水车。（甲摄）</span>'
OURS = '<small class="copyright">某社</small>'


@pytest.mark.parametrize(
    "picture",
    [
        f"<p>{IMG}{SAID}</p>{OURS}",
        f"<p>{IMG}<br> {SAID}{OURS}</p>",
        f"{IMG}{SAID}{OURS}",
        f'<p>{IMG}</p><p class="image-caption">水车。（甲摄）</p>{OURS}',
    ],
)
def test_what_is_said_of_a_picture_outside_of_any_figure(picture: str) -> None:
    _, image, last = both(f"{TOLD}{picture}{TOLD}").body
    assert isinstance(image, rfaparse.Image)
    assert (image.caption, image.copyright, image.credit) == ("水车。（甲摄）", "某社", "甲摄")
    assert last == rfaparse.Paragraph("河水漫过旧桥。")


def test_text_between_a_picture_and_a_caption() -> None:
    _, image, text = both(f"{TOLD}<p>{IMG}旧桥{SAID}</p>").body
    assert isinstance(image, rfaparse.Image)
    assert image.caption is None
    assert text == rfaparse.Paragraph("旧桥水车。（甲摄）")
