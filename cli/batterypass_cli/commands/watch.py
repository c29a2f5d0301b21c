"""``batterypass watch``: what changed about a party since somebody last looked, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batterypass.errors import InputError
from batterypass_cli.completions import complete_parties
from batterypass_cli.context import Here
from batterypass_cli.output import paint
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.app.watch import Change, OpenKey, Watched
    from batterypass.domain.states import PartyState
    from batterypass_cli.plain import NameOf


@bilingual(
    """
    Muestra lo que cambió de una parte desde la última vez.

    Llaves, sitios, dominios y autorizaciones; resalta lo que firmó alguien más. Una llave que solo
    avala el registrador se repite hasta confirmarla o revocarla. Salida 3 si algo espera la palabra de
    la parte.
    """
)
def watch(
    ctx: typer.Context,
    party: Annotated[
        str,
        typer.Argument(
            metavar="PARTY",
            help=both("Id, or part of its host or name.", "Id, o un trozo de su dominio o nombre."),
            autocompletion=complete_parties,
        ),
    ],
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="ENTRY",
            help=both(
                "From this entry on, not from the last time.",
                "Desde este asiento, no desde la última vez.",
            ),
        ),
    ] = None,
) -> None:
    """Show what changed about a party since the last time.

    Keys, sites, domains and authorisations; what somebody else signed stands out. A key that only the
    registrar vouches for is repeated until it is confirmed or revoked. Exit code 3 where something
    waits for the party's word.

    Example: batterypass watch recycler.example
    """
    from batterypass.app.watch import watch as look
    from batterypass.store.notes import Notes

    here = Here.of(ctx)
    ledger = here.open()
    state = ledger.party(party)
    notes = Notes(here.home)
    before = notes.watched(ledger.origin, state.party)
    start = min(before, ledger.session.logged) if since is None else _entry(ledger, since)
    found = look(ledger.session, state, start)
    if here.out.wants_json:
        here.out.document(_watched_object(ledger, state, found))
    else:
        _print(here, ledger, state, found)
    notes.note_watched(ledger.origin, state.party, max(before, found.size))
    if not found.is_quiet:
        raise typer.Exit(3)


def _entry(ledger: Ledger, text: str) -> int:
    """Read an entry as ``show`` does. Raises InputError for what is not in the log."""
    view = ledger.entry(text)
    if view.index is None:
        raise InputError(
            f"--since {text}: that is not in the log yet", code="people.since-pending", text=text
        )
    return view.index


def _watched_object(ledger: Ledger, state: PartyState, found: Watched) -> dict[str, Any]:
    return {
        "party": state.party,
        "since": found.since,
        "size": found.size,
        "changes": [_change_object(change) for change in found.changes],
        "unconfirmed": [_key_object(ledger, one) for one in found.open_keys],
    }


def _change_object(change: Change) -> dict[str, Any]:
    from batterypass_cli.commands.history import event_object

    return {**event_object(change.view), "flag": change.flag or None}


def _key_object(ledger: Ledger, one: OpenKey) -> dict[str, Any]:
    from batterypass_cli.outbox_view import entry_number

    added = entry_number(ledger, one.added)
    return {"kid": one.kid, "role": one.role, "added": added, "by": one.by}


def _print(here: Here, ledger: Ledger, state: PartyState, found: Watched) -> None:
    from batterypass_cli.plain import names_of

    name_of = names_of(ledger)
    title = say(
        "people.watched", party=state.legal_name or state.party, count=len(found.changes),
        since=found.since, size=found.size,
    )  # fmt: skip
    here.out.line(paint(title, "b"))
    for change in found.changes:
        here.out.line(_line(change, name_of))
    for one in found.open_keys:
        text = say(
            "people.unconfirmed-key", role=say(f"keys.role.{one.role}"), kid=one.kid[:16],
            by=name_of(one.by) or one.by, entry=_entry_words(ledger, one.added),
        )  # fmt: skip
        here.out.line(f"{paint('✗', 'r')} {paint(text, 'b')}")
        here.out.line("    → " + say("people.confirm-or-revoke", kid=one.kid[:16]))
    if found.is_quiet:
        here.out.line(f"{paint('✓', 'g')} " + say("people.quiet"))


def _entry_words(ledger: Ledger, index: int) -> str:
    from batterypass_cli.signing import entry_words

    return entry_words(ledger, index)


def _line(change: Change, name_of: NameOf) -> str:
    """Write a change in one line; what somebody else signed is marked."""
    from batterypass_cli.commands.history import event_row

    row = event_row(change.view, name_of)
    mark = {"": " ", "unconfirmed": paint("✗", "r"), "by-others": paint("!", "y")}[change.flag]
    key = change.view.payload.get("key")
    what = _key_words(key) if isinstance(key, dict) else row["what"]
    others = say("people.by-others") if change.flag == "by-others" else ""
    parts = " · ".join(part for part in (row["title"], row["who"], what, others) if part)
    return f"{mark} {row['index']}  {row['when']}  {parts}"


def _key_words(key: dict[str, Any]) -> str:
    """Name a key that was added: what for, which, whose, until when."""
    from batterypass.domain.keyprint import thumbprint_of

    kid = thumbprint_of(str(key["alg"]), str(key["public"]))
    parts = [say(f"keys.role.{key['role']}"), f"{kid[:16]}…"]
    if key.get("holder"):
        parts.append(str(key["holder"]))
    if key.get("until"):
        parts.append(say("people.until", until=key["until"]))
    return " ".join(parts)
