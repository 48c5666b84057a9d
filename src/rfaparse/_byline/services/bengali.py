"""BenarNews in Bengali."""

from rfaparse._byline.table import BENAR, ServiceTable

TABLE = ServiceTable(
    slug="bengali",
    name="BenarNews Bengali",
    own_name="বাংলা",
    tag="bn",
    script="Beng",
    site=BENAR,
    joiners=("ও", "এবং"),
    examples=(("সেতু নদী", ("writer=সেতু নদী",)),),
)
