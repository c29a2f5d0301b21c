"""Asking about each statement that was not taken in: sign it again, later, or never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.errors import RefusedError
from batterypass_cli.outbox_view import what_words
from batterypass_cli.output import paint
from batterypass_cli.plain import names_of, party_short, summary, when
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.rebase import Rebase
    from batterypass.app.site import SiteSession
    from batterypass.ports import Pending
    from batterypass_cli.context import Here
    from batterypass_cli.plain import NameOf

_SHOWN = 5
_YES = frozenset({"s", "si", "sí", "y", "yes"})
_LATER = frozenset({"", "n", "no"})
_NEVER = frozenset({"d", "descartar", "discard"})


def rebase_rows(here: Here, session: SiteSession, places: Sequence[int]) -> int:
    """Go through what was not taken in, by place; give how many are left as they are.

    What rests on one that was signed again comes after it, and is composed over it.
    """
    from batterypass.app.outbox import payload_of
    from batterypass.app.rebase import rows_to_rebase

    done: list[dict[str, Any]] = []
    for row in rows_to_rebase(session, places):
        result = _rebase(here, session, row)
        done.append({"place": row.place, "kind": payload_of(row.statement).get("kind"), **result})
    if here.out.wants_json:
        here.out.rows("statements", done, ())
    elif not done:
        here.out.line(say("outbox.nothing-dead"))
    return sum(one["result"] == "left" for one in done)


def _rebase(here: Here, session: SiteSession, row: Pending) -> dict[str, Any]:
    from batterypass.app.rebase import abandon, rebase_plan, sign_again
    from batterypass_cli.exits import words_of

    try:
        ready = rebase_plan(session, row)
    except RefusedError as error:
        here.out.talk(f"{paint('!', 'y')} {words_of(error)}")
        return {"result": "left", "new_place": None}
    _show(here, session, ready)
    answer = _answer(here, ready)
    if answer == "never":
        abandon(session, row)
        _say(here, say("outbox.abandoned", place=row.place))
        return {"result": "abandoned", "new_place": None}
    if answer == "later":
        return {"result": "left", "new_place": None}
    kept = sign_again(session, ready)
    _say(here, say("outbox.rebased", place=kept.place, old=row.place))
    return {"result": "signed", "new_place": kept.place}


def _show(here: Here, session: SiteSession, ready: Rebase) -> None:
    """Say what was signed, what came since, and what the rules say of it now."""
    payload = ready.draft.payload
    name_of = names_of(here.open_to_sign())
    here.out.talk(
        say(
            "outbox.rebase-head",
            place=ready.row.place,
            what=what_words(payload),
            when=when(str(payload["event_time"])),
        )
    )
    _say_fields(here, payload, name_of, indent=3)
    for view in ready.since[-_SHOWN:]:
        entry = say("outbox.place", place=view.place) if view.place else f"#{view.index}"
        who = party_short(str(view.payload.get("actor", "")), name_of)
        here.out.talk(
            "   " + say("outbox.since", entry=entry, who=who, what=what_words(view.payload))
        )
        _say_fields(here, view.payload, name_of, indent=6)
    for found in ready.draft.findings:
        here.out.talk(f"   {paint('!', 'y')} {found.code} {found.message(language())}")


def _say_fields(here: Here, payload: Mapping[str, Any], name_of: NameOf, *, indent: int) -> None:
    """Say what an event holds: two of one kind are told apart by nothing else."""
    fields = summary(payload, name_of)
    if fields:
        here.out.talk(" " * indent + fields)


def _answer(here: Here, ready: Rebase) -> str:
    """Give ``again``, ``later`` or ``never``."""
    can_sign = not ready.draft.refusals()
    if here.given.dry_run:
        return "later"
    if here.given.yes:
        return "again" if can_sign and not ready.brings_news() else "later"
    question = say("outbox.rebase-question" if can_sign else "outbox.rebase-cannot")
    while True:
        answer = here.terminal.ask(question).casefold()
        if answer in _YES and can_sign:
            return "again"
        if answer in _LATER:
            return "later"
        if answer in _NEVER:
            return "never"


def _say(here: Here, text: str) -> None:
    if not here.out.wants_json:
        here.out.line(f"{paint('✓', 'g')} {text}")
