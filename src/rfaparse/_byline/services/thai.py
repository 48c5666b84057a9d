"""BenarNews in Thai."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="thai",
    name="BenarNews Thai",
    own_name="ไทย",
    tag="th",
    script="Thai",
    site=BENAR,
    desk_names=("เบนาร์นิวส์",),
    by=("โดย", "รายงานโดย", "บทความโดย", "ความเห็นโดย", "บทวิเคราะห์โดย"),
    joiners=("และ",),
    examples=(
        ("โดย สะพาน หิน และแม่น้ำ ใส", ("writer=สะพาน หิน", "writer=แม่น้ำ ใส")),
        ("บทความโดย สะพาน หิน", ("writer=สะพาน หิน",)),
        ("เบนาร์นิวส์", ("writer=@benarnews",)),
    ),
)
