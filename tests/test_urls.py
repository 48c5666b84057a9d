"""Addresses made public: hosts, archive prefixes, broken hrefs."""

from __future__ import annotations

import pytest

from rfaparse._urls import public_url

BASE = "https://www.rfa.org/mandarin/yataibaodao/ab-01022021030405.html"
X = "https://www.rfa.org/mandarin/Xinwen/x.html"
PUBLIC: dict[str, str | None] = {
    "http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://rfa.org/mandarin/Xinwen/x.html": X,
    "HTTP://WWW.RFA.ORG/mandarin/Xinwen/x.html": X,
    "http:// www.rfa.org/mandarin/Xinwen/x.html": X,
    "http://%20www.rfa.org/mandarin/Xinwen/x.html": X,
    "%20https://www.rfa.org/mandarin/Xinwen/x.html": X,
    "%20 /mandarin/Xinwen/x.html": X,
    " http://www.rfa.org/mandarin/Xinwen/x.html\n": X,
    "http:/www.rfa.org/mandarin/Xinwen/x.html": X,
    "http://www.rfa.org:80/mandarin/Xinwen/x.html": X,
    "http://ww.rfa.org/mandarin/Xinwen/x.html": X,
    "www.rfa.org/mandarin/Xinwen/x.html": X,
    "//www.rfa.org/mandarin/Xinwen/x.html": X,
    "/mandarin/Xinwen/x.html": X,
    "../Xinwen/x.html": X,
    "MILL.JPG": "https://www.rfa.org/mandarin/yataibaodao/MILL.JPG",
    "/mandarin/河水.html": "https://www.rfa.org/mandarin/河水.html",
    "../Xinwen/河水.html": "https://www.rfa.org/mandarin/Xinwen/河水.html",
    "./x_files/a.jpeg": None,  # what browsers save beside a page
    "The%20river_files/a.jpeg": None,
    "河水 — 电台_files/a.jpeg": None,
    "./河水_files/a.jpeg": None,
    "x.files/image001.jpg": None,
    "x.html/files/a.jpg": "https://www.rfa.org/mandarin/yataibaodao/x.html/files/a.jpg",
    "../../resolveuid/03bee98fe1bf41b4": None,
    "https://manview.rfaweb.org/mandarin/Xinwen/x.html": X,
    "https://mandevview.rfaweb.org/mandarin/Xinwen/x.html": X,
    "http://man.rfaweb.org/www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://thadevview.benarnews.org/thai/x.html": "https://www.benarnews.org/thai/x.html",
    "http://benarnews.org/thai/x.html": "https://www.benarnews.org/thai/x.html",
    "https://web.archive.org/web/20210101000000/http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://web.archive.org/web/2021im_/https://www.rfa.org/mandarin/Xinwen/x.html": X,
    "/web/20210101000000/http://www.rfa.org/mandarin/Xinwen/x.html": X,
    "http://origin.rfa.org/mandarin/Xinwen/x.html": X,
    "https://origin-www.rfa.org/mandarin/Xinwen/x.html": X,
    "https://d1sbru4wvgku93.cloudfront.net/mandarin/Xinwen/x.html": X,
    "//d1sbru4wvgku93.cloudfront.net/mandarin/Xinwen/x.html": X,
    "https://d2.cloudfront.net/x.js": "https://d2.cloudfront.net/x.js",
    "https://streamer1.rfaweb.org/stream/x.mp3": "https://streamer1.rfaweb.org/stream/x.mp3",
    "https://www.rfa.org?a=b": "https://www.rfa.org/?a=b",
    "https://notrfa.org/x.html": "https://notrfa.org/x.html",
    "https://www.rfa.org/mandarin/a b.html": "https://www.rfa.org/mandarin/a%20b.html",
    "https://www.rfa.org": "https://www.rfa.org/",
    "https://example.org/a?b=1#c": "https://example.org/a?b=1#c",
    "http://example.org": "http://example.org",
    "youtube.com/watch?v=1": "https://youtube.com/watch?v=1",
    "http://河水漫过旧桥：集市停业 三天": None,
    "河水漫过旧桥": None,
    "http:": None,
    "http://": None,
    "": None,
    "#top": None,
    "javascript:alert(1)": None,
    "java\nscript:alert(1)": None,
    " data:text/html,x": None,
    "vbscript:x": None,
    "mailto:a@example.org": None,
}


PREFIXES = [
    "https://wayback.archive-it.org/1234/20150101000000/http://",
    "http://webarchive.loc.gov/all/20100101000000/http://",
    "https://webarchive.loc.gov/all/2010/",
    "https://arquivo.pt/wayback/20160101000000mp_/http://",
    "http://localhost:8080/coll/20200101000000id_/https://",
    "localhost:8080/coll/mp_/http://",
    "http://127.0.0.1:8080/live/http://",
    "http://web.archive.org:80/web/2020/http://",
    "https://web.archive.org/web/http:/",
    "https://web.archive.org/web/2020*/http:// ",
    "//web.archive.org/web/2020if_/https://",
    "/1234/20150101000000/http://",
    "../../web/2020im_/https://",
    "https://archive.ph/2020.01.02-030405/https://",
    "https://web.archive.org/web/2020/http://webarchive.loc.gov/all/2010/http://",
    "https://cache.example/c/s/",
    "https://www.rfa.org/mandarin/http://",
    "HTTP://WEB.ARCHIVE.ORG/WEB/2020/HTTP://",
]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_an_own_address_counts_in_any_path(prefix: str) -> None:
    assert public_url(f"{prefix}www.rfa.org/mandarin/Xinwen/x.html") == X
    assert public_url(f"{prefix}www.rfa.org/mandarin/Xinwen/x.html?a=http://b") == f"{X}?a=http://b"


WAYBACK = "https://web.archive.org/web"
SHARED = "https://example.org/u?u=http://www.rfa.org/x"
ELSEWHERE: dict[str, str | None] = {
    f"{WAYBACK}/2020/https://example.org/x?y=http://z": "https://example.org/x?y=http://z",
    "http://localhost:8080/coll/2020id_/https://example.org/x": "https://example.org/x",
    f"{WAYBACK}/https://example.org/x": "https://example.org/x",
    "https://arquivo.pt/wayback/https://example.org/x": "https://example.org/x",
    "/web/2020/www.example.org/x": "https://www.example.org/x",
    f"{WAYBACK}/2020/{WAYBACK}/2019/http://example.org/": "http://example.org/",
    f"{WAYBACK}/2020/http://rfa.org.example.org/x": "http://rfa.org.example.org/x",
    f"{WAYBACK}/2020/{SHARED}": SHARED,
    "javascript:go('/http://www.rfa.org/x')": None,
}
UNTOUCHED = [
    SHARED,
    "https://example.org/u#/http://www.rfa.org/x",
    "https://example.org/of/www.rfa.org",
    "https://example.org/resize/https://example.com/x",
    "https://archive.org/details/www.x",
]
ELSEWHERE.update((href, href) for href in UNTOUCHED)


@pytest.mark.parametrize("href", ELSEWHERE)
def test_another_sites_address_stays_but_for_an_archives_prefix(href: str) -> None:
    assert public_url(href) == ELSEWHERE[href]


@pytest.mark.parametrize("href", PUBLIC)
def test_public_url(href: str) -> None:
    assert public_url(href, BASE) == PUBLIC[href]


def test_relative_without_base() -> None:
    assert public_url("../Xinwen/x.html") is None
    assert public_url("/mandarin/Xinwen/x.html") == X
