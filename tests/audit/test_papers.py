"""Verdict, cover and dossier as text in both languages, and what a reader holds against them.

After a change that is meant: ``BATTERYPASS_SNAPSHOTS=write pytest tests/audit``.
"""

from __future__ import annotations

import os
import re
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from audit.conftest import Office
from batterypass import __version__
from cli.desk import Desk
from documents.reading import text_of

SNAPSHOTS = Path(__file__).parent / "snapshots"
TRUST = ("--trust", "trust.policy")
#: Digests change with every rule table, and are compared where it matters; words are what is here.
_HEX = re.compile(r"\b[0-9a-f]{8,}\b")
#: Where a digest is broken into lines, the last one may be short.
_LINES = re.compile(r"(\(hex\)\n)+([0-9a-f]{1,7}\n)?")


@pytest.fixture(autouse=True)
def _here(auditor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(auditor.folder)


def report(auditor: Desk, *words: str, name: str = "r.pdf") -> tuple[int, bytes]:
    ran = auditor.run("verify", *words, "--report", name)
    return ran.code, (auditor.folder / name).read_bytes()


def compare(name: str, text: str) -> None:
    words = _HEX.sub("(hex)", text.replace(__version__, "(version)"))
    words = _LINES.sub("(hex)\n", words)
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("BATTERYPASS_SNAPSHOTS") == "write":
        path.write_text(words, encoding="utf-8")
    assert words == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_verdict_on_paper_says_what_the_terminal_says(auditor: Desk, lang: str) -> None:
    auditor.lang = lang
    code, pdf = report(auditor, "pack.bpz", *TRUST)
    assert code == 3
    compare(f"verdict-{lang}", text_of(pdf))


@pytest.mark.parametrize("lang", ["es", "en"])
def test_cover_and_dossier_read_the_same_as_ever(auditor: Desk, lang: str) -> None:
    auditor.lang = lang
    auditor.ok(
        "audit", "sample", "all.bpz", "--n", "2", "--seed", "20261121", "--stratify", "life", "-o",
        "s.csv", *TRUST,
    )  # fmt: skip
    auditor.ok("audit", "pack", "all.bpz", "--sample", "s.csv", "-o", "drawn", *TRUST)
    auditor.ok("audit", "pack", "pack.bpz", "MX7K-000004", "-o", "named", *TRUST)
    # Which packs a digest draws changes with the rule tables; the words around them do not.
    cover = text_of((auditor.folder / "drawn" / "00-cover.pdf").read_bytes())
    for word in ("20261121", "all.bpz", "2 de 4" if lang == "es" else "2 of 4"):
        assert word in cover
    compare(f"cover-{lang}", text_of((auditor.folder / "named" / "00-cover.pdf").read_bytes()))
    (dossier,) = (auditor.folder / "named" / "packs").iterdir()
    compare(f"dossier-{lang}", text_of(dossier.read_bytes()))


def test_every_finding_on_paper_has_its_entry_and_the_digest_of_what_was_signed(
    auditor: Desk, office: Office
) -> None:
    found = auditor.run("verify", "pack.bpz", *TRUST, "--json").json["findings"]
    entries = {one["entry"] for one in found if one["entry"] is not None}
    assert entries
    text = text_of(report(auditor, "pack.bpz", *TRUST)[1]).replace("\n", "")
    for entry in entries:
        assert f"#{entry}" in text
        digest = sha256(office.yard.ledger.store.statement(entry)).hexdigest()
        assert digest[:30] in text
    assert sha256(office.pack).hexdigest()[:40] in text
    assert sha256(office.trust).hexdigest()[:40] in text


def test_the_same_file_gives_the_same_report_on_another_day(auditor: Desk) -> None:
    once = report(auditor, "pack.bpz", *TRUST)
    auditor.at = "2031-01-01T00:00:00+09:00"
    assert report(auditor, "pack.bpz", *TRUST, name="s.pdf") == once


def test_who_verified_stands_on_the_paper_and_nothing_else_changes_it(auditor: Desk) -> None:
    code, pdf = report(auditor, "pack.bpz", *TRUST, "--by", "Procuraduría, oficina norte")
    assert code == 3
    assert "Procuraduría, oficina norte" in text_of(pdf)


def test_a_ledger_gets_a_report_and_a_changed_one_the_name_of_what_was_changed(yard: Desk) -> None:
    code, pdf = report(yard, str(yard.ledger), name=str(yard.folder / "a.pdf"))
    assert code == 0
    assert "NOT authentic" not in text_of(pdf)
    with sqlite3.connect(yard.ledger) as file:
        file.execute("DROP TRIGGER entries_keep_their_bytes")
        (raw,) = file.execute("SELECT statement FROM entries WHERE idx = 5").fetchone()
        changed = (raw[:-1] + bytes([raw[-1] ^ 1]),)
        file.execute("UPDATE entries SET statement = ? WHERE idx = 5", changed)
    code, pdf = report(yard, str(yard.ledger), name=str(yard.folder / "b.pdf"))
    assert code == 4
    assert "NOT authentic" in text_of(pdf)
    assert "#5" in text_of(pdf)


def test_a_file_that_is_undecided_says_so_on_paper(auditor: Desk) -> None:
    code, pdf = report(auditor, "pack.bpz")
    assert code == 5
    assert "authentic: undecided" in text_of(pdf)


@pytest.mark.parametrize(
    "words",
    [("--by", "me"), ("--report", "r.txt"), ("--quick", "--report", "r.pdf")],
)
def test_a_wrong_use_of_the_report_is_told(auditor: Desk, words: tuple[str, ...]) -> None:
    ran = auditor.run("verify", "pack.bpz", *words)
    assert ran.code == 2
    assert "--report" in ran.err
    assert not (auditor.folder / "r.pdf").exists()
