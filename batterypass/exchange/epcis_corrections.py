"""Corrections in EPCIS: the event as it was with an error declaration, and the corrected one.

``reference/epcis-mapping.md`` 6: the declaration repeats every field and the
id of the event that was wrong; ``did_not_occur`` names no corrective event.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from batterypass.domain.batch_steps import with_value
from batterypass.exchange.epcis import tell
from batterypass.exchange.epcis_ids import utc_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from batterypass.exchange.epcis_facts import EpcisEntry, Telling

#: Reasons of an annulment that say that nothing happened; the others say that it was told wrong.
_DID_NOT_OCCUR = frozenset({"did_not_happen", "recorded_twice"})
_CORRECTED = ("eventID", "bp:ledgerEntry", "bp:ledgerEntryHash")


def tell_annulment(
    annulment: EpcisEntry, target: EpcisEntry, telling: Telling, quiet: Telling
) -> list[dict[str, Any]]:
    """Declare the events of an annulled entry wrong. ``quiet`` tells without noting losses again."""
    told = tell(target, quiet)
    if not told:
        telling.losses.add(annulment, "", "same")
    reason = str(annulment.payload["reason"])
    word = "did_not_occur" if reason in _DID_NOT_OCCUR else "incorrect_data"
    return [_declared(event, annulment, word, ()) for event in told]


def tell_amendment(
    amendment: EpcisEntry, target: EpcisEntry, telling: Telling, quiet: Telling
) -> list[dict[str, Any]]:
    """Declare the events of a corrected entry wrong, and tell them as corrected.

    Nothing where the correction is of what these events do not say. The corrected ones have ids of
    their own, made from the id of the correction.
    """
    before = tell(target, quiet)
    after = tell(_as_corrected(amendment, target), quiet)
    if [_content(event) for event in before] == [_content(event) for event in after]:
        telling.losses.add(amendment, "", "same")
        return []
    ids = [str(event["eventID"]) for event in after]
    return [*(_declared(event, amendment, "incorrect_data", ids) for event in before), *after]


def corrected(payload: Mapping[str, Any], fields: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what an entry says once fields of it are corrected (``entry.amended``).

    ``waste.waste_name`` reaches into a record, ``losses.dust`` into a list by its word; ``item`` names the line of a list that it is in.
    """
    found: dict[str, Any] = deepcopy(dict(payload))
    for one in fields:
        for target in _lines(found, str(one.get("item", ""))):
            target.update(with_value(target, str(one["field"]).split("."), one["new"]))
    return found


def _lines(payload: dict[str, Any], item: str) -> list[dict[str, Any]]:
    """Give the lines about an item, or the entry itself where none is named or there are no lines."""
    listed = [
        line
        for value in payload.values()
        if isinstance(value, list)
        for line in value
        if isinstance(line, dict) and item and line.get("item") == item
    ]
    return listed or [payload]


def _as_corrected(amendment: EpcisEntry, target: EpcisEntry) -> EpcisEntry:
    return replace(
        target,
        index=amendment.index,
        digest=amendment.digest,
        payload=corrected(target.payload, amendment.payload["fields"]),
        event_id=str(amendment.payload["event_id"]),
    )


def _content(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in _CORRECTED}


def _declared(
    event: Mapping[str, Any], by: EpcisEntry, reason: str, corrective: Iterable[str]
) -> dict[str, Any]:
    declaration: dict[str, Any] = {
        "declarationTime": utc_of(str(by.payload["event_time"])),
        "reason": reason,
    }
    ids = list(corrective)
    if ids:
        declaration["correctiveEventIDs"] = ids
    return {**event, "errorDeclaration": declaration}
