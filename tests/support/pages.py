"""Whole pages around a story, as Plone 4 and Plone 5 are known to write them, with invented words.

There is no saved page of RFA. The ids and classes of the story's own column are those that public
scrapers select; those around it (`portal-*` ids, portlets, viewlets, Dublin Core and Open Graph
metas, body classes) are those that Plone 4 and 5 themselves write. The noise makes a page as long
as real ones. On purpose, it repeats what a careless reader would take: dates, captions, pictures,
players, related stories and credit lines of other stories.
"""
# ruff: noqa: E501  markup has long lines

from __future__ import annotations

import json
from html import escape
from typing import Any

from attrs import frozen

_WORDS = "旧桥 河水 集市 商贩 新路 渡船 山雨 晒谷 码头 灯塔 纸鸢 石阶".split()


@frozen
class Page:
    """The parts of a page that differ from story to story."""

    lead: str
    story: str
    url: str
    title: str = "旧桥被淹"
    language: str = "zh"
    story_date: str = "2021-03-05"
    head: str = ""
    before_story: str = ""


def json_ld(story: Any) -> str:
    """The ``script`` of a page's JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps(story, ensure_ascii=False)}</script>'


def plone5(page: Page, *, length: int = 100_000) -> str:
    """A page of the Plone 5 skin, of about `length` characters."""
    before = f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="{page.language}" xml:lang="{page.language}">
<head><meta charset="utf-8" /><title>{escape(page.title)} — 自由亚洲电台</title>
<link rel="canonical" href="{page.url}" />
<meta property="og:title" content="{escape(page.title)}" /><meta property="og:url" content="{page.url}" />
<meta property="og:type" content="article" /><meta property="og:image" content="/logo.png" />
<meta name="viewport" content="width=device-width" /><meta name="generator" content="Plone - http://plone.com" />
{page.head}
{_styles(length // 20)}
</head>
<body id="visual-portal-wrapper" class="template-storyview portaltype-story site-mandarin" dir="ltr">
<section id="portal-toolbar"></section><div class="outer-wrapper"><header id="content-header">
{_menu(length // 8)}
<form id="searchGadget_form" action="/@@search"><input name="SearchableText" type="text" />
<button>搜</button></form></header>
<div id="mainnavigation-wrapper"><nav>{_menu(length // 20)}</nav></div>
<div id="global_statusmessage"><noscript>请打开脚本</noscript></div>
<div id="main-container"><div id="abovefold"><div id="storycontent">
<div id="storypagemaincol"><div class="mobilecontainer"><h1>{escape(page.title)}</h1></div>
<div id="storytop"><div id="dateline"><span id="story_date">{page.story_date}</span></div>
<div class="sharebuttons"><a href="https://example.org/share?u=1">分享</a></div></div>
{page.before_story}
<div id="headerimg">{page.lead}</div>
<div id="storytext">{page.story}</div>
<div id="section-category"><div id="category" class="documentByLine"><span>归入：</span></div></div>
<div id="frontsidebar">{_teasers(length // 8)}</div></div></div></div>"""
    after = f"""
<aside id="portal-column-two">{_teasers(length // 8)}
<audio src="/live.mp3"></audio><ul><li><a href="/mandarin/Xinwen/a-01012021000000.html">别的一篇</a></li></ul></aside>
<section class="discussion"><div class="comment"><p>读者甲：记者：谁？ 编辑：谁？</p></div></section></div>
<footer id="portal-footer-wrapper"><p>记者：页脚人 责编：页脚人</p>{_menu(length // 20)}</footer></div>
{_script(max(0, length - len(before) - length // 4))}
</body></html>"""
    return before + after


