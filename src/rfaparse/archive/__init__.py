"""A whole archive into one table: readers, the run, writers. Needs ``rfaparse[archive]``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rfaparse._outcome import Failure, Skip
    from rfaparse.archive.members import Member
    from rfaparse.archive.readers import read_members
    from rfaparse.archive.runs import Progress, Summary, run
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

_MODULES = {
    "Failure": "rfaparse._outcome",
    "Form": "rfaparse.archive.writers",
    "Limits": "rfaparse.archive.workers",
    "Member": "rfaparse.archive.members",
    "Progress": "rfaparse.archive.runs",
    "Selection": "rfaparse.archive.selection",
    "Skip": "rfaparse._outcome",
    "Summary": "rfaparse.archive.runs",
    "read_members": "rfaparse.archive.readers",
    "run": "rfaparse.archive.runs",
}
"""Where each name is. It is imported at first use: a worker starts faster without the others."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return __all__
