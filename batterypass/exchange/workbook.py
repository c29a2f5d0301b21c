"""XLSX workbooks (ECMA-376) as plain cells: what is in a cell as text, dates as ISO 8601.

Bounded before anything is parsed: members, their sizes, and no part with a document type, so that
no XML entity can be defined (ECMA-376 part 2, 8.2.5 forbids them; ``defusedxml`` would only say so
later). A formula is never worked out and never replaced by the value that was kept with it: its
text begins with ``=`` and is refused by whoever reads the cell.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.exchange.columns import MAX_COLUMNS
from batterypass.exchange.rows import clean
from batterypass.exchange.words import input_error, malformed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.source import Source

#: How the bytes of a zip file, and so of a workbook, begin.
MAGIC: Final = b"PK\x03\x04"
MAX_MEMBERS: Final = 2_000
#: Bytes of a member, and of all together, once they are unpacked.
MAX_MEMBER: Final = 128 * 1024 * 1024
MAX_UNPACKED: Final = 192 * 1024 * 1024
#: The last row that a sheet can have (Excel's limit), and the cells that are looked at.
MAX_LINE: Final = 1_048_576
MAX_CELLS: Final = 20_000_000
_XML: Final = (".xml", ".rels", ".vml")
_MARKS: Final = ("<!DOCTYPE", "<!ENTITY")
_TYPES: Final = tuple(
    mark.encode(encoding) for mark in _MARKS for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
#: What parsing a damaged part comes to: openpyxl has no error of its own for it.
_DAMAGED: Final = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, SyntaxError,
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError,
)  # fmt: skip


class Workbook:
    """An open workbook; use it in a ``with`` block.

    Raises MalformedError for a file that is none, or whose parts are damaged or too large.
    """

    def __init__(self, source: Source) -> None:
        self.name = source.name
        _check_parts(source)
        # Only a workbook needs it, and importing it takes a quarter of a second.
        from openpyxl import load_workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        with self._reading():
            self._book = load_workbook(
                io.BytesIO(source.body), read_only=True, data_only=False, keep_links=False
            )
            self.is_1904: bool = self._book.epoch == CALENDAR_MAC_1904
            self._sheets = {one.title: one for one in self._book.worksheets}
            self._visible = [
                one.title for one in self._book.worksheets if one.sheet_state == "visible"
            ]

    def __enter__(self) -> Workbook:
        """Use it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._book.close()

    def choose_sheet(self, wanted: str) -> str:
        """Give the sheet of this name, or the only visible one that has anything in it.

        Raises InputError that lists them where it is not clear.
        """
        listed = ", ".join(self._visible)
        if wanted:
            if wanted not in self._sheets:
                raise input_error("list_no_sheet", name=self.name, sheet=wanted, listed=listed)
            return wanted
        filled = [name for name in self._visible if next(self.records(name), None) is not None]
        if len(filled) != 1:
            key = "list_sheets" if filled else "empty"
            raise input_error(key, name=self.name, listed=", ".join(filled))
        return str(filled[0])

    def records(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Give (row number, texts) of every row that has a cell with something in it."""
        looked = 0
        with self._reading():
            found = self._sheets[sheet]
            # A sheet may say that it ends before it does: what it says is left aside.
            found.reset_dimensions()
            for line, row in enumerate(found.iter_rows(), start=1):
                looked += len(row)
                if line > MAX_LINE or looked > MAX_CELLS:
                    raise malformed("list_sheet_large", name=self.name, sheet=sheet, line=line)
                texts = [_text(cell) for cell in row]
                while texts and not texts[-1]:
                    texts.pop()
                if len(texts) > MAX_COLUMNS:
                    raise malformed(
                        "too_many_columns", name=self.name, found=len(texts), limit=MAX_COLUMNS
                    )
                if texts:
                    yield line, texts

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            with warnings.catch_warnings():
                # What it warns of (styles, validations, extensions) is nothing that is read here.
                warnings.simplefilter("ignore")
                yield
        except _DAMAGED as error:
            raise malformed("list_workbook", name=self.name, problem=_words(error)) from error


def _words(error: BaseException) -> str:
    return f"{type(error).__name__} {error}"[:120]


def _check_parts(source: Source) -> None:
    """Look at every part before one is parsed. Raises MalformedError that names the part."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.body)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            large = next((part for part in parts if part.file_size > MAX_MEMBER), None)
            if large is not None or unpacked > MAX_UNPACKED or len(parts) > MAX_MEMBERS:
                part = large.filename if large is not None else "-"
                raise malformed("list_unpacked", name=source.name, part=part, found=unpacked)
            for one in parts:
                # Never more than the size that the directory states is unpacked.
                if one.filename.lower().endswith(_XML):
                    body = archive.read(one)
                    if any(mark in body for mark in _TYPES):
                        raise malformed("list_doctype", name=source.name, part=one.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise malformed("list_workbook", name=source.name, problem=_words(error)) from error


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell, and its empty one
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # The shortest digits that are this number, never an exponent.
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime):
        is_day = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    # A formula over several cells keeps its text beside it; of other things there is no value.
    return clean(str(getattr(value, "text", "") or f"={type(value).__name__}"))
