"""The typed objects that a parse returns. No parsing happens here.

Every class is frozen, slotted, hashable and picklable. Sequences are tuples. Missing values are
``None`` or ``()``. The markup named in the docstrings is the Plone output of Radio Free Asia (RFA);
``tests/fixtures`` has small pages with it.
"""

from __future__ import annotations

import re
from datetime import datetime  # noqa: TC003  get_type_hints() and cattrs read it at run time
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from attrs import asdict, field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REPR_LENGTH = 40


def _short(value: object) -> str:
    """A repr that fits one line of a debugger: long texts are cut, tuples are counted."""
    if isinstance(value, tuple):
        return f"<{len(value)}>"
    if isinstance(value, str) and len(value) > _REPR_LENGTH:
        return repr(value[: _REPR_LENGTH - 1] + "…")
    return repr(value)


class TextEnum(str, Enum):
    """An enum whose members are text: equal to their values and printed as them."""

    __str__ = str.__str__  # Enum's own differ from one Python to the next


class Wrapping(TextEnum):
    """The kind of source that the story came in."""

    PAGE = "page"
    """A whole page, known by ``#storypagemaincol`` or ``#storytext``."""
    FRAGMENT = "fragment"
    """A feed mirror's fragment, the inner HTML of ``#headerimg``, then of ``#storytext``."""
    FEED_ITEM = "feed_item"
    """An item of RFA's own feed (``content:encoded`` and similar)."""
    JEKYLL_POST = "jekyll_post"
    """A mirror's Jekyll post with YAML front matter, a title line and a fragment."""
    PLONE_JSON = "plone_json"
    """A story of Plone's own JSON (plone.restapi)."""


class Role(TextEnum):
    """What a person or desk did for the story."""

    REPORTER = "reporter"
    EDITOR = "editor"
    WEB_EDITOR = "web_editor"
    WRITER = "writer"
    HOST = "host"
    GUEST = "guest"
    PRODUCER = "producer"
    TRANSLATOR = "translator"
    PHOTOGRAPHER = "photographer"
    CONTRIBUTOR = "contributor"


class CreditKind(TextEnum):
    """Who is credited."""

    PERSON = "person"
    DESK = "desk"
    """A language service or a newsroom (``RFA's Lao Service``)."""


class SpanKind(TextEnum):
    """What a stretch of text was marked as, and by which elements."""

    STRONG = "strong"
    """``b``, ``strong``"""
    EM = "em"
    """``i``, ``em``, ``cite``"""
    LINK = "link"
    """``a[href]``"""
    UNDERLINE = "underline"
    """``u``, ``ins``"""
    STRIKE = "strike"
    """``s``, ``strike``, ``del``"""
    SUPERSCRIPT = "superscript"
    """``sup``"""
    SUBSCRIPT = "subscript"
    """``sub``"""


class EmbedKind(TextEnum):
    """The site of an embedded player or post, known from its host or its class."""

    YOUTUBE = "youtube"
    KALTURA = "kaltura"
    FACEBOOK = "facebook"
    TWEET = "tweet"
    INSTAGRAM = "instagram"
    SOUNDCLOUD = "soundcloud"
    FLOURISH = "flourish"
    """Also an empty ``div.flourish-embed``."""
    TABLEAU = "tableau"
    VIDEO = "video"
    """A ``video`` element."""
    OBJECT = "object"
    """A plug-in (``object`` or ``embed``)."""
    IFRAME = "iframe"
    """Any other ``iframe``."""


@frozen
class Span:
    """A marked stretch of a text.

    Attributes:
        start: First code point of the stretch, counted from 0.
        end: The code point after its last.
        kind: What it is marked as.
        href: For a link, the address as written; else None.
        url: For a link, the absolute public address, or None where there is none.
    """

    start: int
    end: int
    kind: SpanKind
    href: str | None = None
    url: str | None = None


@frozen
class Paragraph:
    """A line of the story, between block boundaries or ``<br>``.

    Attributes:
        text: White space runs are one space, ends are trimmed; never empty.
        spans: Marked stretches by start, the longer first.
    """

    text: str = field(repr=_short)
    spans: tuple[Span, ...] = field(default=(), repr=_short)

    @property
    def links(self) -> tuple[Span, ...]:
        """The spans that are links."""
        return tuple(span for span in self.spans if span.kind is SpanKind.LINK)


