"""Addresses: dirty hrefs made public."""

from __future__ import annotations

import re

RFA = "https://www.rfa.org"
_BENAR = "https://www.benarnews.org"
_MIRROR = r"d1sbru4wvgku93\.cloudfront\.net"
"""The host of www.rfa.org at its content delivery network."""

_CLEAN_RFA = re.compile(r"https?://www\.rfa\.org(/[\w.~/%@+,;=&?#!$'()*-]*)?", re.ASCII).fullmatch
_CLEAN_PATH = re.compile(r"/(?!web/)[\w.~%@+-]+(?:/[\w.~%@+-]+)*", re.ASCII).fullmatch
_CLEAN_FOREIGN = re.compile(
    rf"https?://(?!(?:[\w.-]+\.)?(?:(?:rfa|rfaweb|benarnews|archive)\.org|{_MIRROR})(?:[/:?#]|$))"
    r"(?:[a-z\d-]+\.)+[a-z]+(?:/[\w.~/%@+,;=&?#!$'()*-]*)?",
    re.ASCII,
).fullmatch
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_BEFORE = r"(?:(?:https?:/+|//)\s*)?[^\s:/?#]*(?::\d+)?/(?:[^?#]*/)?"
_STAMP = r"(?:\d{4,14}(?:[a-z]{2}_)?|[a-z]{2}_)/"
_ARCHIVE = re.compile(
    rf"{_BEFORE}(?=(?:https?:/+\s*(?:[\w-]+\.)*|www\.(?=[a-z]+\.org/))"
    rf"(?:(?:rfa|rfaweb|benarnews)\.org|{_MIRROR})(?![\w.-]))"
    rf"|{_BEFORE}{_STAMP}(?=https?:/)"
    rf"|(?:(?:https?:)?//\s*)?(?:web\.archive\.org(?::\d+)?)?/web/{_STAMP}(?=www\.|//)"
    r"|(?:(?:https?:)?//\s*)?(?=[\w.-]*(?:archiv|arquivo))[\w.-]+(?::\d+)?/[^?#]*?(?=https?:/)",
    re.IGNORECASE,
)
"""The prefix that a web archive puts before an address. Our own sites are recognised in any path;
other sites only after the time of a capture, or on a host that is named as an archive."""
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[\s/\\]|%20)*([^\s/\\?#]+)(.*)", re.DOTALL)
_SPACES = re.compile(r"(?:\s|%20)+")
"""Tools that rewrite a page write a space as ``%20``."""
_HOST = re.compile(r"(?:[^@]*@)?((?:[\w-]+\.)+[^\W\d_][\w-]*)\.?(?::\d*)?")
_SCHEMELESS = re.compile(
    r"(?:www\.|(?:[\w-]+\.)*(?:rfa\.org|rfaweb\.org|benarnews\.org)(?:[/?#:]|$)"
    r"|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|io|tv|tw|hk|cn|jp|uk)/)",
    re.IGNORECASE | re.ASCII,
)
_RELATIVE = re.compile(
    r"(?!(?:\./)?[^/]+[_.]files/)"
    r"(?:\.{0,2}/|\?|[!-.0-~]+(?:/|\.(?i:html?|jpe?g|png|gif|webp|mp[34]|pdf)\b))"
)
"""Not what a browser saved beside a page."""
_RFA_HOST = re.compile(
    rf"(?:(?:origin-)?(?:w+|m|origin)\.)*rfa\.org|(?!stream)(?:[\w-]+\.)*rfaweb\.org|{_MIRROR}"
)
_BENAR_HOST = re.compile(r"(?!stream)(?:[\w-]+\.)*benarnews\.org")
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


def public_url(href: str, base: str | None = None) -> str | None:
    """The absolute public address that a dirty `href` stands for, or None if there is none.

    Hosts of RFA and BenarNews, including editing hosts, become the public ``https://www.…``;
    prefixes of web archives are removed; other hosts stay. What is not a web address (a headline,
    ``../resolveuid/…``, ``javascript:``, ``mailto:``) gives None. Source: the hrefs of
    ``tests/fixtures/related_links_dirty`` stand for those of real stories.

    Args:
        href: An ``href`` or ``src`` as written.
        base: The story's own address, against which relative ones are read.

    >>> public_url("http:// www.rfa.org/mandarin/x.html")
    'https://www.rfa.org/mandarin/x.html'
    >>> public_url("http://man.rfaweb.org/www.rfa.org/mandarin/x.html")
    'https://www.rfa.org/mandarin/x.html'
    >>> public_url("http://标题在此") is None
    True
    """
    clean = _CLEAN_RFA(href)
    if clean:
        return RFA + (clean[1] or "/")
    other = _clean_other(href, base)
    if other is not None:
        return other
    text = _UNSEEN.sub("", href).strip()
    spaces = _SPACES.match(text)
    text = text[spaces.end() :] if spaces else text
    archive = _ARCHIVE.match(text)
    text = text[archive.end() :] if archive else text
    if not text or text.startswith("#") or "resolveuid/" in text:
        return None
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() in ("http", "https"):
        return _absolute(scheme[1].lower(), text[scheme.end() :])
    if text.startswith("//") or _SCHEMELESS.match(text):
        return _absolute("https", text)
    is_path = text.isascii() or text.startswith(("/", "./", "../"))  # else it may be a headline
    if scheme or not is_path or not _RELATIVE.match(text):
        return None
    return _joined(base, text)


def is_own(url: str) -> bool:
    """Whether a public address is on RFA's or BenarNews's site."""
    return url.startswith((f"{RFA}/", f"{_BENAR}/"))


def _clean_other(href: str, base: str | None) -> str | None:
    """The address of an `href` that needs no repair: a path, or one on another site."""
    if "resolveuid/" in href or "rfa.org/" in href or "benarnews.org/" in href:
        return None
    if (base is None or base.startswith(f"{RFA}/")) and _CLEAN_PATH(href):
        return RFA + href
    return href if _CLEAN_FOREIGN(href) else None


def _absolute(scheme: str, rest: str) -> str | None:
    address = _ADDRESS.fullmatch(rest)
    host_match = _HOST.fullmatch(address[1]) if address else None
    if address is None or host_match is None:
        return None
    host, path = host_match[1].lower(), address[2].strip()
    site = _own_site(host)
    if site is None:
        return f"{scheme}://{address[1]}{_quoted(path)}"
    return site + ("" if path.startswith("/") else "/") + _quoted(path)


def _own_site(host: str) -> str | None:
    """The public site that `host` serves: a mistyped ``www``, an editing host, a mirror.

    >>> _own_site("ww.rfa.org"), _own_site("thadevview.benarnews.org")
    ('https://www.rfa.org', 'https://www.benarnews.org')
    """
    if _RFA_HOST.fullmatch(host):
        return RFA
    return _BENAR if _BENAR_HOST.fullmatch(host) else None


def _quoted(path: str) -> str:
    return _UNSAFE.sub(lambda unsafe: "".join(f"%{b:02X}" for b in unsafe[0].encode()), path)


def _joined(base: str | None, path: str) -> str | None:
    if path.startswith("/"):
        root = re.match(r"https?://[^/?#]+", base) if base else None
        return public_url((root[0] if root else RFA) + _quoted(path))
    if base is None:
        return None
    from urllib.parse import urljoin  # noqa: PLC0415  few stories have a relative link

    try:
        joined = urljoin(base, _quoted(path))
    except ValueError:  # a base with a bracket in its host: no address of version 6
        return None
    return joined if joined.startswith(("https://", "http://")) else None
