"""Make the pictures of the documentation: ``python docs/screenshots.py``.

Each shows the picture of a parse (`rfaparse.inspect.report`) of a fixture, in headless Chromium
(``chromium`` and ``chromedriver`` on the path, ``pip install --group browser``).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from attrs import evolve, frozen
from selenium import webdriver

from rfaparse import parse
from rfaparse.inspect import report

DOCS = Path(__file__).parent
FIXTURES = DOCS.parent / "tests" / "fixtures"


@frozen
class Shot:
    """A picture: which fixture, how wide and high (CSS px), light or dark, the part pointed at."""

    fixture: str
    width: int
    height: int
    scheme: str = "light"
    part: int = 1


PAGE = Shot("page_full", 1200, 820)
SHOTS = {
    "inspect": PAGE,
    "inspect-dark": evolve(PAGE, scheme="dark"),
}
ANATOMY = {
    "lead-block": Shot("lead_block", 1000, 620),
    "figure-plone4": Shot("figure_plone4_copyright", 1000, 520, part=2),
    "figure-plone5": Shot("figure_plone5_copyright", 1000, 520, part=2),
    "related-links": Shot("related_wrappers", 1000, 520, part=2),
    "byline": Shot("byline", 1000, 420, part=2),
}
for name, shot in ANATOMY.items():
    SHOTS |= {name: shot, f"{name}-dark": evolve(shot, scheme="dark")}


CARDS = {"card": Shot("page_full", 720, 250), "card-dark": Shot("page_full", 720, 250, "dark")}
CARD_PAGE = (
    '<meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    "<style>body{{margin:20px}}</style>{}"
)


def main() -> None:
    """Write every picture to ``docs/images``."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(option)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:
        for name, shot in SHOTS.items():
            open_page(browser, shot, report(source(shot)))
            focus = "document.getElementById(arguments[0]).focus({preventScroll: true})"
            browser.execute_script(focus, f"part-{shot.part}")
            browser.execute_script("window.scrollTo(0, 0)")
            browser.save_screenshot(str(DOCS / "images" / f"{name}.png"))
        for name, shot in CARDS.items():
            open_page(browser, shot, CARD_PAGE.format(parse(source(shot))._repr_html_()))
            browser.save_screenshot(str(DOCS / "images" / f"{name}.png"))


def source(shot: Shot) -> bytes:
    """The fixture's page."""
    (given,) = (FIXTURES / shot.fixture).glob("input.*")
    return given.read_bytes()


def open_page(browser: webdriver.Chrome, shot: Shot, html: str) -> None:
    """Show a page in the shot's size and colours."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        media = {"features": [{"name": "prefers-color-scheme", "value": shot.scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        size = {"width": shot.width, "height": shot.height, "deviceScaleFactor": 1}
        size["mobile"] = False
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(page.as_uri())


if __name__ == "__main__":
    main()
