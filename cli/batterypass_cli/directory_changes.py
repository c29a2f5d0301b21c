"""What the commands that enter and change authorisations share: who signs, and where it was read.

An authority signs for itself. The registrar copies from a published list: then source, date and the
kept copy of the list are part of the event.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.actors import choose_actor
from batterypass_cli.answers import read_answer
from batterypass_cli.asking import complete_form
from batterypass_cli.fields import field_at
from batterypass_cli.guide import Guide
from batterypass_cli.lookups import LedgerLookup
from batterypass_cli.signing import sign_events
from batterypass_cli.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import AuthorisationState
    from batterypass_cli.context import Here

_HEX = frozenset("0123456789abcdef")
_DIGEST_LENGTH = 64


class Source:
    """What the options say of the list that something was read in; None where nothing was said."""

    def __init__(self, source: str | None, published_on: str | None, copy: str | None) -> None:
        self.source = source
        self.published_on = published_on
        self.copy = copy

    @property
    def is_said(self) -> bool:
        """Tell whether any of it was given."""
        return (self.source, self.published_on, self.copy) != (None, None, None)

    def transcription(
        self, here: Here, ledger: Ledger, actor: str, known: AuthorisationState | None = None
    ) -> dict[str, str] | None:
        """Give where it was read; asks the registrar for what is missing. None for an authority.

        A file is kept beside the ledger and named in the event; its digest stands for it. Raises
        InputError naming every option that is missing where nobody can be asked.
        """
        if not self.is_said and is_authority(ledger, actor):
            return None
        from batterypass.domain.events.authorisation import Transcription

        guide, lookup = Guide(here), LedgerLookup(here, ledger, actor)

        def read(name: str, text: str) -> str:
            spec = field_at(Transcription, name)
            return str(read_answer(spec, name, text, lookup))

        proposal = ""
        if known is not None and known.transcription:
            proposal = str(known.transcription["source"])
        guide.tell(say("recycler.ask.where-read"))
        source = guide.value(
            say("recycler.ask.source"), "--source", self.source,
            lambda text: read("source", text), proposal=proposal,
        )  # fmt: skip
        published = guide.value(
            say("recycler.ask.published-on"), "--published-on", self.published_on,
            lambda text: read("published_on", text),
        )  # fmt: skip
        digest = guide.value(
            say("recycler.ask.copy"), "--copy", self.copy, lambda text: _digest(here, text)
        )
        return {
            "source": guide.needed(source),
            "published_on": guide.needed(published),
            "digest": guide.needed(digest),
        }


def _digest(here: Here, text: str) -> str:
    """Give the digest of a list: it as it stands, or of a file, which is then kept and named."""
    from batterypass_cli.attaching import read_attached

    if len(text) == _DIGEST_LENGTH and set(text) <= _HEX:
        return text
    if not Path(text).is_file():
        raise refusal(InputError, "recycler.no-copy", text=text)
    attached = read_attached(here, [text])[0]
    if text not in here.given.attach:
        here.given.attach.append(text)
    return attached.digest


def is_authority(ledger: Ledger, party: str) -> bool:
    """Tell whether a party signs authorisations by its own right."""
    state = ledger.session.world.party(party)
    return state is not None and "authority" in state.roles


def signer_of(here: Here, ledger: Ledger, state: AuthorisationState | None = None) -> str:
    """Give who signs: ``--as``, who entered the authorisation if its key is here, or who is chosen."""
    if state is not None and not here.given.actor and state.granted_by in here.keys.parties():
        return state.granted_by
    return choose_actor(here, ledger, "authorisation.granted")


def demand(here: Here, kind: str, given: Mapping[str, Any], flags: Mapping[str, str]) -> None:
    """Raise InputError naming the options for what a kind cannot be without, if nobody can be asked.

    ``flags`` is field -> option.
    """
    from batterypass_cli.asking import find_kind
    from batterypass_cli.fields import specs_of

    if here.terminal.is_interactive:
        return
    missing = [
        flags.get(spec.name, spec.name)
        for spec in specs_of(find_kind(kind))
        if spec.required and spec.name not in given
    ]
    if missing:
        raise refusal(InputError, "custody.missing", flags=", ".join(missing))


def read_fields(
    here: Here, ledger: Ledger, kind: str, actor: str, given: Mapping[str, str | None]
) -> dict[str, Any]:
    """Read what options say as the fields of a kind. Raises InputError in plain words."""
    from batterypass_cli.asking import find_kind

    lookup = LedgerLookup(here, ledger, actor)
    found = {}
    for name, text in given.items():
        if text is None:
            continue
        spec = field_at(find_kind(kind), name)
        found[name] = read_answer(spec, name, text, lookup)
    return found


def sign_one(
    here: Here, kind: str, given: dict[str, Any], *, actor: str, required_only: bool, holder: str
) -> None:
    """Ask for what is missing, show, sign and record; then name the command that shows the result.

    Members of ``given`` that are None are left out and not asked for.
    """
    form = complete_form(here, kind, given, actor=actor, required_only=required_only)
    form = {name: value for name, value in form.items() if value is not None}
    shown = holder or f"{form.get('holder', '')}#{form.get('holder_site', '')}"
    sign_events(here, [(kind, form)], actor=actor, next_step=f"batterypass recycler show {shown}")
