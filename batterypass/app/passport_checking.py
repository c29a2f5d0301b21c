"""Checking a passport PDF that somebody brings: its values against its entries and the ledger.

A passport that was not prepared as a paper carries no code; its signed entries and the file with its
values are judged all the same. *Values* is true where the ledger gives the very same to one of the
readers now, false where one differs although nothing was recorded since, undecided without a ledger
or after a change. *Print* is true where the ledger makes the same file again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import TYPE_CHECKING, Any

from batterypass.app.label_check import check_code
from batterypass.app.paper_data import Verdict, statements_of
from batterypass.app.papers import PROOF_SUFFIX
from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_full import full_passport
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import OF_THE_STATE
from batterypass.documents.passport_full import LABEL_FILE, VALUES_FILE
from batterypass.domain.ids import printed_id
from batterypass.domain.lineage import as_lived
from batterypass.errors import InputError, MalformedError
from batterypass.regulations.attributes import attributes
from batterypass.regulations.passport_readers import READERS
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload
from batterypass.tlog.checkpoint import Checkpoint
from batterypass.tlog.note import parse_note
from batterypass.tlog.proof import LogProof

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.app.passport_record import PassportRecord
    from batterypass.app.session import Session
    from batterypass.documents.attached import Opened
    from batterypass.documents.words import Lang

#: Sections whose values follow from the log, whatever an entry once gave.
_FOLLOWING = ("identifiers", "dpp_metadata")
_LANGS: tuple[Lang, ...] = ("es", "en")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the entries inside a file say in clear: their item, and attribute -> (value, entry)."""

    items: Mapping[str, int]
    values: Mapping[str, tuple[object, int]]


def is_passport(files: Mapping[str, bytes]) -> bool:
    """Tell whether attached files are those of a passport."""
    return VALUES_FILE in files


def says_of(files: Mapping[str, bytes]) -> dict[str, object]:
    """Give what a passport file without a code says of itself, in the words of one that has one."""
    values = _values(files) or {}
    item = str(values.get("battery_identifier", ""))
    try:
        number = printed_id(item)
    except InputError:
        return {}
    day = str(values.get("dpp_last_updated", ""))[:10]
    return {"document_kind": "passport", "number": number, "about": item, "date": day}


def check_values(session: Session | None, files: Mapping[str, bytes]) -> Verdict:
    """Judge the values of a passport file.

    1. They can be read. 2. All entries beside them are of their item. 3. The ledger gives the same to
    a reader. 4. Otherwise the first one that differs is named, and whether it may have changed since.
    """
    # 1
    values = _values(files)
    if values is None:
        return Verdict("values", False, "paper.values-unreadable", {"name": VALUES_FILE})
    told = _told(files)
    item = str(values.get("battery_identifier", ""))
    # 2
    for other, entry in told.items.items():
        if other != item:
            return Verdict("values", False, "paper.values-other-item", {"entry": str(entry)})
    state = session.world.item(item) if session is not None else None
    if session is None or state is None:
        return _by_entries(values, told)
    # 3
    record = record_of(session, state)
    readers = readers_of(record, values)
    if readers:
        shown = {"count": str(len(values)), "reader": readers[0]}
        return Verdict("values", True, "paper.values-same", shown)
    # 4
    name = _first_that_differs(record, values)
    size = min((one for one, _ in _notes(files)), default=None)
    newer = [
        one.index for one in entries_of(session, state)
        if one.index is None or size is None or one.index >= size
    ]  # fmt: skip
    held = record.values.get(name)
    # What the directory says of a party may change without an entry of the item.
    is_certain = size is not None and not newer and (held is None or bool(held.since))
    reason = "paper.values-differ" if is_certain else "paper.values-older"
    return Verdict("values", False if is_certain else None, reason, {"attribute": name})


def readers_of(record: PassportRecord, values: Mapping[str, object]) -> list[str]:
    """List the readers to whom a record gives exactly these values."""
    return [one for one in READERS if visible(record, one) == values]


