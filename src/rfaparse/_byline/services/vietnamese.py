"""Vietnamese: ``…, phóng viên RFA`` in the field, and once as the first line of a text."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="vietnamese",
    name="Vietnamese",
    own_name="Tiếng Việt",
    tag="vi",
    script="Latn",
    desk_names=("Việt ngữ",),
    by=(
        *("bởi", "tác giả", "nhà báo", "blogger", "bài của", "bài viết của"),
        *("bình luận của", "bài bình luận của"),
    ),
    roles={
        Role.REPORTER: (
            *("phóng viên đài RFA", "phóng viên RFA", "phóng viên đài ACTD", "phóng viên"),
            *("nhóm phóng viên", "nhóm phóng viên RFA", "PV đài RFA", "PV RFA", "TTV RFA"),
            *("phóng viên đài Á Châu Tự Do", "thông tín viên đài Á Châu Tự Do"),
            *("thông tín viên đài RFA", "thông tín viên RFA", "thông tín viên"),
        ),
        Role.EDITOR: ("biên tập viên đài RFA", "biên tập viên RFA", "biên tập viên"),
        Role.CONTRIBUTOR: (
            *("cộng tác viên RFA Tiếng Việt", "cộng tác viên đài RFA", "cộng tác viên RFA"),
            *("cộng tác viên", "CTV RFA", "CTV"),
        ),
    },
    opening="field",
    froms=("tại", "từ", "ở", "viết từ", "Viết từ"),
    joiners=("và",),
    closings=(
        *("tường trình", "tường thuật", "của RFA", "của đài RFA"),
        *("của RFA tường trình", "của đài RFA tường trình", "đài RFA tường trình"),
        *("viết", "thực hiện", "gửi RFA", "gửi cho RFA", "gởi RFA", "gửi đài RFA"),
        *("Giám đốc Ban Việt ngữ", "Giám đốc Ban Việt ngữ RFA", "PGĐ Ban Việt ngữ"),
        *("Phó Giám đốc Ban Việt ngữ", "Phó Giám đốc Ban Việt ngữ RFA", "PGĐ Ban Việt ngữ RFA"),
    ),
    examples=(
        ("Thạch Kiều, phóng viên đài RFA", ("reporter=Thạch Kiều",)),
        ("Thạch Kiều, biên tập viên RFA, Bangkok", ("editor=Thạch Kiều",)),
        ("Thạch Kiều, RFA", ("writer=Thạch Kiều",)),
        ("Thạch Kiều, cộng tác viên RFA Tiếng Việt từ London", ("contributor=Thạch Kiều",)),
        ("Thạch Kiều, PGĐ Ban Việt ngữ RFA", ("writer=Thạch Kiều",)),
        ("Ban Việt ngữ RFA", ("writer=@vietnamese",)),
        ("Thạch Kiều và Hà Mộc", ("writer=Thạch Kiều", "writer=Hà Mộc")),
    ),
)
