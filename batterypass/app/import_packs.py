"""Importing packs from a file: check everything, then sign what is new, in batches.

Checking and signing (:mod:`batterypass.app.import_recording`) are two steps, so that a person sees what
will be signed. The dry run is the first step alone: both share every check. The id of each event derives
from the pack that it creates (``design/bytes.md`` 2), so the same file again changes nothing, and an
import that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from batterypass.app.import_checked import BATCH, CheckedPacks, Progress, Wanted
from batterypass.app.import_planning import plan_packs
from batterypass.app.import_reading import Within, read_row, settings_of
from batterypass.exchange.packs import PackReader
from batterypass.exchange.reading import read_rows

if TYPE_CHECKING:
    from batterypass.app.session import Session
    from batterypass.exchange.source import Source


_AS_FOUND: Final = Wanted()


def check_packs(
    session: Session,
    source: Source,
    *,
    actor: str,
    wanted: Wanted = _AS_FOUND,
    progress: Progress = lambda done, total: None,
) -> CheckedPacks:
    """Check a whole file against the form, itself, the ledger and the rules; write nothing.

    1. the file and its header, 2. each row as the form of ``pack.manufactured``, 3. packs that the
    file has twice, 4. packs that the ledger has, 5. every rule, as for any other event. A row with
    problems is put aside; raises InputError only for what is wrong with the file as a whole, or
    where ``actor`` cannot sign.
    """
    # 1
    session.catch_up()
    reader = PackReader(settings_of(session, actor, wanted))
    rows = read_rows(source, wanted.format)
    if rows.names:
        reader.check_header(source.name, rows.names)
    checked = CheckedPacks(source, actor, rows.format, rows.encoding, rows.delimiter, rows.names)
    checked.acknowledged = wanted.acknowledged
    within = Within()
    total = source.body.count(b"\n") + 1
    while chunk := list(islice(rows.rows, BATCH)):
        packs = [
            (row, pack)
            for row in chunk
            if (pack := read_row(reader, row, checked, within, wanted)) is not None
        ]
        if not rows.names and not rows.report:
            checked.seen_names.update((name, None) for row in chunk for name in row.names)
        plan_packs(session, reader, checked, packs)
        checked.rows += len(chunk)
        progress(min(checked.rows, total), total)
    checked.left_out = reader.left_out()
    checked.report = reader.settle(rows.report)
    checked.decimal_comma = reader.met_comma
    checked.refused.sort(key=lambda one: one[0].line)
    return checked
