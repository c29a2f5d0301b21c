"""Breaches in recycling batches and claims, each in a batch of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.country import Country, Pack, Step, Wait, act
from batterypass.app.simulated.desk import Planted
from batterypass.app.simulated.making import made_and_brought
from batterypass.app.simulated.models import MODELS
from batterypass.app.simulated.recycling import closed_batch, fed_batch, shredded
from batterypass.app.simulated.roads import hand_over, travel
from batterypass.app.simulated.wasted import as_waste
from batterypass.domain.base import number_text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from batterypass.app.simulated.cast import Party
    from batterypass.app.simulated.desk import Act

Story = "Callable[[Country], Generator[Step, str, None]]"


def _fed(country: Country) -> Generator[Step, str, tuple[str, Party, list[Pack], Any]]:
    """Open a batch and feed it with two packs that were received as waste."""
    packs = yield from _received(country)
    recycler = packs[0].holder
    subject, fed = yield from fed_batch(country, recycler, packs, "TRITURACION-1", "shredding")
    yield Wait(1)
    return subject, recycler, packs, fed


def _received(country: Country) -> Generator[Step, str, list[Pack]]:
    model = MODELS[2]
    country.made[model.name] = country.made.get(model.name, 0) + 2
    packs = yield from made_and_brought(country, model, 2)
    packs = yield from as_waste(country, packs)
    recycler = country.cast.sorts["recicladora"][0]
    yield from travel(country, packs[0].holder, recycler, packs, operation="reciclaje")
    yield Wait(1)
    return packs


def _total(packs: list[Pack]) -> Decimal:
    return sum((Decimal(one.mass_kg) for one in packs), Decimal(0))


def _weighed(
    code: str,
    how: str,
    reason: str,
    change: Callable[[list[dict[str, Any]], Decimal], int],
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant in what is weighed; ``change`` gives the place of the fraction it is about."""

    def story(country: Country) -> Generator[Step, str, None]:
        subject, recycler, packs, fed = yield from _fed(country)
        fractions, _ = shredded(country, recycler, subject, _total(packs), fed)
        place = change(fractions, _total(packs))
        about = subject if place < 0 else fractions[place]["item"]
        names = [subject, *(one["item"] for one in fractions)]
        fields = {"batch": subject, "fractions": fractions}
        planted = Planted(code, about, how, reason)
        yield act("batch.output-weighed", recycler, names, fields, planted)

    return story


def _too_heavy(fractions: list[dict[str, Any]], total: Decimal) -> int:
    steel = next(one for one in fractions if one["material"] == "steel")
    steel["mass_kg"] = number_text(total)
    return -1


def _over_the_whole(fractions: list[dict[str, Any]], total: Decimal) -> int:
    del total
    copper = next(one for one in fractions if one["material"] == "copper")
    mass = Decimal(copper["mass_kg"])
    copper["assay"]["contents"] = [
        {"substance": "copper", "percent": "90"}, {"substance": "iron", "percent": "15"},
    ]  # fmt: skip
    copper["elements_kg"] = {
        "copper": number_text(mass * Decimal("0.9")), "iron": number_text(mass * Decimal("0.15")),
    }  # fmt: skip
    return fractions.index(copper)


def _not_as_assayed(fractions: list[dict[str, Any]], total: Decimal) -> int:
    del total
    copper = next(one for one in fractions if one["material"] == "copper")
    less = Decimal(copper["elements_kg"]["copper"]) / 2
    copper["elements_kg"]["copper"] = number_text(less.quantize(Decimal("0.01")))
    return fractions.index(copper)


def _no_report(fractions: list[dict[str, Any]], total: Decimal) -> int:
    del total
    copper = next(one for one in fractions if one["material"] == "copper")
    copper["assay"]["report"] = "5" * 64
    return fractions.index(copper)


def _no_stream(fractions: list[dict[str, Any]], total: Decimal) -> int:
    del total
    residue = next(one for one in fractions if one["material"] == "residue")
    del residue["stream"]
    return fractions.index(residue)


def _no_waste_fed(country: Country) -> Generator[Step, str, None]:
    packs = yield from made_and_brought(country, MODELS[2], 1)
    country.made[MODELS[2].name] = country.made.get(MODELS[2].name, 0) + 1
    recycler = country.cast.sorts["recicladora"][0]
    yield from hand_over(packs[0].holder, recycler, [packs[0].item])
    packs[0].holder = recycler
    planted = Planted("BP-Y002", packs[0].item, "no-waste-fed", "safety")
    yield from fed_batch(country, recycler, packs, "TRITURACION-1", "shredding", planted)


