"""What a passport waits for, and what was sealed and is not here, as commands tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.ids import printed_id
from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here

_SHOWN = 8


def due_words(item: str, due: str) -> str:
    """Say what the passport of an item waits for, with the command."""
    return say(f"passportlife.due-{due}", item=printed_id(item))


def print_due_passports(here: Here, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print what passports wait for; nothing where none does."""
    if rows:
        title = paint(say("passportlife.today").ljust(14), "b")
        here.out.line(f"{title} {say('passportlife.today-count', count=len(rows))}")
    for one in rows[:_SHOWN]:
        here.out.line(f"  {paint('!', 'y')} {due_words(one['item'], one['due'])}")
    if len(rows) > _SHOWN:
        here.out.line("  " + say("passportlife.due-more", count=len(rows) - _SHOWN))


def tell_closed_readings(here: Here, ledger: Ledger, items: Iterable[ItemState]) -> None:
    """Say of which items the last reading is sealed and cannot be read here; its values are asked."""
    from batterypass.app.readings import reading_of

    for item in items:
        closed = reading_of(ledger.session, item).closed
        if closed:
            text = say(f"passportlife.reading-{closed}")
            here.out.talk(f"{paint('!', 'y')} {printed_id(item.item)}: {text}")
