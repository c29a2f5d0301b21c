"""``un summary`` at a desk: made, named by an entry, checked against it, printed, erased."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from cli.desk import Desk, Person, Ran, pack_words
from documents.reading import text_of
from un383.summaries import FORM

PACK, OTHER = "SA26-000001", "SA26-000002"
NEW = "un summary new --from form.json -o s.json"


def make(office: Desk, name: str = "s", *without: str, **changes: Any) -> Path:
    """Make a summary of a changed form by the command."""
    form = {field: value for field, value in {**FORM, **changes}.items() if field not in without}
    (office.folder / f"{name}-form.json").write_text(json.dumps(form), "utf-8")
    office.ok("un", "summary", "new", "--from", f"{name}-form.json", "-o", f"{name}.json")
    return office.folder / f"{name}.json"


def name_it(office: Desk, item: str, *files: Path) -> None:
    """Name files in an entry of an item."""
    attached = [word for file in files for word in ("--attach", str(file))]
    office.ok(
        "log", "item.assessed", item, "condition=serviceable", "method=visual",
        "--as", "sierra-alta", "--yes", *attached,
    )  # fmt: skip


def codes(ran: Ran) -> list[str]:
    return [one["code"] for one in ran.json["summary"]["reasons"]]


def beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}-signatory.json")


def test_a_whole_summary_is_written_in_two_files_and_is_enough(office: Desk) -> None:
    made = office.ok(f"{NEW} --json").json["summary"]
    raw = (office.folder / "s.json").read_bytes()

    assert made["is_enough"]
    assert made["sha256"] == sha256(raw).hexdigest()
    assert b"R. Ejemplo" not in raw
    assert b"R. Ejemplo" in (office.folder / "s-signatory.json").read_bytes()
    assert "nothing speaks against it" in office.ok("un summary check s.json").out


def test_what_is_there_already_is_not_replaced(office: Desk) -> None:
    office.ok(NEW)
    before = (office.folder / "s.json").read_bytes()
    refused = office.run(NEW)

    assert refused.code == 2
    assert (office.folder / "s.json").read_bytes() == before


def test_what_is_missing_is_named_by_its_paragraph_and_ends_with_3(office: Desk) -> None:
    make(office, "half", "laboratory_email", "t5", "signatory")
    office.lang = "es"
    ran = office.run("un summary check half.json")

    assert ran.code == 3
    for text in ("38.3.5 (c): laboratorio de pruebas: correo", "38.3.5 (g): T.5", "38.3.5 (j)"):
        assert text in ran.out
    found = office.run("un summary check half.json --json").json["summary"]
    assert [(one["item"], one["field"]) for one in found["missing"]] == [
        ("c", "laboratory_email"), ("g", "t5"), ("j", "signatory_sha256"),
    ]  # fmt: skip


def test_the_summary_that_an_entry_names_is_found_by_its_pack(office: Desk) -> None:
    summary = make(office)
    name_it(office, PACK, summary, beside(summary))
    found = office.ok(f"un summary show {PACK} --json").json["summary"]

    assert found["is_enough"]
    assert found["sha256"] == sha256(summary.read_bytes()).hexdigest()
    assert found["signatory"] == "R. Ejemplo"
    assert found["entry"] is not None


def test_a_pack_whose_entries_name_none_cannot_be_decided(office: Desk) -> None:
    ran = office.run(f"un summary check {PACK}")

    assert ran.code == 5
    assert "made 2026-02: a summary has to be available (UN, 49CFR)" in ran.err


@pytest.mark.parametrize(
    ("made", "due"),
    [("2003-06", (False, False)), ("2003-07", (True, False)), ("2008-01", (True, True))],
)
def test_whether_a_summary_is_asked_for_follows_from_the_month_of_making(
    office: Desk, made: str, due: tuple[bool, bool]
) -> None:
    serial = "SA26-000009"
    words = [word for word in pack_words(9) if not word.startswith(("made_month", "un38_3"))]
    evidence = ["un38_3.report=TR-7", "un38_3.tested_on=2026-01-10", "un38_3.article=pack"]
    summary = str(make(office, manual_revision=3))
    office.ok(
        "log", "pack.manufactured", *words, f"made_month={made}", *evidence, "--attach", summary,
        "--as", "sierra-alta", "--yes",
    )  # fmt: skip

    ran = office.run(f"un summary check {serial} --json")
    assert ran.json["summary"]["due"] == {"UN": due[0], "49CFR": due[1]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"report": "TR-8"}, ["UN383_OTHER_REPORT"]),
        ({"reported_on": "2026-01-11"}, ["UN383_OTHER_REPORT"]),
        ({"models": ["M-47"]}, ["UN383_WRONG_ARTICLE"]),
        (
            {"article": "module", "models": ["M-48"]},
            ["UN383_OTHER_REPORT", "UN383_WRONG_ARTICLE"],
        ),
        ({"t2": "fail"}, ["UN383_TEST_FAILED"]),
    ],
)
def test_the_summary_of_something_else_does_not_cover_a_pack(
    office: Desk, changes: dict[str, Any], expected: list[str]
) -> None:
    name_it(office, PACK, make(office, **changes))
    ran = office.run(f"un summary check {PACK} --json")

    assert ran.code == 3
    assert codes(ran) == expected


def test_a_later_summary_takes_the_place_of_an_earlier_one(office: Desk) -> None:
    name_it(office, PACK, make(office, "first", "t5"))
    name_it(office, PACK, make(office, "second"))

    assert office.run(f"un summary check {PACK}").code == 0


def test_a_file_that_is_not_the_one_that_was_named_is_proven_false(office: Desk) -> None:
    summary = make(office)
    name_it(office, PACK, summary)
    digest = sha256(summary.read_bytes()).hexdigest()
    kept = office.folder / "ledger.bp.files" / digest[:2] / digest
    kept.write_bytes(kept.read_bytes().replace(b"412.5", b"112.5"))

    assert office.run(f"un summary check {PACK}").code == 4
    kept.unlink()
    gone = office.run(f"un summary check {PACK}")
    assert gone.code == 5
    assert "attachments take" in gone.err


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (None, 5),
        ({"article": "assembled", "assembled_under": "38.3.3(f)"}, 0),
        ({"article": "pack"}, 0),
        ({"article": "pack", "models": ["M-47"]}, 3),
        ({"article": "module"}, 3),
    ],
)
def test_a_pack_with_a_second_life_needs_a_summary_of_its_own(
    office: Desk, changes: dict[str, Any] | None, expected: int
) -> None:
    name_it(office, PACK, make(office))
    office.ok(
        "handoff", "release", PACK, "--to", "https://taller-volta.example", "--as", "sierra-alta",
        "--yes", at="03-03T10:10",
    )  # fmt: skip
    office.ok(
        "handoff", "accept", PACK, "--from", "https://sierra-alta.example", "--as", "taller-volta",
        "--yes", at="03-03T10:20",
    )  # fmt: skip
    words = [
        "log", "pack.repurposed", PACK, "new_category=stationary", "new_use=stationary_storage",
        "energy_wh=30000", "assessment=@last", "--as", "taller-volta", "--yes",
    ]  # fmt: skip
    if changes is not None:
        own = make(office, "own", report="TR-9", reported_on="2026-03-01", **changes)
        words += ["un38_3.report=TR-9", "un38_3.tested_on=2026-03-01", "un38_3.article=pack"]
        words += ["--attach", str(own)]
    office.ok(*words, at="03-03T10:30")

    assert office.run(f"un summary check {PACK}").code == expected


def test_the_paper_has_the_files_and_the_entry_inside_and_comes_out_the_same(office: Desk) -> None:
    summary = make(office)
    name_it(office, PACK, summary, beside(summary))
    for name in ("one.pdf", "two.pdf"):
        office.ok(f"un summary print {PACK} -o {name} --lang both --paper a4")
        name_it(office, OTHER)
    pdf = (office.folder / "one.pdf").read_bytes()

    assert pdf == (office.folder / "two.pdf").read_bytes()
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.attachments["un38-3-summary.json"] == [summary.read_bytes()]
    assert reader.attachments["un38-3-signatory.json"] == [beside(summary).read_bytes()]
    (statement,) = [name for name in reader.attachments if name.endswith(".cose")]
    assert sha256(summary.read_bytes()).hexdigest().encode() in reader.attachments[statement][0]
    assert round(float(reader.pages[0].mediabox.width)) == 595


def test_a_paper_of_something_incomplete_says_so_and_the_command_too(office: Desk) -> None:
    make(office, "half", "t5")
    ran = office.ok("un summary print half.json -o half.pdf --lang es")

    assert "faltan o no bastan" in ran.err or "falta o no basta" in ran.err
    text = text_of((office.folder / "half.pdf").read_bytes())
    assert "INCOMPLETO: FALTA" in text
    assert "T.5 cortocircuito externo — FALTA —" in text


def test_an_erased_name_is_gone_from_paper_and_screen_and_the_summary_stays(office: Desk) -> None:
    summary = make(office)
    name_it(office, PACK, summary, beside(summary))
    assert office.run(f"un summary erase-name {PACK}", person=Person({PACK: "n"})).code == 7
    office.ok(f"un summary erase-name {PACK} --dry-run")
    assert "R. Ejemplo" in office.ok(f"un summary show {PACK}").out
    office.ok(f"un summary erase-name {PACK} --yes")
    office.ok(f"un summary print {PACK} -o after.pdf")

    shown = office.ok(f"un summary check {PACK}").out
    assert "sealed and erased" in shown
    assert "R. Ejemplo" not in office.ok(f"un summary show {PACK}").out
    assert "R. Ejemplo" not in text_of((office.folder / "after.pdf").read_bytes())
    assert b"R. Ejemplo" not in b"".join(
        path.read_bytes() for path in office.folder.glob("ledger.bp.files/*/*")
    )
    assert office.run(f"un summary erase-name {PACK} --yes").code == 2
    office.ok("verify", "--first-use")


def test_the_name_of_another_summary_is_refused_as_false(office: Desk) -> None:
    make(office)
    other = make(office, "other")

    ran = office.run("un", "summary", "show", "s.json", "--signatory", str(beside(other)))
    assert ran.code == 4
    item = office.run("un", "summary", "show", PACK, "--signatory", str(beside(other)))
    assert item.code == 2


def test_every_item_is_asked_by_name_and_what_the_ledger_knows_is_proposed(office: Desk) -> None:
    person = Person(
        {
            "test laboratory: name": "Laboratorio Ejemplo",
            "T.1": ["yes", "pass"],
            "Manual of Tests and Criteria: revision": "7",
            "signatory: name": "R. Ejemplo",
        }
    )
    ran = office.ok(f"un summary new --for {PACK} -o asked.json", person=person)

    assert not person.unused()
    for letter in "abcdefghij":
        assert f"({letter}) " in ran.err
    found = office.run("un summary show asked.json --json").json["summary"]
    fields = {name: value for name, value in found["fields"].items() if value}
    assert fields == {
        "manufacturer": "Baterías Sierra Alta, S.A. de C.V.",
        "laboratory": "Laboratorio Ejemplo", "report": "TR-7", "reported_on": "2026-01-10",
        "article": "pack", "chemistry": "li_ion", "mass_kg": "412.5", "energy_wh": "41125",
        "models": ["M-48"], "t1": "pass", "manual_revision": 7,
    }  # fmt: skip
    assert found["signatory"] == "R. Ejemplo"
    phone = next(one for one in person.asked if one.startswith("manufacturer: phone"))
    lithium = next(one for one in person.asked if one.startswith("lithium content"))
    assert "optional" not in phone
    assert "optional" in lithium


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ({"manufacturr": "A"}, "manufacturr"),
        ({"t1": "passed"}, "T.1"),
        ({"mass_kg": "-3"}, "mass"),
        ({"mass_kg": "four"}, "mass"),
        ({"reported_on": "10/01/2026"}, "date of the report"),
        ({"manual_revision": "7"}, "revision"),
        ({"manual_revision": 0}, "revision"),
        ({"models": "M-48"}, "model"),
        ({"signatory_sha256": "ab" * 32}, "signatory_sha256"),
        (["manufacturer"], "object"),
    ],
)
def test_a_form_with_something_off_writes_nothing_and_names_it(
    office: Desk, form: object, names: str
) -> None:
    ran = office.run("un summary new --from - -o s.json", typed=json.dumps(form))

    assert ran.code == 2
    assert names in ran.err
    assert not list(office.folder.glob("s*.json"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check nowhere.json", 1),
        ("check form.json", 2),
        ("check SA26-999999", 2),
        ("check s.json --on 2026-02-30", 2),
        ("print s.json -o s.pdf --paper a5", 2),
        ("print s.json -o nowhere/s.pdf", 1),
        ("erase-name SA26-000002 --yes", 5),
    ],
)
def test_a_wrong_word_ends_with_the_code_of_its_mistake(
    office: Desk, words: str, code: int
) -> None:
    office.ok(NEW)
    assert office.run(f"un summary {words}").code == code
    assert not list(office.folder.glob("*.pdf"))
