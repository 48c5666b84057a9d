"""The many ways to write one item of a feed."""

from __future__ import annotations

import re

import pytest

import rfaparse
from rfaparse._source.feed_xml import is_feed

BASE = "https://www.rfa.org/english/news/burma/mill-06142022101520.html"
TITLE = "<title>The <![CDATA[<em>mill</em>]]></title>"
LINKED = f"<title>The mill</title><link>{BASE}</link>"
STORY = "<p>The mill turns.</p><p>Slowly.</p>"
CDATA = f"<![CDATA[{STORY}]]>"
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">'
PREFIXED = STORY.replace("<p>", "<h:p>").replace("</p>", "</h:p>")


def rss(item: str, before: str = "", attributes: str = CONTENT) -> str:
    return f"{before}<rss {attributes}><channel><item>{item}</item></channel></rss>"


def atom(entry: str) -> str:
    return f"<feed {ATOM}><entry><title>The mill</title>{entry}</entry></feed>"


ENCODED = f"<content:encoded>{CDATA}</content:encoded>"
LINK = f'<link href="{BASE}"/>'
FEEDS = {
    "Atom's elements": atom(f'{LINK}<content type="xhtml">{XHTML}{STORY}</div></content>'),
    "Atom's elements with a prefix": atom(
        f'{LINK}<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml">{PREFIXED}'
        "</h:div></content>"
    ),
    "the elements of a page's body": rss(
        f'{LINKED}<body xmlns="http://www.w3.org/1999/xhtml">{STORY}</body>'
    ),
    "FeedBurner's address first": rss(
        f"<title>The mill</title><link>https://feeds.example.org/~r/1</link>{ENCODED}"
        f"<f:origLink>{BASE}</f:origLink>",
        attributes=f'{CONTENT} xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"',
    ),
    "RDF without a link": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {CONTENT}><item rdf:about="{BASE}">'
        f"<title>The mill</title>{ENCODED}</item></rdf:RDF>"
    ),
    "HTML that nobody escaped": rss(f"{LINKED}<description>{STORY}</description>"),
    "an undeclared prefix in the text": rss(
        f"{LINKED}<description><y:p>The mill turns.</y:p><p>Slowly.</p></description>"
    ),
    "an open br": rss(f"<description>The mill turns.<br>Slowly.</description>{LINKED}"),
    "an undeclared prefix": rss(f"{LINKED}{ENCODED}", attributes=""),
    "another prefix": rss(
        f"{LINKED}<c:encoded>{CDATA}</c:encoded>", attributes=CONTENT.replace(":content", ":c")
    ),
    "a namespace without its slash": rss(
        f"{LINKED}{ENCODED}", attributes=CONTENT.replace('/"', '"').replace("http:", "https:")
    ),
    "other vocabularies first": rss(
        f"<x:title>x</x:title><x:link>https://example.com</x:link>{LINKED}<x:description>y"
        f"</x:description>{ENCODED}",
        attributes=f'{CONTENT} xmlns:x="http://example.com/x"',
    ),
    "a DOCTYPE with entities": rss(
        f"{LINKED}{ENCODED}", '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"> <!ENTITY a SYSTEM "x">]>'
    ),
    "a warning of PHP's first": rss(
        f"{LINKED}{ENCODED}",
        "<br />\n<b>Warning</b>:  x() in <b>/a.php</b> on line <b>3</b><br />\n"
        '<?xml version="1.0"?>',
    ),
    "warnings in a text first": rss(
        f"{LINKED}{ENCODED}", "\nNotice: x < y in /a.php\nWarning: z\n<?xml version='1.0'?>"
    ),
    "a comment on feeds first": rss(f"{LINKED}{ENCODED}", "<!-- once <rss > -->"),
    "white space first": rss(f"{LINKED}{ENCODED}", '\n <?xml version="1.0"?>'),
    "a comment in the text": rss(f"{LINKED}<description><!-- x -->{CDATA}</description>"),
    "HTML escaped twice": rss(
        f"{LINKED}<description>{STORY.replace('<', '&amp;lt;').replace('>', '&amp;gt;')}"
        "</description>"
    ),
    "HTML escaped in CDATA": rss(
        LINKED + ENCODED.replace(STORY, STORY.replace("<", "&lt;").replace(">", "&gt;"))
    ),
    "a description escaped in CDATA": rss(
        f"{LINKED}<description><![CDATA[{STORY.replace('<', '&#60;')}]]></description>"
    ),
    "an address in CDATA": rss(f"<link><![CDATA[ {BASE}?a=1&b=2 ]]></link>{ENCODED}{TITLE}"),
    "a permalink": rss(f"<title>The mill</title><guid>{BASE}</guid>{ENCODED}"),
    "an id": atom(f'<id>{BASE}</id><content type="html">{CDATA}</content>'),
    "a path": rss(f"{LINKED.replace('https://www.rfa.org', '')}{ENCODED}"),
    "a base": atom(
        f'<link href="burma/mill-06142022101520.html"/><content>{CDATA}</content>'
    ).replace("<entry>", '<entry xml:base="https://www.rfa.org/english/news/">'),
    "a link's own base": atom(
        '<link xml:base="https://www.rfa.org/english/news/" href="burma/mill-06142022101520.html"/>'
        f"<content>{CDATA}</content>"
    ).replace("<entry>", '<entry xml:base="https://www.rfa.org/x/">'),
    "several links": atom(
        f'<link rel="self" href="https://www.rfa.org/a"/><link rel="replies" href="{BASE}/r"/>'
        f'<link rel="alternate" href="{BASE}"/><content>{CDATA}</content>'
    ),
    "capitals": re.sub(
        r"</?[a-z]+", lambda tag: tag[0].upper(), rss(LINKED)
    ).replace("</ITEM>", f"<CONTENT:ENCODED>{CDATA}</CONTENT:ENCODED></ITEM>"),
}  # fmt: skip


