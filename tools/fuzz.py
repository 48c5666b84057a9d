"""Coverage-guided fuzzing: ``python tools/fuzz.py TARGET [libFuzzer's flags]``.

Without flags it goes on until an input fails; ``-max_total_time=60`` ends it after a minute. The
input that failed is in a file ``crash-…``: once the bug is fixed, make it a fixture.
``--list`` names the targets. Needs atheris (``pip install --group fuzz``).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

with atheris.instrument_imports(include=["rfaparse"]):
    import fuzz_targets


def write_words(path: Path) -> None:
    """Write libFuzzer's dictionary: the words that it puts into inputs as a whole."""
    words = (word.encode("utf-8", "ignore") for word in fuzz_targets.PIECES)
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word in words if word)
    path.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")


def main(arguments: list[str]) -> None:
    if arguments == ["--list"]:
        print(*fuzz_targets.TARGETS, sep="\n")
        return
    target, *flags = arguments
    with tempfile.TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words")
        corpus.mkdir()
        for number, seed in enumerate(fuzz_targets.seeds(target)):
            (corpus / str(number)).write_bytes(seed)
        if target not in {"soup", "byline", "page"}:
            write_words(words)
            flags.append(f"-dict={words}")
        atheris.Setup([sys.argv[0], *flags, str(corpus)], fuzz_targets.TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
