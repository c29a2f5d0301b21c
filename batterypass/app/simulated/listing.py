"""The list of what was planted, as a file that a test or a person compares with a verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from batterypass.texts.words_simulated import NOTICES, PLANTED

if TYPE_CHECKING:
    from batterypass.app.simulated.run import Plan, Simulated
    from batterypass.texts.bilingual import Text

SCHEMA: Final = "batterypass/simulated-violations/v1"


def listed(plan: Plan, done: Simulated) -> dict[str, Any]:
    """Give the list as an object: the plan, every planted breach, the kinds of notices to expect."""
    return {
        "schema": SCHEMA,
        "origin": done.origin,
        "seed": plan.seed,
        "entries": done.entries,
        "packs": done.packs,
        "until": done.until,
        "violations": [
            {
                "code": one.code, "entry": one.entry, "subject": one.subject, "kind": one.kind,
                "planted": one.how, "says": _says(PLANTED[one.how]), "reason": one.reason,
            }
            for one in done.breaches
        ],
        "notices": [{"code": code, "says": _says(text)} for code, text in NOTICES.items()],
    }  # fmt: skip


def listing_bytes(plan: Plan, done: Simulated) -> bytes:
    """Give the list as a file; the same plan gives the same bytes."""
    return (json.dumps(listed(plan, done), ensure_ascii=False, indent=1) + "\n").encode()


def _says(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}
