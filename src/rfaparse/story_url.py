"""The anatomy of a story's URL."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from attrs import field, frozen

from rfaparse._urls import public_url
from rfaparse.errors import NotAStory, UnsupportedLayout
from rfaparse.services import Service, service_at

_OURS = re.compile(r"https://(www\.(?:rfa|benarnews)\.org)/([^?#]*)(?:[?#].*)?", re.DOTALL)
_NEW_LAYOUT = re.compile(r"/\d{4}/\d\d/\d\d/[^/]+\Z")
_ID = re.compile(
    r"(?P<slug>.*?)[-.]?(?:(?<!\d)(?P<day>\d{8})\.html?"
    r"|(?:(?<!\d)(?P<stamp>\d{14})|(?<=story\.)(?P<date>\d{4}-\d\d-\d\d)(?=\.))"
    r"(?:[-.](?P<suffix>\d{1,20}))?(?:\.html?)?)",
    re.DOTALL | re.ASCII | re.IGNORECASE,
)
_ENDING = re.compile(r"\.html?\Z", re.IGNORECASE)
_VIEW = re.compile(
    r"(?!(?:@@)?images?\b|image_|@@download|at_download)@{0,2}[a-z][\w-]*", re.ASCII | re.IGNORECASE
)
"""A view of a story; names with an extension are files, and ``image`` is its picture."""
_REMEDY = "pass the address of a story of rfa.org or benarnews.org, as its Plone wrote it"


@frozen
class StoryUrl:
    """A story's URL taken apart.

    ``https://www.rfa.org/<service>/<section…>/<slug>-MMDDYYYYhhmmss[-n].html``, or of an older
    form ``…/<slug>-YYYYMMDD.html``, ``…/story.YYYY-MM-DD.n``; the digits are the time of creation
    in America/New_York. Two spellings of one address are equal, with a view or without.

    Attributes:
        url: The canonical address: public, without query, fragment and view.
        site: Its host: ``www.rfa.org`` or ``www.benarnews.org``.
        service: Slug of the language service.
        section: Path between service and story (``yataibaodao/jingmao``), of a story below another
            between service and the first; None directly below the service.
        slug: Last segment without the digits and what follows; may be empty.
        created: Time of creation, UTC; in the older forms, midnight in New York.
        suffix: The number after the digits, by which stories of one second differ; else None.
        story_id: Service and last segment without ``.html``
            (``mandarin/ab1-03052021081530``): the same for every spelling of the address.
        view: The page of the story that the address named (``ampRFA``, ``story_print``); else None.
    """

    url: str
    site: str
    service: str
    section: str | None
    slug: str
    created: datetime
    suffix: int | None = None
    story_id: str = field(kw_only=True)
    view: str | None = field(default=None, kw_only=True, eq=False)

    @classmethod
    def parse(cls, text: str) -> StoryUrl:
        """Take the address of a story apart, even a broken one.

        Args:
            text: A public address, or one of an editing host or a mirror, also after the prefix of
                any web archive.

        Raises:
            NotAStory: `text` is not a web address, belongs to another site, or names a page or file
                that is not a story.
            UnsupportedLayout: `text` names a story in the layout since late 2024.

        >>> story = StoryUrl.parse("manview.rfaweb.org/mandarin//a/b/x-11302023011529-2.html/view")
        >>> story.service, story.section, story.slug, story.suffix, story.view
        ('mandarin', 'a/b', 'x', 2, 'view')
        >>> story.url, story.created.isoformat()
        ('https://www.rfa.org/mandarin/a/b/x-11302023011529-2.html', '2023-11-30T06:15:29+00:00')
        >>> story.story_id
        'mandarin/x-11302023011529-2'
        """
        url = public_url(text)
        address = story_address(url) if url else None
        if address is None:
            raise NotAStory(_no_address(url), _REMEDY, url=text)
        if _NEW_LAYOUT.search(address.url):
            raise UnsupportedLayout(
                "a story of RFA's layout since late 2024, which is not Plone's",
                "use a general extractor for its page",
                url=text,
            )
        made = address.made
        if made is None or not all(map(_VIEW.fullmatch, address.behind)):
            part = "its last part has no date: a section, an about page or a file"
            raise NotAStory(part, _REMEDY, url=text)
        if address.created is None:
            digits = made["stamp"] or made["day"] or made["date"]
            raise NotAStory(f"the digits {digits} are not a date", _REMEDY, url=text)
        return cls(
            url=address.url,
            site=address.service.site,
            service=address.service.slug,
            section=address.section,
            slug=made["slug"],
            created=address.created,
            suffix=int(made["suffix"]) if made["suffix"] else None,
            story_id=address.story_id,
            view="/".join(address.behind) or None,
        )


@frozen
class StoryAddress:
    """The parts of an address below a service, a story's or another page's.

    Attributes:
        service: Language service.
        url: Its canonical address.
        section: Path between the service and the story, or the first of stories; None directly
            below the service.
        last: The story's own segment.
        made: That segment taken apart, if it has a date.
        behind: The segments after `last`: a view, or a file of the story.
    """

    service: Service
    url: str
    section: str | None
    last: str
    made: re.Match[str] | None
    behind: tuple[str, ...]

    @property
    def story_id(self) -> str:
        """Service and last segment without ``.html``."""
        return f"{self.service.slug}/{_ENDING.sub('', self.last)}"

    @property
    def created(self) -> datetime | None:
        """Time of creation, UTC; None if the last segment has none, or an impossible one."""
        if self.made is None:
            return None
        from rfaparse._source.timestamps import FIRST_YEAR, new_york  # noqa: PLC0415  slow to import

        day = self.made["day"] or (self.made["date"] or "").replace("-", "")
        stamp = self.made["stamp"] or f"{day[4:]}{day[:4]}000000"
        month, day_, hour, minute, second = (int(stamp[at : at + 2]) for at in (0, 2, 8, 10, 12))
        year = int(stamp[4:8])
        try:
            local = datetime(year, month, day_, hour, minute, second, tzinfo=new_york())
            return local.astimezone(timezone.utc) if year >= FIRST_YEAR else None
        except ValueError:
            return None


def story_address(url: str) -> StoryAddress | None:
    """The parts of the public address `url`; None if it is not below one of our services."""
    site, names = _names(url)
    service = service_at(site, names[0]) if len(names) > 1 else None
    if service is None:
        return None
    names = names[1:]
    made = [*map(_ID.fullmatch, names)]
    dated = [at for at, moment in enumerate(made) if moment]
    pages = [at for at, name in enumerate(names) if _ENDING.search(name)]
    story = (dated[-1:] or pages[:1] or [len(names) - 1])[0]
    section = "/".join(names[: min([*dated[:1], *pages[:1], story])]) or None
    url = f"https://{site}/{service.slug}/{'/'.join(names[: story + 1])}"
    return StoryAddress(service, url, section, names[story], made[story], tuple(names[story + 1 :]))


def service_above(url: str) -> Service | None:
    """The service that the public address `url` is below; None for a front page."""
    site, names = _names(url)
    return service_at(site, names[0]) if len(names) > 1 else None


def names_story(url: str) -> bool:
    """Whether the public address `url` is that of one page: it has a date, or ends in ``.html``."""
    address = story_address(url)
    return address is not None and bool(address.made or _ENDING.search(address.last))


def canonical_url(url: str) -> str:
    """The public address `url`; of our own sites without query, fragment and empty segments.

    >>> canonical_url("https://www.rfa.org//about/?a=b#c")
    'https://www.rfa.org/about'
    """
    site, names = _names(url)
    return f"https://{site}/{'/'.join(names)}" if site else url


def _names(url: str) -> tuple[str, list[str]]:
    """The site and the segments of a public address; both empty for another site's."""
    ours = _OURS.fullmatch(url)
    if ours is None:
        return "", []
    path = ours[2]
    if "%" in path or not path.isascii():
        from urllib.parse import quote, unquote_to_bytes  # noqa: PLC0415  rarely needed

        path = quote(unquote_to_bytes(path.encode("utf-8", "replace")), "/@:+~!$&'()*,;=")
    return ours[1], [name for name in path.split("/") if name]


def _no_address(url: str | None) -> str:
    if url is None:
        return "not a web address"
    site, names = _names(url)
    if not site:
        return "an address of another site"
    if not names:
        return "the front page of the site"
    if service_at(site, names[0]):
        return f"the front page of the service {names[0]!r}"
    return f"{names[0]!r} is not a language service of {site}"
