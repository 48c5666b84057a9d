"""Uyghur: ``مۇخبىرىمىز …`` in the field, in Arabic, Latin or Cyrillic letters."""

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
            *("ихтиярий мухбиримиз", "ихтияри мухбиримиз", "алаһидә мухбиримиз"),
            *("мухбиримиз", "мухбирлиримиз", "мухбир"),
        ),
    },
    by=("ئوبزورچىمىز", "ئوبزورچى", "obzorchimiz", "obzorchi", "обзорчимиз", "обзорчи"),
    place_before=r"(?P<place>\w[\w'’]{1,19}?)"
    r"(?:دىن|تىن|دىكى|تىكى|din|tin|diki|tiki|дин|тин|дики|тики)\s+"
    r"(?=ئىختىيارى|ئالاھىدە|مۇخبىر|ئوبزورچى|[Ii]xtiyari|[Aa]lahide|[Mm]uxbir|[Oo]bzorchi"
    r"|[Ии]хтияри|[Аа]лаһидә|[Мм]ухбир|[Оо]бзорчи)",
    joiners=("ۋە", "we", "вә"),
    closings=(
        *("خەۋەر قىلىدۇ", "مەلۇمات بېرىدۇ", "تەييارلىدى", "تەييارلىغان", "خەۋىرى", "مەلۇماتى"),
        *("xewer qilidu", "melumat béridu", "teyyarlidi", "xewiri", "melumati"),
        *("хәвәр қилиду", "мәлумат бериду", "тәйярлиди", "хәвири", "мәлумати"),
    ),
    examples=(
        ("مۇخبىرىمىز كۆۋرۈك", ("reporter=كۆۋرۈك",)),
        ("Muxbirimiz kowruk", ("reporter=kowruk",)),
        ("Әнқәрәдин мухбиримиз көврүк тәйярлиди", ("reporter=көврүк",)),
        ("ئوبزورچىمىز كۆۋرۈك دەريا", ("writer=كۆۋرۈك دەريا",)),
        ("ئەنقەرەدىن مۇخبىرىمىز كۆۋرۈك خەۋەر قىلىدۇ", ("reporter=كۆۋرۈك",)),
        ("مۇخبىرىمىز كۆۋرۈك ۋە دەريا", ("reporter=كۆۋرۈك", "reporter=دەريا")),
    ),
)
