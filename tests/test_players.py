"""Players, recordings and pictures that a script or a plug-in would show, by both parsers."""

from __future__ import annotations

from typing import Any

import pytest

import rfaparse
from rfaparse import Article, Embed, EmbedKind, Image, Quote

MP3 = "https://www.rfa.org/mandarin/qiao.mp3"
JPG = "https://www.rfa.org/mandarin/qiao.jpg"
KALTURA = (
    "https://cdnapisec.kaltura.com/p/125/sp/12500/embedIframeJs/uiconf_id/44/partner_id/125"
    "?iframeembed=true&playerId=kaltura_player&entry_id=1_x"
)
TABLEAU = (
    '<object class="tableauViz" style="display:none;"><param name="host_url"'
    ' value="https%3A%2F%2Fpublic.tableau.com%2F"> <param name="site_root" value="{}">'
    '<param name="name" value="Qiao&#47;Biao"><param name="static_image" value="/1.png"></object>'
)


def read(story: str) -> Article:
    """The article between two paragraphs, the same from both parsers."""
    source = f"<p>河水</p>{story}<p>旧桥</p>"
    article = rfaparse.parse(source)
    assert rfaparse.parse(source, parser="html5lib") == article
    assert article.text.startswith("河水")
    assert article.text.endswith("旧桥")
    return article


EMBEDS: dict[str, tuple[str, EmbedKind, str | None]] = {
    "Flash of YouTube": (
        (
            '<object width="425"><param name="movie" value="http://www.youtube.com/v/a_1">'
            '<embed src="http://www.youtube.com/v/a_1" type="x-shockwave-flash"></embed>'
            "请装播放器</object>"
        ),
        EmbedKind.YOUTUBE,
        "http://www.youtube.com/v/a_1",
    ),
    "a movie alone": (
        '<object><param name="Movie" value="//www.youtube.com/v/a_1"></object>',
        EmbedKind.YOUTUBE,
        "https://www.youtube.com/v/a_1",
    ),
    "another plug-in": (
        '<embed src="/qiao.swf" flashvars="file=/qiao.flv"></embed>',
        EmbedKind.OBJECT,
        "https://www.rfa.org/qiao.swf",
    ),
    "video": (
        '<video controls><source src="/qiao.mp4" type="video/mp4">请换浏览器</video>',
        EmbedKind.VIDEO,
        "https://www.rfa.org/qiao.mp4",
    ),
    "a wrapper": (
        '<p><div class="videoWrapper"><iframe src="https://www.youtube.com/embed/a"></iframe></div>',
        EmbedKind.YOUTUBE,
        "https://www.youtube.com/embed/a",
    ),
    "an iframe loaded late": (
        '<iframe src="about:blank" data-src="https://www.youtube.com/embed/a"></iframe>',
        EmbedKind.YOUTUBE,
        "https://www.youtube.com/embed/a",
    ),
    "Flourish": (
        (
            '<div class="flourish-embed flourish-chart" data-src="visualisation/123"> '
            '<script src="https://public.flourish.studio/resources/embed.js"></script><noscript>'
            '<img src="https://public.flourish.studio/visualisation/123/thumbnail"></noscript></div>'
        ),
        EmbedKind.FLOURISH,
        "https://public.flourish.studio/visualisation/123",
    ),
    "Flourish in bold": (
        (
            '<p><b></p><div class="flourish-embed" data-src="story/9"><noscript>'
            '<img src="https://public.flourish.studio/story/9/thumbnail"></noscript></div>'
        ),
        EmbedKind.FLOURISH,
        "https://public.flourish.studio/story/9",
    ),
    "Flourish without its address": (
        '<div class="flourish-embed"></div>',
        EmbedKind.FLOURISH,
        None,
    ),
    "Flourish after its script has run": (
        (
            '<div class="flourish-embed" data-src="visualisation/123">'
            '<iframe src="https://flo.uri.sh/visualisation/123/embed"></iframe></div>'
        ),
        EmbedKind.FLOURISH,
        "https://flo.uri.sh/visualisation/123/embed",
    ),
    "Tableau": (
        '<div class="tableauPlaceholder"><noscript><a href="#"><img src="/1.png"></a></noscript>'
        + TABLEAU.format("")
        + "</div><script>var viz</script>",
        EmbedKind.TABLEAU,
        "https://public.tableau.com/views/Qiao/Biao",
    ),
    "Tableau whose noscript a tool took off": (
        '<div class="tableauPlaceholder"><a href="#"><img src="/1_rss.png"></a>'
        + TABLEAU.format("/t/shi")
        + "</div>",
        EmbedKind.TABLEAU,
        "https://public.tableau.com/t/shi/views/Qiao/Biao",
    ),
    "kWidget": (
        (
            '<div id="kp"></div><script>kWidget.embed({"targetId": "kp", "wid": "_125",'
            ' "uiconf_id": 44, "flashvars": {}, "entry_id": "1_x"});</script>'
        ),
        EmbedKind.KALTURA,
        KALTURA,
    ),
    "kWidget with a thumbnail": (
        (
            "<script>\nkWidget.thumbEmbed( 'kp', { 'wid' : '_125', uiconf_id: '44',"
            " 'entry_id' : '1_x' } )\n</script>"
        ),
        EmbedKind.KALTURA,
        KALTURA,
    ),
    "kWidget without an entry": (
        '<script>kWidget.embed({"wid": "_125"})</script>',
        EmbedKind.KALTURA,
        None,
    ),
    "Kaltura's script alone": (
        f'<script src="{KALTURA.replace("iframeembed", "autoembed")}"></script>',
        EmbedKind.KALTURA,
        KALTURA,
    ),
}


