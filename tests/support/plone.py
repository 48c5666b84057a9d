"""Stories from hypothesis, and their markup as Plone wrote it, noise included.

`stories` draws an `Article` that a fragment can hold; `render` writes its HTML. Neither shares code
with the parser.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from rfaparse import (
    Article,
    Block,
    BulletList,
    Byline,
    Credit,
    Embed,
    EmbedKind,
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

if TYPE_CHECKING:
    from random import Random

STORY_URL = "https://www.rfa.org/mandarin/yataibaodao/huanjing/ab1-03052021081530.html"

# No letter of these begins a label or a word that no name has.
_LETTERS = "河水漫过旧桥集市停业三天商贩回来石料重修两岸"
_MARKS = "，。：；“”《》%&<>\"'/-0123456789abXYZ"
_NAME_LETTERS = "白石丁禾木川溪岚枫柏"
_CITIES = ("华盛顿", "台北", "巴黎", "旧金山", "香港", "伦敦")

words = st.text(_LETTERS + _MARKS, min_size=1, max_size=12).filter(lambda word: word != "null")
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
names = st.one_of(
    st.text(_NAME_LETTERS, min_size=2, max_size=3),
    st.builds(
        "{}·{}".format,
        st.text(_NAME_LETTERS, min_size=1, max_size=3),
        st.text(_NAME_LETTERS, min_size=1, max_size=3),
    ),
    st.sampled_from(["Ann Reed", "Bo Stone"]),
)
addresses = st.builds(
    "/mandarin/Xinwen/{}-{:014d}.html".format,
    st.integers(1, 99),
    st.integers(1012020000000, 12312023235959),
)


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """A line whose marked stretches do not touch; the first word has no mark."""
    text = draw(words)
    spans: list[Span] = []
    for kind in draw(st.lists(st.sampled_from(SpanKind), max_size=3)):
        word, after = draw(words), draw(words)
        start = len(text)
        href = draw(addresses) if kind is SpanKind.LINK else None
        url = f"https://www.rfa.org{href}" if href else None
        spans.append(Span(start, start + len(word), kind, href, url))
        text += word + after
    return text, tuple(spans)


paragraphs = marked_lines().map(lambda line: Paragraph(*line))
quotes = marked_lines().map(lambda line: Quote(*line))
headings = texts.map(Heading)
lists = st.builds(
    BulletList, st.lists(paragraphs, min_size=1, max_size=3).map(tuple), st.booleans()
)
links = st.builds(
    lambda title, path, is_old: RelatedLink(
        title, f"http://www.rfa.org{path}" if is_old else path, f"https://www.rfa.org{path}"
    ),
    texts,
    addresses,
    st.booleans(),
)
related = st.lists(links, min_size=1, max_size=4).map(tuple).map(RelatedLinks)


@st.composite
def images(draw: st.DrawFn) -> Image:
    name = draw(st.text("abcdef0123456789", min_size=3, max_size=8))
    src = f"{STORY_URL}/{name}.jpg"
    if draw(st.booleans()):
        return Image(src, src, alt=draw(st.none() | words), title=f"{name}.jpg")
    caption = draw(st.none() | texts)
    credit = draw(st.none() | names) if caption else None
    if caption and credit:
        caption = f"{caption}（{credit}摄）"
    size = draw(st.none() | st.tuples(st.integers(1, 9999), st.integers(1, 9999)))
    return Image(
        src,
        src,
        alt=caption,
        title=caption,
        width=size[0] if size else None,
        height=size[1] if size else None,
        full_size_url=draw(st.sampled_from([None, src])),
        caption=caption,
        copyright=draw(st.sampled_from([None, "Photo: RFA", "某通讯社资料图"])),
        credit=f"{credit}摄" if credit else None,
    )


embeds = st.one_of(
    st.builds(Embed, st.just(EmbedKind.YOUTUBE), st.just("https://www.youtube.com/embed/a-b")),
    st.builds(Embed, st.just(EmbedKind.KALTURA), st.just("https://cdn.kaltura.com/p/1?a=1&b=2")),
    st.builds(Embed, st.just(EmbedKind.FACEBOOK), st.just("https://www.facebook.com/plugins/v")),
    st.builds(Embed, st.just(EmbedKind.TWEET), st.just("https://twitter.com/a/status/1"), texts),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    paragraphs, paragraphs, headings, quotes, lists, related, images(), embeds
)


@st.composite
def bylines(draw: st.DrawFn) -> Byline:
    """A credit line in one of the forms of Mandarin stories."""
    people = st.lists(names, min_size=1, max_size=3, unique=True)
    comma = draw(st.sampled_from(["、", " ", "/", "，"]))
    if comma == " ":
        people = st.lists(names.filter(str.isalpha), min_size=1, max_size=3, unique=True)
        people = people.filter(lambda chosen: not any(map(str.isascii, chosen)))
    colon = draw(st.sampled_from(["：", ":", "；", " ", ": "]))
    gap = draw(st.sampled_from([" ", " ", "；", "/"]))
    credits_: list[Credit] = []
    parts: list[str] = []
    locations: tuple[str, ...] = ()
    if draw(st.booleans()):
        reporter = draw(st.text(_NAME_LETTERS, min_size=2, max_size=3))
        label = draw(st.sampled_from(["记者", "特约记者", "实习记者"]))
        city = draw(st.none() | st.sampled_from(_CITIES))
        report = f"{city}报道" if city else ""
        parts.append(f"自由亚洲电台{label}{reporter}{report}")
        credits_.append(Credit(Role.REPORTER, reporter, label))
        locations = (city,) if city else ()
    labels = [
        (Role.REPORTER, "记者"),
        (Role.EDITOR, draw(st.sampled_from(["责编", "编辑", "責編", "责任编辑"]))),
        (Role.WEB_EDITOR, "网编"),
        (Role.TRANSLATOR, "翻译"),
    ]
    chosen = draw(
        st.lists(st.sampled_from(labels), min_size=2, max_size=4, unique_by=lambda one: one[0])
    )
    for role, label in chosen:
        drawn = draw(people)
        parts.append(f"{label}{colon}{comma.join(drawn)}")
        credits_ += [Credit(role, name, label) for name in drawn]
    text = " ".join(gap.join(parts).split())
    text = draw(st.sampled_from(["{}", "（{}）", "({})"])).format(text)
    return Byline(text, tuple(dict.fromkeys(credits_)), locations)


@st.composite
def stories(draw: st.DrawFn) -> Article:
    """A story that a feed mirror's fragment can hold."""
    body: list[Block] = []
    for block in draw(st.lists(blocks, max_size=8)):
        if not (isinstance(block, RelatedLinks) and body and isinstance(body[-1], RelatedLinks)):
            body.append(block)
    lead = draw(st.none() | images().filter(lambda image: image.width is not None))
    if body and isinstance(body[0], Image) and lead is None:
        body.insert(0, Paragraph("水。"))
    return Article(
        lead_image=lead,
        body=tuple(body) or (Paragraph("水。"),),
        byline=draw(st.none() | bylines()),
        wrapping=Wrapping.FRAGMENT,
    )


