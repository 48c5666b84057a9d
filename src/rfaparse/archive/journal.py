"""The finished parts of a run, beside its output, so that another run can continue.

``OUT.partial/run.json`` has the inputs and options; ``part-<number>-<members>.jsonl`` the outcomes
up to that many members of the input; a part is complete or does not exist.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import define

from rfaparse.archive.rows import Report, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rfaparse.archive.rows import Outcome

_PART = re.compile(r"part-(\d{8})-(\d{12})\.jsonl")
_RUN = "run.json"
_WAITING = "part.tmp"
_OURS = re.compile(rf"{_PART.pattern}|{_RUN}(?:\.tmp)?|{_WAITING}")
_MEMBERS_A_PART = 1000
_FAILED, _SKIPPED = b"!", b"-"
"""The beginning of a report's line, before its JSON object."""


class CannotResume(ValueError):  # noqa: N818  it says what is wrong
    """There is no run to resume, or it had other inputs or options."""


@define
class Journal:
    """The finished parts of one run, and the one in hand.

    Attributes:
        folder: ``OUT.partial``.
        done: Members of the input that finished parts cover.
    """

    folder: Path
    done: int = 0
    _number: int = 0
    _taken: int = 0
    _file: BinaryIO | None = None

    @classmethod
    def begin(cls, folder: Path, what: dict[str, Any]) -> Journal:
        """Start a new run; `what` has its inputs and options."""
        cls.clear(folder)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / _RUN, json.dumps(what))
        return cls(folder)

    @staticmethod
    def stopped(folder: Path) -> bool:
        """Whether a run stopped here that another can resume."""
        return (folder / _RUN).exists()

    @staticmethod
    def clear(folder: Path) -> None:
        """Remove what a run left here, and the folder if nothing else is in it."""
        if not folder.is_dir():
            return
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
        with suppress(OSError):  # other files there are not ours
            folder.rmdir()

    @classmethod
    def resume(cls, folder: Path, what: dict[str, Any]) -> Journal:
        """Continue the run with the same inputs and options.

        Raises:
            CannotResume: No run stopped here, or it had other inputs or options.
        """
        try:
            before = json.loads((folder / _RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise CannotResume(f"{folder}: no run stopped here; leave out --resume") from None
        if before != what:
            changed = ", ".join(key for key in what if before.get(key) != what[key])
            raise CannotResume(
                f"{folder}: that run was over other inputs or options ({changed}); "
                "give the same, or start again with --force"
            )
        journal = cls(folder)
        for number, members, _ in journal.files():
            journal.done, journal._number = members, number
        return journal

    def add(self, outcome: Outcome) -> None:
        """Add the outcome of the next member."""
        if self._file is None:
            self._file = self._waiting.open("wb")
        for row in outcome.rows:
            head = f"{row.story or ''}\t{row.crawled or ''}\t".encode()
            self._file.writelines((head, row.text, b"\n"))
        for report in outcome.reports:
            mark = _FAILED if report.is_failure else _SKIPPED
            self._file.writelines((b"\t\t", mark, report.text, b"\n"))
        self._taken += 1
        if self._taken == _MEMBERS_A_PART:
            self.finish()

    def finish(self) -> None:
        """End the part: the outcomes since the last one are written atomically."""
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self.done += self._taken
        self._number += 1
        self._waiting.replace(self.folder / f"part-{self._number:08}-{self.done:012}.jsonl")
        self._file, self._taken = None, 0

    @property
    def _waiting(self) -> Path:
        return self.folder / _WAITING

    def files(self) -> list[tuple[int, int, Path]]:
        """The finished parts in order: number, members covered, path."""
        parts = ((_PART.fullmatch(path.name), path) for path in self.folder.iterdir())
        return sorted((int(m[1]), int(m[2]), path) for m, path in parts if m)

    def lines(self) -> Iterator[Row | Report]:
        """The outcomes of the members, in order."""
        for _, _, path in self.files():
            with path.open("rb") as file:
                for line in file:
                    story, crawled, text = line[:-1].split(b"\t", 2)
                    if text.startswith((_FAILED, _SKIPPED)):
                        yield Report(text.startswith(_FAILED), text[1:])
                    else:
                        yield Row(story.decode() or None, crawled.decode(), text)

    def close(self) -> None:
        """Discard the unfinished part, after an error."""
        if self._file is not None:
            with suppress(OSError):  # a full disk refuses the rest
                self._file.close()


def _write(path: Path, text: str) -> None:
    """Write a file atomically."""
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
