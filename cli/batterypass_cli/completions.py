"""What the shell offers behind TAB: kinds, fields, items, parties. Silent where it cannot know."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from batterypass.errors import BatterypassError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.ledger import Ledger

#: How many a shell shows without asking back.
_MOST = 50


def complete_kinds(incomplete: str) -> list[str]:
    """Offer the kinds that a person signs."""
    from batterypass_cli.asking import kinds_by_hand

    return [kind for kind in kinds_by_hand() if kind.startswith(incomplete)]


def complete_items(incomplete: str) -> list[str]:
    """Offer printed ids and serial numbers of the ledger's items."""
    return list(_items(incomplete))


def complete_parties(incomplete: str) -> list[str]:
    """Offer the ids of the parties of the directory."""
    found: list[str] = []
    try:
        for party in _ledger().parties():
            if party.party.startswith(incomplete) and len(found) < _MOST:
                found.append(party.party)
    except (BatterypassError, OSError):
        return []
    return found


def complete_codes(incomplete: str) -> list[str]:
    """Offer the codes of rules and findings."""
    from batterypass.texts.findings import CODES

    return [code for code in CODES if code.startswith(incomplete.upper())]


def _items(incomplete: str) -> Iterator[str]:
    from batterypass.domain.ids import parse_printed_id

    if "=" in incomplete:
        return
    try:
        ledger = _ledger()
        for pointer in ledger.session.store.pointers("serial", incomplete, _MOST):
            yield pointer.key
        prefix = parse_printed_id(incomplete).replace("-", "") if incomplete else ""
        for pointer in ledger.session.store.pointers("printed", prefix, _MOST):
            yield parse_printed_id(pointer.key)
    except (BatterypassError, OSError):
        return


def _ledger() -> Ledger:
    from batterypass.bootstrap import open_ledger
    from batterypass_cli.context import DEFAULT_LEDGER

    return open_ledger(os.environ.get("BATTERYPASS_LEDGER") or DEFAULT_LEDGER, read_only=True)
