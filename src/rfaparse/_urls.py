"""Addresses: dirty hrefs made public."""

from __future__ import annotations

import re

RFA = "https://www.rfa.org"
_BENAR = "https://www.benarnews.org"

_CLEAN_RFA = re.compile(r"https?://www\.rfa\.org(/[\w.~/%@+:,;=&?#!$'()*-]*)?", re.ASCII).fullmatch
_CLEAN_PATH = re.compile(r"/(?!web/)[\w.~%@+-]+(?:/[\w.~%@+-]+)*", re.ASCII).fullmatch
_CLEAN_FOREIGN = re.compile(
    r"https?://(?!(?:[\w.-]+\.)?(?:rfa|rfaweb|benarnews|archive)\.org(?:[/:?#]|$))"
    r"(?:[a-z\d-]+\.)+[a-z]+(?:/[\w.~/%@+:,;=&?#!$'()*-]*)?",
    re.ASCII,
).fullmatch
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_WAYBACK = re.compile(
    r"(?:(?:https?:)?//)?(?:web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:|www\.|//)",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)
_ADDRESS = re.compile(r"[\s/\\]*([^\s/\\?#]+)(.*)", re.DOTALL)
_HOST = re.compile(r"(?:[^@]*@)?((?:[\w-]+\.)+[^\W\d_][\w-]*)\.?(?::\d*)?")
_SCHEMELESS = re.compile(
    r"(?:www\.|(?:[\w-]+\.)*(?:rfa\.org|rfaweb\.org|benarnews\.org)(?:[/?#:]|$)"
    r"|(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|io|tv|tw|hk|cn|jp|uk)/)",
    re.IGNORECASE | re.ASCII,
)
_RELATIVE = re.compile(r"/|\.{1,2}/|\?|[!-.0-~]+(?:/|\.(?:html?|jpe?g|png|gif|webp|mp[34]|pdf)\b)")
_EDITING_HOST = re.compile(r"(?:[\w-]+\.)*(rfaweb\.org|benarnews\.org)")
_INNER_HOST = re.compile(r"/(?:https?:/+)?www\.(rfa|benarnews)\.org(?=/|$)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


def public_url(href: str, base: str | None = None) -> str | None:
    """The absolute public address that a dirty `href` means, or None if it means none.

    RFA's and BenarNews's hosts, also their editing hosts, become the public ``https://www.…``;
    Wayback prefixes go; other hosts stay as they are. What is no web address (a headline,
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
    text = _without_wayback(text)
    if not text or text.startswith("#") or "resolveuid/" in text:
        return None
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() in ("http", "https"):
        return _absolute(scheme[1].lower(), text[scheme.end() :])
    if text.startswith("//"):
        return _absolute("https", text)
    if _SCHEMELESS.match(text):
        return _absolute("https", text)
    if scheme or not text.isascii() or not _RELATIVE.match(text):
        return None
    return _joined(base, text)


def is_own(url: str) -> bool:
    """Whether a public address is on RFA's or BenarNews's site."""
    return url.startswith((f"{RFA}/", f"{_BENAR}/"))


def _clean_other(href: str, base: str | None) -> str | None:
    """The address of an `href` to which nothing is to be done, a path or on another site."""
    if "resolveuid/" in href:
        return None
    if base is None and _CLEAN_PATH(href):
        return RFA + href
    return href if _CLEAN_FOREIGN(href) else None


def _without_wayback(text: str) -> str:
    match = _WAYBACK.match(text)
    while match:
        text = text[match.end() :]
        match = _WAYBACK.match(text)
    return text


def _absolute(scheme: str, rest: str) -> str | None:
    address = _ADDRESS.fullmatch(rest)
    host_match = _HOST.fullmatch(address[1]) if address else None
    if address is None or host_match is None:
        return None
    host, path = host_match[1].lower(), address[2].strip()
    site = _own_site(host)
    if site is None:
        return f"{scheme}://{address[1]}{_quoted(path)}"
    inner = _INNER_HOST.match(path)
    if inner:
        site = _BENAR if inner[1].lower() == "benarnews" else RFA
        path = path[inner.end() :]
    return site + (_quoted(path) or "/")


def _own_site(host: str) -> str | None:
    """The public site that `host` belongs to: a mistyped ``www``, or an editing host.

    >>> _own_site("ww.rfa.org"), _own_site("thadevview.benarnews.org")
    ('https://www.rfa.org', 'https://www.benarnews.org')
    """
    if host == "rfa.org" or re.fullmatch(r"(?:w+|m)\.rfa\.org", host):
        return RFA
    editing = _EDITING_HOST.fullmatch(host)
    if editing is None:
        return None
    return RFA if editing[1] == "rfaweb.org" else _BENAR


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
