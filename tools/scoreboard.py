"""Scores of each field against the gold data, which people read in real stories.

``python tools/scoreboard.py FOLDER`` prints the table; FOLDER holds ``corpus/`` and ``gold/``. A
value is right if both have it, missing if only the gold data has it, and wrong if only rfaparse
gives it. A story is whole if all its values are right and in order.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from attrs import define, field

import rfaparse
from rfaparse import Article, Byline, Image

_CREDIT_FIELDS = ("reporters", "editors", "web_editors", "contributors", "locations")
_MORE_CREDIT_FIELDS = ("hosts", "writers", "producers")
_WORST = 5


@define
class Score:
    """The score of one field."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    stories: int = 0
    whole: int = 0
    worst: Counter[str] = field(factory=Counter)

    def count(self, story: str, values: list[Any], gold: list[Any]) -> None:
        """Add a story: the values that were read in it, and those that a person read."""
        values, gold = list(map(_key, values)), list(map(_key, gold))
        right = (Counter(values) & Counter(gold)).total()
        self.right += right
        self.wrong += len(values) - right
        self.missing += len(gold) - right
        self.stories += 1
        self.whole += values == gold
        if values != gold:
            self.worst[story] = len(values) + len(gold) - 2 * right or 1

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 if there is nothing to find."""
        total = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / total if total else 1.0

    @property
    def share_whole(self) -> float:
        """Share of stories in which all values of the field are right and in order."""
        return self.whole / self.stories if self.stories else 1.0


def scores(folder: Path) -> dict[str, Score]:
    """The score of every field that the gold files have."""
    table: dict[str, Score] = defaultdict(Score)
    for row in _gold(folder, "credits.jsonl"):
        article = _article(folder / "corpus" / "posts", row["id"])
        byline = article.byline or Byline()
        values = {name: list(getattr(byline, name)) for name in _CREDIT_FIELDS}
        gold = {name: row.get(name, []) for name in _CREDIT_FIELDS}
        for name in _CREDIT_FIELDS:
            table[name].count(row["id"], values[name], gold[name])
        table["byline"].count(row["id"], [values == gold], [True])
    for row in _gold(folder, "plone5.jsonl"):
        article = _article(folder / "corpus" / "plone5", row["id"])
        for name, values_and_gold in _plone5(article, row).items():
            table[f"plone5 {name}"].count(row["id"], *values_and_gold)
    return dict(table)


def _plone5(article: Article, row: dict[str, Any]) -> dict[str, tuple[list[Any], list[Any]]]:
    """For each field, the values that were read and those of the gold row."""
    byline = article.byline or Byline()
    inline = [image for image in article.images if image is not article.lead_image]
    lead = [article.lead_image] if article.lead_image else []
    gold_lead = [row["lead_image"]] if row["lead_image"] else []
    lead_fields = ("url", "alt", "caption", "copyright", "width", "height", "full_size_url")
    fields = {
        "title": ([article.title], [row["title"]]),
        "lead image": (_images(lead, lead_fields), _parts(gold_lead, lead_fields)),
        "images": (_images(inline, lead_fields[:4]), _parts(row["images"], lead_fields[:4])),
        "related links": (
            [(link.title, link.url) for link in article.related_links],
            [(link["title"], link["url"]) for link in row["related_links"]],
        ),
        "headings": ([heading.text for heading in article.headings], row["headings"]),
        "byline text": ([byline.text or ""], [row["byline_raw"]]),
        "tweets": ([len(article.embeds)], [row["tweets"]]),
        "first and last paragraph": (
            [article.paragraphs[0].text[:15], article.paragraphs[-1].text[-15:]],
            [row["first_paragraph"], row["last_paragraph"]],
        ),
    }
    for name in (*_CREDIT_FIELDS, *_MORE_CREDIT_FIELDS):
        if name in row:
            fields[name] = (list(getattr(byline, name)), row[name])
    return fields


def _images(images: list[Image], fields: tuple[str, ...]) -> list[Any]:
    return [tuple(getattr(image, name) for name in fields) for image in images]


def _parts(rows: list[dict[str, Any]], fields: tuple[str, ...]) -> list[Any]:
    return [tuple(row[name] for name in fields) for row in rows]


def _key(value: Any) -> Any:
    """A value with its white space made uniform, for comparison."""
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    return " ".join(value.split()) if isinstance(value, str) else value


def _gold(folder: Path, name: str) -> list[dict[str, Any]]:
    lines = (folder / "gold" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _article(folder: Path, name: str) -> Article:
    return rfaparse.parse((folder / f"{name}.md").read_bytes())


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2:
        sys.exit("usage: python tools/scoreboard.py FOLDER  (with corpus/ and gold/ in it)")
    print(f"{'field':<32}{'stories':>8}{'whole':>8}{'right':>7}{'wrong':>7}{'missing':>9}{'F1':>8}")
    for name, score in scores(Path(sys.argv[1])).items():
        print(
            f"{name:<32}{score.stories:>8}{score.share_whole:>8.1%}{score.right:>7}{score.wrong:>7}"
            f"{score.missing:>9}{score.f1:>8.3f}"
        )
        for story, errors in score.worst.most_common(_WORST):
            print(f"    {story}: {errors} off")


if __name__ == "__main__":
    main()
