"""Stories as items of Scrapy and of web-poet."""

from __future__ import annotations

import asyncio
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from fixture_cases import FIXTURES, is_feed, names, source

import rfaparse
from rfaparse.export.json import SCHEMA_VERSION, from_dict, to_dict

STORIES = [name for name in names() if not is_feed(name)]
HOW_TO = Path(__file__).parents[1] / "docs" / "how-to.md"
SPIDER = """
import rfaparse
import scrapy


class Stories(scrapy.Spider):
    name = "stories"
    start_urls = [{addresses}]

    def parse(self, response):
        yield rfaparse.parse(response.body, url="https://www.rfa.org/lao/a.html")
"""


@pytest.mark.parametrize("name", STORIES)
def test_a_line_of_scrapys_export_is_the_story(name: str) -> None:
    exporters = pytest.importorskip("scrapy.exporters", reason="pip install --group test")
    story, file = rfaparse.parse(source(name)), io.BytesIO()
    exporters.JsonLinesItemExporter(file).export_item(story)
    line = json.loads(file.getvalue())
    assert {"schema_version": SCHEMA_VERSION, **line} == to_dict(story)
    assert from_dict({"schema_version": SCHEMA_VERSION, **line}) == story


@pytest.mark.parametrize("exporter", ["Json", "Csv", "Xml", "Pickle", "Pprint"])
def test_the_other_exporters_take_a_story(exporter: str) -> None:
    exporters = pytest.importorskip("scrapy.exporters", reason="pip install --group test")
    story, file = rfaparse.parse(source("lead_block")), io.BytesIO()
    writer = getattr(exporters, f"{exporter}ItemExporter")(file)
    writer.start_exporting()
    writer.export_item(story)
    writer.finish_exporting()
    assert len(file.getvalue()) > 100


def test_a_story_is_an_item() -> None:
    itemadapter = pytest.importorskip("itemadapter", reason="pip install --group test")
    story = rfaparse.parse(source("lead_block"))
    item = itemadapter.ItemAdapter(story)
    assert itemadapter.is_item(story)
    assert list(item) == [each.name for each in attrs.fields(rfaparse.Article)]
    assert item["lead_image"] is story.lead_image
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        item["title"] = "x"


@pytest.mark.slow
def test_a_spider_yields_stories(tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="pip install --group test")
    found = [FIXTURES / name / "input.html" for name in ("page_full", "page_plone5")]
    addresses = ", ".join(repr(path.as_uri()) for path in found)
    (tmp_path / "spider.py").write_text(SPIDER.format(addresses=addresses), encoding="utf-8")
    command = [sys.executable, "-m", "scrapy", "runspider", "spider.py", "-O", "out.jsonl"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    stories = [from_dict({"schema_version": SCHEMA_VERSION, **json.loads(line)}) for line in lines]
    url = "https://www.rfa.org/lao/a.html"
    expected = [rfaparse.parse(path.read_bytes(), url=url) for path in found]
    assert sorted(stories, key=repr) == sorted(expected, key=repr)


def test_the_page_object_of_the_documentation() -> None:
    web_poet = pytest.importorskip("web_poet", reason="pip install --group test")
    (recipe,) = re.findall(
        r"^```py\n(import rfaparse\n.*?web_poet.*?)^```",
        HOW_TO.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    made: dict[str, type] = {}
    exec(compile(recipe, str(HOW_TO), "exec"), made)  # noqa: S102  our own documentation
    url = "https://www.rfa.org/mandarin/ab1-03052021081530.html"
    response = web_poet.HttpResponse(url, body=source("page_full"))
    found = asyncio.run(made["StoryPage"](response).to_item())
    assert found == rfaparse.parse(source("page_full"), url=url)
    assert web_poet.default_registry.page_cls_for_item(url, rfaparse.Article) is made["StoryPage"]
