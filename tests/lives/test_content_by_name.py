"""Recycled content is claimed by answering questions, and traced back to packs and makers."""

from __future__ import annotations

from typing import Any

import pytest

from cli.desk import YES, Desk, Person

#: Kinds that the whole story of tests/cli/test_every_kind.py leaves to this one.
KINDS = frozenset({"content.claimed"})
PACKS = ("SA26-000001", "SA26-000002")
YARD = "recicladora"
_F = "https://id.recicladora-norte.example/f"
CARBONATE, MASS = f"{_F}/CARB", f"{_F}/BM"
_SIGN = {"Sign as": YES}


def _log(desk: Desk, kind: str, at: str, *words: str) -> None:
    desk.ok("log", kind, *words, "--as", YARD, "--yes", at=at)


@pytest.fixture
def plant(desk: Desk) -> Desk:
    """Give a desk whose recycler has made black mass of two packs, and carbonate of that."""
    words = "reason=end_of_life stream=whole_battery --as sierra-alta --yes"
    desk.ok(f"log item.declared-waste {PACKS[0]} {PACKS[1]} {words}", at="03-05T08:00")
    desk.ok(f"handoff release {PACKS[0]} {PACKS[1]} --to {YARD} --as sierra-alta --yes")
    desk.ok(f"handoff accept {PACKS[0]} {PACKS[1]} --from sierra-alta --as {YARD} --yes")
    for day, batch, fed, out, loss in (
        (
            "03-06",
            "L-1",
            [*PACKS],
            _fraction(MASS, "600", "intermediate", stream="black_mass"),
            "225",
        ),
        ("03-07", "L-2", [MASS], _fraction(CARBONATE, "590", "product"), "10"),
    ):
        _log(
            desk, "batch.opened", f"{day}T08:00", f"batch={batch}", "process_id=HIDRO-1",
            "steps=leaching", "chemistry_group=lithium-based",
        )  # fmt: skip
        named = desk.ok("pack list --all --json").json["items"]
        ids = {row["serial"] or row["item"]: row for row in named}
        lines = [
            f'{{"item": "{ids[one]["item"]}", "mass_kg": "{ids[one]["mass_kg"]}"}}' for one in fed
        ]
        subject = f"https://recicladora-norte.example#batch/{batch}"
        _log(desk, "batch.fed", f"{day}T09:00", f"batch={subject}", f"lines=[{', '.join(lines)}]")
        _log(desk, "batch.output-weighed", f"{day}T10:00", f"batch={subject}", f"fractions=[{out}]")
        _log(
            desk, "batch.closed", f"{day}T11:00", f"batch={subject}",
            f'losses=[{{"loss": "dust", "mass_kg": "{loss}"}}]',
        )  # fmt: skip
    return desk


def _fraction(item: str, kg: str, use: str, stream: str = "") -> str:
    said = f'"item": "{item}", "material": "other", "use": "{use}", "mass_kg": "{kg}"'
    if stream:
        said += f', "stream": "{stream}"'
    assay = (
        '"assay": {"contents": [{"substance": "lithium", "percent": "5"}], "method": "ICP-OES",'
        ' "laboratory": "Laboratorio", "assayed_on": "2026-03-06"}, "elements_kg":'
        f' {{"lithium": "{float(kg) * 0.05:g}"}}'
    )
    return f"{{{said}, {assay}}}"


