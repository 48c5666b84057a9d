"""BenarNews in English."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="english",
    name="BenarNews English",
    own_name="English",
    tag="en",
    script="Latn",
    site=BENAR,
    by=("by",),
    joiners=("and", "&"),
    examples=(("By Ann Reed", ("writer=Ann Reed",)),),
)
