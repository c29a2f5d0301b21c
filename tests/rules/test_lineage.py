"""Mishaps of modules through their lives: two packs at once, out twice, forgotten inside."""

from __future__ import annotations

from typing import Any

import pytest

from batterypass.domain.lineage import as_lived, outermost, passports_of_origin, still_inside
from batterypass.domain.lineage_graph import Node, lineage_of
from rules.cases_batch import BATCH, OUT, fed, feed, fraction, open_batch, weighing
from rules.lineage import (
    BLACK_MASS,
    HOME,
    MODULE,
    TWICE,
    apart,
    bring_module,
    build,
    building,
    part,
)
from rules.yard import (
    AT_YARD,
    ENDED,
    REPURPOSER,
    SECOND,
    STRANGER,
    WORKSHOP,
    assess,
    offer_of,
    pass_on,
    yard,
)
from worlds import CARRIER, MAKER, RECYCLER, Story, pack_fields


def built(*parents: str) -> Story:
    story = yard()
    build(story, *(parents or (MODULE,)))
    return story


def test_what_is_built_in_is_inside_and_comes_back_to_who_takes_the_pack_apart() -> None:
    story = built(MODULE, SECOND)
    inside = story.item(MODULE)
    assert (inside.inside, inside.place, inside.host_kind) == (HOME, "in_use", "pack")
    assert inside.life == "repurposed"
    assert story.item(HOME).parents == [MODULE, SECOND]
    pass_on(story, HOME, RECYCLER)

    fields = apart(part(MODULE, mass_kg="249"), part(SECOND, "pack", "400"), mass_kg="690")
    drafted = story.draft("item.dismantled", RECYCLER, **fields)
    assert story.codes(drafted) == {"BP-M002"}
    story.add(drafted)

    back = story.item(MODULE)
    assert (back.inside, back.place, back.host_kind) == ("", "in_stock", "")
    assert (back.custodian, back.mass_kg, back.parents) == (RECYCLER, "249", [ENDED])
    assert story.item(SECOND).custodian == RECYCLER
    assert story.item(HOME).place == "dismantled"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("pack.assembled", building(MODULE, item=TWICE)),
        ("custody.released", {"items": [MODULE], "to": RECYCLER}),
        ("item.declared-waste",
         {"items": [MODULE], "reason": "damaged", "stream": "cells_modules_offspec"}),
        ("pack.repurposed",
         {"item": MODULE, "new_category": "stationary", "new_use": "other", "energy_wh": "1",
          "assessment": "0" * 64}),
    ],
)  # fmt: skip
def test_nothing_is_done_with_a_module_inside_a_pack_and_no_reason_helps(
    kind: str, fields: dict[str, Any]
) -> None:
    story = built()
    admitted = [{"rule": "*", "reason": "signed_offline"}]
    found = story.judge(story.draft(kind, REPURPOSER, **fields, acknowledged=admitted))
    assert [one.severity for one in found if one.code == "BP-H001"] == ["integrity"]


def test_a_reading_of_a_module_inside_a_pack_is_still_taken() -> None:
    story = built()
    reading: dict[str, Any] = {"item": MODULE, "condition": "serviceable", "method": "bms_reading"}
    assert story.codes(story.draft("item.assessed", REPURPOSER, **reading)) == set()


def test_a_module_does_not_leave_its_pack_twice() -> None:
    story = built()
    pass_on(story, HOME, RECYCLER)
    story.tell("item.dismantled", RECYCLER, **apart(part(MODULE)))
    build_again = building(MODULE, item=TWICE)
    pass_on(story, MODULE, REPURPOSER)
    story.tell("pack.assembled", REPURPOSER, **build_again)
    pass_on(story, TWICE, RECYCLER)
    # Out of the first pack again, while it is in the second: and out of the pack of which it came.
    for pack in (HOME, ENDED):
        again = story.draft("item.dismantled", RECYCLER, **apart(part(MODULE), item=pack))
        assert "BP-H001" in story.codes(again)
    assert (
        story.codes(story.draft("item.dismantled", RECYCLER, **apart(part(MODULE), item=TWICE)))
        == set()
    )


