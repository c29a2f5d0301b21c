"""What is fed to the batch that it came out of is no new input of the site."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from batterypass.app.chronicle import Chronicle
from batterypass.app.report_model import Asked
from batterypass.app.report_site import _Watch
from batterypass.app.report_site_tables import Site

NORTE = "https://norte.example"


def test_dust_that_goes_back_into_its_furnace_is_told_apart() -> None:
    # 400 kg of packs are fed, 30 kg of dust come out, and go into the furnace again; the 20 kg of another
    # batch are new to this one.
    site = Site(NORTE, "patio-1")
    sites = SimpleNamespace(of_act=lambda _: (NORTE, "patio-1"), of=lambda _: site)
    chronicle = SimpleNamespace(facts={})
    watch = _Watch(cast("Chronicle", chronicle), Asked("site", 2026), cast("Any", sites))
    entries: list[dict[str, Any]] = [
        {"kind": "batch.fed", "batch": "b1", "lines": [{"item": "p", "mass_kg": "400"}]},
        {"kind": "batch.output-weighed", "batch": "b1", "fractions": [
            {"item": "dust", "use": "residue", "material": "other", "mass_kg": "30"}]},
        {"kind": "batch.output-weighed", "batch": "b2", "fractions": [
            {"item": "slag", "use": "residue", "material": "other", "mass_kg": "20"}]},
        {"kind": "batch.fed", "batch": "b1", "lines": [
            {"item": "dust", "mass_kg": "30"}, {"item": "slag", "mass_kg": "20"}]},
    ]  # fmt: skip
    for number, payload in enumerate(entries):
        watch.entry(number, "2026-05-05", payload)

    assert (str(watch.fed["b1"].kg), str(watch.recirculated["b1"].kg)) == ("420", "30")
    assert {name: str(amount.kg) for name, amount in site.happened.items()} == {
        "fed": "420", "recirculated": "30",
    }  # fmt: skip
