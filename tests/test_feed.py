"""Feeds: their items, dates, media and errors."""

from __future__ import annotations

import gzip

import pytest
from fixture_cases import source

import rfaparse
from rfaparse import EmptySource, NotAFeed

URL = "https://www.rfa.org/mandarin/Xinwen/1-01122015173226.html"
STORY = "&lt;p&gt;河水漫过旧桥。&lt;/p&gt;&lt;p&gt;记者：白石 责编：丁一禾&lt;/p&gt;"
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>
<title>旧桥被淹</title><link>{URL}</link><description>{STORY}</description>
<pubDate>Mon, 12 Jan 2015 17:40:01 -0500</pubDate><category>旧桥</category>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<title>旧桥被淹</title><link href="{URL}"/><published>2015-01-12T22:40:01Z</published>
<category term="旧桥"/><content type="html">{STORY}</content></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RSS.encode("utf-16"), ATOM.encode()])
def test_rss2_and_atom(feed: str | bytes) -> None:
    (article,) = rfaparse.parse_feed(feed)
    assert article.title == "旧桥被淹"
    assert article.url == URL
    assert str(article.published) == "2015-01-12 22:40:01+00:00"
    assert article.subjects == ("旧桥",)
    assert article.text == "河水漫过旧桥。"
    assert article.byline is not None
    assert article.byline.reporters == ("白石",)


def test_declared_encoding() -> None:
    feed = RSS.replace('version="1.0"?', 'version="1.0" encoding="gb18030"?').encode("gb18030")
    (article,) = rfaparse.parse_feed(feed)
    assert article.text == "河水漫过旧桥。"


def test_without_on_error_a_bad_item_raises() -> None:
    stories = rfaparse.parse_feed(source("feed_rdf"))
    assert next(stories).title == "旧桥被淹"
    with pytest.raises(EmptySource, match=r"item 2 of the feed"):
        next(stories)


def test_a_feed_that_breaks_off_loses_its_last_item_only() -> None:
    whole = source("feed_rdf").decode()
    cut = whole[: whole.index("<p>水退了。</p>") + 4]
    failed: list[tuple[int, str]] = []
    stories = list(
        rfaparse.parse_feed(cut, on_error=lambda item, e: failed.append((item.number, str(e))))
    )
    assert [each.title for each in stories] == ["旧桥被淹"]
    assert [number for number, _ in failed] == [2, 3]
    assert "breaks off" in failed[1][1]


def test_a_feed_that_breaks_off_between_items_says_so_after_them() -> None:
    whole = source("feed_rdf").decode()
    failed: list[int] = []
    stories = list(
        rfaparse.parse_feed(
            whole.removesuffix("</rdf:RDF>\n"), on_error=lambda item, _: failed.append(item.number)
        )
    )
    assert [each.title for each in stories] == ["旧桥被淹", "水退"]
    assert failed == [2, 4]


def test_a_feed_cut_anywhere_says_so_and_never_gives_part_of_an_item() -> None:
    item = "<item><title>水退</title><!-- > --><link>https://www.rfa.org/{0}</link>{1}</item>\n"
    escaped = '<description>&lt;p>{0}&lt;/p></description><enclosure url="{0}.jpg"/>'
    cdata = "<description><![CDATA[<p>河水。</p>]]></description>"
    items = [item.format(at, (escaped.format(at), cdata)[at % 2]) for at in range(3)]
    whole = f'<rss version="2.0">\n<channel><title>水</title>{"".join(items)}</channel></rss>'
    stories = list(rfaparse.parse_feed(whole))
    assert len(stories) == 3
    errors: list[str] = []
    for end in range(whole.index("<rss") + 5, len(whole) - 1):
        found = list(rfaparse.parse_feed(whole[:end], on_error=lambda _, e: errors.append(e.found)))
        assert found == stories[: len(found)], whole[:end]
        assert len(errors) == 1, whole[:end]
        assert "breaks off" in errors.pop()


def test_an_element_of_another_vocabulary_is_no_second_feed() -> None:
    feed = (
        '<rss xmlns:m="m"><channel><m:feed url="x"/><item><description>水</description></item>'
        "</channel></rss>"
    )
    assert [story.text for story in rfaparse.parse_feed(feed)] == ["水"]