@frozen
class Heading:
    """A sub-heading: a paragraph that is wholly ``<b>``/``<strong>``, or ``h1`` to ``h6``.

    Attributes:
        text: As in `Paragraph`.
    """

    text: str = field(repr=_short)


@frozen
class Quote:
    """A line of a ``blockquote`` that is no embedded post.

    Attributes:
        text: As in `Paragraph`.
        spans: As in `Paragraph`.
    """

    text: str = field(repr=_short)
    spans: tuple[Span, ...] = field(default=(), repr=_short)

    @property
    def links(self) -> tuple[Span, ...]:
        """The spans that are links."""
        return tuple(span for span in self.spans if span.kind is SpanKind.LINK)


@frozen
class BulletList:
    """A ``ul`` or ``ol`` that is part of the story.

    Attributes:
        items: The lines of its ``li``, in order; a nested list's items follow their parent's.
        ordered: True for ``ol``.
    """

    items: tuple[Paragraph, ...] = field(repr=_short)
    ordered: bool = False


@frozen
class Image:
    """A picture: the lead block's, a captioned inline picture of Plone 4 or 5, or a bare ``img``.

    Attributes:
        src: ``img[src]`` as written; where that is missing or a placeholder, the address that a
            script would load (``data-src``, ``srcset``, ``picture > source``, ``noscript > img``).
        url: The absolute public address of ``src``, or None (``../resolveuid/…`` has none).
        alt: ``img[alt]`` as written, None if absent or empty.
        title: ``img[title]`` as written (at times an upload's file name), None if absent or empty.
        width: ``img[width]`` in CSS px.
        height: ``img[height]`` in CSS px.
        full_size_url: The absolute public address behind the zoom icon:
            ``a#single_image`` (Plone 5) or ``a.single_image`` (Plone 4) of ``#zoomattribute``.
        caption: Text of ``.lead_image_caption`` or ``.image-caption``, without the copyright.
        copyright: Text of ``.copyright``, or of the ``small`` of a Plone 5 figure.
        credit: The maker or source that the caption names in its closing parentheses, without
            the brackets; the caption keeps it too.
    """

    src: str = field(repr=_short)
    url: str | None = field(default=None, repr=False)
    alt: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=False)
    width: int | None = None
    height: int | None = None
    full_size_url: str | None = field(default=None, repr=False)
    caption: str | None = field(default=None, repr=_short)
    copyright: str | None = None
    credit: str | None = None


@frozen
class RelatedLink:
    """One entry of a related-links list.

    Attributes:
        title: The link's text, white space as in `Paragraph`.
        href: As written, even if broken.
        url: The absolute public address; None for a headline in place of an address.
    """

    title: str = field(repr=_short)
    href: str = field(repr=False)
    url: str | None = field(default=None, repr=_short)


@frozen
class RelatedLinks:
    """A list whose whole text is links; adjacent ``ul`` of that kind are one.

    Attributes:
        links: The entries, in order; anchors without text are not among them.
    """

    links: tuple[RelatedLink, ...] = field(repr=_short)


@frozen
class Embed:
    """A player or post of another site.

    Attributes:
        kind: Which site it is from.
        url: The absolute address of the player or post, None if the page has none.
        text: What a reader sees of an embedded post; empty for a player.
    """

    kind: EmbedKind
    url: str | None = field(default=None, repr=_short)
    text: str = field(default="", repr=_short)


Block: TypeAlias = Paragraph | Heading | Quote | BulletList | Image | RelatedLinks | Embed
"""What a story's body is made of."""


