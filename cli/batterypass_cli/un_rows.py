"""Transport decisions as rows and objects for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.regulations.transport.marks import plain_words
from batterypass_cli.words import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.un_answers import Known
    from batterypass.regulations.transport.decision import Decision, Need, Packing, Reason, Stowage


def case_row(name: str, decision: Decision) -> dict[str, Any]:
    """Write a decision in the binding form of ``un decide``.

    Marks and statements are in the words of the case sheet (hyphens for dashes, no section sign);
    ``reasons`` holds the warnings too, after the reasons.
    """
    told = (*decision.reasons, *decision.warnings)
    return {
        "id": name,
        "un": decision.un,
        "psn": decision.psn,
        "packing_instructions": list(decision.packing_instructions),
        "marks": [plain_words(mark) for mark in decision.marks],
        "statements": [plain_words(text) for text in decision.statements],
        "prohibited": decision.prohibited,
        "reasons": [
            {"code": one.code, "text": one.text.in_language(language()), "source": one.source}
            for one in told
        ],
        "missing": list(decision.missing),
        "edition": decision.edition_title,
    }


def decision_object(decision: Decision) -> dict[str, Any]:
    """Write everything that a decision says, texts in the language of the run."""
    return {
        "outcome": decision.outcome,
        "prohibited": decision.prohibited,
        "regime": decision.regime,
        "edition": decision.edition,
        "edition_id": decision.edition_id,
        "edition_title": decision.edition_title,
        "un": decision.un,
        "psn": decision.psn,
        "psn_en": decision.psn_en,
        "psn_es": decision.psn_es,
        "psn_es_confidence": decision.psn_es_confidence,
        "class": decision.transport_class,
        "classification_code": decision.classification_code,
        "transport_category": decision.transport_category,
        "tunnel_code": decision.tunnel_code,
        "hazard_no": decision.hazard_no,
        "level": decision.level,
        "route": decision.route,
        "packings": [_packing(one) for one in decision.packings],
        "special_provisions": list(decision.special_provisions),
        "provisions_of_entry": list(decision.entry_provisions),
        "marks": list(decision.marks),
        "statements": list(decision.statements),
        "stowage": stowage_object(decision),
        "needs": [_told(one) for one in decision.needs],
        "reasons": [_told(one) for one in decision.reasons],
        "warnings": [_told(one) for one in decision.warnings],
        "missing": list(decision.missing),
        "confidence": decision.confidence,
        "tables_sha256": decision.tables_sha256,
    }


def stowage_object(decision: Decision) -> dict[str, Any] | None:
    """Write where goods stand on a ship; None for goods that have no such place."""
    one = decision.stowage
    if one is None:
        return None
    conditions = list(one.conditions)
    return {"category": one.category, "conditions": conditions, "ems": one.ems, **_told(one)}


def answers_object(known: Mapping[str, Known]) -> dict[str, Any]:
    """Write answers by name, each with where it comes from."""
    return {
        name: {
            "value": one.value,
            "origin": one.origin,
            "index": one.index,
            "kind": one.kind or None,
            "day": one.day or None,
            **({"method": one.method} if one.method else {}),
        }
        for name, one in known.items()
    }


def _told(one: Reason | Need | Packing | Stowage) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": one.text.in_language(language()),
        "source": one.source,
        "confidence": one.confidence,
    }


def _packing(one: Packing) -> dict[str, Any]:
    return {**_told(one), "asks": one.asks or None}
