"""A table as an Excel workbook, row by row. Needs ``rfaparse[xlsx]``."""

from __future__ import annotations

import re
from datetime import datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from rfaparse.export.csv import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MOST_ROWS, _MOST_CHARACTERS, _MOST_LINKS, _MOST_OF_A_LINK = 1_048_576, 32_767, 65_530, 2_079
"""Limits of Excel: rows of a sheet, UTF-16 units of a cell, links of a sheet, their length."""
_CUT = " … (cut: longer than a cell of .xlsx)"
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  a workbook has no time zones
"""A fixed time instead of the time of writing, so that the same rows give the same bytes."""
_FIRST_YEAR = 1900
_WIDTHS = {"title": 44, "url": 30, "story_id": 30, "text": 60, "created": 18, "published": 18}
_WIDTH = 15


class Sheet:
    """A workbook of one sheet with a bold, frozen header.

    Times become dates in UTC, and addresses links; numbers and booleans are kept. All else is text,
    whatever it begins with: nothing is a formula. A text longer than a cell may hold is cut, with a
    note at its end.

    Args:
        file: The output, opened for binary writing.
        columns: The names of its columns.
    """

    def __init__(self, file: IO[bytes], columns: Sequence[str]) -> None:
        self._columns = columns
        self._file, self._temporary = file, TemporaryFile()  # noqa: SIM115  closed with the workbook
        self._book = Workbook(self._temporary, {"constant_memory": True, "remove_timezone": True})
        self._book.set_properties({"created": _CREATED})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._sheet = self._book.add_worksheet("rfaparse")
        self._sheet.freeze_panes(1, 0)
        header = self._book.add_format({"bold": True, "bottom": 1})
        for column, name in enumerate(columns):
            self._sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
            self._sheet.write_string(0, column, name, header)
        self._rows, self._links = 1, 0

    def write(self, values: Mapping[str, Any]) -> None:
        """Write a row.

        Raises:
            ValueError: The sheet is full.
        """
        if self._rows == _MOST_ROWS:
            raise ValueError(
                f"a sheet holds {_MOST_ROWS - 1:,} rows, and there are more; "
                "write .csv or .parquet, or choose fewer stories"
            )
        for column, name in enumerate(self._columns):
            self._cell(column, values[name])
        self._rows += 1

    def close(self) -> None:
        """Finish the workbook, and write it to the file.

        Raises:
            OSError: It cannot be written.
            ValueError: It would be larger than 4 GiB.
        """
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._columns) - 1)
        try:
            self._book.close()  # to a temporary file: on a full disk, its zip cannot be closed
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        except FileSizeError:
            raise ValueError("a workbook holds 4 GiB; write .csv or .parquet") from None
        with self._temporary:
            self._temporary.seek(0)
            copyfileobj(self._temporary, self._file)

    def _cell(self, column: int, value: Any) -> None:
        cell = (self._rows, column)
        if isinstance(value, bool):
            self._sheet.write_boolean(*cell, value)
        elif isinstance(value, int):
            self._sheet.write_number(*cell, value)
        elif isinstance(value, datetime) and value.year >= _FIRST_YEAR:
            self._sheet.write_datetime(*cell, value, self._date)
        else:
            self._text(cell, cell_text(value))

    def _text(self, cell: tuple[int, int], text: str) -> None:
        is_link = len(text) <= _MOST_OF_A_LINK and _WEB.fullmatch(text) is not None
        if is_link and self._links < _MOST_LINKS:
            self._links += 1
            self._sheet.write_url(*cell, text, string=text)
        elif text:
            self._sheet.write_string(*cell, _cut(text))


def _cut(text: str) -> str:
    """As much of `text` as a cell holds.

    >>> len(_cut("桥" * 40_000)), len(_cut("桥" + chr(0x20000) * 40_000).encode("utf-16-le")) // 2
    (32767, 32766)
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * _MOST_CHARACTERS:
        return text
    return units[: 2 * (_MOST_CHARACTERS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
