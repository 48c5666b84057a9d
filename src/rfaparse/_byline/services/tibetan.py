"""Tibetan: the last line of a story, ``གསར་འགོད་པ་ … ། དྲྭ་ཐོག་སྤེལ་མཁན། …``."""

from rfaparse._byline.table import LineShape, ServiceTable
from rfaparse.model import Role

SYLLABLE = r"[\u0f40-\u0fbc]+"
NO_NAME = (
    r"དང(?=་)|(?:ལགས|ཀྱིས|གིས|གྱིས|ཡིས|ཀྱི|གི|གྱི|ཡི|ལ|ནས|ནི|ཞེས|ཡིན|རེད|བྱས|ཞིག|ཡོད"
    r"|འདུག|བཏང|ཚོ|ཚོས|ཚོར|རྣམས|དེ|འདི|མང་པོ|ཁག)(?=[་།༎\s]|$)"
)
"""The word that joins names, particles, plurals, honorifics and verbs: after them is prose."""

TABLE = ServiceTable(
    slug="tibetan",
    name="Tibetan",
    own_name="བོད་སྐད",
    tag="bo",
    script="Tibt",
    labels={Role.REPORTER: ("གསར་འགོད་པ",), Role.WEB_EDITOR: ("དྲྭ་ཐོག་སྤེལ་མཁན", "དྲ་ཐོག་སྤེལ་མཁན")},
    line=LineShape(
        label=r"(?:(?<=[།༎\s(（])|^)(?P<label>WORD)[་།\s:：]+",
        person=rf"(?P<name>(?!{NO_NAME}){SYLLABLE}(?:་(?!{NO_NAME}){SYLLABLE}){{0,6}})(?:་ལགས(?=\s*(?:$|[།༎]|་དང་)))?་?",
        joiner=r"[་\s]*(?:དང་|[,、])[་།\s]*",
        around=" །༎༑()（）",
        amid_story=True,
    ),
    roles={Role.REPORTER: ("གསར་འགོད་པ",)},
    joiners=("དང་",),
    examples=(("གསར་འགོད་པ་ བསོད་ནམས།", ("reporter=བསོད་ནམས",)),),
    line_examples=(
        ("གསར་འགོད་པ་ཚོས་ཟམ་པ་བལྟས།", ()),
        (
            "གསར་འགོད་པ་ཆུ་བོ་དང་ཟམ་པ། དྲྭ་ཐོག་སྤེལ་མཁན། བསོད་ནམས།",
            ("reporter=ཆུ་བོ", "reporter=ཟམ་པ", "web_editor=བསོད་ནམས"),
        ),
    ),
)
