"""``batterypass recycler correct``: what an authorisation was entered with, put right by an entry."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from batterypass.errors import InputError
from batterypass_cli.context import Here
from batterypass_cli.pages import bilingual
from batterypass_cli.words import both, language, say

if TYPE_CHECKING:
    from batterypass.app.ledger import Ledger
    from batterypass.domain.states import AuthorisationState


@bilingual(
    """
    Corrige lo que se asentó de una autorización.

    Nada se reescribe: la corrección es un asiento que dice el valor anterior, el nuevo y el motivo, y
    vale desde que consta. Firma quien la asentó. scopes.CAMPO=valor cambia un campo del único
    alcance, scopes.2.CAMPO=valor el del segundo. Sin campos, los pregunta.
    """,
    signs=True,
)
def correct(
    ctx: typer.Context,
    authorisation: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=both(
                "Its number, or its holder where that has one.",
                "Su número, o su titular si tiene una sola.",
            ),
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...",
            help=both(
                "holder_site, scopes, capacity_t_year, effective_from, effective_to, authority.",
                "Campos: holder_site, scopes, capacity_t_year, effective_from, effective_to,"
                " authority.",
            ),
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="REASON",
            help=both(
                "typing_error, source_corrected, wrong_source, late_information.",
                "Motivo: typing_error, source_corrected, wrong_source, late_information.",
            ),
        ),
    ] = None,
) -> None:
    """Correct what an authorisation was entered with.

    Nothing is rewritten: the correction is an entry that says the old value, the new one and the
    reason, and it holds from when it is known. Who entered it signs. scopes.FIELD=value changes a
    field of the only scope, scopes.2.FIELD=value that of the second one. Without fields it asks.

    Example: batterypass recycler correct 19-IV-36-26 effective_to=2036-01-31 --why typing_error
    """
    from batterypass.app.find_directory import find_authorisation
    from batterypass_cli.directory_changes import signer_of
    from batterypass_cli.signing import sign_events

    here = Here.of(ctx)
    ledger = here.open_to_sign()
    actor = signer_of(here, ledger) if here.given.actor else ""
    state = find_authorisation(ledger.session, authorisation, actor)
    actor = actor or signer_of(here, ledger, state)
    new = _new_values(here, ledger, state, actor, words or [])
    form = {
        "amended_subject": state.subject,
        "target_kind": "authorisation.granted",
        "target": state.changes[0]["digest"],
        "fields": [_field(state, name, value) for name, value in new.items()],
        "reason": _reason(here, why),
    }
    sign_events(
        here, [("entry.amended", form)], actor=actor,
        next_step=f"batterypass recycler show {state.holder}#{state.holder_site}",
    )  # fmt: skip


def _field(state: AuthorisationState, name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401
    stands = getattr(state, name) or None
    if stands == value:
        from batterypass.evidence.refusal import refusal

        raise refusal(InputError, "recycler.same-value", field=name, value=_shown(value))
    old = {} if stands is None else {"old": _said(stands)}
    return {"field": name, **old, "new": _said(value)}


def _said(value: Any) -> Any:  # noqa: ANN401
    """Give a value as a statement says it: empty members of a scope are left out."""
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, dict):
        return {name: _said(one) for name, one in value.items() if one not in ([], "", None)}
    return value


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "…"


def _reason(here: Here, why: str | None) -> str:
    from batterypass.domain.events.amendment import AmendReason
    from batterypass_cli.answers import choice_words
    from batterypass_cli.directory_view import choice
    from batterypass_cli.guide import Guide

    known = get_args(AmendReason)
    guide = Guide(here)
    options = [(one, f"{one}  {choice_words(one)}".rstrip()) for one in known]
    found = guide.choice(
        say("recycler.ask.why"), "--why", why, options,
        read=lambda text: choice(text, known, "--why"),
    )  # fmt: skip
    return guide.needed(found)


def _new_values(
    here: Here, ledger: Ledger, state: AuthorisationState, actor: str, words: list[str]
) -> dict[str, Any]:
    """Read ``field=value`` words; ask where there are none. Raises InputError that lists the fields."""
    from batterypass.evidence.refusal import refusal

    new: dict[str, Any] = {}
    for word in words:
        path, equals, text = word.partition("=")
        if not equals:
            raise refusal(InputError, "recycler.no-assignment", word=word, fields=_names())
        _put(here, ledger, state, actor, path, text, new)
    if not words:
        if not here.terminal.is_interactive:
            raise refusal(InputError, "custody.missing", flags="FIELD=VALUE")
        _ask(here, ledger, state, actor, new)
    return new


def _names() -> str:
    from batterypass.domain.events.amendment import AmendableGrant

    return ", ".join(AmendableGrant.model_fields)


def _ask(
    here: Here, ledger: Ledger, state: AuthorisationState, actor: str, new: dict[str, Any]
) -> None:
    """Ask field by field, until there is one and no other is named."""
    from batterypass.domain.events.authorisation import AuthorisationGranted
    from batterypass_cli.exits import words_of
    from batterypass_cli.fields import field_at

    for name in _names().split(", "):
        spec = field_at(AuthorisationGranted, name)
        stands = getattr(state, name) or "-"
        shown = stands if isinstance(stands, str) else f"{len(stands)}"
        here.terminal.tell(f"  {name.ljust(16)} {spec.label.in_language(language())}: {shown}")
    while True:
        path = here.terminal.ask(say("recycler.ask.field")).strip()
        if not path or path == "-":
            if new:
                return
            here.terminal.tell(say("custody.needed"))
            continue
        try:
            text = here.terminal.ask(f"{path} →")
            _put(here, ledger, state, actor, path, text, new)
        except InputError as error:
            here.terminal.tell(f"✗ {words_of(error)}")


def _put(
    here: Here,
    ledger: Ledger,
    state: AuthorisationState,
    actor: str,
    path: str,
    text: str,
    new: dict[str, Any],
) -> None:
    """Read one new value, by the very field that the grant has, and put it among the others."""
    from batterypass.domain.events.amendment import AmendableGrant
    from batterypass.domain.events.authorisation import AuthorisationGranted
    from batterypass_cli.answers import read_words
    from batterypass_cli.fields import spec_at
    from batterypass_cli.lookups import LedgerLookup
    from batterypass_cli.pages import unknown_name

    name, _, rest = path.strip().partition(".")
    known = list(AmendableGrant.model_fields)
    place = f"scopes.0.{rest.split('.')[-1]}" if rest else name
    spec = spec_at(AuthorisationGranted, place)
    if name not in known or spec is None or (rest and name != "scopes"):
        raise unknown_name("recycler.no-field", path, known, fields=_names())
    value = read_words(spec, path, [text], LedgerLookup(here, ledger, actor))
    if not rest:
        new[name] = value
        return
    scopes = new.setdefault("scopes", deepcopy(state.scopes))
    number, _, field = rest.rpartition(".")
    if not number and len(scopes) > 1:
        from batterypass.evidence.refusal import refusal

        raise refusal(InputError, "recycler.which-scope", count=len(scopes), field=field)
    chosen = int(number) - 1 if number.isdigit() else 0
    if (number and not number.isdigit()) or not 0 <= chosen < len(scopes):
        raise unknown_name("recycler.no-field", path, known, fields=_names())
    scopes[chosen][field] = value