def check_made_again(
    session: Session, opened: Opened, digest: str, *, with_proof: bool = False
) -> Verdict | None:
    """Tell whether the ledger makes the very same file again; None where it cannot be told.

    Every edition in which these values are given is tried, in each language. A signed label in it is
    taken from the file, where its signature holds.
    """
    from batterypass.documents.passport_full import render_full_passport

    values = _values(opened.files) or {}
    item = session.world.item(str(values.get("battery_identifier", "")))
    if opened.condition != "whole" or item is None or not item.passport:
        return None
    item = as_lived(session.world, item)
    url = opened.files.get(LABEL_FILE, b"").decode("ascii", "replace")
    if url and check_code(url, session).signature is not True:
        return Verdict("print", False, "paper.print-label")
    readers = readers_of(record_of(session, item), values)
    whole = (True,) if with_proof else (False, True)
    for reader, lang, every_value in product(readers, _LANGS, whole):
        content = full_passport(
            session, item, lang, reader, url, with_proof=with_proof, every_value=every_value,
            # The ledger may keep another checkpoint since; that of the file is judged with its proofs.
            notes=_notes(opened.files),
        )  # fmt: skip
        if sha256(render_full_passport(content, lang)).hexdigest() == digest:
            return Verdict("print", True, "paper.print-same", {"lang": lang})
    return None


def _by_entries(values: Mapping[str, object], told: _Told) -> Verdict:
    """Compare values with what the entries say: a correction that is not inside may have changed one.

    What the log itself tells anew (identities, figures of the pack, the state of the record, what was
    measured) is not looked at: there an entry says only what was so on its day.
    """
    known, figures = attributes(), {name for name, _ in OF_THE_STATE}
    for name, (value, entry) in told.values.items():
        follows = name in figures or name not in known or known[name].is_dynamic
        follows = follows or known[name].section in _FOLLOWING
        if name in values and values[name] != value and not follows:
            found = {"attribute": name, "entry": str(entry)}
            return Verdict("values", None, "paper.values-unlike", found)
    proven = sum(told.values.get(name, (None, 0))[0] == one for name, one in values.items())
    counts = {"count": str(proven), "total": str(len(values))}
    return Verdict("values", None, "paper.values-partly", counts)


def _first_that_differs(record: PassportRecord, values: Mapping[str, object]) -> str:
    """Name a value that the ledger does not give so, else one that a reader of the others would see."""
    for name, value in values.items():
        held = record.values.get(name)
        if held is None or held.value != value:
            return name
    lacking = [
        [name for name in seen if name not in values]
        for reader in READERS
        if set(values) <= set(seen := visible(record, reader))
    ]
    return min(lacking, key=len)[0] if lacking else next(iter(values), "")


def _values(files: Mapping[str, bytes]) -> dict[str, object] | None:
    try:
        values = json.loads(files.get(VALUES_FILE, b""))
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _told(files: Mapping[str, bytes]) -> _Told:
    items: dict[str, int] = {}
    values: dict[str, tuple[object, int]] = {}
    for entry, payload in _payloads(files):
        if payload["kind"] in ("document.prepared", "document.issued"):
            continue
        if isinstance(payload.get("item"), str):
            items.setdefault(payload["item"], entry)
        values.update({name: (one, entry) for name, one in payload.get("values", {}).items()})
    return _Told(items, values)


def _payloads(files: Mapping[str, bytes]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for entry, raw in sorted(statements_of(files).items()):
        try:
            yield entry, parse_payload(parse_statement(raw).payload)
        except MalformedError:
            # That it was changed is for the proof to say.
            continue


def _notes(files: Mapping[str, bytes]) -> list[tuple[int, bytes]]:
    """Give the checkpoints to which the proofs in a file lead, the least first: (size, note).

    Up to the least of them the file looked into the log. None where a proof cannot be read.
    """
    found = set()
    for name, body in files.items():
        if name.endswith(PROOF_SUFFIX):
            try:
                note = LogProof.parse(body).checkpoint
                found.add((Checkpoint.parse(parse_note(note).text).size, note))
            except InputError:
                return []
    return sorted(found)
