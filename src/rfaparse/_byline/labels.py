"""The words that give a role, one small table for each way of writing a credit line.

A label that no real story shows is not here: its line stays a paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rfaparse.model import Role

Labels: TypeAlias = Mapping[Role, "tuple[str, ...]"]
"""The words that give each role."""

MANDARIN: Labels = {
    Role.REPORTER: ("记者",),
    Role.EDITOR: ("责编", "责任编辑", "责任编", "编辑"),
    Role.WEB_EDITOR: ("网编", "网络编辑", "网页编辑"),
    Role.WRITER: ("撰稿人", "撰稿", "撰文", "作者"),
    Role.HOST: ("主持人", "主持"),
    Role.GUEST: ("嘉宾",),
    Role.PRODUCER: ("制作人", "制作", "监制"),
    Role.TRANSLATOR: ("翻译", "编译"),
    Role.PHOTOGRAPHER: ("摄影",),
}
"""Mandarin, simplified script."""

CANTONESE: Labels = {
    Role.REPORTER: ("記者",),
    Role.EDITOR: ("責編", "責任編輯", "編輯"),
    Role.WEB_EDITOR: ("網編", "網絡編輯", "網路編輯", "網頁編輯"),
    Role.WRITER: ("撰稿人", "撰稿", "撰文", "作者"),
    Role.HOST: ("主持人", "主持"),
    Role.GUEST: ("嘉賓",),
    Role.PRODUCER: ("製作人", "製作", "監製"),
    Role.TRANSLATOR: ("翻譯", "編譯"),
    Role.PHOTOGRAPHER: ("攝影",),
}
"""Cantonese, traditional script."""

CHINESE: Labels = {role: (*words, *CANTONESE[role]) for role, words in MANDARIN.items()}
"""Both: either service uses either script."""

CHINESE_TYPOS = (
    (Role.REPORTER, "记記", "者"),
    (Role.EDITOR, "责責", "编編"),
    (Role.WEB_EDITOR, "网網", "编編"),
    (Role.EDITOR, "编編", "辑輯"),
)
"""Two-character labels that are met with one character mistyped: first and second character."""

CHINESE_NOT_TYPOS = frozenset(
    "作者 读者 讀者 笔者 筆者 学者 學者 患者 使者 死者 剪辑 剪輯 编导 編導 编审 編審 编剧"
    " 編劇 主编 主編 总编 總編 图编 圖編 美编 美編 总编辑 總編輯 主编辑 网友 網友 网民 網民"
    " 网站 網站 网址 網址 责任 責任 记录 記錄".split()
)
"""Words that look like such a typo and are words of their own."""

CHINESE_PREFIXES = (
    "特约 特約 实习 實習 特派 见习 見習 资深 資深"
    " 视频 視頻 音频 音頻 节目 節目 文字 后期 後期 中文 英文 图片 圖片 执行 執行".split()
)
"""What stands before a label and belongs to it."""

CHINESE_STATIONS = "自由亚洲电台 自由亞洲電台 自由亞洲電臺 自由亚洲 自由亞洲 本台 本臺 RFA".split()
"""Whose reporter: the station's own names for itself."""

CHINESE_SURE = frozenset({Role.EDITOR, Role.WEB_EDITOR})
"""Roles whose labels nobody speaks under in an interview …"""

CHINESE_SPOKEN = frozenset({"编辑", "編輯"})
"""… but for these."""

ENGLISH: Labels = {
    Role.CONTRIBUTOR: ("additional reporting",),
    Role.REPORTER: ("reported", "reporting"),
    Role.WRITER: ("written in english", "written"),
    Role.TRANSLATOR: ("translated", "translation"),
    Role.EDITOR: ("edited", "editing"),
}
"""English, each followed by ``by``."""

TIBETAN: Labels = {Role.REPORTER: ("གསར་འགོད་པ",)}
"""Tibetan, at the beginning of a line."""


def role_of_word(table: Labels) -> dict[str, Role]:
    """The role that each word of `table` gives.

    >>> role_of_word(TIBETAN)["གསར་འགོད་པ"].value
    'reporter'
    """
    return {word: role for role, words in table.items() for word in words}