def test_what_never_was_inside_does_not_come_out() -> None:
    story = built()
    pass_on(story, HOME, RECYCLER)
    fields = apart(part(MODULE), part(BLACK_MASS, "fraction", "149.5"))
    fields["children"][1]["material"] = "black_mass"
    found = story.judge(story.draft("item.dismantled", RECYCLER, **fields))
    assert [one.subject for one in found if one.code == "BP-L005"] == [BLACK_MASS]


def test_only_who_has_the_pack_takes_it_apart_whoever_built_it() -> None:
    story = built()
    story.register(STRANGER, "dismantler")
    pass_on(story, HOME, RECYCLER)
    drafted = story.draft("item.dismantled", STRANGER, **apart(part(MODULE)))
    assert {"BP-P002", "BP-C008"} <= story.codes(drafted)


@pytest.mark.parametrize(
    ("condition", "codes"),
    [("serviceable", set()), ("", {"BP-C026"}), ("damaged_stable", {"BP-C026"})],
)
def test_only_what_is_known_to_be_sound_is_built_in(condition: str, codes: set[str]) -> None:
    story = yard()
    bring_module(story)
    story.item(MODULE).condition = condition
    assert story.codes(story.draft("pack.assembled", REPURPOSER, **building(MODULE))) == codes


def test_waste_is_prepared_for_reuse_before_it_is_built_in() -> None:
    story = yard()
    bring_module(story)
    story.item(MODULE).life = "waste"
    drafted = story.draft("pack.assembled", REPURPOSER, **building(MODULE))
    assert story.codes(drafted) == {"BP-W001"}
    story.item(MODULE).life = "reused"
    assert story.codes(drafted) == set()


def test_a_pack_of_another_custodian_or_on_the_road_is_not_built_in() -> None:
    story = yard()
    drafted = story.draft("pack.assembled", REPURPOSER, **building(MODULE))
    assert {"BP-P002", "BP-C008"} <= story.codes(drafted)


def test_who_builds_a_pack_needs_the_role_and_a_name_of_its_own() -> None:
    story = yard()
    bring_module(story)
    elsewhere = building(MODULE, item="https://maker.example/p/HOME")
    assert story.codes(story.draft("pack.assembled", REPURPOSER, **elsewhere)) == {"BP-P003"}


def test_a_module_comes_out_no_sounder_than_its_pack_and_as_waste_where_that_was() -> None:
    story = built()
    assess(story, HOME, REPURPOSER, "damaged_stable")
    waste: dict[str, Any] = {"items": [HOME], "reason": "damaged", "stream": "whole_battery"}
    story.tell("item.declared-waste", REPURPOSER, **waste)
    pass_on(story, HOME, RECYCLER)
    story.tell("item.dismantled", RECYCLER, **apart(part(MODULE)))
    back = story.item(MODULE)
    assert (back.condition, back.life, back.stream) == (
        "damaged_stable", "waste", "cells_modules_offspec",
    )  # fmt: skip


def test_a_claim_takes_a_module_out_and_its_annulment_puts_it_back() -> None:
    story = built()
    story.tell("custody.claimed", RECYCLER, items=[MODULE], reason="found")
    claimed = story.item(MODULE)
    assert (claimed.inside, claimed.place, claimed.contested_with) == ("", "in_stock", REPURPOSER)
    assert still_inside(story.world, story.item(HOME)) == []
    chain = story.world.chain(MODULE)
    assert chain is not None
    taken_back = story.draft(
        "entry.annulled", RECYCLER, annulled_subject=MODULE, target_kind="custody.claimed",
        target=chain.head.hex(), reason="wrong_item",
    )  # fmt: skip
    story.add(taken_back)
    agreed: dict[str, Any] = {
        "amended_subject": MODULE, "amendment": taken_back.at.digest.hex(),
    }  # fmt: skip
    story.tell("amendment.agreed", REPURPOSER, **agreed)
    back = story.item(MODULE)
    assert (back.inside, back.place, back.host_kind) == (HOME, "in_use", "pack")


