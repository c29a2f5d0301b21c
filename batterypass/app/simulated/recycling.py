"""Recycling: batches with their assays, black mass to the refiner, residues to disposal, claims."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.simulated.country import YARD, Country, Pack, Step, Wait, act
from batterypass.app.simulated.models import MODELS
from batterypass.app.simulated.roads import ROAD_DAYS, hand_over, travel
from batterypass.domain.base import number_text
from batterypass.domain.ids import batch_subject
from batterypass.regulations.elements import elements_of_assay

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from batterypass.app.simulated.cast import Party
    from batterypass.app.simulated.desk import Planted

#: Items that a batch begins with.
_PACKS: Final = 16
_BLACK_MASSES: Final = 4
#: The longest that a batch takes, for which the permits of its site have to last.
_BATCH_DAYS: Final = 12.0
_CENT: Final = Decimal("0.01")
#: Fractions of a shredder: name, material, use, share of the input, elements found in it.
_SHREDDED: Final = (
    (
        "N",
        "black_mass",
        "intermediate",
        "0.4",
        ("lithium", "nickel", "cobalt", "manganese", "carbon"),
    ),
    ("C", "copper", "product", "0.09", ("copper",)),
    ("A", "aluminium", "product", "0.2", ("aluminium",)),
    ("S", "steel", "product", "0.16", ()),
    ("R", "residue", "residue", "0.09", ()),
)
#: What a refiner makes of black mass: name, use, the substance, its share of the element in it.
_REFINED: Final = (
    ("L", "lithium_carbonate", "lithium", "0.18787"),
    ("K", "cobalt_sulfate_heptahydrate", "cobalt", "0.20966"),
    ("Q", "nickel_sulfate_hexahydrate", "nickel", "0.22329"),
)  # fmt: skip


def take_in(country: Country, recycler: Party, packs: Sequence[Pack]) -> None:
    """Put what a recycler has received on its stock; enough of it makes a batch."""
    stock = country.yards.setdefault(f"stock {recycler.id}", [])
    stock += packs
    if len(stock) >= _PACKS:
        country.yards[f"stock {recycler.id}"] = []
        country.begin(shred(country, recycler, stock))


def shred(country: Country, recycler: Party, packs: Sequence[Pack]) -> Generator[Step, str, None]:
    """Shred packs in a batch, and send on what comes out of it."""
    yield from until_permitted(country, recycler)
    subject, fed = yield from fed_batch(country, recycler, packs, "TRITURACION-1", "shredding")
    yield Wait(round(2 + country.random.random() * 6, 2))
    total = sum((Decimal(one.mass_kg) for one in packs), Decimal(0))
    fractions, made = shredded(country, recycler, subject, total, fed)
    yield act(
        "batch.output-weighed", recycler, [subject, *(one["item"] for one in fractions)],
        {"batch": subject, "fractions": fractions},
        ends=[one["item"] for one in fractions if one["material"] in ("aluminium", "steel", "copper")],
    )  # fmt: skip
    yield Wait(1)
    yield from closed_batch(recycler, subject, total, fractions)
    yield from end_passports(packs)
    yield Wait(round(1 + country.random.random() * 10, 2))
    for one in made:
        if one.stream == "black_mass":
            yield from _to_the_refiner(country, recycler, one)
        else:
            yield from dispose(country, recycler, one)


def until_permitted(country: Country, party: Party) -> Generator[Step, str, None]:
    """Wait until the permits of a party last for a batch."""
    while not party.is_permitted(country.day, country.day_in(_BATCH_DAYS)):
        yield Wait(5)


def fed_batch(
    country: Country,
    recycler: Party,
    packs: Sequence[Pack],
    process: str,
    step: str,
    *planted: Planted,
) -> Generator[Step, str, tuple[str, dict[str, Decimal]]]:
    """Open a batch and feed it; give its subject and the elements that went in, in kg."""
    name = f"L-{country.number('batch ' + recycler.id):05d}"
    subject = batch_subject(recycler.id, name)
    opened = {
        "batch": name, "process_id": process, "steps": [step], "chemistry_group": "lithium-based",
    }  # fmt: skip
    yield act("batch.opened", recycler, [subject], opened)
    yield Wait(0.3)
    fed: dict[str, Decimal] = {}
    lines = []
    for one in packs:
        elements = dict(one.assayed) if one.assayed else one.elements()
        for element, kg in elements.items():
            fed[element] = fed.get(element, Decimal(0)) + Decimal(kg)
        known = {"elements_kg": elements} if elements else {}
        lines.append({"item": one.item, "mass_kg": one.mass_kg, **known})
    source = "assay" if packs[0].assayed else "design"
    fields = {"batch": subject, "lines": lines, "composition_source": source}
    ends = [one.item for one in packs if one.kind != "pack"]
    yield act(
        "batch.fed", recycler, [subject, *(one.item for one in packs)], fields, *planted, ends=ends
    )  # fmt: skip
    return subject, fed


def shredded(
    country: Country, recycler: Party, subject: str, total: Decimal, fed: Mapping[str, Decimal]
) -> tuple[list[dict[str, Any]], list[Pack]]:
    """Give the fractions of a shredded batch, and those of them that go on to somebody else."""
    name = subject.rsplit("/", 1)[1]
    fractions, going = [], []
    for letter, material, use, share, elements in _SHREDDED:
        mass = (total * Decimal(share)).quantize(_CENT)
        item = f"https://{recycler.domain}/f/{name}-{letter}"
        fraction: dict[str, Any] = {
            "item": item, "material": material, "use": use, "mass_kg": number_text(mass),
        }  # fmt: skip
        if use != "product":
            fraction["stream"] = "black_mass" if material == "black_mass" else "treatment_residue"
        contents = [
            (element, _percent(fed[element] * Decimal("0.9"), mass))
            for element in elements
            if element in fed
        ]
        _assay(country, fraction, contents)
        fractions.append(fraction)
        if use != "product":
            going.append(_fraction(country, recycler, fraction))
    return fractions, going


def _percent(part: Decimal, mass: Decimal) -> str:
    """Give a share in percent, cut to two places, and less than the whole."""
    percent = (part * 100 / mass).quantize(_CENT, rounding=ROUND_DOWN)
    return number_text(min(percent, Decimal("98")))


def _assay(country: Country, fraction: dict[str, Any], contents: list[tuple[str, str]]) -> None:
    contents = [(name, percent) for name, percent in contents if Decimal(percent) > 0]
    if not contents:
        return
    fraction["assay"] = {
        "contents": [{"substance": name, "percent": percent} for name, percent in contents],
        "method": "ICP-OES", "laboratory": "Laboratorio Simulado", "assayed_on": country.day,
    }  # fmt: skip
    fraction["elements_kg"] = elements_of_assay(
        country.regulations, contents, fraction["mass_kg"], country.day
    )


def _fraction(country: Country, holder: Party, fraction: Mapping[str, Any]) -> Pack:
    """Give a fraction as its story knows it."""
    return Pack(
        fraction["item"], MODELS[0], holder, "", fraction["mass_kg"], holder, holder, country.now,
        kind="fraction", stream=fraction.get("stream", ""),
        assayed=tuple((fraction.get("elements_kg") or {}).items()),
    )  # fmt: skip


def closed_batch(
    recycler: Party,
    subject: str,
    total: Decimal,
    fractions: Sequence[Mapping[str, Any]],
    *,
    goes_on: bool = False,
) -> Generator[Step, str, None]:
    """Close a batch with what was lost, which makes up the rest."""
    out = sum((Decimal(one["mass_kg"]) for one in fractions), Decimal(0))
    rest = total - out
    damp = (rest / 2).quantize(_CENT)
    losses = [
        {"loss": "electrolyte_evaporation", "mass_kg": number_text(damp)},
        {"loss": "dust", "mass_kg": number_text(rest - damp)},
    ]
    fields = {"batch": subject, "losses": losses}
    yield act("batch.closed", recycler, [subject], fields, ends=[] if goes_on else [subject])


def end_passports(packs: Sequence[Pack]) -> Generator[Step, str, None]:
    """End the passports of packs that were recycled."""
    for one in packs:
        if one.passport:
            fields = {"passport": one.passport, "item": one.item, "reason": "recycled"}
            yield act("passport.ended", one.responsible, [one.item], fields, ends=[one.item])


def _to_the_refiner(
    country: Country, recycler: Party, black_mass: Pack
) -> Generator[Step, str, None]:
    while (refiner := country.permitted("refinadora", ROAD_DAYS)) is None:
        yield Wait(5)
    yield from travel(country, recycler, refiner, [black_mass], operation="reciclaje")
    stock = country.yards.setdefault(f"stock {refiner.id}", [])
    stock.append(black_mass)
    if len(stock) >= _BLACK_MASSES:
        country.yards[f"stock {refiner.id}"] = []
        country.begin(refine(country, refiner, stock))


def dispose(country: Country, holder: Party, residue: Pack) -> Generator[Step, str, None]:
    """Send a residue to a disposal site, where it ends."""
    while (site := country.permitted("confinamiento", ROAD_DAYS)) is None:
        yield Wait(5)
    yield from travel(country, holder, site, [residue], operation="confinamiento")
    yield Wait(1)
    fields = {
        "item": residue.item, "operation": "confinamiento", "mass_kg": residue.mass_kg,
        "cell": "CELDA-3",
    }  # fmt: skip
    yield act("item.disposed", site, [residue.item], fields, ends=[residue.item])


def refine(country: Country, refiner: Party, stock: Sequence[Pack]) -> Generator[Step, str, None]:
    """Make salts of black mass, and sell them to a maker, who claims their content."""
    yield from until_permitted(country, refiner)
    subject, fed = yield from fed_batch(country, refiner, stock, "LIXIVIACION-1", "leaching")
    yield Wait(round(3 + country.random.random() * 5, 2))
    total = sum((Decimal(one.mass_kg) for one in stock), Decimal(0))
    fractions, products = refined(country, refiner, subject, total, fed)
    yield act(
        "batch.output-weighed", refiner, [subject, *(one["item"] for one in fractions)],
        {"batch": subject, "fractions": fractions},
    )  # fmt: skip
    yield Wait(1)
    yield from closed_batch(refiner, subject, total, fractions)
    yield Wait(2)
    maker = country.one_of("planta")
    sold = [one.item for one in products]
    yield from hand_over(refiner, maker, sold)
    yield Wait(3)
    yield from claim(country, maker, products)
    yield from dispose(country, refiner, _fraction(country, refiner, fractions[-1]))


def refined(
    country: Country, refiner: Party, subject: str, total: Decimal, fed: Mapping[str, Decimal]
) -> tuple[list[dict[str, Any]], list[Pack]]:
    """Give what a refiner makes: salts of what went in, and a residue."""
    name = subject.rsplit("/", 1)[1]
    fractions = []
    for letter, substance, element, share in _REFINED:
        kg = fed.get(element, Decimal(0)) * Decimal("0.88")
        mass = (kg / Decimal(share) / Decimal("0.99")).quantize(_CENT)
        if mass <= 0:
            continue
        fraction = {
            "item": f"https://{refiner.domain}/f/{name}-{letter}", "material": "other",
            "use": "product", "mass_kg": number_text(mass),
        }  # fmt: skip
        _assay(country, fraction, [(substance, "99")])
        fractions.append(fraction)
    products = [_fraction(country, refiner, one) for one in fractions]
    out = sum((Decimal(one["mass_kg"]) for one in fractions), Decimal(0))
    residue = {
        "item": f"https://{refiner.domain}/f/{name}-R", "material": "residue", "use": "residue",
        "mass_kg": number_text(((total - out) * Decimal("0.97")).quantize(_CENT)),
        "stream": "treatment_residue",
    }  # fmt: skip
    return [*fractions, residue], products


def claim(
    country: Country, maker: Party, products: Sequence[Pack], *, share: str = "0.95"
) -> Generator[Step, str, None]:
    """Claim most of the content of products for packs of this year."""
    lines = [
        {
            "item": one.item, "element": element,
            "mass_kg": number_text((Decimal(kg) * Decimal(share)).quantize(_CENT)),
        }
        for one in products
        for element, kg in one.assayed
        if Decimal(kg) >= 1
    ]  # fmt: skip
    if not lines:
        return
    year = country.day[:4]
    fields = {
        "claim": f"D-{country.number('claim ' + maker.id):05d}", "lines": lines,
        "used_for": ["SV-46"], "period_from": f"{year}-01-01", "period_to": f"{year}-12-31",
    }  # fmt: skip
    items = list(dict.fromkeys(line["item"] for line in lines))
    yield act("content.claimed", maker, items, fields, ends=items)


__all__ = ["YARD", "claim", "dispose", "refine", "shred", "take_in"]