def block_type(block: type[Block]) -> str:
    """The class's name as JSON writes names.

    >>> block_type(BulletList)
    'bullet_list'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", block.__name__).lower()


def _typed_blocks(body: Iterable[Block]) -> list[dict[str, object]]:
    """Blocks as `rfaparse.export.json` writes them; Scrapy would leave out their types."""
    return [{"type": block_type(type(block)), **asdict(block)} for block in body]


@frozen
class Audio:
    """A recording of the story: ``audio[src]``, ``audio > source``, ``ul.audio a``, or Flash's.

    Attributes:
        url: The absolute public address.
        mime_type: ``source[type]`` or the file name's, e.g. ``audio/mpeg``; None if unknown.
        duration: Seconds; None if the page does not say.
        src: The address as written; None if it is not known.
    """

    url: str
    mime_type: str | None = None
    duration: float | None = None
    src: str | None = field(default=None, kw_only=True, repr=_short)


@frozen
class Credit:
    """One person or desk in one role.

    Attributes:
        role: What the person or desk did.
        name: As written; a desk's includes the words that it shares with another
            (``RFA's Lao Service``, if ``RFA's Lao and Khmer Services`` was written).
        label: The word that gave the role, as written, including typos.
        kind: A person or a desk.
        desk: For a person, the slug of the service that they worked for, or None; for a desk, its
            own slug (or ``benarnews``, ``rfa``).
    """

    role: Role
    name: str
    label: str
    kind: CreditKind = CreditKind.PERSON
    desk: str | None = None


@frozen
class Byline:
    """The story's credit lines, and the byline field of its page, feed or file.

    Attributes:
        text: All credit lines as written, repeats included, one per line; None if there is only
            the field.
        credits: Credits from the field, then from the lines, in order; equal ones count once.
        locations: Places reported from, in order, each once.
        field: The byline field as written, with its line breaks, or None.
    """

    text: str | None = field(default=None, repr=_short)
    credits: tuple[Credit, ...] = field(default=(), repr=_short)
    locations: tuple[str, ...] = ()
    field: str | None = field(default=None, repr=_short)

    def names(self, role: Role) -> tuple[str, ...]:
        """The names of people credited with `role`, as written, in order, each once."""
        people = (credit for credit in self.credits if credit.kind is CreditKind.PERSON)
        return tuple(dict.fromkeys(person.name for person in people if person.role is role))

    @property
    def desks(self) -> tuple[str, ...]:
        """The slugs of the desks credited, whatever they did, in order, each once."""
        desks = (credit.desk for credit in self.credits if credit.kind is CreditKind.DESK)
        return tuple(dict.fromkeys(desk for desk in desks if desk))

    @property
    def reporters(self) -> tuple[str, ...]:
        """People who reported (记者, ``Reported by`` …). Desks are in `desks`."""
        return self.names(Role.REPORTER)

    @property
    def editors(self) -> tuple[str, ...]:
        """Editors (责编, 编辑 …)."""
        return self.names(Role.EDITOR)

    @property
    def web_editors(self) -> tuple[str, ...]:
        """Web editors (网编 …)."""
        return self.names(Role.WEB_EDITOR)

    @property
    def writers(self) -> tuple[str, ...]:
        """Writers (撰稿 …), and bare names in the byline field."""
        return self.names(Role.WRITER)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts (主持 …)."""
        return self.names(Role.HOST)

    @property
    def guests(self) -> tuple[str, ...]:
        """Guests (嘉宾 …)."""
        return self.names(Role.GUEST)

    @property
    def producers(self) -> tuple[str, ...]:
        """Producers (制作 …)."""
        return self.names(Role.PRODUCER)

    @property
    def translators(self) -> tuple[str, ...]:
        """Translators (翻译 …)."""
        return self.names(Role.TRANSLATOR)

    @property
    def photographers(self) -> tuple[str, ...]:
        """Photographers (摄影 …)."""
        return self.names(Role.PHOTOGRAPHER)

    @property
    def contributors(self) -> tuple[str, ...]:
        """Contributors (``…亦有贡献``, ``Additional reporting by``)."""
        return self.names(Role.CONTRIBUTOR)


_B = TypeVar("_B", Paragraph, Heading, Embed)