@pytest.mark.parametrize("case", FEEDS)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_feeds_as_they_are_written(case: str, charset: str) -> None:
    feed = FEEDS[case].encode(charset)
    assert is_feed(feed)
    (story,) = rfaparse.parse_feed(feed)
    assert (story.url, story.title) == (BASE, "The mill")
    assert story.text.split() == ["The", "mill", "turns.", "Slowly."]


@pytest.mark.parametrize("junk", ["x\n", "---\nlayout: none\n---\n", "<p>x</p>", "y" * 4000])
def test_what_stands_before_a_feed_is_passed_over(junk: str) -> None:
    (story,) = rfaparse.parse_feed(rss(f"{LINKED}{ENCODED}", f'{junk}<?xml version="1.0"?>'))
    assert (story.url, story.title) == (BASE, "The mill")


def test_entities_of_html_and_a_bare_ampersand_cost_nothing() -> None:
    first = f"<title>Mill & stone&rsquo;s &amp;amp; more &other;</title><link>{BASE}?a=1&b=2</link>"
    second = "<description>&lt;p>One &mdash; two&amp;nbsp;three &copy4&lt;/p></description>"
    (story,) = rfaparse.parse_feed(rss(first + second))
    assert story.title == "Mill & stone’s & more &other;"
    assert story.url == BASE
    assert story.text == "One — two three ©4"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("The &lt;em&gt;mill&lt;/em&gt;s", "The mills"),
        ("The &amp;lt;b&amp;gt;mill&amp;lt;/b&amp;gt;", "The mill"),
        ("The &lt;p&gt;mill&lt;/p&gt;&lt;p&gt;turns&lt;/p&gt;", "The mill turns"),
        ("The <![CDATA[<a href='/x'>mill</a> &amp; Ana O&#8217;Hill]]>", "The mill & Ana O’Hill"),
        ("Mill &lt; 3 &gt; 2", "Mill < 3 > 2"),
        ("Mill < 3 > 2 <3 <= <", "Mill < 3 > 2 <3 <= <"),
        ("<물레> Mill", "<물레> Mill"),
        ("Mill &amp; &lt;x", "Mill & <x"),
        ("&lt;물레&gt; &lt;Talk&gt; Mill", "<물레> <Talk> Mill"),
    ],
)
def test_tags_and_references_are_no_words(written: str, title: str) -> None:
    said = f"<dc:creator>By {written}</dc:creator><category>{written}</category>"
    (story,) = rfaparse.parse_feed(
        rss(f"<title>{written}</title><description>{written}</description>{said}{ENCODED}")
    )
    assert (story.title, story.description, story.subjects) == (title, title, (title,))
    assert story.byline is not None
    assert story.byline.field == f"By {title}"


