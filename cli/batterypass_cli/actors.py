"""Who signs: ``--as``, or the one party that has a key here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batterypass.errors import InputError
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here

#: Kinds that the registrar alone may sign: nobody needs to say so each time.
_ONLY_REGISTRAR = frozenset({"registrar"})


def choose_actor(here: Here, ledger: Ledger, kind: str = "") -> str:
    """Give the party that signs.

    ``--as`` is an id or an unambiguous part of it. Else it is the registrar for kinds that only it
    may sign, the only party with a daily key in the folder, or whom the person chooses. Raises
    InputError that lists the parties where nobody can be asked.
    """
    parties = here.keys.parties()
    if here.given.actor:
        return _named(here, ledger, here.given.actor, parties)
    registrar = _registrar_for(ledger, kind)
    if registrar in parties:
        return registrar
    if len(parties) == 1:
        return parties[0]
    if not parties:
        raise InputError(
            f"{here.keys_path}: no keys to sign with; batterypass key new PARTY makes them, --keys"
            " DIR names another folder",
            code="keys.none",
            folder=here.keys_path,
        )
    if not here.terminal.is_interactive:
        raise InputError(
            f"several parties have keys here: {', '.join(parties)}; say which one signs: --as PARTY",
            code="keys.several",
            parties=", ".join(parties),
        )
    here.terminal.tell(say("ask.who-signs"))
    for number, party in enumerate(parties, 1):
        state = ledger.session.world.party(party)
        here.terminal.tell(f"  {number}  {state.legal_name if state else ''}  {party}")
    while True:
        answer = here.terminal.ask(f"1-{len(parties)}:")
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(parties):
            return parties[int(answer) - 1]


def as_words(here: Here, able: Sequence[str]) -> str:
    """Give the ``--as`` that a suggested command needs, with a space before it; else nothing.

    ``able`` are the parties that may sign it, the likeliest first. Where one of them alone has a key
    here the command finds it by itself.
    """
    known = here.keys.parties() if here.keys_path.is_dir() else []
    found = [party for party in dict.fromkeys(able) if party in known]
    return f" --as {found[0]}" if len(found) > 1 else ""


def _registrar_for(ledger: Ledger, kind: str) -> str:
    from batterypass.domain.events import KINDS

    model = KINDS.get(kind)
    state = ledger.session.world.ledger()
    if model is None or state is None or model.KIND.roles != _ONLY_REGISTRAR:
        return ""
    return state.registrar


def _named(here: Here, ledger: Ledger, text: str, parties: list[str]) -> str:
    if text in parties:
        return text
    wanted = text.casefold()
    near = [party for party in parties if wanted in party.casefold()]
    if len(near) == 1:
        return near[0]
    if len(near) > 1:
        raise InputError(
            f"--as {text}: {len(near)} parties have keys here: {', '.join(near)}",
            code="keys.several",
            parties=", ".join(near),
        )
    party = ledger.party(text).party
    if party not in parties:
        raise InputError(
            f"{here.keys_path}: no key of {party}; here are: {', '.join(parties) or '-'}",
            code="keys.not-here",
            folder=here.keys_path,
            party=party,
            parties=", ".join(parties) or "-",
        )
    return party
