"""Burmese: a bare name in the field."""

from rfaparse._byline.table import ServiceTable

TABLE = ServiceTable(
    slug="burmese",
    name="Burmese",
    own_name="မြန်မာ",
    tag="my",
    script="Mymr",
    desk_names=("Myanmar",),
    joiners=("နှင့်", "နဲ့"),
    examples=(("ကျောက်တံတား", ("writer=ကျောက်တံတား",)),),
)