def render(article: Article, chance: Random) -> str:
    """The story as a feed mirror's fragment; `chance` chooses the noise."""
    parts = [_lead(article.lead_image)] if article.lead_image else []
    for block in article.body:
        parts.append(_noise(chance))
        parts.append(_block(block, chance))
    if article.byline and article.byline.text:
        parts.append(_noise(chance))
        parts.append(_paragraph(_runs(article.byline.text, chance), chance))
    parts.append(_noise(chance))
    return "".join(parts)


_NOISE = (
    "",
    "",
    "\n",
    "<p> </p>",
    "<p>&nbsp;</p>",
    "<p><br/></p>",
    "<div></div>",
    "<ul></ul>",
    "<p><b> </b></p>",
    "<!-- x -->",
    "<h1></h1>",
    '<p dir="ltr"><span> </span></p>',
    '<p><a class="external-link" href="/x"><br/></a></p>',
    "<script>var x = 1;</script>",
)


def _noise(chance: Random) -> str:
    return chance.choice(_NOISE)


def _block(block: Block, chance: Random) -> str:
    match block:
        case Paragraph():
            return _paragraph(_marked(block.text, block.spans, chance), chance)
        case Heading():
            tag = chance.choice(["b", "strong"])
            return _paragraph(f"<{tag}>{_runs(block.text, chance)}</{tag}>", chance)
        case Quote():
            inner = _marked(block.text, block.spans, chance)
            return f"<blockquote>{chance.choice(['{}', '<p>{}</p>']).format(inner)}</blockquote>"
        case BulletList():
            items = (_marked(item.text, item.spans, chance) for item in block.items)
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}><p></p>"
        case RelatedLinks():
            return _related(block, chance)
        case Image():
            return _image(block, chance)
        case Embed():
            return _embed(block, chance)


def _paragraph(inner: str, chance: Random) -> str:
    form = chance.choice(
        [
            "<p>{}</p>",
            "<p>{}</p>",
            "<div>{}</div>",
            "<p><span>{}</span></p>",
            "<p><br/>{}</p>",
            "<p>{}<br/><br/></p>",
            '<div id="_mcePaste">{}</div>',
            "<p><span><p dir='ltr'>{}</p></span></p>",
            "<br>{}<br>",
            "<p>&nbsp;{}&nbsp;</p>",
            "<p>{}",
        ]
    )
    return form.format(inner)


def _runs(text: str, chance: Random) -> str:
    """The text, at times with one ``span`` per run, and with spaces as Plone writes them."""
    spaces = (" ", " ", "&nbsp;", "&nbsp; ", "\n", "\u3000")
    wrap = chance.choice(["{}", "{}", '<span style="font-weight: 400;">{}</span>'])
    parts = []
    for word in text.split(" "):
        cut = chance.randrange(len(word) + 1)
        runs = (word[:cut], word[cut:]) if wrap != "{}" else (word,)
        parts.append("".join(wrap.format(html.escape(run)) for run in runs))
    return "".join(
        part + (chance.choice(spaces) if index < len(parts) - 1 else "")
        for index, part in enumerate(parts)
    )


