"""`rfaparse archive` over whole pages, beside a loop of fastwarc and trafilatura over them.

``pip install --group bench '.[archive]' && python benchmarks/archive.py`` writes a WARC.gz of 2,000
invented pages and prints the table of docs/scale.md. ``python benchmarks/archive.py POSTS 500``
takes the stories of a folder of Jekyll posts, and 500 pages. Each row is a separate process; its
processor time includes that of the processes that it starts, from start to end.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import compare
import invented_stories
import pages
from attrs import evolve, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

LENGTH = 110_000
"""Characters of a page; its bytes are a few more."""
URL = "https://www.rfa.org/mandarin/yataibaodao/huanjing/a{}-03052021101530.html"
LOOP = """
import sys
import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
with open(sys.argv[1], "rb") as file, open(sys.argv[2], "w", encoding="utf-8") as out:
    for record in ArchiveIterator(file, record_types=WarcRecordType.response):
        out.write((trafilatura.extract(record.reader.read()) or "") + "\\n")
"""


@frozen
class Cost:
    """What a process took.

    Attributes:
        seconds: Wall time.
        processor: CPU seconds of the process and of those that it started.
    """

    seconds: float
    processor: float


def stories(folder: Path | None) -> Iterable[pages.Page]:
    """Stories to make pages of, without end."""
    if folder is not None:
        return cycle([page for _, page in compare.read_posts(folder)])
    return cycle([invented_stories.mandarin(number).around for number in range(500)])


def write_crawl(path: Path, stories: Iterable[pages.Page]) -> int:
    """Write a web archive with one record per page, and return the bytes of all pages."""
    size = 0
    with path.open("wb") as file:
        for number, story in enumerate(stories):
            url = URL.format(number)
            page = pages.plone5(evolve(story, url=url), length=LENGTH).encode()
            file.write(gzip.compress(record(url, page), 6))
            size += len(page)
    return size


def record(url: str, page: bytes) -> bytes:
    """A page as a crawler keeps it."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2022-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def cost_of(*command: str | Path) -> Cost:
    """Run a program, and measure what it took."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = os.times()
    user = after.children_user - before.children_user
    return Cost(time.perf_counter() - start, user + after.children_system - before.children_system)


def main(arguments: list[str]) -> None:
    """Measure, and print the table."""
    count = next((int(argument) for argument in arguments if argument.isdigit()), 2000)
    folder = next((Path(argument) for argument in arguments if not argument.isdigit()), None)
    with TemporaryDirectory() as parent:
        crawl, out = Path(parent, "crawl.warc.gz"), Path(parent, "out")
        size = write_crawl(crawl, islice(stories(folder), count))
        archive = ("-m", "rfaparse", "archive", crawl, "--workers")
        rows = {
            "rfaparse archive, 1 worker": cost_of(*archive, "1", "-o", f"{out}1.parquet"),
            "rfaparse archive, 2 workers": cost_of(*archive, "2", "-o", f"{out}2.parquet"),
            "fastwarc and trafilatura's text": cost_of("-c", LOOP, crawl, out),
        }
    print(f"{count:,} pages of {size / count:,.0f} bytes\n")
    print("| | pages per second | per second of a processor |\n|---|---:|---:|")
    for name, cost in rows.items():
        print(f"| {name} | {count / cost.seconds:,.1f} | {count / cost.processor:,.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
