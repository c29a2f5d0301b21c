"""The last resort: an unexpected fault gives a short id, a local report and the ledger's state.

The report holds no data of the ledger and no message of the exception, which might quote some:
only the kind of fault and where in the code it happened.
"""

from __future__ import annotations

import json
import sys
import traceback
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from batterypass import __version__
from batterypass_cli.words import say

if TYPE_CHECKING:
    from batterypass_cli.context import Here


def tell_fault(error: BaseException, here: Here) -> None:
    """Write the report and say what became of the ledger. Never raises for a disk."""
    frames = [
        f"{_where(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    report = {
        "batterypass": __version__,
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "fault": type(error).__name__,
        "frames": frames,
    }
    text = json.dumps(report, indent=1)
    short = sha256(text.encode()).hexdigest()[:8]
    path = here.home / "reports" / f"{short}.json"
    out = here.out
    out.talk(say("fault.title", id=short, kind=type(error).__name__))
    out.talk(f"  {_ledger_words(here)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
        out.talk(f"  {say('fault.report', path=path)}")
    except OSError as problem:
        out.talk(f"  {say('fault.no-report', path=path, why=problem.strerror)}")


def _ledger_words(here: Here) -> str:
    from batterypass.errors import BatterypassError

    try:
        added = here.entries_added()
    except (BatterypassError, OSError):
        added = None
    if added is None:
        return say("fault.unknown")
    if added == 0:
        return say("fault.unchanged")
    return say("fault.changed", count=added)


def _where(filename: str) -> str:
    """Shorten a path to its place below the package, so that no home folder is told."""
    parts = Path(filename).parts
    for package in ("batterypass", "batterypass_cli"):
        if package in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(package) :])
    return parts[-1]
