"""Uyghur: ``مۇخبىرىمىز …`` in the field, at times in Latin letters."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="uyghur",
    name="Uyghur",
    own_name="ئۇيغۇرچە",
    tag="ug",
    script="Arab",
    direction="rtl",
    desk_names=("Uighur",),
    roles={
        Role.REPORTER: (
            "ئىختىيارىي مۇخبىرىمىز",
            "مۇخبىرىمىز",
            "muxbirimiz",
            "ixtiyariy muxbirimiz",
        ),
    },
    joiners=("ۋە", "we"),
    closings=("خەۋەر قىلىدۇ", "تەييارلىدى", "خەۋىرى", "مەلۇماتى"),
    examples=(
        ("مۇخبىرىمىز كۆۋرۈك", ("reporter=كۆۋرۈك",)),
        ("Muxbirimiz kowruk", ("reporter=kowruk",)),
        ("مۇخبىرىمىز كۆۋرۈك ۋە دەريا", ("reporter=كۆۋرۈك", "reporter=دەريا")),
    ),
)
