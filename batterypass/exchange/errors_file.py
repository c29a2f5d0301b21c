"""The rows that could not go in, as a table that a spreadsheet opens and ``pack import`` takes back.

Two columns stand in front: the line of the row in the file that was read, and its problems. The
other columns are those of the file, so that a row can be put right and imported from here.

A cell that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@`` or a tab)
gets an apostrophe in front; the reader takes it off again.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from batterypass.exchange.csv_rows import ERROR_COLUMNS
from batterypass.exchange.rows import Row, neutral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.exchange.problems import RowProblem


def encode_errors(
    refused: Sequence[tuple[Row, Sequence[RowProblem]]],
    *,
    names: Sequence[str] = (),
    delimiter: str = "",
    lang: str = "en",
) -> bytes:
    """Write the refused rows in UTF-8 with a byte order mark, which spreadsheets look for.

    ``names`` and ``delimiter`` are those of the file; without them every name that some row has is
    a column, in order of appearance.
    """
    columns = list(names) or list(dict.fromkeys(name for row, _ in refused for name in row.names))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter or ",", lineterminator="\r\n")
    writer.writerow([*ERROR_COLUMNS, *map(neutral, columns)])
    for row, problems in refused:
        said = "; ".join(problem.text(lang, with_line=False) for problem in problems)
        if names:
            texts = list(row.texts)
        else:
            cells = row.cells
            texts = [cells.get(name, "") for name in columns]
        writer.writerow([str(row.line), neutral(said), *map(neutral, texts)])
    # What no encoding can hold was refused before; a name may still have come from an escape.
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def is_errors_file(start: bytes) -> bool:
    """Tell whether a file begins as :func:`encode_errors` begins one, or is empty."""
    text = start.decode("utf-8-sig", "replace")
    first, second = ERROR_COLUMNS
    return not text or (text.startswith(first) and text[len(first) + 1 :].startswith(second))