@pytest.mark.parametrize("names", [(HOME, MODULE), (MODULE, HOME)])
def test_a_pack_and_its_module_are_contested_in_whatever_order_somebody_claims_them(
    names: tuple[str, str],
) -> None:
    story = built()
    story.tell("custody.claimed", RECYCLER, items=list(names), reason="found")
    assert [story.item(name).contested_with for name in names] == [REPURPOSER, REPURPOSER]
    assert [story.item(name).custodian for name in names] == [RECYCLER, RECYCLER]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_surplus_module_is_contested_in_whatever_line_it_stands(is_first: bool) -> None:
    story = built()
    sent = f"{REPURPOSER}#consignment/SENT"
    story.tell("consignment.offered", REPURPOSER, **offer_of("SENT", HOME))
    story.tell("consignment.collected", CARRIER, consignment=sent, loaded=[HOME])
    lines: list[dict[str, Any]] = [{"item": HOME, "outcome": "received", "mass_kg": "40"}]
    lines.insert(0 if is_first else 1, {"item": MODULE, "outcome": "surplus", "mass_kg": "250"})
    story.tell(
        "consignment.received", RECYCLER, consignment=sent, at_site="S1", lines=lines,
        measured_mass_kg="290",
    )  # fmt: skip
    assert (story.item(MODULE).custodian, story.item(MODULE).inside) == (RECYCLER, "")
    assert story.item(MODULE).contested_with == CARRIER
    assert story.item(HOME).contested_with == ""


def test_a_claimed_pack_does_not_come_clean_by_being_taken_apart() -> None:
    story = built()
    story.tell("custody.claimed", RECYCLER, items=[HOME], reason="found")
    housing = part("https://recycler.example/i/HOUSING", "cell_lot", "40")
    drafted = story.draft("item.dismantled", RECYCLER, **apart(part(MODULE), housing, loss_kg="0"))
    assert "BP-C011" in story.codes(drafted)
    story.add(drafted)
    assert story.item(MODULE).contested_with == REPURPOSER
    assert story.item("https://recycler.example/i/HOUSING").contested_with == REPURPOSER


def test_whoever_has_the_pack_has_what_is_inside_when_another_claims_it() -> None:
    # The builder sold the pack and finds one of its modules on the shelf.
    story = built()
    pass_on(story, HOME, WORKSHOP)
    drafted = story.draft("custody.claimed", REPURPOSER, items=[MODULE], reason="found")
    holders = {one.values["holder"] for one in story.judge(drafted) if "holder" in one.values}
    assert holders == {WORKSHOP}
    story.add(drafted)
    assert story.item(MODULE).contested_with == WORKSHOP


@pytest.mark.parametrize(("gone", "code"), [("recycled", "BP-C002"), ("lost", "BP-C032")])
def test_a_module_shares_what_became_of_the_pack_around_it(gone: str, code: str) -> None:
    story = built()
    if gone == "lost":
        story.tell("pack.lost", REPURPOSER, item=HOME, how="other")
    else:
        story.item(HOME).life, story.item(HOME).stream = "waste", "whole_battery"
        pass_on(story, HOME, RECYCLER)
        open_batch(story)
        story.tell("batch.fed", RECYCLER, **feed(HOME))
        story.tell(
            "batch.closed", RECYCLER, batch=BATCH, difference_reason="material_left_in_process"
        )
    read: dict[str, Any] = {"item": MODULE, "condition": "serviceable", "method": "visual"}
    drafted = story.draft("item.assessed", REPURPOSER, **read)
    assert code in story.codes(drafted)
    seen = as_lived(story.world, story.item(MODULE))
    assert (seen.life, seen.custodian) == (
        ("repurposed", REPURPOSER) if gone == "lost" else ("recycled", RECYCLER)
    )


def test_the_passport_of_a_built_pack_names_those_of_its_origins() -> None:
    story = yard()
    old = "https://maker.example/pass/ENDED"
    story.item(ENDED).passport = old
    build(story, MODULE, SECOND)
    assert passports_of_origin(story.world, story.item(HOME)) == [old]
    fields: dict[str, Any] = {"passport": "https://repurposer.example/pass/1", "item": HOME}
    assert story.codes(story.draft("passport.issued", REPURPOSER, **fields)) == {"BP-C009"}
    story.tell("passport.issued", REPURPOSER, **fields, predecessors=[old])
    ended: dict[str, Any] = {"passport": old, "item": ENDED, "reason": "replaced"}
    story.item(ENDED).responsible_operator = MAKER
    assert story.codes(story.draft("passport.ended", MAKER, **ended)) == set()


