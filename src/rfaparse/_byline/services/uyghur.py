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
    desk_names=("Uighur", "ئۇيغۇر"),
    roles={
        Role.REPORTER: (
            *("ئىختىيارىي مۇخبىرىمىز", "ئىختىيارى مۇخبىرىمىز", "ئالاھىدە مۇخبىرىمىز"),
            *("پەۋقۇلئاددە مۇخبىرىمىز", "تەييارلىغۇچى مۇخبىرىمىز"),
            *("مۇخبىرىمىز", "مۇخبىرلىرىمىز", "ئىختىيارىي مۇخبىر", "مۇخبىر"),
            *("ixtiyariy muxbirimiz", "ixtiyari muxbirimiz", "alahide muxbirimiz"),
            *("muxbirimiz", "muxbirlirimiz", "muxbir"),
        ),
    },
    place_before=r"(?P<place>\w[\w'’]{1,19}?)(?:دىن|تىن|دىكى|تىكى|din|tin|diki|tiki)\s+"
    r"(?=ئىختىيارى|ئالاھىدە|مۇخبىر|[Ii]xtiyari|[Aa]lahide|[Mm]uxbir)",
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
