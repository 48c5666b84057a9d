"""The words that give a role, for each script that a credit line is written in.

A label that no real story shows is not here: its line stays a paragraph.
"""

from __future__ import annotations

from rfaparse.model import Role

CHINESE: dict[Role, tuple[str, ...]] = {
    Role.REPORTER: ("记者", "記者"),
    Role.EDITOR: ("责编", "責編", "责任编辑", "責任編輯", "责任编", "編輯", "编辑"),
    Role.WEB_EDITOR: ("网编", "網編", "网络编辑", "網絡編輯", "網路編輯", "网页编辑", "網頁編輯"),
    Role.WRITER: ("撰稿人", "撰稿", "撰文", "作者"),
    Role.HOST: ("主持人", "主持"),
    Role.GUEST: ("嘉宾", "嘉賓"),
    Role.PRODUCER: ("制作人", "製作人", "制作", "製作", "监制", "監製"),
    Role.TRANSLATOR: ("翻译", "翻譯", "编译", "編譯"),
    Role.PHOTOGRAPHER: ("摄影", "攝影"),
}
"""Mandarin and Cantonese, simplified and traditional script."""

CHINESE_TYPOS = (
    (Role.REPORTER, "记記", "者"),
    (Role.EDITOR, "责責", "编編"),
    (Role.WEB_EDITOR, "网網", "编編"),
    (Role.EDITOR, "编編", "辑輯"),
)
"""Two-character labels that are met with one character mistyped: first and second character."""

SURE_CHINESE = frozenset({Role.EDITOR, Role.WEB_EDITOR})
"""Roles whose short labels (责编, 网编) nobody speaks under in an interview."""

SPOKEN_CHINESE = frozenset({"编辑", "編輯"})
"""Labels of those roles that an interview may have as a speaker."""