def _closed_short(country: Country) -> Generator[Step, str, None]:
    subject, recycler, packs, fed = yield from _fed(country)
    fractions, _ = shredded(country, recycler, subject, _total(packs), fed)
    names = [subject, *(one["item"] for one in fractions)]
    yield act(
        "batch.output-weighed", recycler, names, {"batch": subject, "fractions": fractions}
    )  # fmt: skip
    yield Wait(1)
    planted = Planted("BP-Y007", subject, "closed-short", "data_not_obtainable")
    yield act("batch.closed", recycler, [subject], {"batch": subject, "losses": []}, planted)


def _closed(
    country: Country,
) -> Generator[Step, str, tuple[str, Party, list[dict[str, Any]], Decimal]]:
    subject, recycler, packs, fed = yield from _fed(country)
    fractions, _ = shredded(country, recycler, subject, _total(packs), fed)
    names = [subject, *(one["item"] for one in fractions)]
    yield act(
        "batch.output-weighed", recycler, names, {"batch": subject, "fractions": fractions}
    )  # fmt: skip
    yield Wait(1)
    total = _total(packs)
    yield from closed_batch(recycler, subject, total, fractions, goes_on=True)
    yield Wait(1)
    return subject, recycler, fractions, total


def _weighed_after_closing(country: Country) -> Generator[Step, str, None]:
    subject, recycler, _, _ = yield from _closed(country)
    late = {
        "item": f"https://{recycler.domain}/f/T{country.number('plant')}", "material": "plastic",
        "use": "energy_recovery", "mass_kg": "0.5", "stream": "treatment_residue",
    }  # fmt: skip
    planted = Planted("BP-Y001", subject, "weighed-after-closing", "data_not_obtainable")
    fields = {"batch": subject, "fractions": [late]}
    yield act("batch.output-weighed", recycler, [subject, late["item"]], fields, planted)


def _claim(
    country: Country, recycler: Party, item: str, element: str, kg: str, *planted: Planted
) -> Act:
    """Give an act that claims the content of a fraction for a product of the recycler."""
    year = country.day[:4]
    fields = {
        "claim": f"DP-{country.number('plant')}",
        "lines": [{"item": item, "element": element, "mass_kg": kg}], "used_for": ["SV-46"],
        "period_from": f"{year}-01-01", "period_to": f"{year}-12-31",
    }  # fmt: skip
    return act("content.claimed", recycler, [item], fields, *planted)


def _claimed_of(
    code: str, how: str, reason: str, *, material: str, element: str, times: int
) -> Callable[[Country], Generator[Step, str, None]]:
    """Give a plant in a claim of the content of a fraction."""

    def story(country: Country) -> Generator[Step, str, None]:
        _, recycler, fractions, _ = yield from _closed(country)
        one = next(one for one in fractions if one["material"] == material)
        kg = number_text((Decimal(one["elements_kg"][element]) * Decimal("0.9")).quantize(_CENT))
        for time in range(times):
            is_last = time == times - 1
            planted = (Planted(code, one["item"], how, reason),) if is_last else ()
            yield _claim(country, recycler, one["item"], element, kg, *planted)
            yield Wait(5)

    return story


_CENT: Final = Decimal("0.01")
BATCH_PLANTS: Final[Mapping[str, Callable[[Country], Generator[Step, str, None]]]] = {
    "no-waste-fed": _no_waste_fed,
    "more-out-than-in": _weighed("BP-Y003", "more-out-than-in", "data_not_obtainable", _too_heavy),
    "assay-over-the-whole": _weighed(
        "BP-Y004", "assay-over-the-whole", "data_not_obtainable", _over_the_whole
    ),
    "not-as-assayed": _weighed(
        "BP-Y005", "not-as-assayed", "data_not_obtainable", _not_as_assayed
    ),
    "closed-short": _closed_short,
    "assay-without-report": _weighed(
        "BP-Y009", "assay-without-report", "paper_original_exists", _no_report
    ),
    "residue-without-stream": _weighed(
        "BP-Y010", "residue-without-stream", "data_not_obtainable", _no_stream
    ),
    "weighed-after-closing": _weighed_after_closing,
    "claim-of-no-product": _claimed_of(
        "BP-G001", "claim-of-no-product", "paper_original_exists", material="black_mass",
        element="lithium", times=1,
    ),
    "claimed-twice": _claimed_of(
        "BP-G002", "claimed-twice", "paper_original_exists", material="copper", element="copper",
        times=2,
    ),
}  # fmt: skip
