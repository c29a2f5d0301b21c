"""Why a file is refused is said in the language of the run, down to the line or the byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.desk import Desk, Ran, quick_keys
from faults.yard import ORIGIN, Yard, small_ledger

#: Words of the same reasons in English.
ENGLISH = ("expected", "the signature of", "is not", "method", "after the", "a second", "found")


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("reasons") / "yard")


@pytest.fixture
def operator(yard: Yard, tmp_path: Path) -> Desk:
    environ = {"BATTERYPASS_LEDGER": str(yard.path), "BATTERYPASS_HOME": str(yard.home)}
    return Desk(tmp_path / "o", environ=environ, lang="es")


def refused(ran: Ran, code: int, *words: str) -> None:
    assert ran.code == code
    for word in words:
        assert word in ran.err
    for word in ENGLISH:
        assert word not in ran.err


def test_a_folder_that_is_not_there_cannot_be_read_and_nothing_is_called_missing(
    tmp_path: Path,
) -> None:
    for lang, words in (("en", "no folder is there"), ("es", "ahí no hay una carpeta")):
        desk = Desk(tmp_path / lang, lang=lang)
        nowhere = str(tmp_path / "nowhere")
        ran = desk.run("fsck", nowhere)
        assert ran.code == 1
        assert f"{nowhere}: {words}" in ran.err
        error = desk.run("fsck", nowhere, "--json").json["error"]
        assert (error["exit"], error["code"]) == (1, "fsck.no-folder")
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = Desk(tmp_path / "en").run("fsck", str(empty))
    assert ran.code == 5, "a folder is there, and its checkpoint is missing"


def test_a_file_that_is_only_missing_contradicts_nothing(operator: Desk, tmp_path: Path) -> None:
    public = tmp_path / "public"
    operator.ok("export", "tiles", str(public))
    next((public / "tile/entries").rglob("*.p/*")).unlink()
    ran = operator.run("fsck", str(public), "--first-use")
    assert ran.code == 5
    assert ran.out.splitlines()[1].startswith(" ? ")
    assert "✗" not in ran.out


def test_a_note_and_a_proof_are_no_ledgers_and_what_they_are_good_for_is_said(
    operator: Desk, tmp_path: Path
) -> None:
    note, proof = tmp_path / "seen", tmp_path / "3.tlog-proof"
    note.write_text(operator.ok("checkpoint").out, "utf-8")
    proof.write_text(operator.ok("show", "3", "--proof").out, "utf-8")
    refused(operator.run("verify", str(note)), 2, "firmado", f"fsck CARPETA --old {note}")
    refused(operator.run("verify", str(proof)), 2, "batterypass verify 3.transparent.cose")


@pytest.mark.parametrize("old", ["junk\n", "other"])
def test_a_checkpoint_of_another_log_names_the_command_that_writes_one_of_this(
    operator: Desk, tmp_path: Path, old: str
) -> None:
    bundle, seen, public = tmp_path / "all.bpz", tmp_path / "seen", tmp_path / "public"
    operator.ok("bundle", "--all", "-o", str(bundle), "--yes")
    operator.ok("export", "tiles", str(public))
    note = operator.ok("checkpoint").out
    seen.write_text(note.replace(ORIGIN, "otro.example/x") if old == "other" else old, "utf-8")
    for words in (["verify", str(bundle)], ["fsck", str(public), "--first-use"]):
        ran = operator.run(*words, "--old", str(seen))
        refused(ran, ran.code, "batterypass checkpoint > ARCHIVO", f"que {ORIGIN} haya firmado")
        assert ran.code in (2, 4)


def test_junk_in_place_of_a_checkpoint_is_named_in_spanish(operator: Desk, tmp_path: Path) -> None:
    public = tmp_path / "public"
    operator.ok("export", "tiles", str(public))
    (public / "checkpoint").write_bytes(b"junk\n")
    refused(operator.run("fsck", str(public)), 1, "no es una nota firmada: se espera el texto")


def test_a_forged_checkpoint_is_refused_by_a_witness_in_spanish(
    operator: Desk, yard: Yard, tmp_path: Path
) -> None:
    witness = Desk(tmp_path / "w", lang="es")
    witness.ok("witness", "init", "camara.example/testigo")
    (witness.folder / "log.policy").write_bytes(yard.trust())
    witness.ok("witness", "add", str(witness.folder / "log.policy"))
    request = tmp_path / "request"
    operator.ok("checkpoint", "request", "-o", str(request))
    head, dash, line = request.read_text("utf-8").rpartition("\u2014 ")
    forged = line[:-9] + ("A" if line[-9] != "A" else "B") + line[-8:]
    request.write_text(head + dash + forged, "utf-8")
    ran = witness.run("witness", "cosign", str(request))
    refused(ran, 4, f"la firma de {ORIGIN} (llave ", "no es de este texto")


def test_a_policy_with_two_quorums_says_which_line_to_replace(
    operator: Desk, yard: Yard, tmp_path: Path
) -> None:
    policy = tmp_path / "n.policy"
    policy.write_bytes(yard.trust() + b"quorum enough\n")
    ran = operator.run("verify", "--trust", str(policy))
    refused(ran, 2, "un segundo renglón de quórum", "reemplace el renglón `quorum none`")


def test_a_zip_that_another_program_packed_is_refused_in_spanish(
    operator: Desk, tmp_path: Path
) -> None:
    bundle = tmp_path / "all.bpz"
    operator.ok("bundle", "--all", "-o", str(bundle), "--yes")
    data = bundle.read_bytes()
    bundle.write_bytes(data[:8] + b"\x08" + data[9:])
    ran = operator.run("verify", str(bundle))
    refused(ran, ran.code, "byte 8; leído hasta: el propio zip; hallado: método de compresión")


def _trust_check(desk: Desk, *words: str) -> tuple[bool | None, str]:
    checks = desk.run("verify", *words, "--json").json["checks"]
    (found,) = (one for one in checks if one["name"] == "trust")
    return found["ok"], found["detail"]


def test_why_a_trust_file_decides_nothing_is_said_in_the_language_of_the_run(
    yard: Yard, operator: Desk, tmp_path: Path
) -> None:
    name, trust = "witness.example/w", yard.trust().decode()
    line = Desk(tmp_path / "w").ok("witness", "init", name).out.strip()
    quorum, other = tmp_path / "q.policy", tmp_path / "o.policy"
    quorum.write_text(f"{trust.removesuffix('quorum none' + chr(10))}{line}\nquorum {name}\n")
    other.write_text(re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", trust))

    for words in ((str(quorum),), (str(other), "--quick")):
        operator.lang = "es"
        spanish = _trust_check(operator, "--trust", *words)
        operator.lang = "en"
        english = _trust_check(operator, "--trust", *words)

        assert spanish[0] == english[0]
        assert english[0] is not True
        assert spanish[1] != english[1]
        assert not [word for word in ENGLISH if word in spanish[1]]
