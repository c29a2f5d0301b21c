"""Which format a file is in, and its rows.

The name decides where it says (``.csv``, ``.jsonl``), else the beginning of the content; ``--format``
overrides both. A JSON file is a passport of the format whose members it has.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, cast, get_args

from batterypass.errors import MalformedError
from batterypass.exchange.csv_rows import read_csv
from batterypass.exchange.json_rows import parse_json, read_jsonl
from batterypass.exchange.parts import format_of
from batterypass.exchange.payloads import read_payloads
from batterypass.exchange.rows import Format, Rows
from batterypass.exchange.words import input_error

if TYPE_CHECKING:
    from batterypass.exchange.source import Source

FORMATS: Final[tuple[str, ...]] = get_args(Format)
#: What asks to find out the format.
AUTO: Final = "auto"
_SUFFIXES: Final[dict[str, Format]] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def read_rows(source: Source, wanted: str = "") -> Rows:
    """Give the rows of a file in the ``wanted`` format, or in the one that it is in.

    Raises InputError or MalformedError where the file as a whole is in none.
    """
    wanted = "" if wanted == AUTO else wanted
    if wanted and wanted not in FORMATS:
        raise input_error("format", found=wanted, choices=", ".join((AUTO, *FORMATS)))
    format_ = cast("Format", wanted) if wanted else find_format(source)
    if format_ == "csv":
        return read_csv(source)
    if format_ == "jsonl":
        return read_jsonl(source)
    encoding, payloads = read_payloads(source, format_)
    rows = iter([row for row, _ in payloads])
    report = tuple(line for _, lines in payloads for line in lines)
    return Rows(format_, encoding, rows, report=report)


def find_format(source: Source) -> Format:
    """Say which format a file is in. Raises InputError where it is in none that is known here."""
    suffix = PurePath(source.name).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    text, _ = source.decode()
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        if suffix == ".json":
            raise input_error("unknown_format", name=source.name)
        return "csv"
    first = start.split("\n", 1)[0]
    try:
        value = parse_json(first)
    except MalformedError:
        # An object of several lines is one payload, or nothing that we know.
        try:
            value = parse_json(start)
        except MalformedError:
            return "jsonl" if start.startswith("{") and suffix != ".json" else "catenax"
        return _payload(source, value)
    if format_of(value) is not None or isinstance(value, list):
        return _payload(source, value)
    return "jsonl"


def _payload(source: Source, value: object) -> Format:
    found = format_of(value)
    if found is None:
        raise input_error("unknown_format", name=source.name)
    return found
