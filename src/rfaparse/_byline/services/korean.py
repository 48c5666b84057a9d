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
    titles=(
        *("교수", "박사", "작가", "시인", "변호사", "한의사", "대표", "위원", "연구원", "탈북자"),
        "칼럼니스트",
    ),
    examples=(
        ("서울-석교 x@rfa.org", ("writer=석교",)),
        ("태국 방콕-석교 x@rfa.org", ("writer=석교",)),
        ("석교 기자", ("reporter=석교",)),
        ("석교∙ 강물대 교수", ("writer=석교",)),
        ("석교 교수", ("writer=석교",)),
    ),
)
