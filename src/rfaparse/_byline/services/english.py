"""English: ``Reported by … Translated and edited by …``; the field says ``By …``."""

from rfaparse._byline.table import LineShape, ServiceTable
from rfaparse._text import any_of
from rfaparse.model import Role

PARTICLES = (
    *("al", "bin", "bint", "binti", "da", "das", "de", "del", "der", "di", "dos", "du", "el"),
    *("ibn", "la", "le", "ter", "ul", "van", "von"),
)
"""Lower-case words of names, at times with a hyphen behind them."""
COUNTRIES = (
    "Australia Bangladesh Burma California Cambodia Canada China England France Germany India"
    " Indonesia Japan Kazakhstan Korea Laos Malaysia Myanmar Nepal Pakistan Philippines Taiwan"
    " Thailand Turkey Ukraine Vietnam Virginia".split()
)
"""Countries and states after a comma that follows a city."""
REGION = rf",\s(?:(?:{any_of(COUNTRIES)})\b|D\.C\.|DC\b)"
CITIES = frozenset(
    {
        *("Bangkok", "Beijing", "Dhaka", "Dharamsala", "Hanoi", "Hong Kong", "Jakarta"),
        *("Kathmandu", "Kuala Lumpur", "London", "Manila", "New Delhi", "New York", "Paris"),
        *("Phnom Penh", "Seoul", "Singapore", "Taipei", "Tokyo", "Vientiane", "Washington"),
        *("Washington, D.C.", "D.C.", "Yangon"),
    }
)
"""Cities that stories are reported from, as a byline field names them after a comma."""
WORD = (
    r"(?:(?:[A-Z]|Dr|Jr|Md|Mr|Mrs|Ms|Prof|Sr|St)\.(?![\w])"
    r"|[A-Z\u00c0-\u024f](?:[\w'’-]|\.(?=[\w-])|(?<=\.[A-Z])\.)*"
    rf"|(?:{any_of(PARTICLES)})(?:-[A-Z][\w'’]*|\b(?!-))|[dl]['’][A-Z][\w'’-]*)"
)
"""A word of a name: an initial or a title, a capitalised word, a particle."""
PLACE_WORD = r"[A-Z](?:[\w'’-]|\.(?=\w)|(?<=\b[A-Z])\.|(?<=\bSt)\.)*"
_LINE_STARTS = "|".join(rf"(?<=\n[^\w\n]{{{marks}}}By)" for marks in range(4))
_LABELS = {
    Role.CONTRIBUTOR: (
        *("additional reporting", "additional reporting from"),
        *("contributions", "contributions from", "contributed", "contributed reporting"),
    ),
    Role.REPORTER: ("reported", "reporting", "original reporting"),
    Role.WRITER: (
        *("written for the web in english", "written for the web", "written in english"),
        *("written", "writing"),
    ),
    Role.PRODUCER: ("produced in english", "produced"),
    Role.TRANSLATOR: ("translated", "translation", "translates"),
    Role.EDITOR: ("edited", "editing", "copy edited"),
}
_ENDS = any_of({word[-2:] for words in _LABELS.values() for word in words})
_LANGUAGES = "|".join(rf"(?<=(?:from|into|. in) [A-Z]\w{{{size}}} by)" for size in range(2, 10))
HINT = rf"y(?:(?<=(?:{_ENDS}) [bB]y)|{_LANGUAGES}|(?:{_LINE_STARTS})(?= ))"
"""The end of ``by`` after a label's word or a language, or of ``By`` at the start of a line."""

