"""Vietnamese: ``…, phóng viên RFA`` in the field, and once as the first line of a text."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="vietnamese",
    name="Vietnamese",
    own_name="Tiếng Việt",
    tag="vi",
    script="Latn",
    by=("bởi", "tác giả", "bài của"),
    roles={
        Role.REPORTER: ("phóng viên đài RFA", "phóng viên RFA", "phóng viên đài ACTD", "phóng viên")
    },
    joiners=("và",),
    examples=(
        ("Thạch Kiều, phóng viên đài RFA", ("reporter=Thạch Kiều",)),
        ("Thạch Kiều và Hà Mộc", ("writer=Thạch Kiều", "writer=Hà Mộc")),
    ),
)
