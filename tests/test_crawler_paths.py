"""Folders as crawlers write them: a story's address and time of the crawl from its path."""

from __future__ import annotations

import io
import json
import tarfile
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from fixture_cases import source
from test_archive import address, post, rows, zip_of

from rfaparse.archive import read_members, run
from rfaparse.archive.crawler_paths import CrawlPath, read_crawl_path
from rfaparse.archive.rows import read_member

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

URL = "https://www.rfa.org/mandarin/Xinwen/{}-03052021081530.html".format
PATH = "www.rfa.org/mandarin/Xinwen/{}-03052021081530.html".format
FIRST, SECOND = "20210306000000", "20220615100000"
TIMES = {FIRST: "2021-03-06T00:00:00+00:00", SECOND: "2022-06-15T10:00:00+00:00"}


def page(text: str, head: str = "") -> bytes:
    """A page that does not name its address."""
    story = f'<div id="storypagemaincol"><div id="storytext"><p>{text}</p></div></div>'
    return f'{head}<html lang="zh"><head></head><body>{story}</body></html>'.encode()


def tree(at: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return at


def read(given: Path, **options: Any) -> list[dict[str, Any]]:
    output = given.parent / "out.jsonl"
    run([given], output, force=True, **options)
    return rows(output)


CAPTURES = {
    f"{FIRST}/{PATH('a')}": page("河水漫过旧桥。"),
    f"{SECOND}/{PATH('a')}": page("水退了。"),
    f"{SECOND}/{PATH('b')}": page("<b>众人</b>等候。"),
}


def as_tar(at: Path, files: dict[str, bytes]) -> Path:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(f"./{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    (at / "tree.tar").write_bytes(raw.getvalue())
    return at / "tree.tar"


@pytest.mark.parametrize(
    "make",
    [
        lambda at: tree(at / "saved", CAPTURES),
        lambda at: zip_of(at / "saved.zip", CAPTURES),
        lambda at: as_tar(at, CAPTURES),
        lambda at: zip_of(at / "a.zip", {"b.tar": as_tar(at, CAPTURES).read_bytes()}),
    ],
    ids=["folder", "zip", "tar", "tar in a zip"],
)
def test_two_captures_of_a_story_are_its_revisions(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    given = make(tmp_path)
    found = read(given)
    assert [(row["url"], row["revision"], row["crawled"]) for row in found] == [
        (URL("a"), 1, TIMES[FIRST]),
        (URL("a"), 2, TIMES[SECOND]),
        (URL("b"), 1, TIMES[SECOND]),
    ]
    latest = read(given, latest=True)
    assert [row["body"][0]["text"] for row in latest] == ["水退了。", "众人等候。"]


def test_the_latest_is_that_of_the_newest_folder_whatever_their_order(tmp_path: Path) -> None:
    first = tree(tmp_path / "0", {f"{SECOND}/{PATH('a')}": page("水退了。")})
    second = tree(tmp_path / "1", {f"{FIRST}/{PATH('a')}": page("河水漫过旧桥。")})
    run([first, second], tmp_path / "out.jsonl", latest=True)
    (row,) = rows(tmp_path / "out.jsonl")
    assert (row["body"][0]["text"], row["revision"]) == ("水退了。", 1)


@pytest.mark.parametrize(
    ("path", "url", "saved"),
    [
        (PATH("a"), URL("a"), None),
        (f"mirror/{PATH('a')}", URL("a"), None),
        (f"mirror/{PATH('a')}?encoding=latin", URL("a"), None),
        (f"mirror/{PATH('a')}?encoding=latin.html", URL("a"), None),
        (f"mirror/{PATH('a')}@encoding=latin.html", URL("a"), None),
        (f"mirror/{PATH('a')}_encoding=latin", URL("a"), None),
        (f"mirror/{PATH('a')}%3Fencoding=latin.html", URL("a"), None),
        (f"mirror/{PATH('a')}.1", URL("a"), None),
        (f"mirror/{PATH('a')}/index.html", URL("a"), None),
        (f"mirror/{PATH('a')}/index.html?x=y.html", URL("a"), None),
        (f"mirror/{PATH('a')[:-5]}4d2a.html", URL("a"), None),
        (f"mirror/{PATH('a')[:-5]}-2.html", URL("a")[:-5] + "-2.html", None),
        (f"mirror/{PATH('a')[:-5]}", URL("a")[:-5], None),
        (f"mirror/origin.{PATH('a')[4:]}", URL("a"), None),
        (f"mirror/www.rfa.org+80/{PATH('a')[12:]}", URL("a"), None),
        (f"C:\\mirror\\{PATH('a')}".replace("/", "\\"), URL("a"), None),
        (f"{FIRST}/{PATH('a')}", URL("a"), FIRST),
        (f"{FIRST}id_/{PATH('a')}", URL("a"), FIRST),
        (f"website/{PATH('a')}/{FIRST}.snapshot", URL("a"), FIRST),
        (f"pages/{URL('a').replace(':', '%3A').replace('/', '%2F')}", URL("a"), None),
        (f"{FIRST}/{PATH('a').replace('/', '%2F')}", URL("a"), FIRST),
        (f"websites/www.rfa.org/{FIRST}/{PATH('a')[12:]}", URL("a"), FIRST),
        (f"web.archive.org/web/{FIRST}/https:/{PATH('a')}", URL("a"), FIRST),
        (f"archive/1614988800/{PATH('a')}", URL("a"), FIRST),
        (f"archive/1614988800.123456/{PATH('a')}", URL("a"), FIRST),
        (f"{FIRST}/www.benarnews.org/thai/news/a-03052021081530.html",
         "https://www.benarnews.org/thai/news/a-03052021081530.html", FIRST),
        ("www.rfa.org/english/news/undated.html",
         "https://www.rfa.org/english/news/undated.html", None),
        ("www.rfa.org/mandarin/Xinwen/水-03052021081530.html",
         "https://www.rfa.org/mandarin/Xinwen/水-03052021081530.html", None),
        ("www.rfa.org/index.html", None, None),
        ("www.rfa.org/mandarin/index.html", None, None),
        ("www.rfa.org/about.html", None, None),
        (f"{PATH('a')}/picture.jpg", None, None),
        (f"{FIRST}/example.org/a.html", None, FIRST),
        ("99999999999999/x.html", None, None),
        ("1614988800/x.html", None, None),
        ("a/b.html", None, None),
        ("www.rfa.org", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_a_place(path: str, url: str | None, saved: str | None) -> None:
    metadata = read_crawl_path(CrawlPath(path))
    assert metadata.url == url
    assert (metadata.saved.strftime("%Y%m%d") if metadata.saved else None) == (saved and saved[:8])


def test_what_the_page_says_comes_first(tmp_path: Path) -> None:
    other, base = URL("other"), URL("base")
    canonical = f'<link rel="canonical" href="{other}">'
    note = f"<!-- Mirrored from {other[8:]} by HTTrack Website Copier/3.x [XR&CO'2014], "
    files = {
        f"{FIRST}/{PATH('a')}": page("水。").replace(b"<head>", f"<head>{canonical}".encode()),
        f"{FIRST}/{PATH('b')}": page("水。", f"{note}Wed, 15 Jun 2022 10:00:00 GMT -->\n"),
        f"{FIRST}/{PATH('c')}": page("水。").replace(
            b"<head>", f'<head><base href="{base}/">'.encode()
        ),
    }
    found = read(tree(tmp_path / "saved", files))
    assert [(row["url"], row["crawled"]) for row in found] == [
        (other, TIMES[FIRST]),
        (other, TIMES[SECOND]),
        (base, TIMES[FIRST]),
    ]


def test_relative_addresses_are_read_against_the_place(tmp_path: Path) -> None:
    story = '<p>见<a href="b-03042021081530.html">前文</a>。</p>'
    (row,) = read(tree(tmp_path / "saved", {PATH("a"): page(story)}))
    assert row["body"][0]["spans"][0]["url"] == URL("b").replace("0305", "0304")


def test_a_refusal_in_a_storys_place_fails(tmp_path: Path) -> None:
    refusal = (
        b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>No</body></html>"
    )
    files = {
        f"{FIRST}/{PATH('a')}/index.html": refusal,
        f"{FIRST}/{PATH('b')}?x=y": refusal,
        f"{FIRST}/www.rfa.org/mandarin/index.html": refusal,
        f"{FIRST}/{PATH('c')}": page("水。"),
    }
    summary = run([tree(tmp_path / "saved", files)], tmp_path / "out.jsonl")
    assert (summary.stories, dict(summary.errors)) == (1, {"NotAStory": 2})
    assert summary.skipped.total() == 1


def test_httrack(tmp_path: Path) -> None:
    note = f"<!-- Mirrored from {PATH('a')} by HTTrack Website Copier/3.x [XR&CO'2014], "
    index = b"<!DOCTYPE html><html><head><title>Local index</title></head><body>x</body></html>"
    files = {
        PATH("a"): page("水。", f"{note}Wed, 15 Jun 2022 10:00:00 GMT -->"),
        PATH("b")[:-5] + "4d2a.html": page("水。"),
        "index.html": index,
        "fade.gif": b"GIF89a",
        "hts-log.txt": b"HTTrack3.49 launched on Wed, 15 Jun 2022 10:00:00",
        "hts-cache/new.zip": zip_of(tmp_path / "new.zip", {PATH("a"): page("水。")}).read_bytes(),
    }  # fmt: skip
    found = read(tree(tmp_path / "saved", files))
    assert [(row["url"], row["crawled"]) for row in found] == [
        (URL("a"), TIMES[SECOND]),
        (URL("b"), None),
    ]


def archivebox(url: str, stamp: str) -> dict[str, bytes]:
    at = f"archive/{stamp}"
    record = {"url": url, "timestamp": stamp, "title": "水", "history": {"wget": [{"cmd": ["x"]}]}}
    about = b"<!DOCTYPE html><html><head><title>Snapshot</title></head><body>x</body></html>"
    return {
        f"{at}/index.json": json.dumps(record, indent=4).encode(),
        f"{at}/index.html": about,
        f"{at}/output.html": page("水。"),
        f"{at}/singlefile.html": page("水。"),
        f"{at}/{url[8:]}": page("水。"),
        f"{at}/headers.json": b'{"Status-Code": "200"}',
    }


@pytest.mark.parametrize("is_zipped", [False, True])
def test_archivebox(is_zipped: bool, tmp_path: Path) -> None:  # noqa: FBT001  a case
    files = archivebox(URL("a"), "1614988800.0") | archivebox(URL("b"), "1655287200.123456")
    given = zip_of(tmp_path / "b.zip", files) if is_zipped else tree(tmp_path / "box", files)
    found = read(given)
    assert Counter((row["url"], row["crawled"][:19]) for row in found) == {
        (URL("a"), TIMES[FIRST][:19]): 3,
        (URL("b"), TIMES[SECOND][:19]): 3,
    }
    assert (tmp_path / "out.jsonl.errors.jsonl").read_bytes() == b""


def test_archivebox_whose_records_are_broken(tmp_path: Path) -> None:
    for record in (
        b"",
        b"{",
        b"[]",
        b'{"url": 1}',
        b'{"url": "https://example.org/x"}',
        b"[" * 9999,
    ):
        files = archivebox(URL("a"), "1614988800.0") | {"archive/1614988800.0/index.json": record}
        outcomes = map(read_member, read_members(tree(tmp_path / "box", files)))
        urls = [json.loads(row.text)["url"] for outcome in outcomes for row in outcome.rows]
        assert urls.count(URL("a")) == 1
        assert urls.count(None) == 2


def test_a_page_saved_by_singlefile(tmp_path: Path) -> None:
    note = f"<!--\n Page saved with SingleFile \n url: {URL('a')} \n saved date: Wed Jun 15 2022 "
    given = {"水 (6_15_2022 6_00_00 PM).html": page("水。", f"{note}18:00:00 GMT+0800 (CST)\n-->")}
    (row,) = read(tree(tmp_path / "saved", given))
    assert (row["url"], row["crawled"]) == (URL("a"), TIMES[SECOND])


def test_a_feed_in_a_stamped_folder_has_its_time(tmp_path: Path) -> None:
    given = {f"{FIRST}/www.rfa.org/mandarin/rss2.xml": source("feed_rdf")}
    found = read(tree(tmp_path / "saved", given))
    assert {row["crawled"] for row in found} == {TIMES[FIRST]}


def fragment(each: bytes) -> bytes:
    """A post without what names its address."""
    return each.partition(b"------")[2].strip()


def waybackpack(posts: dict[str, bytes], content: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """Each post at its address; those that share one as captures, one after another."""
    seen: Counter[str] = Counter()
    files = {}
    for each in posts.values():
        url = address(each)
        seen[url] += 1
        files[f"2021030600000{seen[url]}/{url[8:]}"] = content(each)
    return files


def stories(found: list[dict[str, Any]], *, with_url: bool = True) -> list[str]:
    return sorted(json.dumps([row["url"] * with_url, row["body"], row["byline"]]) for row in found)


@pytest.mark.parametrize("corpus", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_layout_gives_the_same_stories(
    corpus: bool,  # noqa: FBT001  a case
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    given = {f"{name}.md": post(name) for name in (1, 2, 3)} | {"4.md": post(2, "水退了。")}
    if corpus:
        paths = request.getfixturevalue("posts")
        given = {p.name: p.read_bytes() for p in paths if p.parent.name == "posts"}
        assert len(given) == 549
    plain = read(zip_of(tmp_path / "posts.zip", given))
    assert len(plain) == len(given)
    whole = read(tree(tmp_path / "whole", waybackpack(given, bytes)))
    assert stories(whole) == stories(plain)
    bare = read(tree(tmp_path / "bare", waybackpack(given, fragment)))
    assert stories(bare) == stories(plain)
    expected = Counter(address(each) for each in given.values())
    assert Counter(row["url"] for row in bare) == expected
    assert all(row["revision"] == int(row["crawled"][18]) for row in bare)
    wget = {f"{address(each)[8:]}?encoding=x.html": fragment(each) for each in given.values()}
    assert {row["url"] for row in read(tree(tmp_path / "wget", wget))} == set(expected)
