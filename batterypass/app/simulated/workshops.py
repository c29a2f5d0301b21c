"""In the workshop: a pack is assessed, and a person decides what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.hosts import reading
from batterypass.app.simulated.roads import hand_over
from batterypass.app.simulated.second import share_out
from batterypass.app.simulated.yards import discard
from batterypass.regulations.second_life import Fact, advise

if TYPE_CHECKING:
    from collections.abc import Generator


def judge_pack(country: Country, pack: Pack) -> Generator[Step, str, None]:
    """Assess a pack, decide, and let the decision be carried out."""
    shop = pack.holder
    fields = reading(country, pack, "capacity_test")
    assessment = yield act("item.assessed", shop, [pack.item], fields)
    pack.read = assessment
    answer, rows = _advice(country, pack, fields)
    decided = {"reuse": "reuse", "repurpose": "repurpose"}.get(answer, "recycle")
    decision: dict[str, Any] = {
        "item": pack.item, "decision": decided, "assessment": assessment,
        "advice": {
            "answer": answer, "table_sha256": country.thresholds.sha256, "day": country.day,
            **({"rows": rows} if rows else {}),
        },
    }  # fmt: skip
    if decided != answer:
        decision["reason"] = "physical_inspection"
    yield act("item.decided", shop, [pack.item], decision)
    if decided != "recycle" and pack.lives == 1 and country.is_likely(0.7):
        yield Wait(round(1 + country.random.random() * 10, 2))
        next_owner = country.one_of("segunda")
        yield from hand_over(shop, next_owner, [pack.item])
        pack.holder = next_owner
        country.begin(share_out(country, pack))
        return
    yield from discard(country, pack)


def _advice(country: Country, pack: Pack, read: dict[str, Any]) -> tuple[str, list[str]]:
    facts = {
        "condition": Fact(pack.condition),
        "soh_percent": Fact(str(read["soh_percent"])),
        "reading_age_days": Fact("0"),
        "age_years": Fact(f"{(country.now - pack.made).days / 365.25:.1f}"),
    }
    model = pack.model
    advice = advise(country.thresholds, country.day, facts, model.chemistry, model.category, {})
    return advice.answer, [check.row for check in advice.deciding]
