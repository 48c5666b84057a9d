"""BenarNews in Indonesian."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="indonesian",
    name="BenarNews Indonesian",
    own_name="Bahasa Indonesia",
    tag="id",
    script="Latn",
    site=BENAR,
    desk_names=("Staf BenarNews",),
    by=("oleh", "komentar oleh", "ulasan oleh", "opini oleh", "analisis oleh"),
    froms=("di", "dari"),
    joiners=("dan",),
    closings=("untuk BenarNews",),
    examples=(
        ("Staf BenarNews", ("writer=@benarnews",)),
        ("Komentar oleh Batu Jembatan", ("writer=Batu Jembatan",)),
        ("Oleh Batu Jembatan dan Sungai Dalam", ("writer=Batu Jembatan", "writer=Sungai Dalam")),
    ),
)
