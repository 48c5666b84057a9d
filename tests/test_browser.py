"""The inspection page in a real browser: headless Chromium."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from fixture_cases import is_feed, names, source
from test_inspect import HOSTILE

import rfaparse
from rfaparse.export.arrow import to_record_batch
from rfaparse.inspect import report
from rfaparse.overview import overview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

webdriver = pytest.importorskip("selenium.webdriver", reason="pip install --group browser")

pytestmark = pytest.mark.slow
BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not BROWSER or not DRIVER:
    pytest.skip("no chromium and chromedriver on the path", allow_module_level=True)

OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900")
ASKED = "return performance.getEntriesByType('resource').map(each => each.name)"
LIT = "return [...document.querySelectorAll('.lit')].map(each => each.id)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for option in OPTIONS:
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[[str], Any]]:
    def open_page(page: str) -> Any:
        path = tmp_path / "report.html"
        path.write_text(page, encoding="utf-8")
        browser.get(path.as_uri())
        return browser

    yield open_page
    assert browser.get_log("browser") == []
    assert browser.execute_script(ASKED) == []


def test_pointing_lights_the_pair(opened: Callable[[str], Any]) -> None:
    page = opened(report(source("lead_block")))
    part = page.find_element("id", "part-1")
    webdriver.ActionChains(page).move_to_element(part).perform()
    assert page.execute_script(LIT) == ["part-1", "object-1"]
    other = page.find_element("id", "object-2")
    webdriver.ActionChains(page).move_to_element(other).perform()
    assert page.execute_script(LIT) == ["part-2", "object-2"]


def test_the_keyboard_steps(opened: Callable[[str], Any]) -> None:
    page = opened(report(source("lead_block")))
    body = page.find_element("tag name", "body")
    keys = webdriver.Keys
    body.send_keys(keys.ARROW_DOWN)
    assert page.execute_script(LIT) == ["part-1", "object-1"]
    page.switch_to.active_element.send_keys(keys.ARROW_DOWN)
    assert page.execute_script(LIT) == ["part-2", "object-2"]
    assert page.switch_to.active_element.get_attribute("id") == "part-2"
    page.switch_to.active_element.send_keys(keys.ESCAPE)
    assert page.execute_script(LIT) == []


def test_hostile_input_is_text(opened: Callable[[str], Any]) -> None:
    page = opened(report(HOSTILE))
    assert "<script>alert(1)</script> {{ 7*7 }}" in page.find_element("id", "part-1").text
    assert page.execute_script("return document.scripts.length") == 1


@pytest.mark.parametrize("width", [320, 390, 800, 1600])
def test_nothing_is_wider_than_the_screen(width: int, opened: Callable[[str], Any]) -> None:
    page = opened(report(source("lead_block")))
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        wide = page.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_the_object_of_the_part_is_seen(opened: Callable[[str], Any]) -> None:
    page = opened(report(source("lead_block")))
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert page.find_element("id", "object-0").is_displayed()
        page.execute_script("document.getElementById('part-2').focus()")
        assert page.find_element("id", "object-2").is_displayed()
        assert not page.find_element("id", "object-0").is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_unread_credit_lines_are_seen_with_the_article(
    opened: Callable[[str], Any],
) -> None:
    page = opened(report("<p>河水。</p><p>编辑部：谢谢各位。</p>"))
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert page.find_element("id", "unread").is_displayed()
        page.execute_script("document.getElementById('part-1').focus()")
        assert not page.find_element("id", "unread").is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", [320, 390, 1600])
def test_the_overview_fits_the_screen(width: int, opened: Callable[[str], Any]) -> None:
    stories = [rfaparse.parse(source(name)) for name in names() if not is_feed(name)]
    page = opened(overview(pa.Table.from_batches([to_record_batch(stories)])))
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        wide = page.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width
        smallest = (
            "return Math.min(...[...document.querySelectorAll('svg text')]"
            ".filter(each => each.textContent).map(each => each.getBoundingClientRect().height))"
        )
        assert page.execute_script(smallest) >= 8
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_part_from_the_paper(scheme: str, opened: Callable[[str], Any]) -> None:
    page = opened(report(source("lead_block")))
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    read = (
        "const style = getComputedStyle(document.querySelector(arguments[0]));"
        "return style[arguments[1]].match(/[\\d.]+/g).slice(0, 3).map(Number)"
    )
    ink = luminance(page.execute_script(read, "h1", "color"))
    paper = luminance(page.execute_script(read, ":root", "backgroundColor"))
    lighter, darker = max(ink, paper), min(ink, paper)
    assert (lighter + 0.05) / (darker + 0.05) > 7
    assert (paper > ink) == (scheme == "light")


def luminance(colour: list[float]) -> float:
    """Relative luminance, as WCAG 2 counts it."""
    parts = [each / 255 for each in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