@pytest.mark.parametrize("case", EMBEDS)
def test_an_embed(case: str) -> None:
    story, kind, url = EMBEDS[case]
    article = read(story)
    assert article.embeds == (Embed(kind, url),)
    assert (article.images, article.audio, len(article.body)) == ((), (), 3)


def test_other_scripts_are_no_players() -> None:
    assert read("<script>kWidget.addReadyCallback(f)</script>").embeds == ()


def test_each_call_of_a_script_is_a_player() -> None:
    call = '.embed({{"wid": "_125", "uiconf_id": 44, "entry_id": "1_{}"}});kWidget'
    urls = [
        each.url for each in read(f"<script>kWidget{call * 2}</script>".format("x", "y")).embeds
    ]
    assert urls == [KALTURA, KALTURA.replace("1_x", "1_y")]


def test_a_pull_quote_is_a_quote() -> None:
    assert read('<blockquote class="pullquote">集市</blockquote>').body[1] == Quote("集市")


ENCODED = "https%3A%2F%2Fwww.rfa.org%2Fmandarin%2Fqiao.mp3"
RECORDINGS: dict[str, tuple[str, list[str]]] = {
    "a parameter": (
        (
            '<object data="/p.swf"><param name="movie" value="/p.swf"><param name="FlashVars"'
            f' value="playerID=1&amp;soundFile={ENCODED}"></object>'
        ),
        [MP3],
    ),
    "an attribute": (
        '<embed src="/p.swf" flashvars="autostart=no&amp;soundFile=/mandarin/qiao.mp3">',
        [MP3],
    ),
    "both": (
        (
            f'<object><param name="flashvars" value="soundFile={MP3}">'
            f'<embed src="/p.swf" flashvars="soundFile={MP3}"></embed></object>'
        ),
        [MP3],
    ),
    "several": (
        f'<embed src="/p.swf" flashvars="soundFile={ENCODED}%2Chttp://www.rfa.org/b.mp3,/c.mp3">',
        [MP3, "https://www.rfa.org/b.mp3", "https://www.rfa.org/c.mp3"],
    ),
    "the player's query": (f'<embed src="/p.swf?soundFile={ENCODED}&amp;loop=no">', [MP3]),
    "no player": ('<embed src="/mandarin/qiao.mp3" type="audio/mpeg">', [MP3]),
    "a list of links": (
        (
            '<ul class="audio"><li><a href="/mandarin/qiao.mp3"></a></li>'
            '<li><a href="/mandarin/b/@@stream"></a></li></ul>'
        ),
        [MP3, "https://www.rfa.org/mandarin/b/@@stream"],
    ),
    "a list of players": (
        f'<ul class="audio"><li><audio src="{MP3}">请换</audio><a href="/c.mp3"></a></li></ul>',
        [MP3],
    ),
    "Plone 5": (
        f'<audio class="story_audio" src="{MP3}/@@stream"></audio>',
        [f"{MP3}/@@stream"],
    ),
    "Plone 4": (
        f'<div class="shadowbox storyaudio"><audio src="{MP3}"></audio></div>',
        [MP3],
    ),
}


