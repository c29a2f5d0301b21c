"""A notice of what somebody has settled since says by which entry; what is open says nothing of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from batterypass.domain.events.annulment import EntryAnnulled
from batterypass.rules import Finding
from batterypass.rules.settled import LogEnd, settle
from rules.cases_amend import correction, field, offer_amended
from rules.cases_paper import SCAN, SIDE
from rules.yard import (
    AT_YARD,
    MOVE,
    MOVING,
    MOVING2,
    OFFER,
    OFFERED,
    SOUND,
    WORKSHOP,
    dismantling,
    received,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story

NEXT, DISMANTLED = "https://next.example", "item.dismantled"


class Log:
    """Tells a story, keeps what the rules find of it, and asks at the end what is settled."""

    def __init__(self) -> None:
        self.story: Story = yard()
        self.found: list[Finding] = []
        self.annulments: list[tuple[int, EntryAnnulled]] = []

    def tell(self, kind: str, actor: str, **fields: Any) -> int:
        """Add an event; give its entry."""
        drafted = self.story.draft(kind, actor, **fields)
        self.found += self.story.judge(drafted)
        assert not [one for one in self.found if one.severity != "notice"], self.found
        self.story.add(drafted)
        if isinstance(drafted.event, EntryAnnulled):
            self.annulments.append((drafted.at.index, drafted.event))
        return drafted.at.index

    def digest(self, entry: int) -> str:
        return self.story.world.digests[entry].hex()

    def amend(self, actor: str = MAKER, **fields: Any) -> int:
        """Correct a mass of the offer that is on its way."""
        return self.tell("entry.amended", actor, **offer_amended(self.story, **fields))

    def agree(self, actor: str, correction: int, *items: str) -> int:
        return self.tell(
            "amendment.agreed", actor, amended_subject=MOVE, amendment=self.digest(correction),
            items=list(items),
        )  # fmt: skip

    def annul(self, actor: str, entry: int, kind: str, subject: str, *items: str) -> int:
        return self.tell(
            "entry.annulled", actor, annulled_subject=subject, items=list(items),
            target=self.digest(entry), target_kind=kind, reason="did_not_happen",
        )  # fmt: skip

    def settled(self) -> list[tuple[str, int | None, int | None]]:
        """Give each notice with its entry and the one that settled it."""
        world = self.story.world
        end = LogEnd(
            world, self.annulments, world.digests.__getitem__,
            lambda subject, seq: world.digests.index(world.mains[subject, seq]),
        )  # fmt: skip
        return [(one.code, one.entry, one.settled) for one in settle(self.found, end)]


def paper(log: Log, **changed: Any) -> int:
    fields: dict[str, Any] = {
        "consignment": OFFER, "step": "collected", "side": SIDE, "documents": [SCAN],
        "lines": [{"item": OFFERED, "outcome": "received"}], **changed,
    }  # fmt: skip
    return log.tell("consignment.recorded-on-paper", MAKER, **fields)


def test_a_paper_is_open_until_it_is_countersigned() -> None:
    log = Log()
    entry = paper(log)
    assert log.settled() == [("BP-C012", entry, None)]

    word = log.tell(
        "consignment.countersigned", CARRIER, consignment=OFFER, items=[OFFERED],
        target=log.digest(entry),
    )  # fmt: skip

    assert log.settled() == [("BP-C012", entry, word)]


def test_a_paper_that_was_annulled_asks_for_nothing() -> None:
    log = Log()
    entry = paper(log)
    kind = "consignment.recorded-on-paper"
    annulled = log.annul(MAKER, entry, kind, OFFER, OFFERED)
    assert log.settled()[0] == ("BP-C012", entry, None)

    word = log.tell(
        "amendment.agreed", CARRIER, amended_subject=OFFER, amendment=log.digest(annulled),
        items=[OFFERED],
    )  # fmt: skip

    assert log.settled() == [("BP-C012", entry, word), ("BP-E004", annulled, word)]


def test_a_correction_is_open_until_the_last_has_agreed() -> None:
    log = Log()
    log.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    made = log.amend()
    assert log.settled() == [("BP-E004", made, None)]
    first = log.agree(CARRIER, made)
    assert log.settled() == [("BP-E004", made, None), ("BP-E004", first, None)]

    last = log.agree(RECYCLER, made)

    assert log.settled() == [("BP-E004", made, last), ("BP-E004", first, last)]


def test_a_correction_of_what_was_annulled_waits_for_nobody() -> None:
    log = Log()
    entry = log.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    fields = {
        "amended_subject": MOVE, "target_kind": "consignment.received", "target": log.digest(entry),
        "fields": [field("measured_mass_kg", "800", "801")], "reason": "typing_error",
    }  # fmt: skip
    made = log.tell("entry.amended", RECYCLER, **fields)
    annulled = log.annul(RECYCLER, entry, "consignment.received", MOVE, MOVING, MOVING2)
    log.agree(MAKER, annulled, MOVING, MOVING2)
    last = log.agree(CARRIER, annulled, MOVING, MOVING2)

    assert ("BP-E004", made, last) in log.settled()


def test_an_annulment_that_came_too_late_waits_for_nobody() -> None:
    log = Log()
    entry = log.tell("consignment.delivered", CARRIER, consignment=MOVE, at_site="S1")
    gate = log.tell("consignment.received", RECYCLER, **received(MOVING, MOVING2))
    annulled = log.annul(RECYCLER, gate, "consignment.received", MOVE, MOVING, MOVING2)
    assert ("BP-E004", annulled, None) in log.settled()

    later = log.tell("custody.released", RECYCLER, items=[MOVING], to=WORKSHOP)

    assert entry < gate
    assert ("BP-E004", annulled, later) in log.settled()


@pytest.mark.parametrize("way", ["contested", "back", "annulled"])
def test_a_claim_is_open_until_its_last_custodian_agrees_or_has_it_back(way: str) -> None:
    log = Log()
    entry = log.tell("custody.claimed", WORKSHOP, items=[SOUND], reason="found")
    refused = log.tell("custody.contested", MAKER, items=[SOUND], agrees=False)
    assert refused > entry
    assert log.settled() == [("BP-C011", entry, None)]

    if way == "contested":
        word = log.tell("custody.contested", MAKER, items=[SOUND], agrees=True)
    elif way == "back":
        log.tell("custody.released", WORKSHOP, items=[SOUND], to=MAKER)
        word = log.tell("custody.accepted", MAKER, items=[SOUND], released_by=WORKSHOP)
    else:
        annulled = log.annul(WORKSHOP, entry, "custody.claimed", SOUND)
        word = log.tell(
            "amendment.agreed", MAKER, amended_subject=SOUND, amendment=log.digest(annulled)
        )

    assert log.settled()[0] == ("BP-C011", entry, word)


def test_a_claim_made_again_is_open_again() -> None:
    log = Log()
    first = log.tell("custody.claimed", WORKSHOP, items=[SOUND], reason="found")
    log.tell("custody.released", WORKSHOP, items=[SOUND], to=MAKER)
    back = log.tell("custody.accepted", MAKER, items=[SOUND], released_by=WORKSHOP)
    again = log.tell("custody.claimed", WORKSHOP, items=[SOUND], reason="found")
    assert log.settled() == [("BP-C011", first, None), ("BP-C011", again, None)]

    word = log.tell("custody.contested", MAKER, items=[SOUND], agrees=True)

    assert log.settled() == [("BP-C011", first, back), ("BP-C011", again, word)]


def test_a_pack_that_never_came_back_is_contested_as_before() -> None:
    log = Log()
    entry = log.tell("custody.claimed", WORKSHOP, items=[SOUND], reason="found")
    log.tell("custody.released", WORKSHOP, items=[SOUND], to=MAKER)
    back = log.tell("custody.accepted", MAKER, items=[SOUND], released_by=WORKSHOP)
    assert log.settled() == [("BP-C011", entry, back)]

    annulled = log.annul(MAKER, back, "custody.accepted", SOUND)
    log.tell("amendment.agreed", WORKSHOP, amended_subject=SOUND, amendment=log.digest(annulled))

    assert log.settled()[0] == ("BP-C011", entry, None)
    assert log.story.item(SOUND).contested_with == MAKER
    assert "settled" not in log.story.item(SOUND).said


def test_a_difference_is_open_until_what_was_compared_is_corrected() -> None:
    log = Log()
    fields = received(MOVING, MOVING2, measured_mass_kg="700")
    fields["lines"][0]["mass_kg"] = "300"
    entry = log.tell("consignment.received", RECYCLER, **fields)
    assert {code for code, *_ in log.settled()} == {"BP-M002"}
    made = log.amend(fields=[field("mass_kg", "400", "300", MOVING)])
    assert ("BP-M002", entry, None) in log.settled()

    log.agree(CARRIER, made)
    last = log.agree(RECYCLER, made)

    assert [one for one in log.settled() if one[0] == "BP-M002"] == [("BP-M002", entry, last)] * 2


def corrected_whole(log: Log, entry: int, was: str, kg: str) -> int:
    said = correction(AT_YARD, DISMANTLED, log.digest(entry), field("mass_kg", was, kg), items=[])
    return log.tell("entry.amended", RECYCLER, **said)


@pytest.mark.parametrize("mass_kg", ["390", "410"])
def test_parts_that_weighed_otherwise_than_their_whole_are_open_until_corrected(
    mass_kg: str,
) -> None:
    # 400 kg of parts out of 390 kg, or out of 410 kg: a digit on the scale was read wrong.
    log = Log()
    entry = log.tell(DISMANTLED, RECYCLER, **dismantling(AT_YARD, "X", mass_kg=mass_kg))
    found = log.settled()
    assert {code for code, *_ in found} <= {"BP-M001", "BP-M002"}
    assert {by for *_, by in found} == {None}

    made = corrected_whole(log, entry, mass_kg, "400")

    assert log.settled() == [(code, at, made) for code, at, _ in found]


def test_parts_that_outweigh_their_whole_by_the_correction_too_stay_open() -> None:
    log = Log()
    entry = log.tell(DISMANTLED, RECYCLER, **dismantling(AT_YARD, "X", mass_kg="390"))
    wrong = corrected_whole(log, entry, "390", "380")
    told = [one for one in log.settled() if one[0] == "BP-M001"]
    assert told == [("BP-M001", entry, wrong), ("BP-M001", wrong, None)]

    right = corrected_whole(log, entry, "380", "400")

    told = [one for one in log.settled() if one[0] == "BP-M001"]
    assert told == [("BP-M001", entry, wrong), ("BP-M001", wrong, right)]


def test_what_a_further_carrier_lacks_is_told_until_it_loads() -> None:
    log = Log()
    log.story.register(NEXT, "carrier")
    entry = log.tell("consignment.transferred", CARRIER, consignment=MOVE, to=NEXT)
    assert {(code, by) for code, _, by in log.settled()} == {("BP-A013", None)}

    log.story.tell("consignment.collected", NEXT, consignment=MOVE, loaded=[MOVING, MOVING2])

    assert {one[1:] for one in log.settled()} == {(entry, entry + 1)}


def test_a_breach_is_settled_by_nothing() -> None:
    log = Log()
    entry = paper(log)
    word = log.tell(
        "consignment.countersigned", CARRIER, consignment=OFFER, items=[OFFERED],
        target=log.digest(entry),
    )  # fmt: skip
    assert log.settled() == [("BP-C012", entry, word)]

    log.found = [replace(one, severity="compliance") for one in log.found]

    assert log.settled() == [("BP-C012", entry, None)]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_is_settled_asks_for_nothing_any_more(lang: str) -> None:
    log = Log()
    paper(log)
    message = log.found[0].message(lang)
    settled = replace(log.found[0], settled=99).message(lang)

    assert "countersign" in message.rpartition("→")[2]
    assert settled.endswith("→ batterypass show 99")
    assert f"{'resuelto por el asiento' if lang == 'es' else 'settled by entry'} 99" in settled
