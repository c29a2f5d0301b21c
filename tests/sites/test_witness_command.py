"""Witness, operator, regulator at their desks: cosigned by file, counted, checked, and a fork that shouts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from batterypass.store.home import Home
from batterypass.tlog.keys import parse_vkey
from batterypass.tlog.policy import PolicyLog, TrustFile
from cli.desk import Desk, quick_keys
from faults.published import tiles_of, write_files
from faults.yard import ORIGIN, Yard, make, small_ledger
from shared import shared
from sites.copies import publish

NAME = "chamber.example/witness"


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Yard:
    return small_ledger(tmp_path_factory.mktemp("made") / "yard")


@pytest.fixture
def yard(made: Yard, tmp_path: Path) -> Yard:
    return made.copy(tmp_path / "yard")


@pytest.fixture
def operator(yard: Yard, tmp_path: Path) -> Desk:
    return Desk(tmp_path / "o", environ={"BATTERYPASS_LEDGER": str(yard.path),
                                         "BATTERYPASS_HOME": str(yard.home)})  # fmt: skip


@pytest.fixture
def witness(yard: Yard, tmp_path: Path) -> Desk:
    """Give the desk of a witness who has added the log; ``n.policy`` names both."""
    desk = Desk(tmp_path / "w")
    desk.folder.mkdir()
    line = desk.ok("witness", "init", NAME).out.strip()
    assert line.startswith(f"witness {NAME} {NAME}+")
    (desk.folder / "log.policy").write_bytes(yard.trust())
    desk.ok("witness", "add", str(desk.folder / "log.policy"))
    log = yard.trust().decode().removesuffix("quorum none\n")
    (desk.folder / "n.policy").write_text(f"{log}{line}\nquorum {NAME}\n")
    return desk


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Hand a folder out on the loopback interface."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_checkpoint_is_requested_cosigned_collected_and_counted(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    request, cosigned = str(tmp_path / "r"), str(tmp_path / "c")
    policy = str(witness.folder / "n.policy")
    before = operator.run("verify", "--trust", policy, "--json")
    assert before.code == 5, "the quorum is not reached"
    assert before.json["authentic"] is None
    assert before.json["witnesses"]["cosigned_by"] == []
    operator.ok("checkpoint", "request", "-o", request)
    said = witness.ok("witness", "cosign", request, "-o", cosigned, "--json").json
    assert (said["before"], said["size"]) == (0, 23)
    collected = operator.ok("checkpoint", "cosign", cosigned, "--trust", policy, "--json").json
    assert collected["cosigned"][0]["new"] == [NAME]
    assert collected["cosigned"][0]["quorum"] is True
    again = operator.ok("checkpoint", "cosign", cosigned, "--trust", policy, "--json").json
    assert again["cosigned"][0]["new"] == []
    after = operator.ok("verify", "--trust", policy, "--json").json
    assert after["authentic"] is True
    assert after["witnesses"] == {
        "cosigned_by": [NAME], "of": 1, "quorum": NAME, "reached": True, "newest_size": 23,
        "newest_at": after["witnesses"]["newest_at"],
    }  # fmt: skip
    assert {"name": "witnesses", "ok": True, "detail": "1/1"} in after["checks"]
    spoken = operator.ok("verify", "--trust", policy, "--lang", "es").out
    assert "1 de 1 firmaron este punto de control" in spoken
    # They travel with the checkpoint, the published folder and a replica.
    assert NAME in operator.ok("checkpoint").out
    public = tmp_path / "public"
    operator.ok("export", "tiles", str(public))
    regulator = Desk(tmp_path / "r2")
    checked = regulator.ok("fsck", str(public), "--trust", policy, "--json").json
    assert checked["verdict"]["witnesses"]["reached"] is True
    regulator.ok("replicate", str(public), "-o", str(regulator.ledger), "--trust", policy)
    assert regulator.ok("verify", "--json").json["witnesses"]["cosigned_by"] == [NAME]
    # A next entry is not witnessed yet, and the next request begins where the witness ended.
    with yard.open() as ledger:
        make(ledger, [30])
    late = operator.run("checkpoint", "cosign", cosigned, "--trust", policy)
    assert late.code == 2
    assert "keeps no checkpoint" in late.err
    refused = witness.run("witness", "cosign", str(_checkpoint(operator, tmp_path)))
    assert refused.code == 6
    assert "--old 23" in refused.err
    operator.ok("checkpoint", "request", "--old", "23", "-o", request)
    assert witness.ok("witness", "cosign", request).out.count("— ") == 2
    assert [row["size"] for row in witness.ok("witness", "list", "--json").json["logs"]] == [24]


def test_a_bundle_says_who_cosigned_its_checkpoint_and_which_quorum_is_not_reached(
    operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    """A stranger with the file and the policy sees what `verify` says of the ledger itself."""
    policy, request, cosigned = (str(tmp_path / name) for name in ("p", "r", "c"))
    Path(policy).write_bytes((witness.folder / "n.policy").read_bytes())
    before, after = str(tmp_path / "before.bpz"), str(tmp_path / "after.bpz")
    operator.ok("bundle", "--all", "-o", before, "--yes")
    stranger = Desk(tmp_path / "stranger")
    ran = stranger.run("verify", before, "--trust", policy)
    assert ran.code == 5
    assert "0 of 1 cosigned this checkpoint" in ran.out
    assert "the trust file asks for more witnesses than have cosigned" in ran.out
    operator.ok("checkpoint", "request", "-o", request)
    witness.ok("witness", "cosign", request, "-o", cosigned)
    operator.ok("checkpoint", "cosign", cosigned, "--trust", policy)
    operator.ok("bundle", "--all", "-o", after, "--yes")
    said = stranger.ok("verify", after, "--trust", policy, "--json").json
    assert said["witnesses"]["cosigned_by"] == [NAME]
    assert said["witnesses"]["reached"] is True
    spoken = stranger.ok("verify", after, "--trust", policy, "--lang", "es").out
    assert "1 de 1 firmaron este punto de control" in spoken
    # What the file without it said is still open, now as then.
    assert stranger.run("verify", before, "--trust", policy).code == 5


def test_a_kept_checkpoint_keeps_its_cosignatures_and_the_folder_gets_them(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    policy, public = str(witness.folder / "n.policy"), tmp_path / "public"
    operator.ok("export", "tiles", str(public))
    size = min(int(path.name) for path in (public / "notes").iterdir())
    before = (public / "notes" / str(size)).read_bytes()
    witness.ok("witness", "cosign", str(public / "notes" / str(size)), "-o", str(tmp_path / "c"))
    said = operator.ok(
        "checkpoint", "cosign", str(tmp_path / "c"), "--trust", policy, "--json"
    ).json
    assert said["cosigned"][0] | {"file": ""} == {
        "file": "", "size": size, "new": [NAME], "witnesses": [NAME], "quorum": True, "kept": True,
    }  # fmt: skip
    with yard.open() as ledger:
        make(ledger, [30])
        kept = {at: (note, is_kept) for at, note, is_kept in ledger.store.notes()}
    assert kept[size] == ((tmp_path / "c").read_bytes(), True)
    assert operator.ok("export", "tiles", str(public), "--json").json["written"] >= 2
    after = (public / "notes" / str(size)).read_bytes()
    assert after.startswith(before)
    assert NAME.encode() in after.removeprefix(before)
    # The last checkpoint is not witnessed; up to where the log is, is said.
    found = operator.run("verify", "--trust", policy, "--json")
    assert found.code == 5
    assert found.json["witnesses"]["newest_size"] == size
    assert f"witnessed up to {size} entries" in operator.run("verify", "--trust", policy).out


def _checkpoint(desk: Desk, folder: Path) -> Path:
    place = folder / "checkpoint.txt"
    place.write_text(desk.ok("checkpoint").out)
    return place


@pytest.mark.parametrize("source", ["tiles", "ledger", "proof"])
def test_growth_is_proven_from_a_folder_a_copy_or_a_request(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path, source: str
) -> None:
    first = _checkpoint(operator, tmp_path)
    witness.ok("witness", "cosign", str(first))
    with yard.open() as ledger:
        make(ledger, [30, 31])
    words = {
        "tiles": ["--tiles", str(publish(yard, tmp_path / "public"))],
        "ledger": ["--ledger", str(yard.path)],
        "proof": ["--proof", str(tmp_path / "r")],
    }[source]
    operator.ok("checkpoint", "request", "--old", "23", "-o", str(tmp_path / "r"))
    now = _checkpoint(operator, tmp_path)
    assert witness.ok("witness", "cosign", str(now), *words, "--json").json["size"] == 25


def test_a_witness_who_is_shown_two_histories_keeps_both_and_says_where(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    twin = yard.copy(tmp_path / "twin")
    twin.salt = "twin"
    with yard.open() as ledger:
        make(ledger, [30])
    witness.ok("witness", "cosign", str(_checkpoint(operator, tmp_path)))
    with twin.open() as ledger:
        make(ledger, [40])
        make(ledger, [41])
    public = publish(twin, tmp_path / "public")
    ran = witness.run("witness", "cosign", str(public / "checkpoint"), "--tiles", str(public))
    assert ran.code == 4
    (place,) = Home(witness.folder / "home").forks_path(ORIGIN).iterdir()
    assert str(place) in ran.err
    assert (place / "theirs.note").read_bytes() == (public / "checkpoint").read_bytes()
    assert json.loads((place / "evidence.json").read_bytes())["origin"] == ORIGIN


def test_verify_and_fsck_shout_at_a_fork_of_what_was_seen(yard: Yard, tmp_path: Path) -> None:
    twin = yard.copy(tmp_path / "twin")
    twin.salt = "twin"
    regulator = Desk(tmp_path / "r")
    policy = tmp_path / "n.policy"
    policy.write_bytes(yard.trust())
    with yard.open() as ledger:
        make(ledger, [30])
    public = publish(yard, tmp_path / "public")
    regulator.ok("fsck", str(public), "--trust", str(policy))
    with twin.open() as ledger:
        make(ledger, [40])
        make(ledger, [41])
    forks = Home(regulator.folder / "home").forks_path(ORIGIN)
    other = publish(twin, tmp_path / "other")
    ran = regulator.run("fsck", str(other), "--trust", str(policy), "--log-only")
    assert ran.code == 4
    (place,) = forks.iterdir()
    assert str(place) in ran.out
    assert (place / "ours.note").read_bytes() == (public / "checkpoint").read_bytes()
    assert (place / "theirs.note").read_bytes() == (other / "checkpoint").read_bytes()
    verified = regulator.run("verify", str(twin.path), "--trust", str(policy))
    assert verified.code == 4
    assert "TWO HISTORIES" in verified.out
    assert list(forks.iterdir()) == [place], "kept once"
    assert regulator.run("verify", str(twin.path), "--trust", str(policy), "--json").json[
        "evidence"
    ] == str(place)
    # The log that was seen is still the good one, in both forms.
    regulator.ok("fsck", str(public), "--trust", str(policy))
    regulator.ok("verify", str(yard.path), "--trust", str(policy))
    # An older copy of it is no fork, and not taken for the newest either.
    old = made_before(yard, tmp_path / "old")
    ran = regulator.run("fsck", str(old), "--trust", str(policy), "--log-only", "--json")
    assert ran.code == 5
    assert [flaw["code"] for flaw in ran.json["flaws"]] == ["fsck.older"]
    assert ran.json["evidence"] is None
    said = regulator.run("fsck", str(old), "--trust", str(policy))
    assert said.code == 5
    assert "UNDECIDED: older than what was seen" in said.out
    # Whoever remembers nothing is told the same by the newer checkpoint that he brings.
    newest = str(public / "checkpoint")
    stranger = Desk(tmp_path / "s")
    ran = stranger.run("fsck", str(old), "--trust", str(policy), "--old", newest, "--log-only")
    assert (ran.code, "an old copy" in ran.out) == (5, True)


def made_before(yard: Yard, folder: Path) -> Path:
    with yard.open(read_only=True) as ledger:
        entries = [raw for _, raw in ledger.store.statements(0, 20)]
    return write_files(folder, tiles_of(entries))


def test_a_log_on_a_web_server_is_checked_and_replicated(yard: Yard, tmp_path: Path) -> None:
    policy = tmp_path / "n.policy"
    policy.write_bytes(yard.trust())
    regulator = Desk(tmp_path / "r")
    public = publish(yard, tmp_path / "public")
    with served(public) as url:
        for words in ((), ("--log-only",)):
            found = regulator.ok("fsck", url, "--trust", str(policy), "--json", *words).json
            assert (found["exit"], found["size"], found["flaws"]) == (0, 23, [])
        regulator.ok("replicate", f"{url}/", "-o", str(regulator.ledger), "--trust", str(policy))
        assert regulator.ok("verify", "--json").json["size"] == 23
        with yard.open() as ledger:
            make(ledger, [30])
        publish(yard, public)
        regulator.ok("replica", "update")
        assert regulator.ok("verify", "--json").json["size"] == 24
        content = next((public / "content").iterdir())
        body = content.read_bytes()
        content.unlink()
        assert regulator.run("fsck", url, "--trust", str(policy)).code == 5
        content.write_bytes(body[:-1])
        assert regulator.run("fsck", url, "--trust", str(policy)).code == 4
        content.write_bytes(body)
        (public / "tile/entries/000.p/24").unlink()
        missing = regulator.run("fsck", url, "--trust", str(policy), "--json")
        assert missing.code == 5
        assert missing.json["flaws"][0]["part"] == "tile/entries/000.p/24"
        assert regulator.run("fsck", f"{url}/nothing").code == 1
    assert regulator.run("fsck", url).code == 1, "nobody answers any more"
    assert regulator.run("fsck", "https://?").code == 2


@pytest.mark.parametrize("by_web", [False, True])
def test_a_log_that_another_program_made_is_checked(tmp_path: Path, by_web: bool) -> None:
    log = shared("reference/tlog-vectors/tiles-tessera")
    vkey = parse_vkey((log / "log.vkey").read_text("utf-8").strip())
    policy = tmp_path / "t.policy"
    policy.write_bytes(TrustFile((PolicyLog(vkey),)).encode())
    desk = Desk(tmp_path / "d")
    olds = [word for size in range(16) for word in ("--old", str(log / f"checkpoint.{size}"))]
    words = ["--log-only", "--trust", str(policy), "--json", *olds]
    if by_web:
        with served(log) as url:
            found = desk.ok("fsck", url, *words).json
    else:
        found = desk.ok("fsck", str(log), *words).json
    assert (found["origin"], found["size"], found["flaws"]) == (vkey.name, 15, [])
    # As a ledger it is none, and says so.
    ran = desk.run("fsck", str(log), "--trust", str(policy))
    assert ran.code in (4, 5)


def test_without_a_key_nothing_is_decided(yard: Yard, tmp_path: Path) -> None:
    public = publish(yard, tmp_path / "public")
    desk = Desk(tmp_path / "d")
    first = desk.run("fsck", str(public))
    assert first.code == 5
    assert "first use" in first.out
    log_only = desk.run("fsck", str(public), "--log-only")
    assert log_only.code == 5
    assert "--trust" in log_only.err
    desk.ok("fsck", str(public), "--first-use")
    # From now on it is remembered.
    assert desk.ok("fsck", str(public), "--json").json["trust"] == "remembered"
    other = tmp_path / "other.policy"
    other.write_bytes(yard.trust().replace(ORIGIN.encode(), b"log.example/other"))
    assert desk.run("fsck", str(public), "--trust", str(other)).code in (2, 5)
    assert desk.run("fsck", str(tmp_path)).code == 5
    (public / "checkpoint").write_bytes(b"no note")
    assert desk.run("fsck", str(public)).code == 1


def test_what_a_witness_is_told_wrongly_is_said_in_words(
    operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    assert witness.run("witness", "init", "another.example/w").code == 3
    assert witness.ok("witness", "init", NAME).out == witness.ok("witness", "show").out
    assert Desk(tmp_path / "x").run("witness", "init", "a b").code == 2
    assert Desk(tmp_path / "x").run("witness", "show").code == 2
    assert Desk(tmp_path / "x").run("witness", "add", str(witness.folder / "log.policy")).code == 2
    assert operator.run("checkpoint", "request", "--old", "99", "-o", str(tmp_path / "r")).code == 2
    checkpoint = _checkpoint(operator, tmp_path)
    named_nobody = operator.run("checkpoint", "cosign", str(checkpoint))
    assert named_nobody.code == 5
    policy = str(witness.folder / "n.policy")
    not_cosigned = operator.run("checkpoint", "cosign", str(checkpoint), "--trust", policy)
    assert not_cosigned.code == 5
    stranger = Desk(tmp_path / "s")
    stranger.folder.mkdir()
    stranger.ok("witness", "init", "stranger.example/w")
    unknown = stranger.run("witness", "cosign", str(checkpoint), "--lang", "es")
    assert unknown.code == 3
    assert "no conoce ese registro" in unknown.err
    note = checkpoint.read_text()
    witness.ok("witness", "cosign", str(checkpoint), "-o", str(tmp_path / "c"))
    forged = (tmp_path / "c").read_text()[:-8] + "AAAAAA=\n"
    (tmp_path / "f").write_text(forged)
    ran = operator.run("checkpoint", "cosign", str(tmp_path / "f"), "--trust", policy)
    assert ran.code in (2, 4)
    assert operator.ok("checkpoint").out == note


def test_what_statements_say_to_have_seen_is_summed_up(operator: Desk) -> None:
    seen = operator.ok("verify", "--json").json["seen"]
    assert seen["parties"] >= 2
    assert 0 < seen["size"] <= seen["entry"]
    assert "signed over" in operator.ok("verify").out


def test_a_dry_run_of_a_witness_or_an_export_signs_and_writes_nothing(
    yard: Yard, operator: Desk, witness: Desk, tmp_path: Path
) -> None:
    request, cosigned, public = tmp_path / "r", tmp_path / "c", tmp_path / "public"
    operator.ok("checkpoint", "request", "-o", str(request))
    for lang, words in (("en", "Nothing was signed"), ("es", "No se firmó")):
        said = witness.ok(
            "witness", "cosign", str(request), "-o", str(cosigned), "--dry-run", "--lang", lang
        )
        assert words in said.out + said.err
    said = witness.ok("witness", "cosign", str(request), "--dry-run", "--json").json
    assert (said["before"], said["size"], said["note"]) == (0, 23, None)
    assert not cosigned.exists()
    assert witness.ok("witness", "list", "--json").json["logs"][0]["size"] is None
    for lang, words in (("en", "nothing was"), ("es", "no se escribió nada")):
        said = operator.ok("export", "tiles", str(public), "--dry-run", "--lang", lang)
        assert words in said.out + said.err
    assert not public.exists()
