"""Passport attributes in a file of packs: what cannot be so is refused row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.desk import Desk, Ran

HEAD = (
    "serial,gtin,model,chemistry,category,nominal_voltage_v,capacity_ah,energy_wh,mass_kg,"
    "made_month,values_certified_usable_energy,values_due_diligence_report"
)


def imported(desk: Desk, energy: str, report: str, *words: str) -> Ran:
    """Import a file of one pack."""
    row = (
        f"SA26-000077,09521234560104,SA-46,LFP,EV,350.4,131.3,46000,412.5,2026-02,{energy},{report}"
    )
    file = desk.folder / "packs.csv"
    file.write_text(f"{HEAD}\n{row}\n", "utf-8")
    return desk.run("pack", "import", str(file), "--as", "sierra-alta", "--yes", *words)


def test_an_attribute_in_watt_hours_is_refused_with_the_likely_fix(desk: Desk) -> None:
    before = desk.ledger.read_bytes()
    for lang, says in (("en", "46?"), ("es", "¿46?")):
        ran = imported(desk, "46000", "https://sierra-alta.example/dd", "--lang", lang)
        assert ran.code != 0
        assert says in ran.out + ran.err
    assert desk.ledger.read_bytes() == before


def test_an_unusual_attribute_is_taken_where_somebody_says_that_it_is_right(desk: Desk) -> None:
    ran = imported(desk, "46000", "https://sierra-alta.example/dd", "--accept-unusual")
    assert ran.code == 0, ran.err
    desk.ok("passport", "issue", "SA26-000077", "--as", "sierra-alta", "--yes")
    seen = desk.ok("passport", "show", "SA26-000077", "--json").json
    assert seen["certified_usable_energy"] == "46000"


def test_a_link_that_is_none_is_never_taken(desk: Desk) -> None:
    ran = imported(desk, "46", "sierra-alta.example/dd", "--accept-unusual")
    assert ran.code != 0
    assert "https://sierra-alta.example/dd" in ran.out + ran.err
