"""A file that names items, one a row: a table with a column of ids, or a plain list.

The column is called ``item``, ``id``, ``printed_id`` or ``serial``, the first of these that there is;
without a header every line is an id. Spreadsheets' byte order mark and separators are taken.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from batterypass.errors import MalformedError
from batterypass.evidence.refusal import refusal

_COLUMNS: Final = ("item", "id", "printed_id", "serial")
MAX_BYTES: Final = 16 * 1024 * 1024
MAX_ITEMS: Final = 100_000


def read_items(name: str, data: bytes) -> list[str]:
    """Give the ids that a file names, each once, in its order; ``name`` is what messages call it.

    Raises MalformedError where it is no text, no table, or names nothing.
    """
    if len(data) > MAX_BYTES:
        raise refusal(MalformedError, "secondlife.list-too-long", name=name, most=MAX_ITEMS)
    try:
        text = data.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        delimiter = next((one for one in ";\t" if one in first), ",")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise MalformedError(f"{name}: {error}", code="secondlife.no-list", name=name) from error
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((header.index(one) for one in _COLUMNS if one in header), None)
    body = rows if column is None else rows[1:]
    place = column or 0
    found = [row[place].strip().lstrip("'") for row in body if len(row) > place]
    items = [one for one in dict.fromkeys(found) if one]
    if not items:
        raise refusal(MalformedError, "secondlife.no-list", name=name)
    if len(items) > MAX_ITEMS:
        raise refusal(MalformedError, "secondlife.list-too-long", name=name, most=MAX_ITEMS)
    return items