@frozen(kw_only=True)
class Article:
    """A story, whatever it came in.

    Attributes:
        url: Canonical public address, from the caller, the front matter, the feed or the page:
            without query, fragment, trailing slash and view (``/ampRFA``).
        story_id: Service and last path segment without ``.html`` (``mandarin/ab1-03052021081530``):
            the same for every spelling of the address.
        title: Headline, white space as in `Paragraph`.
        description: Standfirst: a page's ``#storyteaser``, else its head's; or a feed item's.
        service: Language service (``mandarin``, ``tibetan`` …), from the URL, else the page's
            language, else the labels of its credits; see `rfaparse.SERVICES`.
        section: Path below the service without the slug (``yataibaodao/jingmao``).
        dateline: Where the story was written, and at times when, as its dateline field says it.
        created: When the story was created, UTC: the 14 digits of its URL, else Plone's own field.
        published: When it was published, UTC.
        modified: When it was last changed, UTC.
        subjects: Keywords.
        lead_image: The picture above the story.
        body: The story in document order, without lead image and byline.
        byline: Who made the story.
        audio: Recordings of the story.
        leftover: Visible text of the story's region that belongs to none of the above: a feed
            mirror's word ``null`` for a missing lead image, the text of a list of recordings, a
            ``.copyright`` that follows no picture.
        wrapping: The kind of source that the story came in.
    """

    url: str | None = field(default=None, repr=_short)
    story_id: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=_short)
    description: str | None = field(default=None, repr=False)
    service: str | None = None
    section: str | None = field(default=None, repr=False)
    dateline: str | None = field(default=None, repr=False)
    created: datetime | None = field(default=None, repr=False)
    published: datetime | None = field(default=None, repr=False)
    modified: datetime | None = field(default=None, repr=False)
    subjects: tuple[str, ...] = field(default=(), repr=False)
    lead_image: Image | None = field(default=None, repr=False)
    body: tuple[Block, ...] = field(default=(), repr=_short, metadata={"serializer": _typed_blocks})
    byline: Byline | None = field(default=None, repr=False)
    audio: tuple[Audio, ...] = field(default=(), repr=False)
    leftover: tuple[str, ...] = field(default=(), repr=False)
    wrapping: Wrapping = field(repr=lambda wrapping: wrapping.value)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The body's paragraphs."""
        return self._of_type(Paragraph)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The body's sub-headings."""
        return self._of_type(Heading)

    @property
    def embeds(self) -> tuple[Embed, ...]:
        """The body's embeds."""
        return self._of_type(Embed)

    @property
    def images(self) -> tuple[Image, ...]:
        """The lead image, if any, then those of the body."""
        inline = tuple(block for block in self.body if isinstance(block, Image))
        return inline if self.lead_image is None else (self.lead_image, *inline)

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions of the images that have one."""
        return tuple(image.caption for image in self.images if image.caption is not None)

    @property
    def related_links(self) -> tuple[RelatedLink, ...]:
        """All related links of the body, list after list."""
        lists = (block.links for block in self.body if isinstance(block, RelatedLinks))
        return tuple(link for links in lists for link in links)

    @property
    def text(self) -> str:
        """Paragraphs, headings, quotes and list items of the body, joined by blank lines."""
        return "\n\n".join(texts(self.body))

    @property
    def reporters(self) -> tuple[str, ...]:
        """The byline's reporters."""
        return self.byline.reporters if self.byline else ()

    @property
    def editors(self) -> tuple[str, ...]:
        """The byline's editors."""
        return self.byline.editors if self.byline else ()

    @property
    def web_editors(self) -> tuple[str, ...]:
        """The byline's web editors."""
        return self.byline.web_editors if self.byline else ()

    def _repr_html_(self) -> str:
        """The story as a card, which notebooks show; it runs nothing and makes no request."""
        from rfaparse.export.card import to_card  # noqa: PLC0415  notebooks alone need it

        return to_card(self)

    def _of_type(self, block_type: type[_B]) -> tuple[_B, ...]:
        return tuple(block for block in self.body if isinstance(block, block_type))


def texts(body: Iterable[Block]) -> Iterator[str]:
    """The texts of paragraphs, headings, quotes and list items, in order."""
    for block in body:
        if isinstance(block, (Paragraph, Heading, Quote)):
            yield block.text
        elif isinstance(block, BulletList):
            yield from (item.text for item in block.items)
