"""A passport that is issued, updated or ended again, and ids and values that contradict it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from batterypass.app.passport_fit import laid_over
from batterypass.app.passport_record import Held
from batterypass.domain.ids import printed_id

if TYPE_CHECKING:
    from cli.desk import Desk, Ran
from passport.issuing import PACK, SIGNED, issue


def test_a_second_issue_with_other_values_names_update_and_no_sealed_value(desk: Desk) -> None:
    issue(desk, "number_of_full_cycles=4711")
    said = issue(desk, "number_of_full_cycles=4712")
    assert said.code == 3
    assert "passport update" in said.err
    assert "number_of_full_cycles" in said.err
    for sealed in ("4711", "{", "["):
        assert sealed not in said.err.split("\n✗")[-1]
    assert "4712" not in said.err.split("✗")[-1]
    assert issue(desk, "number_of_full_cycles=4711").code == 0, "the same again is no mistake"


@pytest.mark.parametrize(
    ("lang", "owned", "advice", "named"),
    [
        ("en", "is that of {owner} (entry", "leave out --id", "another value of public values"),
        ("es", "es de {owner} (asiento", "omita --id", "otro valor de valores públicos"),
    ],
)
def test_an_id_of_another_packs_passport_is_told_whose_it_is(
    desk: Desk, lang: str, owned: str, advice: str, named: str
) -> None:
    taken = "https://id.sierra-alta.example/passport/taken"
    item = json.dumps(desk.ok("pack", "show", PACK, "--json").json)
    owner = printed_id(next(text for text in item.split('"') if "/21/SA26-000001" in text))
    assert issue(desk, "--id", taken).code == 0
    words = ("passport", "issue", "SA26-000002", "--lang", lang, *SIGNED)
    said = desk.run(*words, "--id", taken)
    assert said.code == 3
    told = " ".join(said.err.split())
    assert owned.format(owner=owner) in told
    assert advice in told
    assert "passport update" not in told
    assert desk.run(*words).code == 0
    again = issue(desk, "--id", taken, "warranty_period=96", "--lang", lang)
    assert again.code == 3
    assert named in " ".join(again.err.split())


@pytest.mark.parametrize(
    ("lang", "says"), [("en", "https:// is missing"), ("es", "falta https://")]
)
def test_an_id_without_https_is_told_so(desk: Desk, lang: str, says: str) -> None:
    for wrong in ("http://evil.example/1", "evil.example/1"):
        said = issue(desk, "--id", wrong, "--lang", lang)
        assert said.code == 2
        assert says in said.err
        assert "https://evil.example/1" in said.err


def test_an_end_said_again_is_the_same_and_nothing_follows_on_it(desk: Desk) -> None:
    issue(desk)
    end = ("passport", "end", PACK, *SIGNED)
    told = ("--acknowledge", "BP-C030=data_not_obtainable")
    assert desk.ok(*end, "--reason", "replaced", *told).code == 0
    assert "already recorded" in desk.ok(*end, *told).out + desk.ok(*end, *told).err
    late = desk.run("passport", "update", PACK, "warranty_period=96", *SIGNED)
    assert late.code == 3
    assert "expected a new passport, and it has ended" in " ".join(late.err.split())


def update(desk: Desk, *words: str) -> Ran:
    """Update the passport of the first pack."""
    return desk.run("passport", "update", PACK, *words, *SIGNED)


@pytest.mark.parametrize(
    "name",
    ["manufacturer_identifier", "operator_identifier", "battery_identifier",
     "battery_passport_identifier", "dpp_status"],
)  # fmt: skip
def test_an_update_names_no_other_pack_party_or_state_than_the_ledger(
    desk: Desk, name: str
) -> None:
    issue(desk)
    right = desk.ok("passport", "show", PACK, "--json").json[name]
    before = desk.ledger.read_bytes()
    ran = update(desk, f"{name}=https://other.example/p", "--accept-unusual")
    assert (ran.code, right in ran.err) == (2, True), ran.err
    assert desk.ledger.read_bytes() == before
    assert update(desk, f"{name}={right}").code == 0, "what the ledger says may be said"


def test_a_passport_before_this_one_that_nobody_here_knows_is_asked_about(desk: Desk) -> None:
    issue(desk)
    own = desk.ok("passport", "show", PACK, "--json").json["battery_passport_identifier"]
    other = 'predecessor_passports=["https://other.example/p"]'
    assert "--accept-unusual" in update(desk, other).err
    assert update(desk, f'predecessor_passports=["{own}"]', "--accept-unusual").code == 2
    ran = update(desk, other, "--accept-unusual")
    assert ran.code == 0, ran.err


#: What a passport says, what an update says beside it, and what the refusal names.
BESIDE = [
    (["cf_raw_material=50", "cf_main_production=30", "cf_distribution=5", "cf_end_of_life=15"],
     "cf_raw_material=70", "cf_main_production (30)"),
    *(
        ([f"recycled_{metal}_pre_consumer=80"], f"recycled_{metal}_post_consumer=80",
         f"recycled_{metal}_pre_consumer (80)")
        for metal in ("nickel", "cobalt", "lithium", "lead")
    ),
    (["maximum_voltage=420"], "minimum_voltage=430", "maximum_voltage (420)"),
    (["minimum_voltage=300"], "maximum_voltage=290", "minimum_voltage (300)"),
    ([], "minimum_voltage=380", "nominal_voltage (350)"),
    ([], "maximum_voltage=340", "nominal_voltage (350)"),
    (["idle_temperature_max=40"], "idle_temperature_min=50", "idle_temperature_max (40)"),
    (["idle_temperature_min=20"], "idle_temperature_max=10", "idle_temperature_min (20)"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then", "says"), BESIDE)
def test_an_update_is_held_against_what_the_passport_says_already(
    desk: Desk, first: list[str], then: str, says: str
) -> None:
    ran = issue(desk, *first)
    assert ran.code == 0, ran.err
    before = desk.ledger.read_bytes()
    for lang in ("en", "es"):
        desk.lang = lang
        ran = update(desk, then, "--accept-unusual")
        assert (ran.code, says in ran.err, then.partition("=")[0] in ran.err) == (2, True, True)
    assert desk.ledger.read_bytes() == before
    assert update(desk, "warranty_period=96").code == 0, "and anything else may be said"


def test_a_refusal_that_rests_on_a_sealed_value_does_not_print_it() -> None:
    point = "legitimate_interest_and_commission"
    held = {"maximum_voltage": Held("420", point, 3, "", "sealed")}
    [problem] = laid_over({"minimum_voltage": "430"}, held, "")
    for lang in ("en", "es"):
        said = problem.text(lang)
        assert "430" in said
        assert "maximum_voltage" in said
        assert "420" not in said
    assert not list(laid_over({"warranty_period": "96"}, held, ""))
    assert not list(laid_over({"minimum_voltage": "300"}, held, ""))
