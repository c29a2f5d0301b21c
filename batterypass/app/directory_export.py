"""The directory as a file: a table, an object for programs, a book to print, a signed file to carry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from batterypass.app.directory_making import make_directory_file
from batterypass.app.directory_rows import directory_rows
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.directory_rows import encode_csv, recyclers_object

if TYPE_CHECKING:
    from batterypass.app.directory_rows import Choice
    from batterypass.app.session import Session
    from batterypass.documents.words import Lang
    from batterypass.exchange.directory_rows import DirectoryRow

Format = Literal["csv", "json", "pdf", "bpz"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of the file, and what is in it: parties, authorisations, certificates, entries.

    ``entries`` is 0 where the file carries none.
    """

    data: bytes
    parties: int
    authorisations: int
    certificates: int
    entries: int = 0


def export_directory(session: Session, choice: Choice, form: Format, lang: Lang) -> Exported:
    """Write the directory that a choice names; the same ledger and choice give the same bytes.

    ``lang`` is that of the printed book. Raises InputError for a choice that nobody knows, for one
    in a signed file, which is always whole, and where nothing is left to print.
    """
    rows = directory_rows(session, choice)
    if form == "bpz":
        if choice.known_on or choice.state or choice.waste:
            raise refusal(InputError, "direxport.whole")
        file = make_directory_file(session)
        return _exported(file.encode(), rows, entries=len(file.statements))
    if form == "csv":
        return _exported(encode_csv(rows), rows)
    if form == "json":
        return _exported(_encode_json(session, choice, rows), rows)
    from batterypass.app.directory_book import render_book

    return _exported(render_book(session, choice, rows, lang), rows)


def _encode_json(session: Session, choice: Choice, rows: list[DirectoryRow]) -> bytes:
    tip = session.checkpoint()
    value: dict[str, Any] = {
        "version": 1,
        "on": choice.on,
        **({"known_on": choice.known_on} if choice.known_on else {}),
        "ledger": {"origin": session.origin, "size": tip.size, "root": tip.root.hex()},
        "recyclers": recyclers_object(rows),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _exported(data: bytes, rows: list[DirectoryRow], *, entries: int = 0) -> Exported:
    certificates = sum(row.is_certificate for row in rows)
    parties = len({row.party.party for row in rows})
    return Exported(data, parties, len(rows) - certificates, certificates, entries)
