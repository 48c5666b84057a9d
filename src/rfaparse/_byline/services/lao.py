"""Lao: a bare name in the field."""

from rfaparse._byline.table import ServiceTable

TABLE = ServiceTable(
    slug="lao",
    name="Lao",
    own_name="ລາວ",
    tag="lo",
    script="Laoo",
    by=("ໂດຍ",),
    joiners=("ແລະ",),
    examples=(
        ("By RFA Staff", ("writer=@rfa",)),
        ("By Ann Reed", ("writer=Ann Reed",)),
        ("ຂົວຫີນ ແລະ ນ້ຳໃສ", ("writer=ຂົວຫີນ", "writer=ນ້ຳໃສ")),
        ("ໜ່ວຍຂ່າວ RFA ລາວ", ("writer=@lao",)),
    ),
)
