"""BenarNews in Indonesian."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="indonesian",
    name="BenarNews Indonesian",
    own_name="Bahasa Indonesia",
    tag="id",
    script="Latn",
    site=BENAR,
    by=("oleh",),
    joiners=("dan",),
    examples=(
        ("Oleh Batu Jembatan dan Sungai Dalam", ("writer=Batu Jembatan", "writer=Sungai Dalam")),
    ),
)
