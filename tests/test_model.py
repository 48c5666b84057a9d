"""The objects: frozen, hashable, picklable, and their views."""

from __future__ import annotations

import inspect
import json
import pickle
import typing
from datetime import datetime, timezone

import attrs
import pytest

import rfaparse
from rfaparse import (
    Article,
    Audio,
    BulletList,
    Byline,
    Credit,
    CreditKind,
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

LONG = "河水漫过旧桥，" * 40
LINK = Span(0, 2, SpanKind.LINK, "/a", "https://www.rfa.org/a")
LEAD = Image("lead.jpg", caption="旧桥")
INLINE = Image("inline.jpg")
RELATED = RelatedLinks((RelatedLink("甲", "/a"), RelatedLink("乙", "/b")))
ARTICLE = Article(
    url="https://www.rfa.org/mandarin/x.html",
    title=LONG,
    created=datetime(2021, 3, 5, tzinfo=timezone.utc),
    lead_image=LEAD,
    body=(
        Paragraph(LONG, (Span(0, 1, SpanKind.STRONG), LINK)),
        Heading("水退以后"),
        RELATED,
        INLINE,
        Quote("一定修。"),
        BulletList((Paragraph("一"), Paragraph("二"))),
        Embed(EmbedKind.TWEET, text="旧桥"),
        RelatedLinks((RelatedLink("丙", "/c"),)),
    ),
    byline=Byline(
        "记者：白石 责编：白石、安木",
        (
            Credit(Role.REPORTER, "白石", "记者"),
            Credit(Role.EDITOR, "白石", "责编"),
            Credit(Role.EDITOR, "安木", "责编"),
        ),
    ),
    wrapping=Wrapping.FRAGMENT,
)
ENUMS = (CreditKind, EmbedKind, Role, SpanKind, Wrapping)
CLASSES = [value for name in rfaparse.__all__ if attrs.has(value := getattr(rfaparse, name))]


@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.__name__)
def test_classes_are_frozen_and_slotted(model: type) -> None:
    assert hasattr(model, "__slots__")
    assert "__dict__" not in dir(model)
    assert "__setattr__" in vars(model)


@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.__name__)
def test_annotations_resolve(model: type) -> None:
    assert set(typing.get_type_hints(model)) == {field.name for field in attrs.fields(model)}


@pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.__name__)
def test_every_field_is_documented(model: type) -> None:
    assert model.__doc__ is not None
    for field in attrs.fields(model):
        assert f"    {field.name}: " in model.__doc__


@pytest.mark.parametrize("name", rfaparse.__all__)
def test_every_public_name_has_a_docstring(name: str) -> None:
    value = getattr(rfaparse, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert value.__doc__


def test_article_is_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ARTICLE.title = "新桥"  # type: ignore[misc]


def test_article_hashes_and_pickles() -> None:
    copy = pickle.loads(pickle.dumps(ARTICLE))  # noqa: S301  our own bytes
    assert copy == ARTICLE
    assert hash(copy) == hash(ARTICLE)


@pytest.mark.parametrize("value", [ARTICLE, *ARTICLE.body, LEAD, ARTICLE.byline])
def test_reprs_fit_a_line(value: object) -> None:
    assert len(repr(value)) <= 250
    assert LONG not in repr(value)


def test_views() -> None:
    assert [each.text for each in ARTICLE.paragraphs] == [LONG]
    assert [each.text for each in ARTICLE.headings] == ["水退以后"]
    assert [each.text for each in ARTICLE.embeds] == ["旧桥"]
    assert ARTICLE.images == (LEAD, INLINE)
    assert ARTICLE.captions == ("旧桥",)
    assert [link.title for link in ARTICLE.related_links] == ["甲", "乙", "丙"]
    assert ARTICLE.text == "\n\n".join((LONG, "水退以后", "一定修。", "一", "二"))
    assert ARTICLE.paragraphs[0].links == (LINK,)


def test_byline_views() -> None:
    credits_ = tuple(Credit(role, f"{role.value} 甲", "x") for role in Role for _ in range(2))
    byline = Byline("x", credits_)
    views = {
        Role.REPORTER: byline.reporters,
        Role.EDITOR: byline.editors,
        Role.WEB_EDITOR: byline.web_editors,
        Role.WRITER: byline.writers,
        Role.HOST: byline.hosts,
        Role.GUEST: byline.guests,
        Role.PRODUCER: byline.producers,
        Role.TRANSLATOR: byline.translators,
        Role.PHOTOGRAPHER: byline.photographers,
        Role.CONTRIBUTOR: byline.contributors,
    }
    assert views == {role: (f"{role.value} 甲",) for role in Role}


def test_byline_views_are_of_people_and_desks() -> None:
    credits_ = (
        Credit(Role.REPORTER, "Ann Stone", "Reported by", desk="cantonese"),
        Credit(Role.REPORTER, "RFA's Lao Service", "Reported by", CreditKind.DESK, "lao"),
        Credit(Role.REPORTER, "Khmer Service", "reported by", CreditKind.DESK, "khmer"),
        Credit(Role.EDITOR, "the Lao Service", "Edited by", CreditKind.DESK, "lao"),
        Credit(Role.EDITOR, "a newsroom", "Edited by", CreditKind.DESK),
    )
    byline = Byline("x", credits_)
    assert byline.reporters == byline.names(Role.REPORTER) == ("Ann Stone",)
    assert byline.editors == ()
    assert byline.desks == ("lao", "khmer")
    assert Byline().desks == ()


def test_articles_have_the_views_of_their_byline() -> None:
    assert ARTICLE.reporters == ("白石",)
    assert ARTICLE.editors == ("白石", "安木")
    assert ARTICLE.web_editors == ()
    bare = attrs.evolve(ARTICLE, byline=None)
    assert (bare.reporters, bare.editors, bare.web_editors) == ((), (), ())


def test_what_is_absent() -> None:
    byline = Byline(field="By Ann Stone")
    assert (byline.text, byline.credits, byline.locations) == (None, (), ())
    assert Byline("x", (), ("台北",)).field is None
    assert (ARTICLE.story_id, ARTICLE.dateline) == (None, None)
    credit = Credit(Role.REPORTER, "白石", "记者")
    assert (credit.kind, credit.desk) == (CreditKind.PERSON, None)
    assert Audio("https://x.org/a.mp3", "audio/mpeg", 90.0).src is None


@pytest.mark.parametrize("member", [each for kind in ENUMS for each in kind], ids=repr)
def test_enums_are_text(member: Role | CreditKind | SpanKind | EmbedKind | Wrapping) -> None:
    value = member.value
    assert member == value
    assert type(member)(value) is member
    assert (str(member), f"{member}", f"{member:>20}") == (value, value, f"{value:>20}")
    assert (f"{member!s}", "{}".format(member), "%s" % member) == (value, value, value)  # noqa: UP031, UP032
    assert type(str(member)) is str
    assert json.dumps([member]) == json.dumps([value])
    assert repr(member) == f"<{type(member).__name__}.{member.name}: {value!r}>"
    assert {value: 1}[member] == {member: 1}[value] == 1
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301  our own bytes
    assert "__hash__" not in vars(type(member))  # str's, in C: sets of credits are many


def test_all_is_sorted_and_complete() -> None:
    assert rfaparse.__all__ == sorted(rfaparse.__all__, key=_isort_key)
    assert all(hasattr(rfaparse, name) for name in rfaparse.__all__)


def _isort_key(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
