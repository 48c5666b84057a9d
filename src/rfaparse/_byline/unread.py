"""Lines that look like credits and gave none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rfaparse._byline import hints_in
from rfaparse._text import without_joiners
from rfaparse.model import texts

if TYPE_CHECKING:
    from rfaparse.model import Article

_NEAR_THE_END = 5
_LONGEST = 120
"""The most characters; few real credit lines are longer, and most prose is."""
_BEGINNING = 30
"""How many characters are searched for the first label."""


def unread_credit_lines(article: Article) -> tuple[str, ...]:
    """The lines near a story's end that contain a label's word but gave no credit.

    Use them to estimate how many bylines are missed. Most are prose.

    Args:
        article: A story as `rfaparse.parse` gives it.

    Returns:
        Those among its last five lines, as in the body, in order.

    >>> import rfaparse
    >>> story = rfaparse.parse("<p>河水上涨。</p><p>编辑部：谢谢各位。</p>")
    >>> unread_credit_lines(story)
    ('编辑部：谢谢各位。',)
    """
    lines = list(texts(article.body))[-_NEAR_THE_END:]
    return tuple(
        line
        for line in lines
        if len(line) <= _LONGEST and hints_in([without_joiners(line)[:_BEGINNING]])
    )
