"""BenarNews in Malay."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="malay",
    name="BenarNews Malay",
    own_name="Bahasa Melayu",
    tag="ms",
    script="Latn",
    site=BENAR,
    by=("oleh",),
    joiners=("dan",),
    examples=(("Oleh Batu Jambatan", ("writer=Batu Jambatan",)),),
)
