"""Who witnessed a log, in lines for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from batterypass.domain.ids import host_of
from batterypass_cli.output import paint
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.app.witnessed import SeenBy, Witnessed
    from batterypass_cli.context import Here


def witness_words(here: Here, witnessed: Witnessed) -> str:
    """Say how many witnesses cosigned the checkpoint, and up to where anybody did."""
    text = say(
        "verify.witnesses", count=len(witnessed.names), of=witnessed.of,
        names=", ".join(witnessed.names) or "—", quorum=witnessed.quorum,
    )  # fmt: skip
    if not witnessed.is_quorum:
        text += "; " + say("verify.no-quorum")
    if witnessed.size:
        text += "; " + say(
            "verify.witnessed-to", size=witnessed.size, at=_moment(here, witnessed.at)
        )
    return text


def witness_line(here: Here, witnessed: Witnessed) -> str:
    """Write the witnesses of a log of which nothing else was judged, as a line."""
    mark = paint("✓", "g") if witnessed.is_quorum else paint("?", "y")
    return f" {mark} {say('verify.check.witnesses').ljust(17)} {witness_words(here, witnessed)}"


def _moment(here: Here, seconds: int) -> str:
    """Write a witness's time; one beyond the calendar, which its clock may have said, as it is."""
    try:
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(here.now().tzinfo)
    except (ValueError, OverflowError, OSError):
        return f"{seconds} s"
    return moment.strftime("%Y-%m-%d %H:%M")


def seen_line(seen: SeenBy) -> str:
    """Say which parties signed over checkpoints of the log; empty where none did."""
    words = seen_words(seen)
    return f" {paint('✓', 'g')} {words[0].ljust(17)} {words[1]}" if words else ""


def seen_words(seen: SeenBy) -> tuple[str, str] | None:
    """Name who signed over checkpoints of the log, and say up to where; None where nobody did."""
    if not seen.parties:
        return None
    text = say(
        "verify.seen", parties=seen.parties, size=seen.size, entry=seen.entry,
        party=host_of(seen.party) or seen.party,
    )  # fmt: skip
    return say("verify.check.seen"), text


def evidence_lines(place: str) -> Iterator[str]:
    """Say where the proof of a fork is, and what to do with it; nothing where there is none."""
    if place:
        yield paint("✗ ", "r") + paint(say("verify.fork", place=place), "b")
        yield "  " + say("verify.fork-do")
