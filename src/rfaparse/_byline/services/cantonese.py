"""Cantonese: credit lines in traditional script, ``記者：…　責編：…　網編：…``."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="cantonese",
    name="Cantonese",
    own_name="粵語",
    tag="yue-Hant",
    script="Hant",
    desk_names=("粤语",),
    labels={
        Role.REPORTER: ("記者",),
        Role.EDITOR: ("責編", "責任編輯", "編輯"),
        Role.WEB_EDITOR: ("網編", "網絡編輯", "網路編輯", "網頁編輯"),
        Role.WRITER: ("撰稿人", "撰稿", "撰文", "作者"),
        Role.HOST: ("主持人", "主持"),
        Role.GUEST: ("嘉賓",),
        Role.PRODUCER: ("製作人", "製作", "監製"),
        Role.TRANSLATOR: ("翻譯", "編譯"),
        Role.PHOTOGRAPHER: ("攝影",),
    },
    roles={Role.REPORTER: ("特約記者", "實習記者", "記者"), Role.EDITOR: ("責編",)},
    by=(
        *("作者", "文", "撰文", "特約評論員", "時事評論員", "評論員", "評論", "專欄作家", "專欄"),
        *("特約作者", "特約撰稿人", "評論人", "獨立評論人", "獨立評論員", "專欄作者"),
        *("自由亞洲電台特約評論員", "自由亞洲電台評論員"),
    ),
    opening="report",
    joiners=("和", "與", "及"),
    examples=(("記者白石", ("reporter=白石",)), ("白石、丁一禾", ("writer=白石", "writer=丁一禾"))),
    line_examples=(
        ("記者：白石 責編：丁一禾", ("reporter=白石", "editor=丁一禾")),
        (
            "主持：白石 嘉賓：丁一禾（學者） 網編：禾川",
            ("host=白石", "guest=丁一禾", "web_editor=禾川"),
        ),
    ),
)
