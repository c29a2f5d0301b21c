"""One law for a whole and for its parts: the same end, the same sums, the same judgement."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from batterypass.domain.states import ConsignmentState
from rules.cases_amend import correction, digest_of, field
from rules.yard import offer_of
from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    RECYCLER,
    Story,
    grant,
    offered_line,
    pack_fields,
    scope,
    waste,
)

PACKS = [f"https://maker.example/p/B{number}" for number in range(8)]
LOT = f"{MAKER}#consignment/LOT"


def world(*, capacity: str = "") -> Story:
    story = Story()
    story.register(MAKER, "manufacturer", gs1_prefixes=("9521234",))
    story.register(CARRIER, "carrier")
    story.register(RECYCLER, "recycler")
    story.register(AUTHORITY, "authority")
    more = {"capacity_t_year": capacity} if capacity else {}
    both = (scope("reciclaje", "hazardous"), scope("manejo_especial", "special_handling"))
    for scheme in ("MX-SEMARNAT", "MX-STATE"):
        story.tell("authorisation.granted", AUTHORITY, **grant(RECYCLER, scheme, *both, **more))
        story.tell(
            "authorisation.granted", AUTHORITY, **grant(CARRIER, scheme, scope("transport", "any"))
        )
    story.tell("authorisation.granted", AUTHORITY, **grant(CARRIER, "MX-SICT", scope("transport")))
    for item in PACKS:
        story.tell("pack.manufactured", MAKER, **pack_fields(item))
    story.tell(
        "item.declared-waste", MAKER, items=PACKS, reason="end_of_life", stream="whole_battery"
    )
    return story


def numbered(place: int, of: int) -> dict[str, Any]:
    return {} if of == 1 else {"part": place, "parts": of}


def played(story: Story, cuts: list[list[list[str]]], outcomes: dict[str, str]) -> Story:
    """Offer, collect and receive everything; each step cut as its list says."""
    offers, loads, gates = cuts
    story.now = story.now.replace(second=0)
    start = story.now
    for place, items in enumerate(offers, 1):
        lines = [offered_line(item) for item in items]
        fields = offer_of("LOT", items=lines, waste=waste(), **numbered(place, len(offers)))
        story.now = start
        story.tell("consignment.offered", MAKER, **fields)
    for place, items in enumerate(loads, 1):
        story.now = start
        story.tell(
            "consignment.collected", CARRIER, consignment=LOT, loaded=items,
            **numbered(place, len(loads)),
        )  # fmt: skip
    for place, items in enumerate(gates, 1):
        story.now = start
        lines = [{"item": item, "outcome": outcomes[item], "mass_kg": "400"} for item in items]
        taken = sum(outcomes[item] != "missing" for item in items)
        story.tell(
            "consignment.received", RECYCLER, consignment=LOT, at_site="S1", lines=lines,
            measured_mass_kg=str(400 * taken), **numbered(place, len(gates)),
        )  # fmt: skip
    return story


@st.composite
def cut_up(draw: st.DrawFn) -> list[list[str]]:
    order = draw(st.permutations(PACKS))
    ends = sorted(draw(st.sets(st.integers(1, len(PACKS) - 1), max_size=4)))
    return [order[a:b] for a, b in zip([0, *ends], [*ends, len(PACKS)], strict=True)]


#: What tells apart how a step was cut, and nothing else.
_OF_THE_CUT = {"entries", "parts", "said", "undo", "last_ms"}


@settings(max_examples=25, deadline=None)
@given(
    cuts=st.tuples(cut_up(), cut_up(), cut_up()).map(list),
    outcomes=st.fixed_dictionaries(
        {item: st.sampled_from(["received", "damaged", "missing"]) for item in PACKS}
    ),
)
def test_however_a_load_is_cut_it_ends_where_it_would_in_one_piece(
    cuts: list[list[list[str]]], outcomes: dict[str, str]
) -> None:
    whole = played(world(), [[PACKS]] * 3, outcomes)
    pieces = played(world(), cuts, outcomes)

    one, other = whole.world.consignment(LOT), pieces.world.consignment(LOT)
    assert one is not None
    assert other is not None
    for name in {one.name for one in fields_of(ConsignmentState)} - _OF_THE_CUT:
        assert getattr(one, name) == getattr(other, name), name
    for item in PACKS:
        there, here = whole.item(item), pieces.item(item)
        assert (there.custodian, there.place, there.missing) == (
            here.custodian, here.place, here.missing,
        )  # fmt: skip
        assert there.condition == here.condition
    assert whole.world.edit_party(RECYCLER).accepted == pieces.world.edit_party(RECYCLER).accepted
    assert whole.world.pointers == pieces.world.pointers


def offered(part: int, of: int, packs: list[str], **changed: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "items": [offered_line(item) for item in packs], "waste": waste(), "part": part,
        "parts": of, **changed,
    }  # fmt: skip
    return offer_of("LOT", **fields)


def test_parts_that_fit_one_by_one_do_not_fit_together_into_the_capacity_of_the_year() -> None:
    story = world(capacity="2")
    story.tell("consignment.offered", MAKER, **offered(1, 2, PACKS[:4]))

    over = story.draft("consignment.offered", MAKER, **offered(2, 2, PACKS[4:]))
    other = world(capacity="2")
    alone = other.draft("consignment.offered", MAKER, **offered(1, 2, PACKS[4:]))

    assert "BP-A008" in story.codes(over)
    assert "BP-A008" not in other.codes(alone)


def test_one_damaged_pack_makes_the_whole_offer_travel_as_damaged() -> None:
    story = world()
    bad = [offered_line(PACKS[0], condition="damaged_stable")]
    story.tell("consignment.offered", MAKER, **offered(1, 2, [], items=bad))

    sound = story.draft("consignment.offered", MAKER, **offered(2, 2, PACKS[1:3]))

    assert "BP-T003" in story.codes(sound)


def test_the_class_is_that_of_all_parts_together() -> None:
    story = world()
    bad = [offered_line(PACKS[0], condition="damaged_critical")]
    mild = waste(waste_class="special_handling")
    fields = offered(1, 2, [], items=bad, waste=mild)
    assert "BP-W002" not in story.codes(story.draft("consignment.offered", MAKER, **fields))
    story.tell("consignment.offered", MAKER, **fields)

    last = story.draft("consignment.offered", MAKER, **offered(2, 2, PACKS[1:3], waste=mild))

    # Sound packs are special handling; with a burnt one in another part the whole load is not.
    assert "BP-W002" in story.codes(last)


def test_a_line_of_any_part_can_be_corrected() -> None:
    halves = [[PACKS[:4], PACKS[4:]]] * 3
    story = played(world(), halves, dict.fromkeys(PACKS, "received"))
    offers, gates = (0, 1), (4, 5)
    for seq, item in zip(offers, (PACKS[0], PACKS[7]), strict=True):
        story.tell(
            "entry.amended", MAKER,
            **correction(
                LOT, "consignment.offered", digest_of(story, LOT, seq),
                field("mass_kg", "400", "401", item),
            ),
        )  # fmt: skip
    state = story.world.consignment(LOT)
    assert state is not None
    # The carrier and the consignee have signed for it too.
    assert [len(one["waiting"]) for one in state.amendments] == [2, 2]
    for seq, item in zip(gates, (PACKS[0], PACKS[7]), strict=True):
        said = correction(
            LOT, "consignment.received", digest_of(story, LOT, seq),
            field("mass_kg", "400", "399", item),
        )  # fmt: skip
        drafted = story.draft("entry.amended", RECYCLER, **said)
        assert not story.codes(drafted) & {"BP-E001", "BP-E002"}
        story.add(drafted)
    state = story.world.consignment(LOT)
    assert state is not None
    assert len(state.amendments) == 4


def test_a_step_that_was_signed_in_parts_is_not_annulled() -> None:
    half = [PACKS[:4], PACKS[4:]]
    outcomes = dict.fromkeys(PACKS, "received")
    story = played(world(), [[PACKS], [PACKS], half], outcomes)
    last = story.world.digests[-1].hex()
    said: dict[str, Any] = {
        "annulled_subject": LOT, "target_kind": "consignment.received", "target": last,
        "reason": "did_not_happen", "items": PACKS[4:],
    }  # fmt: skip
    found = story.judge(story.draft("entry.annulled", RECYCLER, **said))
    assert [(one.code, one.values["found"]) for one in found] == [("BP-E006", "~annul-part")]