def test_a_second_feed_behind_the_first_is_not_passed_over() -> None:
    feed = "<rss><channel><item><description>&lt;p>{}</description></item></channel></rss>\n"
    errors: list[str] = []
    behind = "<!-- cached --><script>x</script>"
    for text in (feed.format("水") + behind, feed.format("水") + feed.format("火")):
        found = list(rfaparse.parse_feed(text, on_error=lambda _, e: errors.append(str(e))))
        assert [each.text for each in found] == ["水"]
    assert [each.partition(";")[0] for each in errors] == ["another feed begins in line 2"]


@pytest.mark.parametrize("given", ["<html><p>x</p></html>", "<p>河水漫过旧桥。</p>", "河水"])
def test_no_feed(given: str) -> None:
    with pytest.raises(NotAFeed):
        next(rfaparse.parse_feed(given))


def test_what_is_no_feed_is_named() -> None:
    with pytest.raises(NotAFeed, match="but <html>"):
        next(rfaparse.parse_feed('<html xmlns="http://www.w3.org/1999/xhtml"><p>x</p></html>'))


def test_binary_data_is_no_feed() -> None:
    with pytest.raises(NotAFeed, match=r"binary data: .*decompressed"):
        next(rfaparse.parse_feed(gzip.compress(source("feed_rdf"))))


def test_empty_feed_source() -> None:
    with pytest.raises(EmptySource):
        next(rfaparse.parse_feed("  "))


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><title>x</title></channel></rss>",
        '<rss version="2.0" />',
        '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"/>\n',
    ],
)
def test_feed_without_items(feed: str) -> None:
    assert list(rfaparse.parse_feed(feed)) == []


def test_entities_are_not_fetched_or_expanded(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("秘密")
    feed = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item><title>a</title>'
        "<description>&lt;p&gt;河水&x;漫过旧桥。&lt;/p&gt;</description></item></channel></rss>"
    )
    (article,) = rfaparse.parse_feed(feed)
    assert "秘密" not in article.text
    assert "河水" in article.text


BASE = "https://www.rfa.org/english/news/burma/mill-06142022101520.html"
MEDIA = 'xmlns:m="http://search.yahoo.com/mrss/"'
SAID = "<m:description type='html'>The &lt;b>mill&lt;/b>. (Ann Reed)</m:description>"
SAID += "<m:credit>RFA</m:credit>"
LEADS = {
    "media:content around what is said": (
        f'<m:content url="{BASE}/mill.jpg" type="image/jpeg" width="620">{SAID}</m:content>',
        ("The mill. (Ann Reed)", "RFA"),
    ),
    "a group": (
        (
            f'<m:group><m:content url="/mill.mp4" type="video/mp4"/>{SAID}'
            f'<m:content url="{BASE}/mill.jpg" medium="image"/></m:group>'
        ),
        ("The mill. (Ann Reed)", "RFA"),
    ),
    "a thumbnail": (f'<m:thumbnail url="{BASE}/mill.jpg"/>', (None, None)),
    "an enclosure": (f'<enclosure url="{BASE}/mill.jpg" type="image/jpeg"/>', (None, None)),
    "an editing host": (
        f'<m:content url="{BASE.replace("www.rfa.org", "tengview.rfaweb.org")}/mill.jpg"/>',
        (None, None),
    ),
}


NAMESPACES = [
    MEDIA,
    MEDIA.replace("mrss/", "mrss"),
    MEDIA.replace("http:", "https:"),
    MEDIA.replace("mrss/", "MRSS/"),
]


def item_with(
    parts: str, html: str = "&lt;p>The mill turns.&lt;/p>", attributes: str = MEDIA
) -> rfaparse.Article:
    item = f"<item><link>{BASE}</link>{parts}<description>{html}</description></item>"
    (story,) = rfaparse.parse_feed(f"<rss {attributes}><channel>{item}</channel></rss>")
    return story


@pytest.mark.parametrize("case", LEADS)
def test_the_lead_image_beside_the_html(case: str) -> None:
    parts, said = LEADS[case]
    story = item_with(parts)
    image = story.lead_image
    assert image is not None
    assert image.url == f"{BASE}/mill.jpg"
    assert (image.caption, image.copyright) == said
    assert image.credit == ("Ann Reed" if said[0] else None)
    assert story.text == "The mill turns."


@pytest.mark.parametrize("case", LEADS)
@pytest.mark.parametrize("namespace", [*NAMESPACES, ""])
def test_media_by_any_namespace(case: str, namespace: str) -> None:
    parts = LEADS[case][0]
    if not namespace:
        parts = parts.replace("<m:", "<media:").replace("</m:", "</media:")
    assert item_with(parts, attributes=namespace) == item_with(LEADS[case][0])


