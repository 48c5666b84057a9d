"""Headless Chromium as the judge: a story's objects hold what a browser shows."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import visible_text

import rfaparse
from rfaparse import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

webdriver = pytest.importorskip("selenium.webdriver", reason="pip install --group browser")

pytestmark = pytest.mark.slow
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not BROWSER or not DRIVER:
    pytest.skip("no chromium and chromedriver on the path", allow_module_level=True)

STORIES = 400
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--blink-settings=imagesEnabled=false",
)
SHOWN = "return [...document.querySelectorAll('.story')].map(each => each.innerText)"
"""Parts of one page at a time would be moved by what another leaves open: each has its template."""
FILL = """
for (const text of arguments[0]) {
    const story = document.createElement('div');
    story.className = 'story';
    document.body.append(story);
    story.innerHTML = text;
}
"""
"""Each story is parsed by itself: what one leaves open does not reach into the next."""
WORDS = (
    "河水 漫过 旧桥 集市 停业 三天 商贩 回来 石料 重修 两岸"
    " a1 B-2 &amp; &lt;x&gt; “引” 50% ཀ་ཁ мост"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for option in OPTIONS:
        options.add_argument(option)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


_FIGURES = (
    """<dl class="image-inline captioned"><dt><img src="a.jpg"/></dt>
    <dd class="image-caption">{caption}</dd></dl>""",
    """<div class="image-inline captioned"><div><img src="a.jpg"/></div>
    <div class="image-caption"><span>{caption}</span><span class="copyright">{right}</span></div>
    </div>""",
    """<p><figure class="image-richtext image-inline captioned"><img src="a.jpg"/>
    <figcaption class="image-caption">{caption}</figcaption><small>{right}</small></figure></p>""",
)


class Writer:
    """Writes stories as RFA's editors did, elements inside of elements, some of them left open."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def story(self) -> str:
        return "".join(self._block(3) for _ in range(self._chance.randint(1, 8)))

    def _block(self, depth: int) -> str:
        forms: list[Callable[[int], str]]
        forms = [self._paragraph, self._paragraph, self._bare, self._list, self._figure]
        forms += [self._heading, self._quote, self._table, self._wrapped, self._nothing]
        return self._chance.choice(forms)(depth)

    def _blocks(self, depth: int) -> str:
        if depth <= 0:
            return self._inline(1)
        return "".join(self._block(depth - 1) for _ in range(self._chance.randint(1, 3)))

    def _words(self) -> str:
        gaps = (" ", " ", "", "&nbsp;", "\n", "\u3000", "\u200b", "  ")
        count = self._chance.randint(1, 4)
        return "".join(self._chance.choice(WORDS) + self._chance.choice(gaps) for _ in range(count))

    def _inline(self, depth: int) -> str:
        parts = []
        for _ in range(self._chance.randint(1, 4)):
            tag = self._chance.choice("b i em strong span sup sub u s a br img".split())
            inner = self._inline(depth - 1) if depth else self._words()
            if tag in {"br", "img"}:
                parts.append(self._words() + ("<br/>" if tag == "br" else '<img src="a.jpg"/>'))
            elif tag == "a":
                parts.append(f'<a href="/mandarin/x-01022021030405.html">{self._words()}</a>')
            else:
                parts.append(f"{self._words()}<{tag}>{inner}</{tag}>")
        return "".join(parts)

    def _paragraph(self, _: int) -> str:
        end = self._chance.choice(["</p>", "</p>", "</p>\n", ""])
        return f"<p>{self._inline(2)}{end}"

    def _bare(self, _: int) -> str:
        return f"<br>{self._inline(1)}<br><br>"

    def _heading(self, _: int) -> str:
        tag = self._chance.choice(["h2", "h3", "h4"])
        return f"<{tag}>{self._inline(1)}</{tag}>"

    def _quote(self, depth: int) -> str:
        return f"<blockquote>{self._blocks(depth - 1)}</blockquote>"

    def _wrapped(self, depth: int) -> str:
        return f"<div>{self._blocks(depth - 1)}</div>"

    def _list(self, _: int) -> str:
        tag = self._chance.choice(["ul", "ol"])
        count = self._chance.randint(1, 3)
        link = f'<a href="/x.html">{self._words()}</a>'
        items = (self._chance.choice([link, self._inline(1)]) for _ in range(count))
        end = self._chance.choice(["</li>", ""])
        return f"<{tag}>{''.join(f'<li>{item}{end}' for item in items)}</{tag}>"

    def _table(self, depth: int) -> str:
        rows = "".join(
            f"<tr><td>{self._blocks(depth - 2)}</td><td><p>{self._inline(1)}</p></td></tr>"
            for _ in range(self._chance.randint(1, 2))
        )
        return f"<table><tbody>{rows}</tbody></table>"

    def _figure(self, _: int) -> str:
        caption, right = self._words(), self._words()
        return self._chance.choice(_FIGURES).format(caption=caption, right=right)

    def _nothing(self, _: int) -> str:
        return self._chance.choice(
            [
                "<p>&nbsp;</p>",
                "<!-- x -->",
                "<script>var x</script>",
                "<style>.x {}</style>",
                "<template>x</template>",
                "<noscript>x</noscript>",
                "<audio controls><source src=x.mp3>x</audio>",
                "<iframe src='about:blank'>x</iframe>",
            ]
        )


def claimed(article: Article) -> str:
    """Every character of the objects in page order, the credits at their end, and what is left."""
    leftover = visible_text.characters("".join(article.leftover))
    return visible_text.of_article(article) + visible_text.of_byline(article) + leftover


def claim_of(story: str) -> str:
    """What is claimed of a story; of what is refused as none, that nothing shows."""
    try:
        return claimed(rfaparse.parse(story))
    except rfaparse.NotAStory:
        return ""


def test_claimed_is_what_a_browser_shows(browser: Any, tmp_path: Path) -> None:
    chance = Random(5)  # noqa: S311  no secret
    writer = Writer(chance)
    stories = [writer.story() for _ in range(STORIES)]
    assert differences(browser, tmp_path, stories) == []


def test_a_browser_sees_what_is_missing(browser: Any, tmp_path: Path) -> None:
    assert differences(browser, tmp_path, ["<p hidden>河水</p><p>漫过旧桥</p>"]) != []


def differences(browser: Any, folder: Path, stories: list[str]) -> list[tuple[str, str, str]]:
    """Stories of which a browser shows something else than is claimed: story, claim, shown."""
    page = folder / "stories.html"
    page.write_text('<!doctype html><meta charset="utf-8"><body>', encoding="utf-8")
    browser.get(page.as_uri())
    browser.execute_script(FILL, stories)
    shown = map(visible_text.characters, browser.execute_script(SHOWN))
    claims = map(claim_of, stories)
    return [each for each in zip(stories, claims, shown, strict=True) if each[1] != each[2]]
