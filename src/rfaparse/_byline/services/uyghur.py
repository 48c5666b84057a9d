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
            *("ئىختىيارىي مۇخبىرىمىز", "ئىختىيارى مۇخبىرىمىز", "مۇخبىرىمىز"),
            *("ixtiyariy muxbirimiz", "muxbirimiz"),
        ),
    },
    place_before=r"(?P<place>\w{2,20}?)(?:دىن|تىن)\s+(?=ئىختىيارى|مۇخبىر)",
    joiners=("ۋە", "we"),
    closings=(
        *("خەۋەر قىلىدۇ", "مەلۇمات بېرىدۇ", "تەييارلىدى", "تەييارلىغان", "خەۋىرى", "مەلۇماتى"),
        *("xewer qilidu", "melumat béridu", "teyyarlidi", "xewiri", "melumati"),
    ),
    examples=(
        ("مۇخبىرىمىز كۆۋرۈك", ("reporter=كۆۋرۈك",)),
        ("Muxbirimiz kowruk", ("reporter=kowruk",)),
        ("ئەنقەرەدىن مۇخبىرىمىز كۆۋرۈك خەۋەر قىلىدۇ", ("reporter=كۆۋرۈك",)),
        ("مۇخبىرىمىز كۆۋرۈك ۋە دەريا", ("reporter=كۆۋرۈك", "reporter=دەريا")),
    ),
)
