"""The words that give a role in a credit line, and what is typed for them."""

from __future__ import annotations

from rfaparse._byline.services import cantonese, english, mandarin, tibetan
from rfaparse._byline.table import Labels  # noqa: TC001  named in this module's types
from rfaparse.model import Role

MANDARIN = mandarin.TABLE.labels
"""Mandarin, simplified script."""

CANTONESE = cantonese.TABLE.labels
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

ENGLISH = english.TABLE.labels
"""English, each followed by ``by``."""

TIBETAN = tibetan.TABLE.labels
"""Tibetan, at the beginning of a line."""


def role_of_word(table: Labels) -> dict[str, Role]:
    """The role that each word of `table` gives.

    >>> role_of_word(TIBETAN)["གསར་འགོད་པ"].value
    'reporter'
    """
    return {word: role for role, words in table.items() for word in words}
