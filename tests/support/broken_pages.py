"""Pages with generated damage."""

# ruff: noqa: E501  markup has long lines

from __future__ import annotations

import re

import pages

PIECES = tuple(
    (
        "<div>|</div>|<div/>|<p>|</p>|<b>|</b>|<i>|</i>|<a href='/x'>|</a>|<br>|<ul><li>|</ul>|<dl><dt>|<dd>|</dl>"
        "|<table>|<tr>|<td>|</td>|</table>|<caption>|<section>|</section>|<article>|<center>|</center>|<form>|</form>"
        "|<button>|<select><option>|</select>|<nobr>|<pre>|<h2>|</h2>|<h1>|</h1>|<h1>码头</h1>|<o:p>|</o:p>|<template>|</template>"
        "|<!--|-->|<script>|</script>|<style>|</style>|<title>|</title>|<title>码头</title>|<svg><title>码头</title></svg>"
        "|<textarea>|</textarea>|<noscript>|</noscript>|<iframe>|</iframe>|<plaintext>|<xmp>|<audio>|</audio>|<audio src='/b.mp3'></audio>"
        "|<div class='storyaudio'>|<div class='x storyaudio'><audio src='/c.mp3'></audio></div>"
        "|<meta property='article:tag' content='水'>|<META name='description' content='码头'>"
        "|<link rel='stylesheet' href='/x'>|<link rel='canonical' href='https://www.rfa.org/mandarin/Xinwen/z-01012021000000.html'>"
        '|<script type="application/ld+json">{"@type":"NewsArticle","description":"码头"}</script>'
        "|<script>x('<div id=\"storytext\">')</script>|<script>x('</div>')</script>"
        '|<div id="storytext">|<p id="storytext">|<div\tid="storytext">|<div id="storypagemaincol">|<div id="headerimg">'
        "|<div id='headerimg'><img src='/d.jpg'></div>|<span id=story_date>2001-01-01</span>|<SPAN ID='story_date'>2001-01-01</SPAN>"
        '|<div id="category">|<div id="category"><a href="/x">水</a></div>|<a href="/x">水</a>'
        "|<head>|</head>|<body>|</body>|</html>|<html lang='bo'>|<frameset>|<base href='/x'>"
        '|<a href="x|"|\'|<|>|水。|&|\r|\f|\x00|\ufeff'
    ).split("|")
)
"""Markup that breaks pages, and markup that is read wherever it stands."""
_TAG = re.compile("<[^<>]*>")
_PAGE = pages.Page(
    '<img src="/a.jpg"><span class="lead_image_caption">桥</span>',
    "<p>河水<b>漫过</b></p><div>旧桥</div><p>记者：白石</p>",
    "https://www.rfa.org/mandarin/Xinwen/y-01022021030405.html",
)


def broken(data: bytes) -> str:
    """A page with one change per four bytes of `data`: its kind, its tag (two bytes), its markup."""
    template = pages.plone4 if data and data[0] % 2 else pages.plone5
    page = template(_PAGE, length=0)
    for start in range(1, len(data) - 3, 4):
        change, high, low, which = data[start : start + 4]
        tags = list(_TAG.finditer(page))
        if not tags:
            break
        page = _changed(page, tags[(256 * high + low) % len(tags)], change, which)
    return page


def _changed(page: str, tag: re.Match[str], change: int, which: int) -> str:
    before, after = page[: tag.start()], page[tag.end() :]
    if change % 8 == 0:
        return before + after
    if change % 8 == 1:
        return before + tag[0] * 2 + after
    if change % 8 == 2:
        return before + tag[0] + after[which % 32 :]
    return before + tag[0] + PIECES[which % len(PIECES)] + after