def test_figures_of_a_built_pack_can_be_corrected_and_its_parents_cannot() -> None:
    story = built()
    chain = story.world.chain(HOME)
    assert chain is not None
    correction: dict[str, Any] = {
        "amended_subject": HOME, "target_kind": "pack.assembled", "target": chain.head.hex(),
        "reason": "typing_error",
    }  # fmt: skip
    old = pack_fields(HOME)["energy_wh"]
    fields = [{"field": "energy_wh", "old": old, "new": "35000"}]
    drafted = story.draft("entry.amended", REPURPOSER, **correction, fields=fields)
    assert story.codes(drafted) == set()
    story.add(drafted)
    assert story.item(HOME).energy_wh == "35000"


def test_a_contested_module_is_not_built_in_unseen() -> None:
    story = yard()
    bring_module(story)
    story.item(MODULE).contested_with = RECYCLER
    drafted = story.draft("pack.assembled", REPURPOSER, **building(MODULE))
    assert story.codes(drafted) == {"BP-C011"}


def test_a_line_goes_on_into_the_batch_and_out_as_fractions_and_back_to_all_that_was_fed() -> None:
    story = built()
    story.item(HOME).life, story.item(HOME).stream = "waste", "whole_battery"
    pass_on(story, HOME, RECYCLER)
    fed(story, HOME, AT_YARD)
    story.tell("batch.output-weighed", RECYCLER, **weighing(fraction("AL", "300")))
    world, out = story.world, f"{OUT}/AL"

    forward = lineage_of(world, ENDED)
    assert {Node(MODULE), Node(HOME), Node(BATCH), Node(out)} <= set(forward.nodes)
    assert [edge.how for edge in forward.earlier(Node(out))] == ["weighed"]

    back = lineage_of(world, out, lambda batch: [HOME, AT_YARD])
    assert {Node(BATCH), Node(HOME), Node(AT_YARD), Node(MODULE), Node(ENDED)} <= set(back.nodes)


def test_what_is_in_a_pack_that_was_recycled_is_no_more_and_cannot_be_fed_apart() -> None:
    story = built()
    story.item(HOME).life, story.item(HOME).stream = "waste", "whole_battery"
    pass_on(story, HOME, RECYCLER)
    open_batch(story)
    assert "BP-H001" in story.codes(story.draft("batch.fed", RECYCLER, **feed(MODULE)))
    story.tell("batch.fed", RECYCLER, **feed(HOME))
    around = outermost(story.world, story.item(MODULE))
    assert (around.item, around.place) == (HOME, "in_batch")


def test_the_line_of_a_batch_that_was_fed_with_its_own_output_is_a_circle_told_once() -> None:
    story = yard()
    fed(story)
    dust = fraction("DUST", "100", material="black_mass", use="intermediate", stream="black_mass")
    story.tell("batch.output-weighed", RECYCLER, **weighing(dust))
    story.tell("batch.fed", RECYCLER, **feed(dust["item"]))
    line = lineage_of(story.world, dust["item"], lambda _: [AT_YARD, dust["item"]])
    ends = [(edge.earlier.name, edge.later.name) for edge in line.edges]
    assert ends == [(dust["item"], BATCH), (BATCH, dust["item"]), (AT_YARD, BATCH)]
    assert len(line.earlier(Node(BATCH))) == 2


def test_what_comes_out_of_a_pack_in_its_second_life_is_not_in_its_first() -> None:
    story = built(MODULE)
    new = "https://repurposer.example/i/BUSBAR"
    cells, steel = f"{new}-C", f"{new}-S"
    pack_of_cells = [
        part(MODULE, mass_kg="200"), part(cells, "cell_lot", "40"),
        {**part(steel, "fraction", "10"), "material": "steel"},
    ]  # fmt: skip
    story.tell("item.dismantled", REPURPOSER, **apart(*pack_of_cells))

    assert {story.item(name).life for name in (MODULE, cells)} == {"repurposed"}
    # Material never lived as a battery.
    assert story.item(steel).life == "original"
