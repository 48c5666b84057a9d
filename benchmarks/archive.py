"""`rfaparse archive` over whole pages, beside a loop of fastwarc and trafilatura over them.

``pip install --group bench '.[archive]' && python benchmarks/archive.py`` writes a WARC.gz of 2,000
invented pages and prints the table of docs/scale.md. ``python benchmarks/archive.py POSTS 500``
takes the stories of a folder of Jekyll posts, and 500 pages. Each row is a process of its own; its
processor time is that of all its processes, from their start to their end.
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
class Took:
    """What a process took.

    Attributes:
        seconds: By the clock.
        processor: Of all its processes.
    """

    seconds: float
    processor: float


def stories(folder: Path | None) -> Iterable[pages.Page]:
    """What pages are made of, over and over."""
    if folder is not None:
        return cycle([page for _, page in compare.read_posts(folder)])
    return cycle([invented_stories.mandarin(number).around for number in range(500)])


def write_crawl(path: Path, made_of: Iterable[pages.Page]) -> int:
    """Write a web archive with a record for each page; gives the bytes of all pages."""
    size = 0
    with path.open("wb") as file:
        for number, each in enumerate(made_of):
            url = URL.format(number)
            page = pages.plone5(evolve(each, url=url), length=LENGTH).encode()
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


def took(*command: str | Path) -> Took:
    """Run a program, and see what it took."""
    before, start = os.times(), time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = os.times()
    user = after.children_user - before.children_user
    return Took(time.perf_counter() - start, user + after.children_system - before.children_system)


def main(arguments: list[str]) -> None:
    """Measure, and print the table."""
    count = next((int(each) for each in arguments if each.isdigit()), 2000)
    folder = next((Path(each) for each in arguments if not each.isdigit()), None)
    with TemporaryDirectory() as name:
        crawl, out = Path(name, "crawl.warc.gz"), Path(name, "out")
        size = write_crawl(crawl, islice(stories(folder), count))
        archive = ("-m", "rfaparse", "archive", crawl, "--workers")
        rows = {
            "rfaparse archive, 1 worker": took(*archive, "1", "-o", f"{out}1.parquet"),
            "rfaparse archive, 2 workers": took(*archive, "2", "-o", f"{out}2.parquet"),
            "fastwarc and trafilatura's text": took("-c", LOOP, crawl, out),
        }
    print(f"{count:,} pages of {size / count:,.0f} bytes\n")
    print("| | pages per second | per second of a processor |\n|---|---:|---:|")
    for label, each in rows.items():
        print(f"| {label} | {count / each.seconds:,.1f} | {count / each.processor:,.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
