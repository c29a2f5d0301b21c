"""One event from what was given and what a person answers, through the one way of signing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.domain.events import KINDS
from batterypass.errors import InputError
from batterypass.texts.findings_words import kind_in_words
from batterypass_cli.answers import read_words
from batterypass_cli.fields import Spec, field_at, spec_at, specs_of
from batterypass_cli.forms import ask_form
from batterypass_cli.lookups import LedgerHints, LedgerLookup, site_of
from batterypass_cli.pages import unknown_name
from batterypass_cli.signing import sign_events
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.record import Recorded
    from batterypass.domain.events.common import Event
    from batterypass_cli.context import Here

#: Kinds that nobody signs by hand: the opening, the operator's clock, and what `checkpoint --seal` does.
NOT_BY_HAND = frozenset({"ledger.opened", "ledger.time-marked", "ledger.heads-committed"})
#: Fields that an argument without a name stands for, the first that a kind has.
_POSITIONAL = ("item", "consignment", "batch", "items", "about")
#: Common fields that a person may give as ``field=value``.
COMMON = frozenset({"event_id", "event_time", "site", "request"})
_PROPOSED = frozenset({"item", "party", "digest", "subject", "number", "word", "text", "passport"})


def kinds_by_hand() -> list[str]:
    """List the kinds that a person signs."""
    return [kind for kind in KINDS if kind not in NOT_BY_HAND]


def find_kind(text: str) -> type[Event]:
    """Give the model of a kind that a person signs. Raises InputError that suggests the near ones."""
    model = KINDS.get(text)
    if model is None or text in NOT_BY_HAND:
        raise unknown_name("cli.unknown-kind", text, kinds_by_hand())
    return model


def ask_event(
    here: Here,
    kind: str,
    given: Mapping[str, Any] | None = None,
    *,
    actor: str,
    required_only: bool = False,
) -> list[Recorded]:
    """Ask for what is not given, then sign and record: one event."""
    form = complete_form(here, kind, given or {}, actor=actor, required_only=required_only)
    return sign_events(here, [(kind, form)], actor=actor)


def complete_form(
    here: Here,
    kind: str,
    given: Mapping[str, Any],
    *,
    actor: str,
    required_only: bool = False,
) -> dict[str, Any]:
    """Ask for every field that is not given (only those without which the kind cannot be)."""
    ledger = here.open_to_sign()
    model = find_kind(kind)
    hints = LedgerHints(here, ledger, kind, actor)
    lookup = LedgerLookup(here, ledger, actor)
    missing = [
        s for s in specs_of(model) if s.name not in given and (s.required or not required_only)
    ]
    if missing:
        here.terminal.tell(f"{kind_in_words(kind, language())}: " + say("ask.how"))
    form = ask_form(model, here.terminal, lookup, hints, given, required_only=required_only)
    if not required_only and "site" not in form and model.KIND.first in "ICB":
        _ask_site(here, hints, form)
    return form


def _ask_site(here: Here, hints: LedgerHints, form: dict[str, Any]) -> None:
    """Ask at which of its sites the signer is, where it has any."""
    state = hints.ledger.session.world.party(hints.actor)
    sites = [str(site["site_id"]) for site in (state.sites if state is not None else [])]
    if not sites:
        return
    from batterypass.texts.values import COMMON_LABELS

    label = COMMON_LABELS["site"].in_language(language())
    only = site_of(hints)
    shown = f"[{only}]" if only else f"({', '.join(sites)})"
    while True:
        answer = here.terminal.ask(f"{label} {shown}:") or only
        if not answer or answer == "-":
            return
        if answer in sites:
            form["site"] = answer
            return
        here.terminal.tell(say("ask.no-site", answer=answer, sites=", ".join(sites)))


def parse_assignments(here: Here, kind: str, words: list[str], *, actor: str) -> dict[str, Any]:
    """Read ``[ITEM] field=value …`` into the beginning of a form.

    ``private.POINT.NAME=value`` seals; ``un38_3.report=value`` reaches into a record; ``field=@``
    takes what the ledger proposes. Raises InputError that names the word.
    """
    model = find_kind(kind)
    ledger = here.open_to_sign()
    lookup = LedgerLookup(here, ledger, actor)
    hints = LedgerHints(here, ledger, kind, actor)
    named: dict[str, list[str]] = {}
    loose: list[str] = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals and name.replace(".", "").replace("_", "").replace("-", "").isalnum():
            named.setdefault(name, []).append(value)
        else:
            loose.append(word)
    form: dict[str, Any] = {}
    if loose:
        field = _positional(model, kind, loose)
        spec = field_at(model, field)
        form[field] = _read(spec, field, loose, lookup, hints, form)
    for path, values in named.items():
        _put(form, path, _value_at(model, kind, path, values, lookup, hints, form))
    return form


def _positional(model: type[Event], kind: str, loose: list[str]) -> str:
    names = [spec.name for spec in specs_of(model)]
    for name in _POSITIONAL:
        if name in names:
            spec = spec_at(model, name)
            takes_records = (
                spec is not None and spec.element is not None and spec.element.shape == "record"
            )
            if not takes_records:
                return name
    raise InputError(
        f"{loose[0]!r}: {kind} takes field=value words",
        code="log.no-positional",
        word=loose[0],
        kind=kind,
    )


def _value_at(
    model: type[Event],
    kind: str,
    path: str,
    values: list[str],
    lookup: LedgerLookup,
    hints: LedgerHints,
    form: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    if path.startswith("private."):
        if path.count(".") != 2:
            raise InputError(
                f"{path}: expected private.POINT.NAME=value", code="log.bad-private", path=path
            )
        return values[-1]
    if path in COMMON:
        return values[-1]
    spec = spec_at(model, path)
    if spec is None:
        known = [one.name for one in specs_of(model)]
        raise unknown_name("log.unknown-field", path, known, kind=kind, fields=", ".join(known))
    return _read(spec, path, values, lookup, hints, form)


def _read(
    spec: Spec,
    path: str,
    values: list[str],
    lookup: LedgerLookup,
    hints: LedgerHints,
    form: Mapping[str, Any],
) -> Any:  # noqa: ANN401
    if len(values) == 1 and values[0].startswith("@") and spec.word in _PROPOSED:
        proposal = hints.propose(path, form, form)
        if proposal is None:
            raise InputError(
                f"{path}={values[0]}: the ledger has nothing to propose there",
                code="log.no-proposal",
                path=path,
                word=values[0],
            )
        return proposal
    return read_words(spec, path, values, lookup)


def _put(form: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401
    *parents, last = path.split(".")
    place = form
    for parent in parents:
        place = place.setdefault(parent, {})
    place[last] = value
