"""A manifest on the screen, and as an object for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from batterypass.documents.classified import classification_words
from batterypass.documents.paper_states import LATER, is_amended, marks_of, standing_words
from batterypass.documents.words import CONDITIONS, OUTCOMES, word
from batterypass.regulations.workflow import workflow_state
from batterypass_cli.answers import choice_words
from batterypass_cli.output import aligned, paint
from batterypass_cli.parts_view import parts_object, state_words
from batterypass_cli.plain import when
from batterypass_cli.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batterypass.documents.content import (
        ManifestContent,
        ManifestItem,
        ManifestParty,
        Signature,
    )
    from batterypass.domain.states import ConsignmentState


def lines_of(content: ManifestContent, state: ConsignmentState, form: str) -> Iterator[str]:
    """Write a manifest for people: state, parties, load, signatures, every item."""
    words = [standing_words(content, language())]
    later = workflow_state(state)
    if later in LATER:
        # What the paper says, and then what came after the truck: neither hides the other.
        words.append(word(LATER, later, language()))
    yield paint(f"{content.number}  {' · '.join(words)}", "b")
    missing = state_words(parts_object(state))
    if missing:
        yield f"  {paint('!', 'y')} {missing}"
    yield from aligned([pair for pair in _pairs(content, form) if pair[1]])
    yield f"  {say('manifest.items')} ({len(content.items)})"
    yield from (f"    {_item(item)}" for item in content.items)


def object_of(content: ManifestContent, state: ConsignmentState, form: str) -> dict[str, Any]:
    """Give a manifest as plain data; members that are not known are left out."""
    value: dict[str, Any] = {
        "number": content.number,
        "state": content.state,
        "workflow_state": workflow_state(state),
        "form": form,
        "consignment": state.subject,
        "offered_on": content.offered_on,
        "generator": _known(asdict(content.generator)),
        "transporter": _known(asdict(content.transporters[0])),
        "further_transporters": [
            _known({**asdict(party), "vehicle": leg.vehicle_type, "plate": leg.vehicle_plate})
            for party, leg in zip(content.transporters[1:], content.legs, strict=True)
        ],
        "marks": list(marks_of(content)),
        "facility": _known(asdict(content.facility)),
        "waste": dict(state.waste),
        "transport": dict(state.transport),
        "items": [_known(asdict(item)) for item in content.items],
        "entries": dict(state.entries),
        "event_root": content.event_root,
    }
    if content.classification is not None:
        row = content.classification
        value["classification"] = _known(
            {
                **asdict(row),
                "result": state.waste["waste_class"],
                "reason": row.reason.es if language() == "es" else row.reason.en,
                "text": classification_words(row, language()),
            }
        )
    if content.difference is not None:
        value["difference"] = asdict(content.difference)
    value["parts"] = parts_object(state)
    if content.corrections:
        value["amended"] = is_amended(content.corrections)
    return _known(value)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, {}, [])}


def _pairs(content: ManifestContent, form: str) -> Iterator[tuple[str, str]]:
    lang = language()
    yield say("manifest.label.form"), choice_words(form) or form
    yield say("manifest.label.generator"), _party(content.generator)
    for party in content.transporters:
        yield say("manifest.label.transporter"), _party(party)
    yield say("manifest.label.facility"), _party(content.facility)
    for line in content.lines:
        parts = (line.name, f"{line.quantity} {line.unit}", line.cretib, line.container_type)
        yield say("manifest.label.waste"), " · ".join(part for part in parts if part)
    if content.classification is not None:
        yield say("manifest.label.class"), classification_words(content.classification, lang)
    for one in content.transport:
        yield (
            say("manifest.label.transport"),
            f"{one.un} {one.name}, {one.hazard_class} · {one.packing_instruction} · {one.edition}",
        )
        for text in one.statements:
            yield say("manifest.label.statement"), text
    if content.difference is not None:
        found_there = content.difference
        yield (
            say("manifest.label.difference"),
            say(
                "manifest.difference",
                declared=found_there.declared_kg,
                expected=found_there.expected_kg,
                measured=found_there.measured_kg,
                missing=found_there.missing,
                surplus=found_there.surplus,
                damaged=found_there.damaged,
            ),
        )
    for role, signature in (
        ("generator", content.generator_signature),
        ("transporter", content.transporter_signature),
        ("facility", content.facility_signature),
    ):
        yield say(f"manifest.label.signed.{role}"), _signature(signature)
        for leg in content.legs if role == "transporter" else ():
            yield say("manifest.label.signed.transporter"), _signature(leg.signature)
    for note in content.notes:
        yield say("forms.note"), note.es if lang == "es" else note.en


def _party(party: ManifestParty) -> str:
    numbers = (party.authorisation, party.transport_permit)
    return " · ".join(part for part in (party.name, *numbers) if part)


def _signature(signature: Signature | None) -> str:
    if signature is None:
        return say("manifest.not-signed")
    parts = [signature.name, signature.role, when(signature.at)]
    if not signature.is_paper:
        parts.append(signature.key_id)
    else:
        # The key is that of who wrote it down: shown as its own it would be taken for the signer's.
        parts.append(say("forms.on-paper", name=signature.recorded_by))
    later = signature.countersigned
    if later is not None:
        parts.append(say("forms.countersigned", time=when(later.at), key=later.key_id))
    return " · ".join(part for part in parts if part)


def _item(item: ManifestItem) -> str:
    parts = (
        item.printed_id,
        item.serial,
        item.un,
        word(CONDITIONS, item.condition, language()),
        f"{item.declared_kg} kg" if item.declared_kg else "",
        f"→ {item.received_kg} kg" if item.received_kg else "",
        word(OUTCOMES, item.outcome, language()),
    )
    return "  ".join(part for part in parts if part)
