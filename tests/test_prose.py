"""Words and constructions that this project's English must not fall back into.

Each pattern was once in a page or a message, and its readers stumbled. The text beside it is one
way to say it. Pages are checked without their code; sources, in their messages and docstrings.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EVERYWHERE = {
    r"\b(?:row|page|stories|MiB|times?) an? (?:story|page|worker|URL)\b": "one row per story",
    r"\b(?:its|their) (?:content|ending)s? says?\b": "is detected from content",
    r"\bwhole,? or not at all\b": "is written atomically",
    r"\bcosts? (?:itself|themselves|its own)\b": "only that page fails",
    r"\boutgrows?\b": "exceeds its memory limit",
    r"\bwithout a word\b": "silently",
    r"\bmend that\b": "fix that",
    r"\bgo on with --": "continue with",
    r"\b(?:is|are|was|were) told (?:from|of|apart)\b": "is distinguished from",
    r"\btold apart\b": "detected from",
    r"\bsaid of (?:it|them|a|an|the|its|both)\b": "describes",
    r"\b[Ww]hat stands\b": "the text before …",
    r"\b[Ww]hat becomes? of\b": "the outcome of",
    r"\b[Ww]hat became of\b": "the outcome of",
    r"\b(?:in|out)side of (?!which)": "inside",
    r"\bpassed over\b": "ignored",
    r"\b(?:at hand|to be had)\b": "available",
    r"\bdo(?:es)? no harm\b": "are ignored",
    r"\banew\b": "again",
    r"\bparted by\b": "separated by",
    r"\b(?:its|their) like\b": "and similar",
    r"\ba (?:row|line|paragraph) each\b": "one row per credit",
    r"\b(?:is|are) no (?:UTF-8|ASCII|JSON|HTML|HTTP|date|time|number)\b": "is not a date",
    r"\bis none of (?!its|the|our)": "is not one of",
    r"\bnobody knows\b": "if unknown",
    r"\bbehind (?:it|the (?:names?|day|story|first|host|label))\b": "after it",
}
"""Of pages and of every message, docstring and comment."""
IN_PAGES = EVERYWHERE | {
    r"\b(?:seconds?|pages|rows?) a (?:page|second|story)\b": "seconds per page",
    r"\bwhom\b.{0,12}\bbelieves?\b": "the order of trust",
    r"\bfor all that\b": "nevertheless",
    r"\b[Ww]hat (?:is|was|are) no\b": "what is not a",
    r"\bbreaks? off\b": "is truncated",
    r"\bstands? (?:below|behind|beside|before|around|under|above|between)\b": "follows",
    r"\bis there whole\b": "is complete",
    r"\b(?:was|were|been) tried\b(?! without)": "only in measurements.md",
}


@cache
def prose_of(page: Path) -> str:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return " ".join(re.sub(r"`[^`]*`", "`…`", text).split())


@cache
def texts_of(source: Path) -> str:
    """The messages and docstrings of a module (its strings with two spaces), and its comments."""
    code = source.read_text("utf-8")
    strings = [
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    texts = [text for text in strings if text.count(" ") > 1] + comments
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("pattern", IN_PAGES)
def test_the_old_words_do_not_come_back(pattern: str) -> None:
    texts = {page: prose_of(page) for page in PAGES}
    if pattern in EVERYWHERE:
        texts |= {source: texts_of(source) for source in SOURCES}
    found = [
        f"{path.relative_to(ROOT)}: … {text[max(0, at.start() - 40) : at.end() + 20]} …"
        for path, text in texts.items()
        for at in re.finditer(pattern, text)
    ]
    assert not found, f"write for example {IN_PAGES[pattern]!r}:\n" + "\n".join(found)


def test_the_check_sees_a_bad_sentence() -> None:
    bad = "A row a story. OUT is there whole, or not at all, and a bad page costs itself alone."
    assert sum(bool(re.search(pattern, bad)) for pattern in IN_PAGES) >= 2