def test_the_lead_image_of_the_html_goes_first_and_keeps_what_is_said_beside() -> None:
    html = f"&lt;img src='{BASE}/mill.jpg'>&lt;p>The mill turns.&lt;/p>"
    parts, said = LEADS["media:content around what is said"]
    image = item_with(parts, html).lead_image
    assert image is not None
    assert (image.caption, image.copyright) == said
    other = item_with(parts, html.replace("mill.jpg", "other.jpg")).lead_image
    assert other is not None
    assert (other.url, other.caption) == (f"{BASE}/other.jpg", None)


@pytest.mark.parametrize(
    "parts",
    [
        f'<enclosure url="{BASE}/mill.mp3" type="audio/mpeg"/>',
        f'<m:content url="{BASE}/mill.mp3" type="audio/mpeg"/>',
        f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="enclosure" href="{BASE}/mill.mp3"/>',
        (
            '<e:enclosure xmlns:e="http://purl.oclc.org/net/rss_2.0/enc#"'
            ' xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
            f' r:resource="{BASE}/mill.mp3"/>'
        ),
        f'<enc:enclosure rdf:resource="{BASE}/mill.mp3" type="audio/mpeg"/>',
    ],
)
def test_recordings_beside_the_html(parts: str) -> None:
    story = item_with(parts)
    assert [each.url for each in story.audio] == [f"{BASE}/mill.mp3"]
    assert story.lead_image is None


@pytest.mark.parametrize(
    "attributes",
    [
        'type="application/octet-stream"',
        'type="binary/octet-stream"',
        'type=""',
        'medium="audio"',
        'type="AUDIO/MPEG"',
        'type="application/x" medium="audio"',
    ],
)
@pytest.mark.parametrize("name", ["enclosure", "m:content"])
def test_a_type_that_says_nothing_leaves_it_to_the_ending(name: str, attributes: str) -> None:
    story = item_with(f'<{name} url="{BASE}/mill.mp3?x=1" {attributes}/>')
    assert [each.mime_type and each.mime_type.lower() for each in story.audio] == ["audio/mpeg"]
    assert story.lead_image is None
    picture = item_with(f'<{name} url="{BASE}/mill.jpg" type="application/octet-stream"/>')
    assert (picture.audio, picture.lead_image is None) == ((), False)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("01:05", 65),
        ("65", 65),
        (" 1:01:05 ", 3665),
        ("00:00", None),
        ("1:2:3:4", None),
        ("", None),
        ("-65", None),
        ("9999999", None),
    ],
)
@pytest.mark.parametrize(
    "namespace", [' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"', ""]
)
def test_durations(written: str, seconds: float | None, namespace: str) -> None:
    said = f"<itunes:duration{namespace}>{written}</itunes:duration>"
    story = item_with(f'<enclosure url="{BASE}/mill.mp3" type="audio/mpeg"/>{said}')
    assert [each.duration for each in story.audio] == [seconds]
    story = item_with(f'<m:content url="{BASE}/mill.mp3" duration="{written}"/>')
    assert [each.duration for each in story.audio] == [seconds]


def test_what_describes_a_medium_is_not_the_items() -> None:
    story = item_with("<m:title>x</m:title><m:description>y</m:description><title>The mill</title>")
    assert (story.title, story.text) == ("The mill", "The mill turns.")


def test_subjects_count_once() -> None:
    parts = "<category>Mills; </category><category>Mills</category><m:keywords>Mills, Burma;"
    assert item_with(f"{parts}</m:keywords>").subjects == ("Mills", "Burma")


@pytest.mark.parametrize("text", ["", "<description/>", "<description> </description>"])
def test_an_item_of_a_recording_or_a_picture_alone(text: str) -> None:
    sound, picture = f"{URL}/x.mp3", f"{URL}/x.jpg"
    for part in (f'<enclosure url="{sound}"/>', f'<media:content url="{picture}"/>'):
        feed = f"<rss><channel><item><link>{URL}</link>{text}{part}</item></channel></rss>"
        (article,) = rfaparse.parse_feed(feed)
        assert (article.url, article.body) == (URL, ())
        assert [each.url for each in article.audio] == [sound] * ("mp3" in part)
        assert [each.url for each in article.images] == [picture] * ("jpg" in part)
