"""A whole archive on one page: charts of a table of stories. Needs ``rfaparse[overview]``."""

from rfaparse.overview.page import overview
from rfaparse.overview.table import errors_beside, read_table

__all__ = ["errors_beside", "overview", "read_table"]
