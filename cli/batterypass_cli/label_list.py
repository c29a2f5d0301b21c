"""Which items get labels: by name, from a list, made since a moment, or all of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import TYPE_CHECKING

from batterypass.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here

#: Columns and members that name an item, the first one that a list has.
_NAMES = ("item", "url", "pack", "id", "printed_id", "serial")
_JSON_LINES = (".jsonl", ".ndjson")
_SHOWN = 5
#: Of a long id the end is shown: there the ids of a list differ.
_LONG = 24


def choose(
    here: Here,
    ledger: Ledger,
    texts: Sequence[str],
    *,
    listed: str | None = None,
    since: str | None = None,
    everything: bool = False,
    start: str | None = None,
) -> list[ItemState]:
    """Give the items of the command, once each, from ``start`` on.

    None where nothing was made since the moment. Raises InputError where nobody said which, and
    names every line that names no item.
    """
    from batterypass.app.labels import items_since, takes_label

    found: Iterable[ItemState]
    if texts or listed is not None:
        named = [ledger.item(text) for text in texts]
        found = named + (_of_list(ledger, listed) if listed is not None else [])
    elif since is not None:
        found = items_since(ledger.session, _moment(here, since))
        found = [item for item in found if takes_label(item)]
    elif everything:
        found = [item for item in ledger.items() if takes_label(item)]
    else:
        raise InputError("which items?", code="label.which")
    chosen = list({item.item: item for item in found}.values())
    if not chosen and since is not None:
        # A shift that made nothing is no mistake.
        return []
    if not chosen:
        raise InputError("nothing here takes a label", code="label.nothing")
    return chosen if start is None else _from(ledger, chosen, start)


def _from(ledger: Ledger, chosen: list[ItemState], start: str) -> list[ItemState]:
    """Give the items from one on: the rest of a list of which some were printed."""
    first = ledger.item(start).item
    for place, item in enumerate(chosen):
        if item.item == first:
            return chosen[place:]
    raise InputError(
        f"--from {start}: it is not among the {len(chosen)} items of this list",
        code="label.not-listed", item=start, count=len(chosen),
    )  # fmt: skip


def _moment(here: Here, text: str) -> datetime:
    """Read a day, or a time with its offset; a day begins at midnight here."""
    now = here.now()
    if text.casefold() in ("today", "hoy"):
        text = now.date().isoformat()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"--since {text}: expected a day such as 2026-11-23, or today",
            code="label.bad-since", found=text,
        ) from error  # fmt: skip
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)


def _of_list(ledger: Ledger, name: str) -> list[ItemState]:
    """Read a list: ids one a line, CSV with a column that names the item, or JSON lines."""
    from batterypass_cli.listing_given import read_given

    # One reader for every list of packs: what "pack import" reads is read here too.
    text, _ = read_given(name).decode()
    found, lost = [], []
    for line, word in _words(text, name):
        try:
            found.append(ledger.item(word))
        except InputError:
            lost.append(f"{line} ({word if len(word) <= _LONG else '…' + word[-_LONG:]})")
    if lost:
        more = " …" if len(lost) > _SHOWN else ""
        raise InputError(
            f"{name}: {len(lost)} lines name no item here: {', '.join(lost[:_SHOWN])}{more}",
            code="label.list-lost", file=name, count=len(lost),
            lines=", ".join(lost[:_SHOWN]) + more,
        )  # fmt: skip
    if not found:
        raise InputError(f"{name}: names no items", code="label.list-empty", file=name)
    return found


def _words(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Give the line and the word of each item of a list."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    start = lines[0][1].lstrip() if lines else ""
    # No id begins with a brace; a quotation mark may begin a cell.
    if (
        start.startswith("{")
        or name.endswith(_JSON_LINES)
        or (start[:1] == '"' and _is_json(start))
    ):
        for number, line in lines:
            yield number, _member(line, number, name)
        return
    head = lines[0][1] if lines else ""
    mark = max(",;\t", key=head.count)
    if mark in head or head.strip().casefold() in _NAMES:
        yield from _cells(text, mark, name)
        return
    yield from ((number, line.strip()) for number, line in lines)


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _member(line: str, number: int, name: str) -> str:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{name} line {number}: broken off or no JSON", code="label.list-json",
            file=name, line=number,
        ) from error  # fmt: skip
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if isinstance(value, str):
        return value
    raise InputError(
        f"{name} line {number}: expected an object with one of {', '.join(_NAMES)}",
        code="label.list-member", file=name, line=number, names=", ".join(_NAMES),
    )  # fmt: skip


def _cells(text: str, mark: str, name: str) -> Iterator[tuple[int, str]]:
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    head = [cell.strip().casefold() for cell in next(rows)]
    column = next((head.index(key) for key in _NAMES if key in head), None)
    if column is None:
        raise InputError(
            f"{name}: no column names the item: expected one of {', '.join(_NAMES)},"
            f" found {', '.join(head)}",
            code="label.list-column", file=name, names=", ".join(_NAMES), found=", ".join(head),
        )  # fmt: skip
    for row in rows:
        if any(cell.strip() for cell in row):
            yield rows.line_num, row[column].strip() if column < len(row) else ""