_TAGS = {
    SpanKind.STRONG: ("b", "strong"),
    SpanKind.EM: ("i", "em"),
    SpanKind.UNDERLINE: ("u", "ins"),
    SpanKind.STRIKE: ("s", "del"),
    SpanKind.SUPERSCRIPT: ("sup",),
    SpanKind.SUBSCRIPT: ("sub",),
}


def _marked(text: str, spans: tuple[Span, ...], chance: Random) -> str:
    parts, done = [], 0
    for span in spans:
        parts.append(_runs(text[done : span.start], chance))
        inner = _runs(text[span.start : span.end], chance)
        if span.kind is SpanKind.LINK:
            parts.append(f'<a class="external-link" href="{span.href}">{inner}</a>')
        else:
            tag = chance.choice(_TAGS[span.kind])
            parts.append(f"<{tag}>{inner}</{tag}>")
        done = span.end
    return "".join(parts) + _runs(text[done:], chance)


def _related(block: RelatedLinks, chance: Random) -> str:
    items = [_item(link, chance) for link in block.links]
    if chance.random() < 0.5:
        return "".join(f"<ul><li>{item}</li></ul>{chance.choice(['', ' '])}" for item in items)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}{chance.choice(['', '<br/>'])}</ul>"


def _item(link: RelatedLink, chance: Random) -> str:
    cut = chance.randrange(1, len(link.title) + 1)
    texts = [part for part in (link.title[:cut], link.title[cut:]) if part.strip()]
    if len(texts) == 1 or chance.random() < 0.5:
        texts = [link.title]
    titles = [html.escape(text) for text in texts]
    form = chance.choice(
        [
            "<b>{}</b>",
            "{}",
            '<span class="result-title"> {} </span><span class="discreet"> </span>',
            '{}<a href="/mandarin/other-01022021030405.html"><strong></strong></a>',
        ]
    )
    anchors = (f'<a class="state-published" href="{link.href}">{title}</a>' for title in titles)
    return form.format("".join(anchors))


def _attribute(name: str, value: object) -> str:
    return "" if value is None else f' {name}="{html.escape(str(value))}"'


def _img(image: Image, class_name: str | None = None) -> str:
    pairs = (
        ("alt", image.alt),
        ("class", class_name),
        ("src", image.src),
        ("title", image.title),
        ("width", image.width),
        ("height", image.height),
    )
    return f"<img{''.join(_attribute(*pair) for pair in pairs)}/>"


def _zoom(image: Image, id_or_class: str, more: str = "") -> str:
    link = ""
    if image.full_size_url:
        icon = '<img src="/++plone++rfa-resources/img/icon-zoom.png"/>'
        link = (
            f'<a {id_or_class}="single_image"{_attribute("href", image.full_size_url)}>{icon}</a>'
        )
    return f'<div id="zoomattribute">{link}{more}</div>'


def _text(text: str | None) -> str:
    return html.escape(text) if text else " "


def _lead(image: Image) -> str:
    right = f'<span class="copyright">{_text(image.copyright)}</span>'
    caption = f'<span class="lead_image_caption">{_text(image.caption)}</span>'
    return f"{_img(image)}\n  {caption}\n  {_zoom(image, 'id', right)} <!-- zoomattribute -->\n  "


def _image(image: Image, chance: Random) -> str:
    if not (image.caption or image.copyright or image.full_size_url or image.width):
        return f"<p>{_img(image, 'image-inline')}</p>"
    if chance.random() < 0.5:
        figure = (
            f'<div class="image-inline captioned"><div>{_img(image)}</div>'
            f'<div class="image-caption"><span>{_text(image.caption)}</span>'
            f'<span class="copyright">{_text(image.copyright)}</span></div>'
            f"{_zoom(image, 'class')}</div>"
        )
    else:
        figure = (
            f'<figure class="image-richtext image-inline captioned">{_img(image)}'
            f'<figcaption class="image-caption">{_text(image.caption)}</figcaption>'
            f"<small>{_text(image.copyright)}</small>{_zoom(image, 'id')}</figure>"
        )
    form = chance.choice(
        [
            "<p>{}</p>",
            "<p>{}&nbsp;</p>",
            "<p><strong>{}</strong></p>",
            "<p><span>{}</span></p>",
            "{}",
            "<p><br/>{}<br/></p>",
        ]
    )
    return form.format(figure)


def _embed(embed: Embed, chance: Random) -> str:
    address = html.escape(embed.url or "")
    if embed.kind is EmbedKind.TWEET:
        return (
            f'<blockquote class="twitter-tweet"><p>{_runs(embed.text, chance)}</p>'
            f'<a href="{address}"></a></blockquote><script src="x.js"></script>'
        )
    form = chance.choice(
        [
            "<p>{}</p>",
            '<p><div id="story_inline"><div class="videoWrapper">{}</div></div></p>',
            "<p><i>{}</i></p>",
        ]
    )
    return form.format(f'<iframe frameborder="0" src="{address}"></iframe>')
