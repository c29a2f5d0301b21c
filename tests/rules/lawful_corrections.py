"""What is lawful of corrections, of every kind that can be corrected, and what comes before it."""

from __future__ import annotations

from typing import Any

from rules.cases_amend import correction, digest_of, field, offer_amended, told
from rules.cases_batch import BATCH, OUT, carbonate, fed, weighing
from rules.sights import lose
from rules.yard import (
    AT_YARD,
    ENDED,
    INTEGRATOR,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    REPURPOSER,
    SECOND,
    SOUND,
    USED,
    WASTE,
    received,
)
from worlds import AUTHORITY, CARRIER, MAKER, RECYCLER, Story

PERMIT = f"{AUTHORITY}#authorisation/MX-STATE/MX-STATE-recycler.example"
CARBONATE = f"{OUT}/CARB"
PART = "https://recycler.example/i/ENDED-M1"

Row = tuple[str, str, str, dict[str, Any]]


def _amended(
    actor: str, subject: str, kind: str, *fields: dict[str, Any], seq: int = 0, **more: Any
) -> Row:
    said = correction(subject, kind, "", *fields, seq=seq, **more)
    return ("entry.amended", actor, "daily", said)


#: ``seq`` says which main statement of the subject is the target, "read" the last reading.
LAWFUL_CORRECTIONS: tuple[Row, ...] = (
    _amended(AUTHORITY, PERMIT, "authorisation.granted",
             field("effective_to", "2030-12-31", "2029-12-31")),
    _amended(MAKER, SOUND, "pack.manufactured",
             field("model", "BP-46", "BP-48"), field("mass_kg", "400", "410.5")),
    _amended(REPURPOSER, SECOND, "item.assessed", field("soh_percent", None, "81.5"), seq=-1),
    _amended(MAKER, WASTE, "item.declared-waste", field("reason", "end_of_life", "recalled"),
             seq=1),
    # Of four that were declared together, two were of another stream; one has changed hands.
    _amended(MAKER, WASTE, "item.declared-waste",
             field("stream", "whole_battery", "cells_modules_offspec"), seq=1, items=[AT_YARD]),
    # The paper from customs came later.
    _amended(MAKER, SOUND, "pack.exported", field("consent_no", None, "MX-US-0042/26"),
             field("country", "US", "CA"), seq=1),
    _amended(MAKER, SOUND, "pack.stolen", field("report_no", None, "CI-FGJ/0042/2026"), seq=1),
    _amended(RECYCLER, ENDED, "item.dismantled",
             field("mass_kg", "400", "399"), field("mass_kg", "250", "249", PART),
             seq=3, items=[PART]),
    # Nobody else has signed for it yet.
    _amended(MAKER, OFFER, "consignment.offered",
             field("mass_kg", "400", "401", OFFERED), field("mass_basis", "weighed", "estimated"),
             field("transport.marks", ["UN3480"], ["UN3480", "LITHIUM"])),
    _amended(RECYCLER, BATCH, "batch.fed",
             field("mass_kg", "400", "398", AT_YARD),
             field("elements_kg.lithium", "8", "7.9", AT_YARD), seq=1),
    # Half of the sample was something else: 10 kg x 50 % x 18.79 %.
    _amended(RECYCLER, BATCH, "batch.output-weighed",
             field("assay.contents.lithium_carbonate", "100", "50", CARBONATE),
             field("assay.method", "ICP-OES", "ICP-MS", CARBONATE),
             field("elements_kg.lithium", "1.879", "0.9395", CARBONATE), seq=2, items=[CARBONATE]),
    _amended(RECYCLER, BATCH, "batch.closed",
             field("losses.dust", "390", "380"), field("losses.moisture", None, "10"), seq=3),
    ("amendment.agreed", CARRIER, "daily", {"amended_subject": MOVE}),
    ("entry.annulled", INTEGRATOR, "daily",
     {"annulled_subject": USED, "target_kind": "pack.installed", "reason": "did_not_happen"}),
)  # fmt: skip


def closed(story: Story) -> None:
    """Let a batch be fed with 400 kg and give 10 kg of carbonate; all else was dust."""
    fed(story)
    story.tell("batch.output-weighed", RECYCLER, **weighing(carbonate()))
    losses = [{"loss": "dust", "mass_kg": "390"}]
    story.tell("batch.closed", RECYCLER, batch=BATCH, losses=losses)


def prepared(story: Story, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fill in the digests of what is corrected or agreed to; tell what comes before."""
    fields = dict(fields)
    if kind == "amendment.agreed":
        fields["amendment"] = told(story, MAKER, offer_amended(story))
    elif kind == "entry.annulled":
        chain = story.world.chain(fields["annulled_subject"])
        assert chain is not None
        fields["target"] = chain.head.hex()
    elif kind == "entry.amended":
        seq, subject = fields.pop("seq"), fields["amended_subject"]
        if fields["target_kind"] in ("pack.exported", "pack.stolen"):
            lose(story, fields["target_kind"].rsplit(".", 1)[1])
        if subject == BATCH:
            closed(story)
        fields["target"] = (
            story.item(subject).assessed["digest"] if seq < 0 else digest_of(story, subject, seq)
        )
    return fields


def corrected_reception(story: Story, **changed: Any) -> dict[str, Any]:
    """Receive what is on its way, and write a correction of a weighed mass of it."""
    story.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    return correction(
        MOVE, "consignment.received", digest_of(story, MOVE, 2),
        field("mass_kg", "400", "395", MOVING), field("measured_mass_kg", "800", "795"), **changed,
    )  # fmt: skip
