"""Stories with the length and markup of the mirrors' stories, but invented words: the same always.

Instructions, times and memory are measured with them, and must not change by chance: hence neither
hypothesis nor real stories. The median real story of the Mandarin mirror has 3,200 characters of
HTML with 107 tags, 14 paragraphs of 100 characters, three related links, a picture and three
credits; these have about as many.
"""

from __future__ import annotations

from html import escape
from random import Random

from attrs import frozen
from pages import Page

_CHINESE = (
    "河水 旧桥 集市 商贩 新路 渡船 山雨 晒谷场 码头 灯塔 纸鸢 石阶 漫过 修好 停业 回来 "
    "昨天 清早 两岸 居民 认为 说 许多 几年 以前 没有 因为 但是 已经 上游 放水 水位 "
    "一米 三天 重修 石料 运到 下游 村子 田里 稻子 收成 减少"
).split()
_TIBETAN = (
    "ཆུ་བོ་ ཟམ་པ་ རྙིང་པ་ ཁྲོམ་ར་ ཚོང་པ་ ལམ་ཁ་ གྲུ་གཟིངས་ རི་བོ་ ཆར་པ་ ས་ཞིང་ ཁ་སང་ ཞོགས་པ་ མི་མང་ ཡོད་པ་ མེད་པ་ བྱུང་"
).split()
_ENGLISH = (
    "the river rose over an old bridge and traders left their market for three days while boats "
    "carried stones from upstream to people who had waited since early spring near a lighthouse"
).split()
_NAMES = "白石 丁一禾 安木 禾川 溪岚 柏枫".split()


@frozen
class Story:
    """A story, with the fields of those wrappings that have more than its HTML."""

    url: str
    title: str
    lead: str
    html: str
    language: str = "zh"

    @property
    def fragment(self) -> str:
        """As a feed mirror has it: the lead block or the word null, then the story."""
        return (self.lead or "null") + self.html

    @property
    def post(self) -> str:
        """As a Jekyll post of a mirror."""
        return (
            f'---\nlayout: post\ntitle: "{self.title}"\ndate: 2021-03-05T09:38:40.000Z\n'
            f"author: 自由亚洲电台\nfrom: {self.url}\ntags: [ 自由亚洲电台 ]\ncomments: True\n"
            f"categories: [ 自由亚洲电台 ]\n---\n<!--1614937120000-->\n[{self.title}]({self.url})\n"
            f"------\n\n<div>\n{self.fragment}\n</div>\n"
        )

    @property
    def plone(self) -> dict[str, object]:
        """As plone.restapi writes it, without its image."""
        text = {"content-type": "text/html", "data": self.html, "encoding": "utf-8"}
        language = {"title": "English", "token": "en"}
        return {
            "@id": self.url.replace("www.rfa.org", "devview.rfaweb.org"),
            "@type": "story",
            "image": None,
            "language": language,
            "text": text,
            "title": self.title,
        }

    @property
    def around(self) -> Page:
        """The story as `pages` takes it, to make a whole page."""
        return Page(self.lead, self.html, self.url, title=self.title, language=self.language)


def mandarin(number: int) -> Story:
    """A story of the Mandarin service, a different one for each number."""
    chance = Random(number)  # noqa: S311  no secret is made of it
    url = _address("mandarin/yataibaodao/huanjing", chance)
    paragraphs = [_chinese_paragraph(chance) for _ in range(chance.randrange(9, 20))]
    paragraphs.insert(1, _related(chance))
    if number % 3 == 0:
        paragraphs.insert(5, f"<p><b>{_words(_CHINESE, chance, 5)}</b></p>")
        paragraphs.insert(7, _figure(url, chance))
    reporter, *editors, web_editor = chance.sample(_NAMES, 4)
    credit_line = f"记者：{reporter}　责编：{'、'.join(editors)}　网编：{web_editor}"
    lead = _lead(url, _words(_CHINESE, chance, 8)) if number % 3 else ""
    html = "".join([*paragraphs, f"<p>{credit_line}</p>"])
    return Story(url, _words(_CHINESE, chance, 6), lead, html)


