"""Jekyll posts of mirrors: front matter, epochs, title lines."""

from __future__ import annotations

import pytest

import rfaparse

URL = "https://www.rfa.org/mandarin/yataibaodao/shehui/qs1-06142022101520.html"
MATTER = f'---\nlayout: post\ntitle: "旧桥"\nfrom: {URL}\ntags: [ x ]\n---\n'
EPOCH = "<!--1655216400000-->\n"
TITLE = f"[旧桥]({URL})\n------\n"
HTML = "\n<div>\n<p>河水漫过旧桥。</p><p>记者：白石 责编：丁一禾</p>\n</div>"
POSTS = {
    "whole": MATTER + EPOCH + TITLE,
    "without front matter": EPOCH + TITLE,
    "front matter that ends in dots": MATTER.replace("]\n---", "]\n...") + EPOCH + TITLE,
    "front matter that is no YAML": MATTER.replace('"旧桥"', '旧: "桥" x') + EPOCH + TITLE,
    "another form of the epoch": MATTER + "<!-- 1.6552164e12 -->\n" + TITLE,
    "a title line with a title": MATTER + EPOCH + TITLE.replace(")", ' "x")'),
    "no headline in front matter": MATTER.replace('"旧桥"', "null") + EPOCH + TITLE,
    "another headline in the title line": MATTER + EPOCH + TITLE.replace("旧", "新"),
    "escapes in both": (MATTER + EPOCH + TITLE).replace("旧", "\\u65e7"),
    "without a title line": MATTER + EPOCH + "------\n",
    "lines of Windows": (MATTER + EPOCH + TITLE).replace("\n", "\r\n"),
}


@pytest.mark.parametrize(("written", "title"), [("NULL", None), ("~", None), ('"null"', "null")])
def test_a_headline_that_yaml_takes_for_nothing(written: str, title: str | None) -> None:
    matter = MATTER.replace('"旧桥"', written)
    assert rfaparse.parse(matter + HTML).title == title


NO_TIMES = ["0", "NaN", "null", "undefined", "Invalid Date", "", "-62135596800000", "9" * 15]
NO_TIMES += ["Infinity", "Tue Jun 14 2022 14:20:00 GMT+0000 (Coordinated Universal Time)", "?"]


@pytest.mark.parametrize("case", POSTS)
def test_what_stands_around_a_post(case: str) -> None:
    post = rfaparse.parse(POSTS[case] + HTML)
    assert (post.url, post.title, post.wrapping) == (URL, "旧桥", "jekyll_post")
    assert str(post.published) == "2022-06-14 14:20:00+00:00"
    assert post.text == "河水漫过旧桥。"
    assert post.byline is not None
    assert post.byline.reporters == ("白石",)


@pytest.mark.parametrize("epoch", NO_TIMES)
@pytest.mark.parametrize("before", [MATTER, ""])
def test_epochs_that_are_no_time(epoch: str, before: str) -> None:
    post = rfaparse.parse(f"{before}<!--{epoch}-->\n{TITLE}{HTML}")
    assert (post.url, post.title, post.published) == (URL, "旧桥", None)
    assert post.text == "河水漫过旧桥。"


@pytest.mark.parametrize(
    "title",
    ["旧桥: 被淹", *(f"{sign} 旧桥" for sign in "[*@-|%&!?`#{>"), "&a 旧桥", "[旧桥]", "*旧桥"],
)
def test_a_headline_that_nobody_quoted(title: str) -> None:
    post = rfaparse.parse(f"---\ntitle: {title}\nfrom: {URL}\n---\n{EPOCH}{HTML}")
    assert (post.url, post.title) == (URL, title)


@pytest.mark.parametrize("title", ["", '""', "''"])
def test_a_headline_that_is_empty(title: str) -> None:
    assert rfaparse.parse(f"---\ntitle: {title}\nfrom: {URL}\n---\n{EPOCH}{HTML}").title is None


@pytest.mark.parametrize("matter", ["layout: home\n", "layout: default\ntags: [ x ]\n", ""])
def test_front_matter_alone(matter: str) -> None:
    with pytest.raises(rfaparse.NotAStory, match="front matter without a title"):
        rfaparse.parse(f"---\n{matter}---\n\n")


def test_a_post_without_an_epoch() -> None:
    post = rfaparse.parse(TITLE + HTML)
    assert (post.url, post.published, post.wrapping) == (URL, None, "jekyll_post")


@pytest.mark.parametrize("start", ["[x] ", f"[旧桥]({URL})", "<!-- x -->[x](y)"])
def test_brackets_alone_make_no_post(start: str) -> None:
    story = rfaparse.parse(start + HTML)
    assert story.wrapping == "fragment"
    assert "[" in story.text