TABLE = ServiceTable(
    slug="english",
    name="English",
    own_name="English",
    tag="en",
    script="Latn",
    labels=_LABELS,
    line=LineShape(
        hint=HINT,
        begins=r"[.!?;…][”\"’\')\]]*\s*$|[)\]–—|/-]\s+$|[(\[]\s*$|^\W*$",
        label=r"(?:^|(?<=[\s(\[.;]))(?:with\s)?"
        r"(?P<label>WORD(?:(?:,\s|,?\s(?:and\swith|and|with)\s)WORD){0,3}"
        r"(?:\s(?:from|in|into)\s(?:the\s)?[^\W\d]+)?(?:(?<=\sfrom)|\sby)\b):?\s*",
        person=rf"(?!(?:RFA|Radio Free Asia|BenarNews)\b)(?P<name>{WORD}(?:\s{WORD}){{0,5}}"
        r"(?:,\s(?:Jr|Sr|II|III)\b\.?)?)",
        joiner=r"\)?(?:(?:\s*[,;]\s*and|\s+and|\s+with|\s*[,;&])\s+|\s*[/|]\s*)"
        r"(?:(?:in\s[A-Z]\w+\s)?by\s+)?",
        place=rf"\s+(?:in|from)\s+(?P<place>(?:the\s)?{PLACE_WORD}(?:\s{PLACE_WORD}){{0,3}}"
        rf"(?:{REGION})?)",
        desk_sign=r",?\s+(?:(?i:for|of)\s+|\()"
        r"|\s*[,|]\s+(?=(?:RFA|Radio Free Asia|BenarNews)\b[^,]*$)",
        behind=r"(?:also\s+)?(?P<behind>contributed(?=\s)(?:\s+reporting)?"
        r"(?:\s+to\s+th(?:is|e)\s+(?:report|story|article))?)",
        note=r"(?:The|All)\s(?:views|opinions)\s(?:and|expressed|here|in)\b|\W?Updat(?:ed|es)\b"
        r"|(?:The|This|An?)\s(?:earlier\s|previous\s)?(?:article|report|story|version)"
        r"\s(?:has\sbeen|was\s(?:corrected|first|originally|updated)|corrects|said)\b"
        r"|(?:[A-Z]\w+\s)*(?:service\s)?(?:[Dd]irector|[Pp]roducer|[Ee]ditor):\s",
        around=" \t\n.,;…()[]–—-•*|/",
        beside=frozenset({"translates", "contributed", "contributed reporting"}),
    ),
    by=(
        *("by", "a commentary by", "commentary by", "an analysis by", "analysis by", "opinion by"),
        *("an opinion by", "an essay by", "a column by", "a report by", "a special report by"),
        *("special report by", "a review by", "a blog by", "story by", "text by", "interview by"),
        *("photos and text by", "text and photos by", "commentary", "analysis", "opinion"),
    ),
    roles={Role.PHOTOGRAPHER: ("photos by", "photo by", "photographs by")},
    froms=("in", "from"),
    joiners=("and", "with", "&"),
    titles=(
        *("admin", "analyst", "author", "columnist", "commentator", "contributor"),
        *("correspondent", "director", "editor", "journalist", "president", "professor"),
        *("reporter", "researcher", "staff", "writer"),
    ),
    examples=(
        ("By Ann Reed", ("writer=Ann Reed",)),
        ("Ann Reed", ("writer=Ann Reed",)),
        ("A commentary by Ann Reed", ("writer=Ann Reed",)),
        ("Commentary: Ann Reed", ("writer=Ann Reed",)),
        ("Commentary", ()),
        ("By Ann Reed | RFA Lao", ("reporter=Ann Reed",)),
        (
            "By Ann Reed, Bo Stone and Cy Wood",
            ("writer=Ann Reed", "writer=Bo Stone", "writer=Cy Wood"),
        ),
        ("Photos by Ann Reed", ("photographer=Ann Reed",)),
        ("By Ann Reed, Executive Editor", ("writer=Ann Reed",)),
        ("A commentary by Ann Reed, RFA's Executive Editor", ("writer=Ann Reed",)),
        ("By Abdul al-Wood", ("writer=Abdul al-Wood",)),
        ("By", ()),
        ("By Ann Reed in Hanoi", ("writer=Ann Reed",)),
        ("Ann Reed, RFA", ("writer=Ann Reed",)),
        ("By RFA Staff", ("writer=@rfa",)),
        ("By RFA’s Lao Service", ("writer=@lao",)),
        ("By Ann Reed for RFA Lao", ("reporter=Ann Reed",)),
        (
            "By Ann Reed, with additional reporting by Bo Stone",
            ("writer=Ann Reed", "contributor=Bo Stone"),
        ),
    ),
    line_examples=(
        (
            "Reported by RFA’s Lao Service and by Ann Reed for RFA Khmer. Edited by Bo Stone.",
            ("reporter=@lao", "reporter=Ann Reed", "editor=Bo Stone"),
        ),
        ("By Ann Reed for RFA Lao", ("reporter=Ann Reed",)),
        (
            "Original reporting in Lao by Ann Reed, and in Thai by Bo Oak. Translated by Cy Wood.",
            ("reporter=Ann Reed", "reporter=Bo Oak", "translator=Cy Wood"),
        ),
        (
            "Written in English with additional reporting by Ann Reed.",
            ("writer=Ann Reed", "contributor=Ann Reed"),
        ),
        (
            "Translated by Ann Reed. Written and produced in English by Bo Stone.",
            ("translator=Ann Reed", "writer=Bo Stone", "producer=Bo Stone"),
        ),
        ("The film was produced in Laos by Ann Reed.", ()),
        ("Translated and edited by Ann Reed.", ("translator=Ann Reed", "editor=Ann Reed")),
        ("The bridge was reported by China.", ()),
    ),
)