def tibetan(number: int) -> Story:
    """A story of the Tibetan service as its own feed has it: a bare image, then the text."""
    chance = Random(number)  # noqa: S311
    url = _address("tibetan/sargyur", chance)
    lines = [_words(_TIBETAN, chance, chance.randrange(20, 60)) for _ in range(6)]
    body = "<br />".join(f"{line}།" for line in lines)
    html = f'<img src="{url}/{number}.JPG"></img><p>{body}</p><p>གསར་འགོད་པ་བསོད་ནམས་དང་ཀརྨ།</p>'
    return Story(url, _words(_TIBETAN, chance, 5) + "།", "", html, "bo")


def english(number: int) -> Story:
    """A story of the English service."""
    chance = Random(number)  # noqa: S311
    url = _address("english/news/china", chance)
    lines = [_words(_ENGLISH, chance, chance.randrange(20, 60), " ") for _ in range(14)]
    html = "".join(f"<p>{line.capitalize()}.</p>\n" for line in lines)
    html += "<p>Reported by Ann Reed. Translated by Bo Stone. Edited by Cy Wood.</p>"
    lead = _lead(url, _words(_ENGLISH, chance, 9, " "))
    return Story(url, _words(_ENGLISH, chance, 7, " ").title(), lead, html, "en")


def feed(stories: list[Story]) -> str:
    """The stories as items of RFA's own feed (RSS 1.0)."""
    return (
        '<?xml version="1.0" encoding="utf-8" ?>\n<rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">\n'
        '<channel rdf:about="https://www.rfa.org/RSS"><title>RFA</title></channel>\n'
        f"{''.join(map(_item, stories))}</rdf:RDF>\n"
    )


def _item(story: Story) -> str:
    return (
        f'<item rdf:about="{story.url}"><title>{escape(story.title)}</title>'
        f"<link>{story.url}</link><description>{escape(story.title)}</description>\n"
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<![CDATA[{story.html}]]></content:encoded>\n<dc:publisher>Radio Free Asia</dc:publisher>"
        "<dc:date>2015-01-12T22:40:01Z</dc:date><dc:type>Story</dc:type></item>\n"
    )


def _words(words: list[str], chance: Random, count: int, joiner: str = "") -> str:
    return joiner.join(chance.choice(words) for _ in range(count))


def _address(folder: str, chance: Random) -> str:
    slug = "".join(chance.choice("abcdefgh") for _ in range(2))
    return f"https://www.rfa.org/{folder}/{slug}-03052021{chance.randrange(10, 24)}1530.html"


def _chinese_paragraph(chance: Random) -> str:
    clauses = [_words(_CHINESE, chance, chance.randrange(4, 9)) for _ in range(7)]
    text = "，".join(clauses[:3]) + "：“" + "，".join(clauses[3:]) + "。”"
    form = chance.choice(
        [
            "<p>{}</p>",
            "<p>{}</p>",
            "<p><br/>{}</p>",
            '<p><span style="font-weight: 400;">{}</span><span> 2021 </span></p>',
            "<p>{}<br/><br/></p>",
        ]
    )
    return form.format(text)


def _related(chance: Random) -> str:
    items = (
        f'<li><span class="result-title"><a class="state-published" href="'
        f'{_address("mandarin/Xinwen", chance)}"><strong>{_words(_CHINESE, chance, 6)}</strong></a>'
        '</span> <span class="discreet"> </span></li>'
        for _ in range(3)
    )
    return f"<ul>{''.join(items)}</ul>"


def _figure(url: str, chance: Random) -> str:
    caption = f"{_words(_CHINESE, chance, 6)}（路透社）"
    return (
        f'<p><figure class="image-richtext image-inline captioned"><img alt="{caption}" src="{url}/'
        f'@@images/a.jpeg" title="{caption}" width="620" height="413"><figcaption class='
        f'"image-caption">{caption}</figcaption><small> </small><div id="zoomattribute"></div>'
        "</figure></p>"
    )


def _lead(url: str, caption: str) -> str:
    return (
        f'<img src="{url}/@@images/1f0c.jpeg" alt="{caption}" title="{caption}" height="413"'
        f' width="620">\n  <span class="lead_image_caption">{caption}（路透社）</span>\n'
        f'  <div id="zoomattribute"><a id="single_image" href="{url}/@@images/image/social_media"'
        f' data-caption="{caption}" title="{caption}"><img src="/++plone++rfa-resources/img/'
        'icon-zoom.png"></a><span class="copyright">Photo: RFA</span></div>'
        " <!-- zoomattribute -->\n"
    )