def plone4(page: Page, *, length: int = 100_000) -> str:
    """A page of the Plone 4 skin: tables, portlets, XHTML, and other noise."""
    before = f"""<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{page.language}" lang="{page.language}">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<base href="{page.url}/" /><!--[if lt IE 7]></base><![endif]-->
<title>{escape(page.title)} — Radio Free Asia</title>
<meta content="{escape(page.title)}" name="DC.title" /><meta content="text/html" name="DC.format" />
<meta content="2001-01-01T00:00:00+00:00" name="DC.date.created" />
<link rel="canonical" href="{page.url}" />
{page.head}
{_script(length // 6)}</head>
<body class="template-story_view portaltype-story section-yataibaodao" dir="ltr">
<div id="visual-portal-wrapper"><div id="portal-top"><div id="portal-header">
<p class="hiddenStructure"><a accesskey="2" href="#content">跳到内容</a></p>
<a id="portal-logo" href="/"><img src="/logo.jpg" alt="" title="" /></a><h1>自由之声</h1>
<ul id="portal-globalnav">{_menu(length // 6)}</ul></div></div>
<table id="portal-columns"><tbody><tr><td id="portal-column-one"><div class="visualPadding">
{_portlets(length // 6)}</div></td>
<td id="portal-column-content"><div id="content"><div id="abovefold"><div id="storypagemaincol">
<h1>{escape(page.title)}</h1>
<div id="storytop"><div id="dateline"><span id="story_date">{page.story_date}</span></div></div>
{page.before_story}
<div id="headerimg">
{page.lead}
</div>
<div id="storytext">
{page.story}
</div>
<div id="frontsidebar"><h3>相关</h3>{_teasers(length // 6)}</div>
</div></div>
<div class="visualClear"></div><div id="storycomments"><h2>评论 (2)</h2><p>匿名：记者：早。</p></div>
</div></td><td id="portal-column-two">{_portlets(length // 8)}</td></tr></tbody></table>"""
    after = f"""
<div id="portal-footer"><p>版权所有 记者：页脚人</p></div></div>
{_script(max(0, length - len(before) - length // 40))}<noscript><img src="/count.gif" alt="" /></noscript></body></html>"""
    return before + after


def _repeat(piece: str, length: int) -> str:
    """About `length` characters of `piece`, repeated with other numbers and words in it."""
    count = length // len(piece) + 1
    return "".join(piece.format(n=n, word=_WORDS[n % len(_WORDS)]) for n in range(count))


def _menu(length: int) -> str:
    item = (
        '<li id="portaltab-{n}" class="plain"><a href="https://www.rfa.org/mandarin/section{n}"'
        ' title="{word}">{word}之{n}</a></li>\n'
    )
    return f"<ul>{_repeat(item, length)}</ul>"


def _teasers(length: int) -> str:
    item = (
        '<div class="single_column_teaser sectionteaser"><h2><a href="/mandarin/Xinwen/'
        'tt-0101202100{n:04d}.html"><span>{word}第{n}条</span></a></h2><span class="copyright">甲社</span>'
        '<img src="/mandarin/{n}.jpg" alt="{word}" width="10" height="10" />'
        '<span class="story_date">2020-01-01</span><p>{word}。（乙摄）</p></div>\n'
    )
    return _repeat(item, length)


def _portlets(length: int) -> str:
    item = (
        '<dl class="portlet portletCollection"><dt class="portletHeader"><span>{word}</span></dt>'
        '<dd class="portletItem odd"><a href="/mandarin/{n}"><img src="/x.png" alt="" />{word}{n}'
        '</a><span class="portletItemDetails">2020-01-02</span></dd></dl>\n'
    )
    return _repeat(item, length)


def _styles(length: int) -> str:
    return f"<style>{_repeat('.rule-{n} > a {{{{ margin: 0 }}}} ', length)}</style>"


def _script(length: int) -> str:
    line = "window.dataLayer.push({{{{'n': {n}, 'html': '<p>{word}</p>'}}}}); // <div id='storytext'>\n"
    return f'<script type="text/javascript">{_repeat(line, length)}</script>'
