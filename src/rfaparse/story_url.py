"""The anatomy of a story's URL."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from attrs import frozen

from rfaparse._urls import public_url
from rfaparse.errors import NotAStory, UnsupportedLayout
from rfaparse.services import Service, service_at

_OURS = re.compile(
    r"https://(?P<site>www\.(?:rfa|benarnews)\.org)/(?P<path>[^?#]*)(?:[?#].*)?", re.DOTALL
)
_VIEW = re.compile(r"(?<=\.html)/[@\w-]*$|/$")
"""A story's own views (``…html/story_main``), which show the same story."""
_NEW_LAYOUT = re.compile(r"(?:[^/]+/)+\d{4}/\d\d/\d\d/[^/]+$")
_ID = re.compile(
    r"(?P<slug>.*?)-?(?<!\d)"
    r"(?:(?P<stamp>\d{14})(?:-(?P<suffix>\d{1,9}))?(?:\.html?)?|(?P<day>\d{8})\.html?)",
    re.DOTALL | re.ASCII,
)
_REMEDY = "pass the address of a story of rfa.org or benarnews.org, as its Plone wrote it"


@frozen
class StoryUrl:
    """A story's URL taken apart.

    ``https://www.rfa.org/<service>/<section…>/<slug>-MMDDYYYYhhmmss[-n].html``, or of the older
    form ``…/<slug>-YYYYMMDD.html``; the digits are the time of creation in America/New_York.

    Attributes:
        url: The absolute public address.
        site: Its host: ``www.rfa.org`` or ``www.benarnews.org``.
        service: Slug of the language service.
        section: Path between service and slug (``yataibaodao/jingmao``); None directly below it.
        slug: Last segment without the digits and what follows; at times empty.
        created: Time of creation, UTC; of the older form, midnight in New York.
        suffix: The number after the digits, by which stories of one second differ; else None.
    """

    url: str
    site: str
    service: str
    section: str | None
    slug: str
    created: datetime
    suffix: int | None = None

    @classmethod
    def parse(cls, text: str) -> StoryUrl:
        """Take the address of a story apart, however dirty.

        Args:
            text: An address: public or of an editing host, also behind a Wayback prefix.

        Raises:
            NotAStory: No web address, another site's, or a page that is no story.
            UnsupportedLayout: A story of the layout since late 2024.

        >>> story = StoryUrl.parse("http://manview.rfaweb.org/mandarin/a/b/x-11302023011529-2.html")
        >>> story.service, story.section, story.slug, story.suffix
        ('mandarin', 'a/b', 'x', 2)
        >>> story.url, story.created.isoformat()
        ('https://www.rfa.org/mandarin/a/b/x-11302023011529-2.html', '2023-11-30T06:15:29+00:00')
        """
        url = public_url(text)
        address = story_address(url) if url else None
        if url is None or address is None:
            raise NotAStory(_no_address(url), _REMEDY, url=text)
        if _NEW_LAYOUT.fullmatch(address.path):
            raise UnsupportedLayout(
                "a story of RFA's layout since late 2024, which is not Plone's",
                "use a general extractor for its page",
                url=text,
            )
        made = _ID.fullmatch(address.last)
        if made is None:
            found = "its last part has no date: a section, an about page or a file"
            raise NotAStory(found, _REMEDY, url=text)
        if address.created is None:
            digits = made["stamp"] or made["day"]
            raise NotAStory(f"the digits {digits} are no date", _REMEDY, url=text)
        return cls(
            url=url,
            site=address.service.site,
            service=address.service.slug,
            section=address.section,
            slug=made["slug"],
            created=address.created,
            suffix=int(made["suffix"]) if made["suffix"] else None,
        )


@frozen
class StoryAddress:
    """What an address below a service says, of a story or of another page.

    Attributes:
        service: Language service.
        path: Path on the site, without a view's name.
        section: Path between the service and the last segment; None directly below it.
        last: Last segment.
    """

    service: Service
    path: str
    section: str | None
    last: str

    @property
    def created(self) -> datetime | None:
        """Time of creation, UTC; None if the last segment has none."""
        return _created(self.last)


def story_address(url: str) -> StoryAddress | None:
    """What the public address `url` says; None if it is not below a service of ours."""
    ours = _OURS.fullmatch(url)
    if ours is None:
        return None
    path = _VIEW.sub("", ours["path"])
    slug, *section, last = [*path.split("/"), ""] if "/" not in path else path.split("/")
    service = service_at(ours["site"], slug)
    if service is None or not last:
        return None
    return StoryAddress(service, path, "/".join(section) or None, last)


def _no_address(url: str | None) -> str:
    if url is None:
        return "no web address"
    ours = _OURS.fullmatch(url)
    if ours is None:
        return "an address of another site"
    first, _, rest = ours["path"].partition("/")
    if not first:
        return "the front page of the site"
    if service_at(ours["site"], first) and not rest:
        return f"the front page of the service {first!r}"
    return f"{first!r} is no language service of {ours['site']}"


def _created(last: str) -> datetime | None:
    from rfaparse._source.timestamps import FIRST_YEAR, new_york  # noqa: PLC0415  slow to import

    made = _ID.fullmatch(last)
    if made is None:
        return None
    stamp = made["stamp"] or f"{made['day'][4:]}{made['day'][:4]}000000"
    month, day, hour, minute, second = (int(stamp[at : at + 2]) for at in (0, 2, 8, 10, 12))
    year = int(stamp[4:8])
    if year < FIRST_YEAR:
        return None
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=new_york())
        return local.astimezone(timezone.utc)
    except ValueError:  # digits that are no date
        return None
