"""The scopes of an authorisation from the options of a command, asked for where something is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events.authorisation import Scope
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass_cli.answers import checked, read_words
from batterypass_cli.fields import Spec, field_at, specs_of
from batterypass_cli.forms import ask_record
from batterypass_cli.lookups import LedgerHints, LedgerLookup
from batterypass_cli.strictjson import parse_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.ledger import Ledger
    from batterypass_cli.context import Here

_FLAGS = {"operation": "--operation", "waste_class": "--waste-class", "streams": "--stream"}


def scopes_of(
    here: Here, ledger: Ledger, actor: str, part: Mapping[str, Any], whole: Sequence[str]
) -> list[dict[str, Any]]:
    """Give the scopes that options say: one from its parts, and those that are given whole.

    Nothing where no option speaks of a scope. Raises InputError that names the option.
    """
    scopes = [_whole(text) for text in whole]
    given = {name: _read(here, ledger, actor, name, value) for name, value in _said(part)}
    if not given:
        return scopes
    missing = [name for name in _FLAGS if name not in given]
    if missing:
        if not here.terminal.is_interactive:
            flags = ", ".join(_FLAGS[name] for name in missing)
            raise refusal(InputError, "custody.missing", flags=flags)
        hints = LedgerHints(here, ledger, "authorisation.granted", actor)
        lookup = LedgerLookup(here, ledger, actor)
        given = ask_record(Scope, "scopes", here.terminal, lookup, hints, given)
    return [given, *scopes]


def _said(part: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in part.items() if value not in (None, [])]


def _whole(text: str) -> dict[str, Any]:
    value = parse_json(text, "--scope")
    spec = Spec("scope", specs_of(Scope)[0].label, "record", True, record=Scope)
    found: dict[str, Any] = checked(spec, value, text)
    return found


def _read(here: Here, ledger: Ledger, actor: str, name: str, value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, bool):
        return value
    spec = field_at(Scope, name)
    texts = list(value) if isinstance(value, list) else [value]
    return read_words(spec, f"scopes.{name}", texts, LedgerLookup(here, ledger, actor))
