"""A table as a file that spreadsheets open, and that no spreadsheet runs.

UTF-8 with a byte order mark, which spreadsheets look for; commas; CRLF (RFC 4180). A cell that would
be taken for a formula gets an apostrophe in front (:func:`batterypass.exchange.rows.neutral`).
Figures are written as the ledger has them, with a decimal point.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from batterypass.exchange.rows import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def encode_sheet(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table with its titles. Every row has as many cells as there are titles."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(title) for title in titles])
    for row in rows:
        if len(row) != len(titles):
            raise ValueError(f"{len(row)} cells under {len(titles)} titles")
        writer.writerow([neutral(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
