"""A consignment of waste that papers are printed of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import yard as yards
from batterypass.app import offers, papers

PACKS = yards.PACKS


NUMBER = "M-2026-00418"


@pytest.fixture
def yard(tmp_path_factory: pytest.TempPathFactory) -> yards.Yard:
    """Three packs of waste, offered."""
    return make(tmp_path_factory.mktemp("papers"))


def make(folder: Path) -> yards.Yard:
    """Make the ledger in a folder."""
    yard = yards.make_yard(folder)
    yard.at("11-20T09:00").log(
        "item.declared-waste", yards.MAKER, items=list(PACKS[:3]), reason="end_of_life",
        stream="whole_battery",
    )  # fmt: skip
    yard.at("11-23T08:10")
    chosen = offers.lines_of(yard.session, [yard.session.world.item(name) for name in PACKS[:3]])
    proposal = offers.propose_transport(yard.session, chosen, "2026-11-23", operation="reciclaje")
    assert proposal is not None
    whole = offers.Offer(
        NUMBER, yards.CARRIER, yards.RECYCLER, "patio-1", chosen,
        waste=offers.Waste(
            NUMBER, yards.MAKER, "reciclaje", "special_handling", "Tarima", 3, "Baterías"
        ),
        transport=proposal.decision,
        private={"personal": {"responsible_name": "Ana Peña"}},
    )  # fmt: skip
    form = offers.offer_form(yard.session, whole, "2026-11-23")
    yard.log("consignment.offered", yards.MAKER, **form)
    return yard


def collect(yard: yards.Yard) -> None:
    subject = yard.ledger.consignment(NUMBER).subject
    yard.at("11-23T08:40").log(
        "consignment.collected", yards.CARRIER, consignment=subject, loaded=list(PACKS[:3])
    )


def prepare(yard: yards.Yard, actor: str = yards.MAKER) -> Any:
    state = yard.ledger.consignment(NUMBER)
    form = papers.prepared_form(yard.session, state)
    return yard.ledger.log(papers.PREPARED, form, actor=actor)


def issue(yard: yards.Yard, lang: Any = "es", actor: str = yards.MAKER) -> papers.Paper:
    """Prepare, render and issue, as the command does."""
    prepare(yard, actor)
    state = yard.ledger.consignment(NUMBER)
    paper = papers.render_paper(yard.session, state, lang)
    yard.ledger.log(papers.ISSUED, papers.issued_form(state, paper), actor=actor)
    return paper
