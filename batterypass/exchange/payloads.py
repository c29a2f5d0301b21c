"""A file of whole passports, of any format: a row for each, with a report of every leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from batterypass.errors import MalformedError
from batterypass.exchange.batterypass_read import map_passport
from batterypass.exchange.catenax import check_payload, map_payload
from batterypass.exchange.json_rows import parse_json
from batterypass.exchange.native import is_native, map_native
from batterypass.exchange.parts import passports_in
from batterypass.exchange.words import both_of, malformed
from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.exchange.leaves import ReportLine
    from batterypass.exchange.rows import Format, Row
    from batterypass.exchange.source import Source

#: More payloads than this in one file have no report that anybody reads.
MAX_PAYLOADS: Final = 1000


def read_payloads(
    source: Source, format_: Format = "catenax"
) -> tuple[str, list[tuple[Row, list[ReportLine]]]]:
    """Read one payload, or a list of them: the encoding, and a row and a report for each.

    The line of a row is the payload's place, from 1. Raises MalformedError where the file is no
    JSON or no such payload, or is of a version whose meaning is not known here.
    """
    text, encoding = source.decode(json=True)
    try:
        value = parse_json(text)
    except MalformedError as error:
        # Of a file that is cut off nobody can say whose model it follows.
        raise malformed("not_json", name=source.name, problem=both_of(error)) from error
    count = len(value) if isinstance(value, list) else 1
    if not 0 < count <= MAX_PAYLOADS:
        problem = Text(
            f"{count} payloads, expected 1 to {MAX_PAYLOADS}",
            f"{count} pasaportes, se esperaban de 1 a {MAX_PAYLOADS}",
        )
        raise malformed(format_, name=source.name, problem=problem)
    return encoding, list(_read(source.name, format_, value))


def _read(name: str, format_: Format, value: Any) -> Iterator[tuple[Row, list[ReportLine]]]:  # noqa: ANN401 - JSON
    if format_ == "batterypass":
        for line, passport in enumerate(passports_in(name, value), start=1):
            yield map_passport(line, passport)
        return
    for line, payload in enumerate(value if isinstance(value, list) else [value], start=1):
        if format_ == "catenax":
            check_payload(name, line, payload)
            yield map_payload(line, payload)
        elif is_native(payload):
            yield map_native(name, line, payload)
        else:
            problem = Text(f"payload {line}: no format", f"pasaporte {line}: sin formato")
            raise malformed("native", name=name, problem=problem)
