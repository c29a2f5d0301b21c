"""audit sample, pack and diff from the command line, with what an auditor may be given."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit.conftest import Office
from audit.test_sampling import redo
from batterypass.app.audit_sample import stratum_of
from batterypass.app.bundle_packs import packs_in
from batterypass.evidence.bundle_file import BundleFile
from bundle import story
from cli.desk import Desk

TRUST = ("--trust", "trust.policy")


@pytest.fixture(autouse=True)
def _here(auditor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(auditor.folder)


def draw(auditor: Desk, *words: str) -> bytes:
    auditor.ok(
        "audit",
        "sample",
        "all.bpz",
        "--n",
        "2",
        "--seed",
        "20261121",
        "-o",
        "s.csv",
        *TRUST,
        *words,
    )
    return (auditor.folder / "s.csv").read_bytes()


def pack(auditor: Desk, *words: str, folder: str = "out") -> Path:
    auditor.ok("audit", "pack", *words, "-o", folder, *TRUST)
    return auditor.folder / folder


def test_a_sample_is_the_same_bytes_each_time_and_the_one_of_the_page(
    auditor: Desk, office: Office
) -> None:
    from batterypass.app.bundle_check import examine_bundle

    once = draw(auditor, "--stratify", "life")
    assert draw(auditor, "--stratify", "life") == once
    rows = list(csv.DictReader(io.StringIO(once.decode("utf-8-sig"))))
    file = BundleFile.parse(office.everything, "all.bpz")
    verified = examine_bundle(file, story.stranger(office.trust))
    population = {one.item: stratum_of(one, "life") for one in packs_in(verified)}
    assert len(population) == 4
    root = file.tip().root.hex()
    assert [row["item"] for row in rows] == redo(population, 2, "20261121", root)
    assert {row["root"] for row in rows} == {root}


def test_a_folder_of_dossiers_is_the_same_bytes_again_and_says_so(auditor: Desk) -> None:
    draw(auditor)
    folder = pack(auditor, "all.bpz", "--sample", "s.csv")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = auditor.ok("audit", "pack", "all.bpz", "--sample", "s.csv", "-o", "out", *TRUST)
    assert "same bytes as the run before: yes" in again.out
    other = pack(auditor, "all.bpz", "--sample", "s.csv", folder="elsewhere")
    for path, body in before.items():
        assert path.read_bytes() == body
        assert (other / path.relative_to(folder)).read_bytes() == body
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_folder_says_its_root_and_seed_and_has_a_dossier_for_each_pack(
    auditor: Desk, office: Office
) -> None:
    draw(auditor)
    folder = pack(auditor, "all.bpz", "--sample", "s.csv")
    root = BundleFile.parse(office.everything, "x").tip().root.hex()
    said = (folder / "root.txt").read_text()
    assert f"root {root}" in said
    assert "seed 20261121" in said
    assert said.endswith(BundleFile.parse(office.everything, "x").checkpoint.decode())
    assert len(list((folder / "packs").iterdir())) == 2


def test_every_row_of_the_index_is_an_entry_that_is_attached_to_its_dossier(
    auditor: Desk, office: Office
) -> None:
    folder = pack(auditor, "pack.bpz", story.PACKS[3])
    rows = list(csv.DictReader(io.StringIO((folder / "index.csv").read_text("utf-8-sig"))))
    store = office.yard.ledger.store
    assert rows
    for row in rows:
        raw = store.statement(int(row["entry"]))
        assert sha256(raw).hexdigest() == row["digest"]
        attached = PdfReader(folder / row["file"]).attachments
        assert attached[f"{row['entry']}.cose"] == [raw]
        assert f"{row['entry']}.tlog-proof" in attached


def test_a_hand_over_without_a_permit_is_an_exception_in_dossier_and_index(auditor: Desk) -> None:
    folder = pack(auditor, "pack.bpz", "MX7K-000004")
    rows = list(csv.DictReader(io.StringIO((folder / "index.csv").read_text("utf-8-sig"))))
    assert [row["kind"] for row in rows if "BP-A001" in row["findings"].split()] == [
        "consignment.offered"
    ]
    (dossier,) = (folder / "packs").iterdir()
    text = "\n".join(page.extract_text() for page in PdfReader(dossier).pages)
    assert "BP-A001" in text


def test_a_sample_that_was_chosen_by_hand_is_refused(auditor: Desk) -> None:
    from batterypass.domain.sampling import Drawn
    from batterypass.exchange.audit_sample import Sample

    drawn = Sample.parse(draw(auditor), "s.csv")
    other = next(one for one in story.PACKS[:4] if one not in drawn.items)
    first = drawn.drawn[0]
    by_hand = (Drawn(other, first.stratum, first.in_stratum, first.drawn, first.rank),)
    forged = Sample(
        by_hand + drawn.drawn[1:], drawn.wanted, drawn.seed, drawn.by, drawn.population, drawn.size,
        drawn.root, drawn.origin,
    )  # fmt: skip
    (auditor.folder / "f.csv").write_bytes(forged.encode())
    ran = auditor.run("audit", "pack", "all.bpz", "--sample", "f.csv", "-o", "out", *TRUST)
    assert ran.code == 4
    assert "row 1" in ran.err
    assert not (auditor.folder / "out").exists()


def test_a_sample_of_another_file_is_refused(auditor: Desk) -> None:
    draw(auditor)
    (auditor.folder / "g.csv").write_bytes((auditor.folder / "s.csv").read_bytes())
    data = (auditor.folder / "s.csv").read_text("utf-8-sig")
    size = data.splitlines()[1].split(",")[11]
    forged = data.replace(f",{size},", ",9,")
    (auditor.folder / "g.csv").write_bytes(
        b"\xef\xbb\xbf" + forged.encode().replace(b"\n", b"\r\n")
    )
    ran = auditor.run("audit", "pack", "all.bpz", "--sample", "g.csv", "-o", "out", *TRUST)
    assert ran.code == 4


def test_evidence_is_never_written_over(auditor: Desk) -> None:
    folder = pack(auditor, "pack.bpz", "MX7K-000004")
    note = folder / "root.txt"
    note.write_text(note.read_text() + "seen, A. Auditor\n")
    words = ("audit", "pack", "pack.bpz", "MX7K-000004", "-o", "out", *TRUST)
    ran = auditor.run(*words)
    assert ran.code == 3
    assert "root.txt" in ran.err
    assert note.read_text().endswith("A. Auditor\n")
    (folder / "ticks.txt").write_text("mine")
    assert "ticks.txt" in auditor.run(*words).err
    assert (folder / "ticks.txt").read_text() == "mine"


def test_nothing_is_drawn_or_packed_from_a_file_that_keeps_something_back(
    auditor: Desk, office: Office
) -> None:
    file = BundleFile.parse(office.pack, "x")
    gone = next(line.entry for line in file.lines if line.kind == "consignment.offered")
    shorter = replace(
        file,
        lines=tuple(line for line in file.lines if line.entry != gone),
        statements={at: raw for at, raw in file.statements.items() if at != gone},
        proofs={at: raw for at, raw in file.proofs.items() if at != gone},
    )
    (auditor.folder / "bad.bpz").write_bytes(shorter.encode())
    for words in (
        ("pack", "bad.bpz", "MX7K-000004", "-o", "out"),
        ("sample", "bad.bpz", "--n", "1", "--seed", "1", "-o", "out"),
        ("diff", "1", "2", "bad.bpz"),
    ):
        ran = auditor.run("audit", *words, *TRUST)
        assert ran.code == 4
        assert "not authentic" in ran.err
        assert not (auditor.folder / "out").exists()


def test_a_log_that_nobody_vouches_for_is_undecided(auditor: Desk) -> None:
    ran = auditor.run("audit", "sample", "all.bpz", "--n", "2", "--seed", "1")
    assert ran.code == 5
    assert "--trust" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("pack", "pack.bpz", "-o", "out"),
        ("pack", "pack.bpz", "nobody", "-o", "out"),
        ("pack", "pack.bpz", "all.bpz", "MX7K-000004", "-o", "out"),
        ("pack", "all.bpz", "MX7K", "--sample", "trust.policy", "-o", "out"),
        ("pack", "all.bpz", "--sample", "trust.policy", "-o", "out"),
        ("sample", "all.bpz", "--n", "0", "--seed", "1"),
        ("sample", "all.bpz", "--n", "2", "--seed", "=1"),
        ("sample", "all.bpz", "--n", "2", "--seed", "1", "--stratify", "colour"),
        ("diff", "0", "5", "all.bpz"),
        ("diff", "nowhere.note", "5", "all.bpz"),
    ],
)
def test_a_wrong_use_says_what_is_right(auditor: Desk, words: tuple[str, ...]) -> None:
    for auditor.lang in ("en", "es"):
        ran = auditor.run("audit", *words, *TRUST)
        assert ran.code == 2, ran.err
        assert ran.err.strip()
    assert not (auditor.folder / "out").exists()


def test_a_ledger_gives_dossiers_that_carry_their_own_bundle(yard: Desk, tmp_path: Path) -> None:
    yard.ok("audit", "sample", "--n", "1", "--seed", "7", "-o", str(tmp_path / "s.csv"))
    words = ("audit", "pack", "--sample", str(tmp_path / "s.csv"), "-o", str(tmp_path / "out"))
    first = yard.ok(*words, "--yes")
    assert "there was none" in first.out
    yard.ok("pack", "list")
    assert "run before: yes" in yard.ok(*words).out
    (trust,) = (yard.folder / "home" / "trust").iterdir()
    stranger = Desk(tmp_path, at=yard.at)
    evidence = str(tmp_path / "out" / "evidence.bpz")
    stranger.ok("verify", evidence, "--trust", str(trust))


def test_a_number_that_somebody_typed_names_no_path_outside_the_folder() -> None:
    from types import SimpleNamespace

    from batterypass.app.dossier import PaperLine
    from batterypass_cli.dossiers import _papers

    numbers = ("../../etc/x", "/abs", "..", "a\\b", "ñ\x00", "", "TV-2026/0042")
    for number in numbers:
        digest = sha256(number.encode()).hexdigest()
        job = SimpleNamespace(
            verified=SimpleNamespace(case=SimpleNamespace(file=SimpleNamespace(files={}))),
            manifests={digest: (number, b"pdf")},
        )
        paper = PaperLine(1, "document.issued", number, digest, "mx_semarnat")
        files, _ = _papers(job, [SimpleNamespace(papers=(paper,))])  # type: ignore[arg-type, list-item]
        (path,) = files
        folder, _, name = path.partition("/")
        assert folder == "manifests"
        assert "/" not in name
        assert not name.startswith(".")
        assert name.isascii()
        assert name.isprintable()
