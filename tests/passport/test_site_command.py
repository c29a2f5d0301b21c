"""``export site`` and ``passport pdf --full`` as commands, in both languages, with wrong words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batterypass.documents.attached import open_pdf
from batterypass.documents.read_back import read_codes

if TYPE_CHECKING:
    from cli.desk import Desk

PACK = "SA26-000001"


@pytest.fixture
def issued(desk: Desk) -> Desk:
    desk.ok("passport", "issue", PACK, "extinguishing_agent=water", "--as", "sierra-alta", "--yes")
    return desk


@pytest.mark.parametrize(("lang", "says"), [("es", "pasaportes: 1"), ("en", "passports: 1")])
def test_the_folder_is_written_and_written_again(issued: Desk, lang: str, says: str) -> None:
    ran = issued.ok("export", "site", str(issued.folder / "public"), "--lang", lang)
    assert says in ran.out
    assert (issued.folder / "public" / "index.html").exists()
    again = issued.ok("export", "site", str(issued.folder / "public"), "--json").json
    assert again["passports"] == 1
    assert again["changed"] == 0
    assert again["languages"] == ["es", "en"]


def test_one_language_and_one_pack_can_be_chosen(issued: Desk) -> None:
    issued.ok("export", "site", str(issued.folder / "public"), PACK, "--langs", "en")
    pages = {one.name for one in (issued.folder / "public").rglob("*.html")}
    assert pages == {"index.html", "404.html"}
    assert '<html lang="en">' in (issued.folder / "public" / "index.html").read_text()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["public", "--langs", "es,fr"], 2, "es,fr"),
        (["public", "SA26-000002"], 2, "passport issue"),
        (["public", "NOPE"], 2, "NOPE"),
        (["taken"], 3, "taken"),
    ],
)
def test_a_wrong_word_is_named_and_nothing_is_written(
    issued: Desk, words: list[str], code: int, says: str
) -> None:
    (issued.folder / "taken").mkdir()
    (issued.folder / "taken" / "diary.txt").write_text("mine")
    ran = issued.run("export", "site", str(issued.folder / words[0]), *words[1:])
    assert ran.code == code
    assert says in ran.err
    assert not (issued.folder / "public").exists()
    assert (issued.folder / "taken" / "diary.txt").read_text() == "mine"


def test_a_ledger_without_passports_says_so(desk: Desk) -> None:
    ran = desk.run("export", "site", str(desk.folder / "public"))
    assert ran.code == 2
    assert "passport issue" in ran.err


def test_an_edition_for_a_reader_says_that_it_is_not_for_everybody(issued: Desk) -> None:
    path = issued.folder / "workshop.pdf"
    words = ("passport", "pdf", PACK, "--full", "-o", str(path))
    assert "not public" not in issued.ok(*words, "--lang", "en").err
    public = path.read_bytes()
    ran = issued.ok(*words, "--for", "legitimate_interest", "--lang", "en")
    assert "not public" in ran.err
    assert path.read_bytes() != public
    assert "passport.json" in open_pdf(path.read_bytes()).files
    wrong = issued.run(*words, "--for", "everybody")
    assert wrong.code == 2
    assert "everybody" in wrong.err


def test_a_passport_with_its_proof_is_checked_as_a_paper(issued: Desk) -> None:
    one, two = issued.folder / "one.pdf", issued.folder / "two.pdf"
    words = ("passport", "pdf", PACK, "--proof", "--as", "sierra-alta", "--yes", "-o")
    first = issued.ok(*words, str(one), "--json").json["passport"]
    size = issued.ok("checkpoint").out
    again = issued.ok(*words, str(two), "--json").json["passport"]
    assert again["issued"] == first["issued"]
    assert one.read_bytes() == two.read_bytes()
    assert issued.ok("checkpoint").out == size, "nothing more was signed"
    checked = issued.ok("manifest", "check", str(one), "--json").json["check"]
    assert [checked[name] for name in ("verdict", "data", "chain", "print")] == [True] * 4
    page = issued.ok("manifest", "check", str(one), "--lang", "es").out
    assert "artículo" in page
    codes = read_codes(one.read_bytes(), dpi=200)
    assert codes is not None
    assert len(codes) == 3, "the page, the label and the proof"
    two.write_bytes(one.read_bytes().replace(b"BATTERY PASSPORT", b"BATTERY PASSPORX", 1))
    assert issued.run("manifest", "check", str(two)).code == 4


def test_a_stranger_issues_no_passport_paper(issued: Desk) -> None:
    path = issued.folder / "p.pdf"
    ran = issued.run("passport", "pdf", PACK, "--proof", "--as", "camino", "--yes", "-o", str(path))
    assert ran.code == 2
    assert not path.exists()


def _about(desk: Desk, number: str, *words: str) -> None:
    desk.ok("passport", "issue", f"SA26-{number}", *words, "--as", "sierra-alta", "--yes")


def test_one_pack_is_renewed_and_the_pages_of_the_others_stay(issued: Desk) -> None:
    _about(issued, "000002")
    public = issued.folder / "public"
    issued.ok("export", "site", str(public))
    before = {one: one.read_bytes() for one in public.rglob("*") if one.is_file()}
    update = ("passport", "update", PACK, "warranty_period=96", "--as", "sierra-alta", "--yes")
    issued.ok(*update)
    issued.ok(*("SA26-000002" if one == PACK else one for one in update))

    ran = issued.ok("export", "site", str(public), PACK, "--json").json

    assert (ran["passports"], ran["kept"], ran["removed"]) == (2, 1, 0)
    assert {one for one in public.rglob("*") if one.is_file()} >= set(before)
    for path, body in before.items():
        if "SA26-000002" in str(path):
            assert path.read_bytes() == body, "what nobody named is not published anew"
    changed = [one for one, body in before.items() if one.read_bytes() != body]
    assert any("SA26-000001" in str(one) for one in changed)
    index = (public / "index.html").read_text()
    assert all(f"21/{one}" in index for one in (PACK, "SA26-000002"))


def test_renewing_some_pages_in_other_languages_is_refused(issued: Desk) -> None:
    public = issued.folder / "public"
    issued.ok("export", "site", str(public))
    ran = issued.run("export", "site", str(public), PACK, "--langs", "en")
    assert (ran.code, "--langs es,en" in ran.err) == (2, True)
    told = issued.ok("export", "site", str(public), "--langs", "en")
    assert "removed: " in told.err


def test_no_tree_of_folders_is_made_for_a_slip(issued: Desk) -> None:
    ran = issued.run("export", "site", str(issued.folder / "nada" / "public"))
    assert (ran.code, "nada" in ran.err) == (1, True)
    assert not (issued.folder / "nada").exists()
