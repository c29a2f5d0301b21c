"""Asks the file format itself what is wrong with a ledger file.

This finds damage to the file and to its tables. Whether the entries are what was signed is not
asked here: that is told by their signatures and hashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from batterypass.errors import BatterypassError, in_spanish
from batterypass.store.ddl import DERIVED, KEPT, REPLICA_ID
from batterypass.store.derived import event_id_text
from batterypass.texts.bilingual import Text, filled
from batterypass.texts.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from batterypass.store.database import Database

#: Findings of SQLite that are listed before it is told to stop.
_MOST: Final = 100


def definitions(database: Database) -> dict[str, str]:
    """Give name -> SQL text of every table, index, trigger and view that somebody made."""
    rows = database.all(
        # The numbers of ANALYZE lead queries another way: they are nobody's but a stranger's.
        "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' OR name LIKE 'sqlite\\_stat%' ESCAPE '\\'"
    )
    return {str(name): str(sql) for name, sql in rows}


def check_integrity(database: Database) -> list[Text]:
    """List what is wrong with the file, nothing when it is sound."""
    findings: list[Text] = []
    for look in (_pages, _definitions, _notes, _hidden, _sealed):
        findings.extend(_findings(look, database))
    return findings


def _findings(look: Callable[[Database], Iterator[Text]], database: Database) -> Iterator[Text]:
    """Give what a look finds; where the file stops it from looking, that is a finding too."""
    try:
        yield from look(database)
    except BatterypassError as error:
        yield Text(str(error), in_spanish(error))


def _pages(database: Database) -> Iterator[Text]:
    for (message,) in database.all(f"PRAGMA integrity_check({_MOST})"):
        if message != "ok":
            yield _said("pages", found=message)


def _definitions(database: Database) -> Iterator[Text]:
    there = definitions(database)
    expected = {**KEPT, **DERIVED}
    for name, sql in expected.items():
        kind = sql.split()[1].lower().replace("unique", "index")
        if name not in there:
            yield _said("missing", kind=kind, name=name)
        elif there[name] != sql:
            yield _said("other", kind=kind, name=name, found=there[name])
    for name in sorted(set(there) - set(expected)):
        yield _said("stranger", name=name, found=there[name])


def _notes(database: Database) -> Iterator[Text]:
    left = database.all(
        "SELECT size FROM notes WHERE sealed = 0 AND size < (SELECT max(size) FROM notes)"
        " ORDER BY size"
    )
    for (size,) in left:
        yield _said("left-note", size=size)


def _hidden(database: Database) -> Iterator[Text]:
    """Name rows that no reading in order begins before, and marks that are neither yes nor no."""
    lowest = -(2**63)
    for table, name in (("notes", "size"), ("sections", "event_id"), ("contents", "digest")):
        for (value,) in database.all(
            f"SELECT {name} FROM {table} WHERE rowid <= {lowest}"  # noqa: S608 - our own names
        ):
            what = event_id_text(value) if name == "event_id" else _words(value)
            yield _said("hidden", table=table, what=what, number=lowest)
    for (size,) in database.all("SELECT size FROM notes WHERE sealed NOT IN (0, 1)"):
        yield _said("mark", size=size)


def _sealed(database: Database) -> Iterator[Text]:
    if database.one("PRAGMA application_id") == (REPLICA_ID,):
        for (count,) in database.all("SELECT count(*) FROM sections HAVING count(*) > 0"):
            yield _said("replica", count=count)


def _words(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _said(code: str, **values: object) -> Text:
    text = MESSAGES[f"store.file-{code}"]
    return Text(filled(text.en, values), filled(text.es, values))
