"""Asking a person which column of a list is which field, and keeping the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import FailedError, InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.listing_view import field_label
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from batterypass.exchange.listing_mapping import ListMapping
    from batterypass.exchange.listing_table import ListTable
    from batterypass_cli.context import Here


def ask_columns(here: Here, table: ListTable, mapping: ListMapping) -> ListMapping:
    """Ask for each needed field that no column gives: a column, a value for every row, or nothing."""
    from batterypass.exchange.listing_header import make_header

    header = make_header(table.name, table.names, mapping, table.epoch)
    missing = header.missing()
    if not missing:
        return mapping
    free = [name for name in table.names if name and not mapping.meaning_of(name).field]
    here.terminal.tell(say("dirimport.ask-columns"))
    for number, name in enumerate(free, 1):
        here.terminal.tell(f"  {number}  {name}")
    columns: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for field in missing:
        answer = _answer(here, field, free, columns)
        if answer.startswith("="):
            defaults[field] = answer[1:].strip()
        elif answer:
            columns[free[int(answer) - 1]] = field
    return mapping.with_columns(columns).with_defaults(defaults) if columns or defaults else mapping


def save_mapping(here: Here, table: ListTable, mapping: ListMapping, path: Path) -> None:
    """Write the mapping with every column of the list that gives something.

    Raises InputError where another file has that name, FailedError where the disk says no.
    """
    from batterypass.exchange.listing_mapping import MARK
    from batterypass.store.regular import open_regular
    from batterypass_cli.guide import write_whole

    try:
        if path.exists():
            with open_regular(path) as file:
                is_ours = f'"{MARK}"'.encode() in file.read(4096)
            if not is_ours:
                raise refusal(InputError, "dirimport.map-exists", path=path)
    except OSError as error:
        raise refusal(
            FailedError, "custody.unwritable", path=path, why=error.strerror or str(error)
        ) from error
    known = {name: mapping.meaning_of(name).field for name in table.names if name}
    whole = mapping.with_columns({name: field for name, field in known.items() if field})
    write_whole(path, whole.encode())
    here.out.talk(say("dirimport.saved", path=path))


def _answer(here: Here, field: str, free: list[str], taken: Mapping[str, str]) -> str:
    """Ask until the answer is a column that gives nothing yet, a value, or nothing."""
    count = len(free)
    while True:
        answer = here.terminal.ask(
            say("dirimport.ask-column", label=field_label(field), field=field)
        )
        if not answer or (answer.startswith("=") and answer[1:].strip()):
            return answer
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= count:
            before = taken.get(free[int(answer) - 1])
            if before is None:
                return answer
            label = field_label(before)
            here.terminal.tell(say("dirimport.column-taken", answer=answer, label=label))
            continue
        here.terminal.tell(say("dirimport.no-column", answer=answer, count=count))
