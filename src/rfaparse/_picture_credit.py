"""A picture's credit, as the parentheses that close its caption say it."""

from __future__ import annotations

import re

_CLOSING = re.compile(r"[)）][\s。.．”\"\u200b-\u200d]*$")
_SIDES = re.compile(
    r"[前后後左右上下中间間排起从從由到一二三四五六七八九十两两\d图圖者為为、，,/ 第及和与與至]+"
).fullmatch
_REMARK = re.compile("(?:图|圖|图片|圖片)(?:为|為|与|與|和).*|持.{1,4}者|音译|音譯").fullmatch
_NUMERIC = re.compile(r"[\d\s年月日号號时時分岁歲至到\-–—~～./:：]+").fullmatch
_CREDIT_WORD = re.compile(
    r"[摄攝拍图圖供供源绘繪]|[提授]供|资料|資料|截[图圖屏]|[脸臉]书|推特|来源|來源|社|网|網|电视|電視|视频|視頻"
    r"|RFA|A[FP]P?|独家|獨家|photo|courtesy|screenshot|reuters|getty|image",
    re.IGNORECASE,
).search
_COMMA = re.compile("[，,；;。]").search


def credit_of(caption: str) -> str | None:
    """Who made or gave the picture, as the caption's closing parentheses say it.

    A side (``（右）``), a number, a date or a remark of the sentence is no credit.

    >>> credit_of("河边的市集。（某某通讯社）")
    '某某通讯社'
    >>> credit_of("部长（左二）") is None
    True
    """
    closing = _CLOSING.search(caption)
    if closing is None:
        return None
    inner = _last_parenthesis(caption, closing.start())
    if inner is None or _SIDES(inner) or _NUMERIC(inner) or _REMARK(inner):
        return None
    if _COMMA(inner) and not _CREDIT_WORD(inner):
        return None
    return inner


def _last_parenthesis(caption: str, end: int) -> str | None:
    depth = 0
    for index in range(end, -1, -1):
        if caption[index] in ")）":
            depth += 1
        elif caption[index] in "(（":
            depth -= 1
            if depth == 0:
                return caption[index + 1 : end].strip(" 。.\u200b\u200c\u200d") or None
    return None
