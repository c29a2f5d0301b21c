"""Yearly reports as files, by the end of their name: each suffix has a writer in a module of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.app.report_model import Report
    from batterypass_cli.context import Here
    from batterypass_cli.report_view import ShownReport


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer gets: the typed report, the same in words, and whether to list every entry."""

    report: Report
    shown: ShownReport
    every_entry: bool
    #: ``letter`` or ``a4``; empty for what printers hold where the ledger is.
    paper: str = ""


#: Suffix -> module and name of what makes the bytes. A writer is loaded when it is first used.
WRITERS: Final[Mapping[str, str]] = {
    ".csv": "batterypass_cli.report_sheets:write_csv",
    ".json": "batterypass_cli.report_files:write_json",
    ".pdf": "batterypass_cli.report_paper:write_pdf",
    ".xlsx": "batterypass_cli.report_sheets:write_xlsx",
}


def writer_of(suffix: str) -> Callable[[Here, Ledger, Written], bytes]:
    """Give the writer of a suffix. Raises KeyError for one that has none."""
    module, _, name = WRITERS[suffix].partition(":")
    found: Callable[[Here, Ledger, Written], bytes] = getattr(import_module(module), name)
    return found


def write_json(here: Here, ledger: Ledger, written: Written) -> bytes:
    """Write what ``--json`` prints."""
    import json

    from batterypass_cli.report_view import report_json

    document = {"version": 1, **report_json(written.report, every_entry=written.every_entry)}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