def test_text_of_atom_is_no_html() -> None:
    title = '<title type="text">The &lt;p> tag</title>'
    (story,) = rfaparse.parse_feed(
        atom("<content>x</content>").replace("<title>The mill</title>", title)
    )
    assert story.title == "The <p> tag"


def test_pictures_stand_against_the_feeds_base() -> None:
    entry = f'{LINK}<content>&lt;p>The mill.&lt;/p>&lt;p>&lt;img src="pictures/mill.jpg">&lt;/p>'
    feed = atom(f"{entry}</content>").replace(
        "<entry>", '<entry xml:base="https://www.rfa.org/x/">'
    )
    (story,) = rfaparse.parse_feed(feed)
    assert [each.url for each in story.images] == ["https://www.rfa.org/x/pictures/mill.jpg"]


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html" xml:base="{BASE}/">&lt;p>x&lt;/p>&lt;img src="mill.jpg"></content>',
        (
            f'<content xml:base="{BASE}/"><div xml:base="pictures/"><p>x</p>'
            '<img src="../mill.jpg"/></div></content>'
        ),
        (
            f'<content>x</content><link xml:base="{BASE}/" rel="enclosure" type="image/jpeg"'
            ' href="mill.jpg"/>'
        ),
    ],
)
def test_the_nearest_base_counts(content: str) -> None:
    feed = atom(LINK + content).replace("<entry>", '<entry xml:base="https://www.rfa.org/x/">')
    (story,) = rfaparse.parse_feed(feed)
    assert [each.url for each in story.images] == [f"{BASE}/mill.jpg"]


def test_valid_utf_8_is_that_whatever_the_declaration_says() -> None:
    item = f"<title>水车</title><link>{BASE}</link><description>&lt;p>水车转动。</description>"
    feed = rss(item, '<?xml version="1.0" encoding="gb2312"?>')
    for charset in ("utf-8", "gb2312"):
        (story,) = rfaparse.parse_feed(feed.encode(charset))
        assert (story.title, story.text) == ("水车", "水车转动。")


def test_an_entity_in_an_unclosed_tag() -> None:
    """A parser leaves such an entity as a node of its own."""
    title = "<title><a href='/x</title>"
    text = "<description><![CDATA[y'></span></style><dl></ul>&nbsp;]]></description>"
    source = f"<rss><channel><item>{title}{text}</item>"
    errors: list[rfaparse.RfaparseError] = []
    assert list(rfaparse.parse_feed(source, on_error=lambda _, error: errors.append(error))) == []
    assert errors


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Sel, 14 Juni 2022 14:20:00 +0700", "2022-06-14 07:20"),
        ("星期二, 14 六月 2022 14:20:00 +0000", "2022-06-14 14:20"),
        ("周二, 14 6月 2022 14:20:00 +0000", "2022-06-14 14:20"),
        ("화, 14 6월 2022 14:20:00 +0900", "2022-06-14 05:20"),
        ("14 十二月 2022", "2022-12-14 00:00"),
        ("อ., 14 มิ.ย. 2022 14:20:00 +0700", "2022-06-14 07:20"),
        ("ອັງຄານ, 14 ມິຖຸນາ 2022 14:20:00 +0700", "2022-06-14 07:20"),
        ("အင်္ဂါ, 14 ဇွန် 2022 14:20:00 +0630", "2022-06-14 07:50"),
        ("14 tháng 6 2022", "2022-06-14 00:00"),
        ("June 14, 2022", "2022-06-14 00:00"),
        ("Tue, 14 Jun 2022", "2022-06-14 00:00"),
        ("6/8/2022", "2022-06-08 00:00"),
        ("Tue, 14 Jun 2022 14:20:00 GMT", "2022-06-14 14:20"),
        ("Wed, 31 Dec 1969 19:00:00 -0500", "None"),
        ("Mar, 14 juin 2022 14:20:00 +0000", "None"),
        ("soon", "None"),
    ],
)
def test_dates_in_the_words_of_a_service(written: str, published: str) -> None:
    (story,) = rfaparse.parse_feed(rss(f"{LINKED}{ENCODED}<pubDate>{written}</pubDate>"))
    assert str(story.published).removesuffix(":00+00:00") == published
