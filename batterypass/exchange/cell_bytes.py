"""Cells of a table that is not of one encoding: each is decoded by itself.

Lists are kept for years by several people and pasted together. A cell that is UTF-8 is taken as
that; any other as Windows-1252, which spreadsheets in Spanish wrote. Where a file has both, the
cells of the second kind are doubtful, and named.
"""

from __future__ import annotations

from dataclasses import dataclass

from batterypass.exchange.rows import clean

#: Names of the encodings that a cell may have, and of a file that has both.
UTF_8, WINDOWS, MIXED = "utf-8", "cp1252", "mixed"
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read as Windows-1252: its line, its place in the row, and its text."""

    line: int
    place: int
    text: str


class CellDecoder:
    """Decodes cells whose characters stand for bytes, and notes how.

    A byte that no encoding knows becomes U+FFFD, for the reader of the row to name.
    """

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self._met_utf_8 = False

    def __call__(self, line: int, cells: list[str]) -> list[str]:
        """Give the texts of a record that begins on ``line``."""
        return [
            clean(cell if cell.isascii() else self._decode(line, place, cell))
            for place, cell in enumerate(cells)
        ]

    @property
    def encoding(self) -> str:
        """Say which encodings were met so far."""
        if not self.doubts:
            return UTF_8
        return MIXED if self._met_utf_8 else WINDOWS

    def _decode(self, line: int, place: int, cell: str) -> str:
        raw = cell.encode("latin-1")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            self.doubts.append(Doubt(line, place, clean(text)))
        else:
            self._met_utf_8 = True
        return text


def has_lost_bytes(text: str) -> bool:
    """Tell whether a byte of the cell is of no encoding."""
    return _LOST in text


def twice_encoded(text: str) -> str:
    """Give what a text was before somebody read its UTF-8 as Windows-1252; empty for most texts.

    ``RecuperaciÃ³n`` was ``Recuperación``.
    """
    if text.isascii():
        return ""
    for encoding in ("cp1252", "latin-1"):
        try:
            before = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        # What nobody can have written was not written.
        return before if before.isprintable() else ""
    return ""
