"""Related links: the quick reading of a usual list is the whole reading's."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from rfaparse._markup import markup_of, written
from rfaparse._related import USUAL_LIST, read_related, read_usual_list
from rfaparse.model import RelatedLink

is_usual = re.compile(f"<{USUAL_LIST}").fullmatch

SPACE = st.sampled_from(["", "", " ", "\n", "\u3000", "\u200b", "旧桥"])
LINK = st.sampled_from(["旧桥被淹", " 旧桥 被淹 ", "", " ", "\u200b", "旧桥\u200b"])
HREF = st.sampled_from(['href="/mandarin/x"', 'href=""', "", 'href="http:// www.rfa.org/y"'])


def wrapped(inner: str) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "strong", "span", "em", "p", "small"])
    return st.tuples(tags, SPACE, SPACE, SPACE, SPACE).map(
        lambda t: f"{t[1]}<{t[0]}>{t[2]}{inner}{t[3]}</{t[0]}>{t[4]}"
    )


def maybe_wrapped(inner: str) -> st.SearchStrategy[str]:
    return st.one_of(st.just(inner), wrapped(inner))


ANCHORS = (
    st.tuples(HREF, LINK.flatmap(maybe_wrapped))
    .map(lambda t: f"<a {t[0]}>{t[1]}</a>")
    .flatmap(maybe_wrapped)
)
ITEMS = st.lists(ANCHORS, min_size=0, max_size=2).map(lambda texts: f"<li>{''.join(texts)}</li>")


@given(st.lists(st.tuples(ITEMS, SPACE).map("".join), max_size=3).map("".join))
@example(
    '<li><b><a href="/mandarin/x">旧桥</a></b></li> <li><a href="/mandarin/y"><b>新路</b></a></li>'
)
@example('<li><a href="/mandarin/x">旧桥</a>\u200b</li>')
def test_usual_lists_are_read_as_all_are(items: str) -> None:
    element = etree.fromstring(f"<ul>{items}</ul>", etree.HTMLParser()).find(".//ul")
    assert element is not None
    text = written(element)
    usual = read_usual_list(text, None) if is_usual(text) else None
    markup = markup_of(text)
    assert not usual or usual == read_related(markup, 0, len(markup.tags) - 1, None)


def test_one_mark_around_the_link_is_usual() -> None:
    text = '<ul><li><b><a href="https://www.rfa.org/mandarin/x">旧桥</a></b></li></ul>'
    url = "https://www.rfa.org/mandarin/x"
    assert is_usual(text)
    assert read_usual_list(text, None) == [RelatedLink("旧桥", url, url)]
