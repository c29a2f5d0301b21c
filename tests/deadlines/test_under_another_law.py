"""A ledger of the Union: its own form is named, no Mexican one is signed, and the paper is A4."""

from __future__ import annotations

from pathlib import Path

import pytest

from batterypass.documents.pdf import A4
from batterypass.regulations.manifest_fields import form_in
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, serials, size, write_packs
from cli.desk import REGISTRAR, STORY, Desk
from documents.reading import page_size

DRAFT = ["--draft"]
SIGNED = ["--as", MAKER, "--yes"]


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two packs of hazardous waste are offered in a ledger that is kept under the law of the Union."""
    desk = Desk(tmp_path_factory.mktemp("union"))
    desk.ok(
        "init", "--origin", "register.example/yard", "--profile", "EU", "--registrar", REGISTRAR,
        "--name", "Register", "--yes",
    )  # fmt: skip
    for name in (MAKER, CARRIER, RECYCLER):
        label = ["--label"] if name == MAKER else []
        desk.ok("key", "new", f"https://{name}.example", *label, "--yes")
        desk.ok(
            "party", "add", "--from", str(STORY / "parties" / f"{name}.json"),
            "--as", "registro", "--yes",
        )  # fmt: skip
    write_packs(desk.folder / "packs.csv", (1, 2))
    desk.ok(
        "pack", "import", str(desk.folder / "packs.csv"), "--as", MAKER, "--yes", at="03-03T09:00"
    )
    desk.ok(
        "log", "item.declared-waste", *serials(1, 2), "reason=end_of_life", "stream=whole_battery",
        "--as", MAKER, "--yes", at="11-20T09:00",
    )  # fmt: skip
    desk.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--site", "patio-1", "--carrier", CARRIER,
        "--class", "hazardous", "--cretib", "RTI", "--container-type", "crate", "--operation",
        "reciclaje", "--answer", "casing=strong", "--acknowledge", "BP-A001=safety",
        "--acknowledge", "BP-A002=safety", "--as", MAKER, "--yes", at="11-23T08:10",
    )  # fmt: skip
    return desk


@pytest.mark.parametrize("words", [DRAFT, SIGNED])
@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "under the law of the European Union its form is eu_annex_ib"),
        ("es", "según la ley que rige en la Unión Europea su formato es eu_annex_ib"),
    ],
)
def test_no_mexican_form_is_signed_under_the_law_of_the_union(
    union: Desk, tmp_path: Path, words: list[str], lang: str, says: str
) -> None:
    before = size(union)
    file = tmp_path / "manifest.pdf"
    ran = union.run("manifest", "pdf", NUMBER, "-o", str(file), *words, "--lang", lang)
    assert ran.code == 2
    assert says in ran.err
    assert f"batterypass manifest missing {NUMBER} --form eu_annex_ib" in ran.err
    assert not file.exists()
    assert size(union) == before


def test_what_is_shown_and_what_is_missing_name_the_form_of_the_union(union: Desk) -> None:
    shown = union.ok("manifest", "show", NUMBER, "--json").json["manifest"]
    assert shown["form"] == "eu_annex_ib"
    for lang, says in (("en", "EU Annex IB"), ("es", "UE anexo IB")):
        told = union.ok("manifest", "show", NUMBER, "--lang", lang).out
        assert says in told
        assert "SEMARNAT" not in told
        assert f"{NUMBER}  eu_annex_ib" in union.ok("manifest", "missing", NUMBER).out


def test_a_law_without_a_form_has_none_and_the_others_their_own() -> None:
    assert form_in("MX", "hazardous") == "mx_semarnat"
    assert form_in("MX", "special_handling", crosses_border=True) == "mx_special_handling"
    assert form_in("US", "hazardous") == "us_epa_8700_22"
    assert form_in("EU", "special_handling") == "eu_annex_vii"
    assert form_in("UK", "hazardous") == "uk_consignment_note"
    assert form_in("UK", "hazardous", crosses_border=True) == "eu_annex_ib"
    assert form_in("BR", "hazardous") == ""


@pytest.mark.parametrize(("book", "words"), [("logbook", []), ("annual", ["--year", "2026"])])
def test_books_of_the_union_are_on_a4(
    union: Desk, tmp_path: Path, book: str, words: list[str]
) -> None:
    file = tmp_path / "book.pdf"
    union.ok(book, "export", "--party", MAKER, *words, "-o", str(file))
    assert page_size(file.read_bytes()) == pytest.approx((A4[1], A4[0]), abs=0.1)
