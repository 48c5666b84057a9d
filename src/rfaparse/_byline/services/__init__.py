"""One module per service; each holds its `TABLE`. To add a service, add a file."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rfaparse._byline.table import Labels, ServiceTable
    from rfaparse.model import Role


def _tables() -> tuple[ServiceTable, ...]:
    names = (module.name for module in iter_modules(__path__))
    tables = (import_module(f"{__name__}.{name}").TABLE for name in names)
    return tuple(sorted(tables, key=lambda table: (table.site != "www.rfa.org", table.name)))


TABLES = _tables()
"""The tables of all services, RFA's first, sorted by name within a site."""
CHINESE = "chinese"
"""The grammar of services in Chinese script; that of any other is its slug."""


_CHINESE_SCRIPTS = ("Hans", "Hant")


def grammar_of_word() -> dict[str, str]:
    """The grammar of each label's word, except of tables with a hint of their own."""
    return {
        word: CHINESE if table.script in _CHINESE_SCRIPTS else table.slug
        for table in TABLES
        for words in table.labels.values()
        for word in words
        if not table.line.hint
    }


def chinese_labels() -> Labels:
    """The words that give each role in Chinese script, the simplified ones first."""
    labels: dict[Role, tuple[str, ...]] = {}
    for table in sorted(TABLES, key=lambda table: table.script):
        if table.script in _CHINESE_SCRIPTS:
            for role, words in table.labels.items():
                labels[role] = (*labels.get(role, ()), *words)
    return labels
