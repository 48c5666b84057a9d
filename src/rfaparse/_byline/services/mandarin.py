"""Mandarin: credit lines in simplified script, ``记者：…　责编：…　网编：…``."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="mandarin",
    name="Mandarin",
    own_name="普通话",
    tag="zh-Hans",
    script="Hans",
    labels={
        Role.REPORTER: ("记者",),
        Role.EDITOR: ("责编", "责任编辑", "责任编", "编辑"),
        Role.WEB_EDITOR: ("网编", "网络编辑", "网页编辑"),
        Role.WRITER: ("撰稿人", "撰稿", "撰文", "作者"),
        Role.HOST: ("主持人", "主持"),
        Role.GUEST: ("嘉宾",),
        Role.PRODUCER: ("制作人", "制作", "监制"),
        Role.TRANSLATOR: ("翻译", "编译"),
        Role.PHOTOGRAPHER: ("摄影",),
    },
    roles={Role.REPORTER: ("特约记者", "实习记者", "记者"), Role.EDITOR: ("责编",)},
    by=(
        *("作者", "文", "撰文", "特约评论员", "时事评论员", "评论员", "评论", "专栏作家", "专栏"),
        *("特约作者", "特约撰稿人", "评论人", "独立评论人", "独立评论员", "专栏作者"),
        *("自由亚洲电台特约评论员", "自由亚洲电台评论员"),
    ),
    joiners=("和", "与", "及"),
    examples=(
        ("记者白石", ("reporter=白石",)),
        ("记者：白石", ("reporter=白石",)),
        ("自由亚洲电台", ("writer=@rfa",)),
        ("白石", ("writer=白石",)),
        ("自由亚洲电台特约评论员 白石", ("writer=白石",)),
        ("独立评论人：白石", ("writer=白石",)),
        ("白石、丁一禾", ("writer=白石", "writer=丁一禾")),
    ),
    line_examples=(
        ("记者：白石 责编：丁一禾 网编：", ("reporter=白石", "editor=丁一禾")),
        ("自由亚洲电台特约记者白石柏林报道 责编 丁一禾", ("reporter=白石", "editor=丁一禾")),
        ("（自由亚洲电台“河边”访谈节目主持人白石采访报道）", ("host=白石",)),
        ("（撰稿、主持：白石 网骗：禾川）", ("writer=白石", "host=白石", "web_editor=禾川")),
    ),
)