@pytest.mark.parametrize("case", RECORDINGS)
def test_a_recording(case: str) -> None:
    story, urls = RECORDINGS[case]
    article = read(story)
    assert [each.url for each in article.audio] == urls
    assert (len(article.body), article.leftover) == (2, ())


def test_what_follows_embed_is_none_of_its_own() -> None:
    video = '<object><param name="movie" value="//www.youtube.com/v/a_1"></object>'
    article = read(f'<embed src="/p.swf"><audio src="{MP3}"></audio>{video}')
    assert [each.url for each in article.audio] == [MP3]
    assert [each.kind for each in article.embeds] == [EmbedKind.OBJECT, EmbedKind.YOUTUBE]


def test_what_a_list_of_recordings_says_is_left_over() -> None:
    article = read(f'<ul class="audio"><li><a href="{MP3}">收听</a> 三分钟</li></ul>')
    assert (len(article.body), article.leftover) == (2, ("收听 三分钟",))


def test_a_list_of_no_recordings_is_a_list() -> None:
    article = read('<ul class="audio"><li><a href="/mandarin/x.html">山雨</a></li></ul>')
    assert [each.title for each in article.related_links] == ["山雨"]


def test_an_open_list_of_recordings_takes_no_story_with_it() -> None:
    source = f'<ul class="audio"><li><a href="{MP3}">收听</a><p>河水</p><p>旧桥</p>'
    assert rfaparse.parse(source).text == "收听\n\n河水\n\n旧桥"


NOTHING = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
LATE = {
    "data-src": f'<img data-src="{JPG}">',
    "a gif in its place": f'<img src="/t.gif" data-src="{JPG}">',
    "a data URI in its place": f'<img src="{NOTHING}" data-original="{JPG}">',
    "a blank in its place": f'<img src="/i/blank.png?v=1" data-lazy-src="{JPG}">',
    "an empty src": f'<img src="" data-src=" {JPG} ">',
    "data-srcset": f'<img src="{NOTHING}" data-srcset="{JPG} 1600w, /s.jpg 400w">',
    "densities": f'<img srcset="/s.jpg, {JPG} 2x">',
    "commas in addresses": f'<img srcset="https://x.org/w_8,h_6/a.jpg 800w,{JPG} 1600w">',
    "a picture": (
        '<picture><source data-srcset="/s.jpg 400w" media="(max-width: 1px)">'
        f'<source srcset="{JPG} 1600w"><img src="{NOTHING}"></picture>'
    ),
    "a picture with its own": f'<picture><source srcset="/s.webp 9w"><img src="{JPG}"></picture>',
    "noscript": f'<img class="lazy"><noscript><img src="{JPG}"></noscript>',
    "noscript first": f'<noscript><img src="{JPG}"></noscript> <img src="/spacer.gif">',
    "noscript and data-src": f'<img data-src="{JPG}"><noscript><img src="{JPG}?full"></noscript>',
    "noscript and src": f'<img src="{JPG}"><noscript><img src="{JPG}"></noscript>',
    "noscript behind a paragraph": (
        f'<p><img src="/loading.svg"></p><noscript><img src="{JPG}"></noscript>'
    ),
    "noscript elsewhere": (
        f'<div><img src="/s.gif" data-src="{JPG}"></div><div><noscript><p>'
        f'<img src="{JPG}"></p></noscript></div>'
    ),
    "noscript in links": (
        f'<a href="/x"><img data-src="{JPG}"></a>'
        f'<noscript><a href="/x"><img src="{JPG}"></a></noscript>'
    ),
    "noscript alone": f'<div><noscript><img src="{JPG}"></noscript></div>',
    "noscript in noscript": f"<noscript><noscript><img src='{JPG}'></noscript></noscript>",
    "escaped noscript": f'<img><noscript>&lt;img src="{JPG}"&gt;</noscript>',
    "noscript of no picture": f'<img src="{JPG}"><noscript>&lt;!-- &lt;img --&gt;</noscript>',
    "a counter behind it": (
        f'<img src="{JPG}"><br>.<noscript><img src="/count.gif?x" width="1" height="1"></noscript>'
    ),
    "a hidden counter": (
        f'<img src="{JPG}"><br>.<noscript><img src="/c?x" style="display: none"></noscript>'
    ),
}


