"""Many generated inputs: ``python tools/soup.py COUNT [SEED]`` tries COUNT and prints figures.

It does without hypothesis, which takes longer to draw an input than rfaparse to parse it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import fuzz_targets
from fuzz_targets import PIECES, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = tuple(piece.encode("utf-8", "ignore") for piece in PIECES)
_STARTS = (b"", b"", b"", b"", b"---\nfrom: x\n---\n", b"<html><body><div id=storytext>")
_FEED = b"<rss><channel><item><title>%b</title><description><![CDATA[%b]]></description></item>"
_URL = b"https://www.rfa.org/mandarin/%b-%d.html"
_TARGETS = (*("soup",) * 6, *("bytes", "byline") * 2, "feed", "url", "json", "page", "plone")


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Targets and their inputs: mostly short ones, one in a thousand up to 100 kB long."""
    chance = Random(seed)  # noqa: S311  no secret
    for number in range(count):
        target = chance.choice(_TARGETS)
        length = (
            int(chance.expovariate(1 / 25)) + 1 if number % 1000 else chance.randrange(20_000) + 1
        )
        yield target, _input(target, length, chance)


def _input(target: str, length: int, chance: Random) -> bytes:
    if target in {"soup", "byline", "json", "page", "plone"}:
        return chance.randbytes(length)
    texts = b"".join(chance.choices(_TEXTS, k=length))
    if target == "feed":
        cut = chance.randrange(len(texts) + 1)
        return _FEED % (texts[:cut], texts[cut:])
    if target == "url":
        return _URL % (texts[:40], chance.randrange(10**14))
    data = bytearray(chance.choice(_STARTS) + texts)
    for _ in range(chance.randrange(4)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def run(count: int, seed: int) -> Counter[str]:
    """Try `count` inputs, and count those of each target."""
    tried: Counter[str] = Counter()
    for target, data in inputs(count, seed):
        try:
            TARGETS[target](data)
        except BaseException:
            print(f"{target}: {data!r}", file=sys.stderr)
            raise
        tried[target] += 1
    return tried


def main(arguments: list[str]) -> None:
    count, seed = int(arguments[0]), int(arguments[1]) if arguments[1:] else 1
    start = time.monotonic()
    tried = run(count, seed)
    seconds = time.monotonic() - start
    counts = ", ".join(f"{target} {count:,}" for target, count in sorted(tried.items()))
    slowest = 1000 * max(fuzz_targets.SLOWEST)
    print(
        f"{tried.total():,} inputs in {seconds:.0f} s, none failed, "
        f"the slowest in {slowest:.1f} ms: {counts}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
