"""Tibetan: the last line of a story, ``གསར་འགོད་པ་ … ། དྲྭ་ཐོག་སྤེལ་མཁན། …``."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="tibetan",
    name="Tibetan",
    own_name="བོད་སྐད",
    tag="bo",
    script="Tibt",
    labels={Role.REPORTER: ("གསར་འགོད་པ",), Role.WEB_EDITOR: ("དྲྭ་ཐོག་སྤེལ་མཁན",)},
    roles={Role.REPORTER: ("གསར་འགོད་པ",)},
    joiners=("དང་",),
    examples=(("གསར་འགོད་པ་ བསོད་ནམས།", ("reporter=བསོད་ནམས",)),),
)