def test_a_recycler_claims_by_answering_questions(plant: Desk) -> None:
    person = Person(
        {
            "claim number": "2026-7", "fraction": CARBONATE, "element": "lithium",
            "kilograms of the element": "20", "for which models or packs": "M-48",
            "made from": "2026-03-01", "made until": "2026-12-31", **_SIGN,
        }
    )  # fmt: skip
    ran = plant.run(f"content claim --as {YARD} --json", person=person, at="03-08T08:00")
    assert ran.code == 0, ran.err
    assert not person.unused(), ran.err
    assert ran.json["events"][-1]["kind"] in KINDS

    # 590 kg × 5 % = 29.5 kg; 29.5 − 20 = 9.5 kg are left.
    words = "used_for=M-49 period_from=2026-03-01 period_to=2026-12-31"
    over = plant.run(
        f"content claim {CARBONATE} lithium=9.6 claim=2026-8 {words} --as {YARD} --yes"
    )
    assert over.code == 3
    assert "BP-G002" in over.err
    said = f"content claim {CARBONATE} lithium=9.5 claim=2026-8 {words} --as {YARD} --yes"
    plant.ok(said, at="03-08T09:00")
    assert "already" in plant.ok(said, at="03-09T09:00").out + plant.ok(said).err
    verdict = plant.run("verify --json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)


def test_content_is_traced_to_the_packs_and_their_maker(plant: Desk) -> None:
    words = "used_for=M-48 period_from=2026-03-01 period_to=2026-12-31"
    plant.ok(
        f"content claim {CARBONATE} lithium=20 claim=2026-7 {words} --as {YARD} --yes",
        at="03-08T08:00",
    )

    found: dict[str, Any] = plant.ok(f"content trace {CARBONATE} --json").json["trace"]

    assert found["left_kg"] == {"lithium": "9.5"}
    assert [one["claim"] for one in found["claims"]] == ["2026-7"]
    assert [one["batch"].rsplit("/", 1)[1] for one in found["batches"]] == ["L-2", "L-1"]
    assert sorted(one["serial"] for one in found["sources"] if one["item_kind"] == "pack") == [
        *PACKS
    ]
    assert found["makers"] == ["https://sierra-alta.example"]
    assert len(found["packs"]) == 2
    shown = plant.ok(f"content trace {CARBONATE}").out
    assert "lithium: 29.5 kg by its assay, 20 kg claimed, 9.5 kg left" in shown
    assert "2 packs at the end" in shown
    assert "quedan 9.5 kg" in plant.ok(f"content trace {CARBONATE} --lang es").out
    # Whoever gets the fraction's bundle judges the claim without the ledger.
    carried = plant.folder / "claim.bpz"
    plant.ok(f"bundle {CARBONATE} -o {carried} --yes")
    verdict = plant.run(f"verify {carried} --json").json
    assert (verdict["authentic"], verdict["compliant"]) == (True, True)
    assert "BP-G" not in str(verdict["not_judged"])
    # What it was made of has nothing left to claim, and says so.
    assert plant.ok(f"content trace {MASS} --json").json["trace"]["left_kg"] == {"lithium": "0"}
    eaten = plant.ok(f"content trace {MASS}").out
    assert "lithium: 30 kg by its assay, 0 kg claimed\n" in eaten
    assert "fed to batch L-2: nothing of it is left" in eaten
    eaten = plant.ok(f"content trace {MASS} --lang es").out
    assert "entró al lote L-2" in eaten
    assert "quedan" not in eaten
    wrong = plant.run(f"content trace {PACKS[0]}")
    assert wrong.code == 2
    assert "pack list --all" in wrong.err


def test_a_claim_that_was_a_mistake_is_annulled_and_shown_as_such(plant: Desk) -> None:
    words = "used_for=M-48 period_from=2026-03-01 period_to=2026-12-31"
    ran = plant.ok(
        f"content claim {CARBONATE} lithium=20 claim=2026-7 {words} --as {YARD} --yes --json",
        at="03-08T08:00",
    )

    entry = ran.json["events"][-1]["index"]
    plant.ok(f"annul {entry} --why recorded_twice --as {YARD} --yes")

    found = plant.ok(f"content trace {CARBONATE} --json").json["trace"]
    assert found["left_kg"] == {"lithium": "29.5"}
    assert [one["annulled"] for one in found["claims"]] == [True]
    assert "annulled" in plant.ok(f"content trace {CARBONATE}").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lithium=1", "stands first"),
        (PACKS[0], "ELEMENT=KG"),
        (f"{PACKS[0]} gold=1", "'gold=1'"),
    ],
)
def test_half_a_claim_says_what_is_missing(desk: Desk, words: str, said: str) -> None:
    ran = desk.run(f"content claim {words} --as {YARD} --yes")

    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("es", "ya se había entregado a"), ("en", "was released to")],
)
def test_a_fraction_that_is_promised_to_a_second_buyer_names_the_first(
    plant: Desk, lang: str, said: str
) -> None:
    first = plant.run(f"handoff release {CARBONATE} --to cerro-azul --as {YARD} --yes")
    assert first.code == 0
    assert "!" not in first.err
    again = plant.run(f"handoff release {CARBONATE} --to cerro-azul --as {YARD} --yes")
    assert "can no longer" not in again.err
    plant.lang = lang
    second = plant.ok(f"handoff release {CARBONATE} --to taller-volta --as {YARD} --yes")
    (told,) = (line for line in second.err.splitlines() if line.startswith("!"))
    assert said in told
    assert told.index("Cerro Azul") < told.index("Taller Volta")
    # Before anything is signed: who reads it can still say no.
    asked = plant.run(
        f"handoff release {CARBONATE} --to cerro-azul --as {YARD}", person=Person({"Sign as": "n"})
    )
    assert asked.err.index("! ") < asked.err.rindex("[")
