"""Korean: ``워싱턴-… e-mail`` in the field."""

from rfaparse._byline.table import ServiceTable
from rfaparse.model import Role

TABLE = ServiceTable(
    slug="korean",
    name="Korean",
    own_name="한국어",
    tag="ko",
    script="Kore",
    roles={Role.REPORTER: ("객원기자", "특파원", "기자")},
    place_before=r"(?!(?:객원기자|특파원|기자|진행|앵커)\s*:)(?P<place>[\uac00-\ud7a3]{2,6}(?:\s[\uac00-\ud7a3]{2,6})?)\s*[-–—=:]\s*(?=[\uac00-\ud7a3])",
    joiners=("및",),
    examples=(
        ("서울-석교 x@rfa.org", ("writer=석교",)),
        ("태국 방콕-석교 x@rfa.org", ("writer=석교",)),
        ("석교 기자", ("reporter=석교",)),
    ),
)
