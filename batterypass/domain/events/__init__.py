"""Every event kind of the ledger, and how a payload becomes one.

A kind never changes its meaning: a new meaning is a new version, and old versions stay readable.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from batterypass.domain.events import (
    amendment,
    annulment,
    assembly,
    authorisation,
    batch,
    content,
    custody,
    decision,
    enrolment,
    item,
    ledger,
    manifest,
    on_paper,
    origin,
    pack,
    party,
    refusals,
    renewal,
    sight,
)
from batterypass.domain.events.common import COMMON_FIELDS, Event, Kind, UnknownEvent
from batterypass.errors import MalformedError, refusal
from batterypass.texts.parser_words import model_words

_MODELS: tuple[type[Event], ...] = (
    ledger.LedgerOpened,
    ledger.TimeMarked,
    ledger.HeadsCommitted,
    ledger.RulebookAdopted,
    party.PartyRegistered,
    party.PartyAmended,
    party.SiteOpened,
    party.SiteClosed,
    party.KeyAdded,
    party.KeyConfirmed,
    party.KeyRevoked,
    authorisation.AuthorisationGranted,
    authorisation.AuthorisationExtended,
    authorisation.AuthorisationRenewalFiled,
    authorisation.AuthorisationSuspended,
    authorisation.AuthorisationReinstated,
    authorisation.AuthorisationRevoked,
    authorisation.ListTranscribed,
    amendment.EntryAmended,
    annulment.EntryAnnulled,
    amendment.AmendmentAgreed,
    pack.PackManufactured,
    enrolment.PackEnrolled,
    pack.PassportIssued,
    pack.PassportUpdated,
    pack.PassportHandedOver,
    pack.PassportEnded,
    pack.LabelApplied,
    pack.PackPlacedOnMarket,
    pack.PackInstalled,
    pack.PackRemoved,
    renewal.PackRepaired,
    renewal.PackPreparedForReuse,
    pack.PackRepurposed,
    renewal.PackRemanufactured,
    sight.PackExported,
    sight.PackLost,
    sight.PackStolen,
    sight.PackFound,
    assembly.PackAssembled,
    item.ItemAssessed,
    decision.ItemDecided,
    item.IncidentReported,
    item.ItemDeclaredWaste,
    item.ItemDismantled,
    item.ItemDisposed,
    batch.BatchOpened,
    batch.BatchFed,
    batch.BatchOutputWeighed,
    batch.BatchClosed,
    content.ContentClaimed,
    item.DocumentPrepared,
    item.DocumentIssued,
    origin.OriginNamed,
    custody.ConsignmentOffered,
    custody.ConsignmentCollected,
    custody.ConsignmentDelivered,
    custody.ConsignmentReceived,
    refusals.ConsignmentPartiallyReceived,
    refusals.ConsignmentRejected,
    refusals.ConsignmentReturned,
    refusals.ConsignmentTransferred,
    refusals.ConsignmentVoided,
    on_paper.RecordedOnPaper,
    on_paper.Countersigned,
    manifest.OriginalReturned,
    manifest.ExceptionReported,
    manifest.TreatmentCertified,
    custody.CustodyReleased,
    custody.CustodyAccepted,
    on_paper.CustodyClaimed,
    on_paper.CustodyContested,
)

if TYPE_CHECKING:
    from collections.abc import Callable

#: Characters of a wrong value that a message shows.
_SHOWN = 200

#: Kind name -> model of its version 1.
KINDS: dict[str, type[Event]] = {model.KIND.name: model for model in _MODELS}

#: Where the name of its kind begins in an event that starts with its id.
_KIND_AT = len(b'{"event_id":"7fcd9ec0-55bc-8322-8d21-1ca8997792f9","kind":"')
#: Values of these are anything that JSON has, which a reader of JSON takes for granted.
_ANY_VALUE = frozenset({amendment.EntryAmended})
#: Kind name as it stands in JSON -> model, of all that are the same whoever reads the JSON.
_MODEL_OF: dict[bytes, type[Event]] = {
    name.encode(): model for name, model in KINDS.items() if model not in _ANY_VALUE
}

#: Characters of somebody else's value that a message shows.
_LONGEST = 120

__all__ = [
    "COMMON_FIELDS",
    "KINDS",
    "Event",
    "Kind",
    "UnknownEvent",
    "event_of",
    "event_of_json",
    "excerpt",
    "problems_of",
]


def event_of(payload: dict[str, Any]) -> Event | UnknownEvent:
    """Read a payload, already parsed strictly, as an event.

    A kind or version that nobody here knows gives an :class:`UnknownEvent`, judged by its common
    fields. Raises MalformedError that names the first field that is off.
    """
    kind = payload.get("kind")
    model = KINDS.get(kind) if isinstance(kind, str) else None
    try:
        if model is not None and payload.get("version") == 1:
            # What model_validate calls in the end: this is done once for every entry of a log.
            event: Event = model.__pydantic_validator__.validate_python(payload)
            return event
        known = {name: payload[name] for name in UnknownEvent.model_fields if name in payload}
        return UnknownEvent.model_validate(known)
    except ValidationError as error:
        where, what, found = problems_of(error)[0]
        code = "statement.field" if found is None else "statement.field-found"
        raise refusal(
            MalformedError, code, name=str(kind)[:_LONGEST], where=where[:_LONGEST],
            why=model_words(what), found=excerpt(found),
        ) from error  # fmt: skip


def event_of_json(raw: bytes) -> Event | None:
    """Read canonical JSON as an event in one step, in two thirds of the time of two.

    None says nothing: of a kind that is not known, and of whatever is off, :func:`event_of` says
    what it is. Of bytes that are not canonical it may give anything.
    """
    # As every program of ours writes it: the event id first, then the kind.
    end = raw.find(b'"', _KIND_AT)
    kind = raw[_KIND_AT:end]
    model = _MODEL_OF.get(kind)
    if model is None:
        return None
    try:
        event: Event = _reader_of(model)(raw)
    except ValidationError:
        return None
    return event if event.__dict__["kind"].encode() == kind else None


@cache
def _reader_of(model: type[Event]) -> Callable[[bytes], Any]:
    """Give what reads JSON as a model, looked up once: this is done for every entry of a log."""
    return model.__pydantic_validator__.validate_json


def excerpt(found: object) -> str:
    """Show a value in a message, cut short: what comes to the door may be 64 KB of anything."""
    text = repr(found)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def problems_of(error: ValidationError) -> list[tuple[str, str, Any]]:
    """List what a payload got wrong: the field's path, what was expected, what was found.

    Of a field that is not there nothing was found: None, and not the whole around it.
    """
    return [
        (
            ".".join(str(part) for part in problem["loc"]) or "-",
            problem["msg"],
            None if problem["type"] == "missing" else _cut(problem["input"]),
        )
        for problem in error.errors(include_url=False)
    ]


def _cut(value: object) -> object:
    """Shorten what nobody wants to read whole in a message."""
    if isinstance(value, str):
        return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
    return value if len(repr(value)) <= _SHOWN else repr(value)[:_SHOWN] + "…"