@pytest.mark.parametrize("case", LATE)
def test_a_picture_loaded_late_is_one(case: str) -> None:
    assert [each.url for each in read(LATE[case]).images] == [JPG]


FIGURES = {
    "Plone 5": (
        '<figure class="image-richtext image-inline captioned">{}'
        '<figcaption class="image-caption">集市（甲摄）</figcaption><small>某社</small></figure>'
    ),
    "Plone 4": (
        '<div class="image-inline captioned"><div>{}</div><div class="image-caption">'
        '<span>集市（甲摄）</span><span class="copyright">某社</span></div></div>'
    ),
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("case", [each for each in LATE if "counter" not in each])
def test_a_picture_loaded_late_keeps_its_caption(case: str, figure: str) -> None:
    (image,) = read(FIGURES[figure].format(LATE[case])).images
    assert (image.url, image.caption, image.credit) == (JPG, "集市（甲摄）", "甲摄")
    assert image.copyright == "某社"


def test_a_placeholder_alone_is_what_is_there() -> None:
    (image,) = read(f'<img src="{NOTHING}" alt="桥">').images
    assert image == Image(NOTHING, alt="桥")


def test_a_lead_image_loaded_late() -> None:
    lead = f'<img src="{NOTHING}" data-src="{JPG}"><noscript><img src="{JPG}"></noscript>'
    said = '<span class="lead_image_caption">集市</span>'
    for parser in ("lxml", "html5lib"):
        article = rfaparse.parse(f"{lead}{said}<p>河水</p>", parser=parser)
        assert article.images == (Image(JPG, JPG, caption="集市"),)
        assert article.lead_image is not None


@pytest.mark.parametrize(
    ("story", "copyright_", "leftover"),
    [
        ('<div class="copyright">© 某台</div>', None, ("© 某台",)),
        (f'<img src="{JPG}"><div class="copyright">© 某社</div>', "© 某社", ()),
        (f'<img src="{JPG}"><p>集市</p><div class="copyright">© 某台</div>', None, ("© 某台",)),
    ],
)
def test_a_copyright_is_that_of_the_picture_before_it(
    story: str, copyright_: str | None, leftover: tuple[str, ...]
) -> None:
    article = read(story)
    assert [each.copyright for each in article.images] in ([], [copyright_])
    assert article.leftover == leftover
    assert "©" not in article.text


def test_an_open_copyright_takes_no_story_with_it() -> None:
    source: Any = '<p>河水</p><div class="copyright">© 某台<p>旧桥</p>'
    assert rfaparse.parse(source).text == "河水\n\n© 某台\n\n旧桥"
