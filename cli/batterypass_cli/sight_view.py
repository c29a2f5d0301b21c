"""How a pack that was exported, lost or stolen is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.domain.states import ItemState
    from batterypass_cli.context import Here

_SHOWN = 8


def gone_row(state: ItemState) -> dict[str, Any] | None:
    """Write how an item left sight as a row; None where it is in sight."""
    from batterypass.domain.sight import departure, gone

    how = gone(state)
    if how is None:
        return None
    said = {name: one for name, one in departure(state).items() if name not in ("seq", "earlier")}
    if "entry" in said:
        said["entry"] = int(said["entry"])
    return {"item": state.item, "gone": how, **said}


def gone_words(row: dict[str, Any]) -> str:
    """Say how an item left sight."""
    return say(
        f"sight.{row['gone']}",
        country=row.get("country", ""),
        on=row.get("exported_on") or row.get("on", ""),
        abroad=row.get("custodian_abroad", ""),
        report=row.get("report_no", "-"),
        entry=row.get("entry", "-"),
    )


def print_gone(here: Here, rows: Sequence[dict[str, Any]]) -> None:
    """Print what is out of sight; nothing where all is there."""
    from batterypass.domain.ids import printed_id

    if not rows:
        return
    here.out.line(f"{paint(say('sight.today').ljust(14), 'b')} {len(rows)}")
    for one in rows[:_SHOWN]:
        here.out.line(f"  {paint('!', 'y')} {printed_id(one['item'])} {gone_words(one)}")
    if len(rows) > _SHOWN:
        here.out.line("  " + say("sight.more", count=len(rows) - _SHOWN))
