"""Khmer: ``ដោយ …`` in the field."""

from rfaparse._byline.table import ServiceTable

TABLE = ServiceTable(
    slug="khmer",
    name="Khmer",
    own_name="ខ្មែរ",
    tag="km",
    script="Khmr",
    desk_names=("Cambodian",),
    by=("ដោយ",),
    joiners=("និង",),
    examples=(("ដោយ ស្ពាន ថ្ម", ("writer=ស្ពាន ថ្ម",)), ("អាស៊ីសេរី", ("writer=@rfa",))),
)
