"""A whole archive into one table: readers, the run, writers. Needs ``rfaparse[archive]``."""

from rfaparse._outcome import Failure, Skip
from rfaparse.archive.members import Member
from rfaparse.archive.readers import read_members
from rfaparse.archive.run import Progress, Summary, run
from rfaparse.archive.selection import Selection
from rfaparse.archive.workers import Limits
from rfaparse.archive.writers import Form

__all__ = [
    "Failure",
    "Form",
    "Limits",
    "Member",
    "Progress",
    "Selection",
    "Skip",
    "Summary",
    "read_members",
    "run",
]
