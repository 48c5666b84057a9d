"""BenarNews in Malay."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="malay",
    name="BenarNews Malay",
    own_name="Bahasa Melayu",
    tag="ms",
    script="Latn",
    site=BENAR,
    desk_names=("Staf BenarNews",),
    by=("oleh", "komentar oleh", "ulasan oleh", "analisis oleh"),
    froms=("di", "dari"),
    joiners=("dan",),
    closings=("untuk BenarNews",),
    examples=(
        ("Oleh Batu Jambatan", ("writer=Batu Jambatan",)),
        ("Ulasan oleh Batu Jambatan", ("writer=Batu Jambatan",)),
    ),
)
