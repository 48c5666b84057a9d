"""A picture's credit, from the closing parentheses of its caption."""

from __future__ import annotations

import re

_AFTER = ' 。.．”"\u200b\u200c\u200d'
_BRACKETS = re.compile("[()（）]").finditer
_AROUND = " 。.\u200b\u200c\u200d"
_NO_CREDIT = re.compile(
    r"[前后後左右上下中间間排起从從由到一二三四五六七八九十两兩\d图圖者為为、，,/ 第及和与與至]+"
    r"|[\d\s年月日号號时時分岁歲至到\-–—~～./:：]+"
    r"|(?i:[lrc]|left|right|cent(?:er|re))|(?:图|圖|图片|圖片)(?:为|為|与|與|和).*|持.{1,4}者|音译|音譯"
).fullmatch
"""A side, a number or a date, a remark of the sentence."""
_CREDIT_WORD = re.compile(
    r"[摄攝拍图圖供供源绘繪]|[提授]供|资料|資料|截[图圖屏]|[脸臉]书|推特|来源|來源|社|网|網|电视|電視|视频|視頻"
    r"|RFA|A[FP]P?|独家|獨家|photo|courtesy|screenshot|reuters|getty|image",
    re.IGNORECASE,
).search
_COMMA = re.compile("[，,；;。]").search


def credit_of(caption: str) -> str | None:
    """The maker or source of a picture, from the closing parentheses of its caption.

    A side (``（右）``), a number, a date or a remark is not a credit.

    >>> credit_of("河边的市集。（某某通讯社）")
    '某某通讯社'
    >>> credit_of("部长（左二）") is None and credit_of("Ann Reed (L) and Bo Stone (R)") is None
    True
    """
    end = len(caption.rstrip(_AFTER)) - 1
    if end < 0 or caption[end] not in ")）":
        return None
    inner = _last_parenthesis(caption, end)
    if inner is None or _NO_CREDIT(inner):
        return None
    if _COMMA(inner) and not _CREDIT_WORD(inner):
        return None
    return inner


def _last_parenthesis(caption: str, end: int) -> str | None:
    """The text in the parentheses that close at `end`."""
    depth = 0
    for bracket in reversed(list(_BRACKETS(caption, 0, end + 1))):
        depth += 1 if bracket[0] in ")）" else -1
        if depth == 0:
            return caption[bracket.end() : end].strip(_AROUND) or None
    return None
