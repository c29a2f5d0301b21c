"""A new person gets a key by request and grant files; what is wrong with them is said by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batterypass.evidence.container import encode_container, parse_container
from batterypass.evidence.key_grant import KeyGrant
from batterypass.evidence.key_request import KeyRequest
from cli.desk import NO, YES, Desk, Person, pack_words
from people.desks import MAKER, RECYCLER, newcomer, replica_of

UNTIL = "2026-06-30"


def requested(office: Desk, tmp_path: Path, *more: str, party: str = RECYCLER) -> tuple[Desk, Path]:
    """Let a newcomer ask for a key; give his desk and the request."""
    person, trust = newcomer(office, tmp_path / "newcomer")
    file = tmp_path / "request.bpz"
    person.ok(
        "key", "request", party, "--holder", "patio-7", "-o", str(file), "--trust", trust, *more
    )
    return person, file


def granted(office: Desk, request: Path, *more: str) -> Path:
    grant = request.with_name("grant.bpz")
    office.ok("key", "grant", str(request), "-o", str(grant), "--yes", *more)
    return grant


def rewritten(file: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Change the index of a file and make it whole again, as somebody hostile can."""
    members = dict(parse_container(file.read_bytes(), "-"))
    index = json.loads(members["index.json"])
    change(index)
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    other = file.with_name("rewritten.bpz")
    other.write_bytes(encode_container({**members, "index.json": text.encode()}))
    return other


def test_request_grant_accept_and_the_key_signs(yard: Desk, tmp_path: Path) -> None:
    person, request = requested(yard, tmp_path)
    kid = KeyRequest.parse(request.read_bytes(), "-").kid
    grant = granted(yard, request, "--until", UNTIL)

    trust = str(person.folder / "log.policy")
    accepted = person.ok("key", "accept", str(grant), "--trust", trust, "--json").json["key"]
    assert (accepted["standing"], accepted["kid"]) == ("registered", kid)
    assert (accepted["holder"], accepted["until"]) == ("patio-7", UNTIL)

    shown = {one["kid"]: one for one in yard.ok("key", "show", RECYCLER, "--json").json["keys"]}
    assert (shown[kid]["holder"], shown[kid]["until"]) == ("patio-7", UNTIL)
    assert UNTIL in yard.ok("party", "show", RECYCLER).out
    person.ok("replica", "create", str(yard.ledger), f"{person.folder}/", "--trust", trust)
    item = "item.assessed"
    signed = person.ok(
        "log", item, pack_words(1)[0], "condition=serviceable", "method=visual", "--yes", "--json"
    ).json["events"][0]
    assert person.ok("show", f"{signed['place']}p", "--json").json["event"]["kid"] == kid


def test_the_chief_sees_whose_key_it_is_and_may_say_no(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    grant = tmp_path / "grant.bpz"
    kid = KeyRequest.parse(request.read_bytes(), "-").kid
    words = ["key", "grant", str(request), "--until", UNTIL, "-o", str(grant)]

    ran = yard.run(*words, person=Person({"Sign as": NO}))
    assert ran.code == 7
    assert not grant.exists()
    for said in ("patio-7", UNTIL, f"{kid[:4]} {kid[4:8]} {kid[8:12]}", RECYCLER, "by voice"):
        assert said in ran.err
    assert yard.run(*words, person=Person({"Sign as": YES})).code == 0
    assert grant.exists()


def test_the_same_request_twice_is_the_same_grant(yard: Desk, tmp_path: Path) -> None:
    person, request = requested(yard, tmp_path)
    first = granted(yard, request, "--until", UNTIL).read_bytes()
    before = yard.ok("today", "--json").json["log"]["size"]
    again = tmp_path / "again.bpz"
    ran = yard.ok("key", "grant", str(request), "-o", str(again), "--json")
    assert ran.json["events"][0]["already"] is True
    assert again.read_bytes() == first
    assert yard.ok("today", "--json").json["log"]["size"] == before
    # The newcomer asks once more before the answer has come: the same key.
    second = tmp_path / "second.bpz"
    trust = str(person.folder / "log.policy")
    person.ok(
        "key", "request", RECYCLER, "--holder", "patio-7", "-o", str(second), "--trust", trust
    )
    kids = {KeyRequest.parse(one.read_bytes(), "-").kid for one in (request, second)}
    assert len(kids) == 1


REFUSED: dict[str, tuple[list[str], int, str]] = {
    "an end in the past": (["--until", "2026-03-02"], 3, "that day is over"),
    "no day": (["--until", "June"], 2, "expected a day"),
    "another role": (["--role", "label"], 3, "its proof holds for daily only"),
}


@pytest.mark.parametrize("mishap", REFUSED)
def test_what_the_chief_asks_wrongly_is_refused_by_name(
    mishap: str, yard: Desk, tmp_path: Path
) -> None:
    more, code, said = REFUSED[mishap]
    _, request = requested(yard, tmp_path)
    ran = yard.run("key", "grant", str(request), "-o", str(tmp_path / "g.bpz"), "--yes", *more)
    assert ran.code == code
    assert said in ran.err
    assert not (tmp_path / "g.bpz").exists()


def _other_party(index: dict[str, Any]) -> None:
    index["party"] = MAKER


def _nobody(index: dict[str, Any]) -> None:
    index["party"] = "https://nobody.example"


def _other_ledger(index: dict[str, Any]) -> None:
    index["ledger"] = "elsewhere.example/log#" + "0" * 64


def _recovery(index: dict[str, Any]) -> None:
    index["card"]["role"] = "recovery"


def _label(index: dict[str, Any]) -> None:
    index["card"]["role"] = "label"


TAMPERED: dict[str, tuple[Callable[[dict[str, Any]], None], int, str]] = {
    "for another party": (_other_party, 4, "proof of possession"),
    "for nobody": (_nobody, 2, "not registered"),
    "for another ledger": (_other_ledger, 2, "is for the ledger elsewhere.example"),
    "for a recovery key": (_recovery, 3, "not given by request"),
    "for another role": (_label, 4, "proof of possession"),
}


@pytest.mark.parametrize("mishap", TAMPERED)
def test_a_request_that_was_changed_on_its_way_is_refused_by_name(
    mishap: str, yard: Desk, tmp_path: Path
) -> None:
    change, code, said = TAMPERED[mishap]
    _, request = requested(yard, tmp_path)
    other = rewritten(request, change)
    ran = yard.run("key", "grant", str(other), "-o", str(tmp_path / "g.bpz"), "--yes")
    assert ran.code == code, ran.err
    assert said in ran.err
    assert not (tmp_path / "g.bpz").exists()


def test_a_recovery_key_is_not_asked_for_by_request(yard: Desk, tmp_path: Path) -> None:
    person, trust = newcomer(yard, tmp_path / "newcomer")
    words = ["key", "request", RECYCLER, "--holder", "x", "-o", str(tmp_path / "r.bpz")]
    ran = person.run(*words, "--trust", trust, "--role", "recovery")
    assert ran.code == 3
    assert not list((person.folder).rglob("*.key"))


def test_a_name_that_would_show_who_it_is_stays_out_and_no_key_is_made(
    yard: Desk, tmp_path: Path
) -> None:
    person, trust = newcomer(yard, tmp_path / "newcomer")
    words = ["key", "request", RECYCLER, "-o", str(tmp_path / "r.bpz"), "--trust", trust]
    assert person.run(*words, "--holder", "José Núñez").code == 2
    assert not list((person.folder).rglob("*.key"))


def test_without_the_recovery_key_nothing_is_granted(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    for path in (yard.folder / "home" / "keys").glob("recovery-*"):
        path.unlink()
    ran = yard.run("key", "grant", str(request), "-o", str(tmp_path / "g.bpz"), "--yes")
    assert ran.code == 2
    assert "recovery key" in ran.err
    assert "key recover" in ran.err


def test_a_key_that_was_revoked_is_not_granted_again(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    granted(yard, request)
    kid = KeyRequest.parse(request.read_bytes(), "-").kid
    yard.ok("key", "revoke", kid[:16], "--reason", "lost", "--yes")
    ran = yard.run("key", "grant", str(request), "-o", str(tmp_path / "g.bpz"), "--yes")
    assert ran.code == 3
    assert "was revoked" in ran.err


def test_another_end_for_the_same_key_needs_another_request(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    granted(yard, request, "--until", UNTIL)
    other = ["key", "grant", str(request), "--until", "2026-12-31", "-o", str(tmp_path / "g.bpz")]
    assert yard.run(*other, "--yes").code == 3


def test_a_grant_for_somebody_else_is_not_accepted(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    grant = granted(yard, request)
    other, trust = newcomer(yard, tmp_path / "other")
    words = ["key", "accept", str(grant), "--trust", trust]
    ran = other.run(*words)
    assert ran.code == 3
    assert "not in this key folder" in ran.err


def test_a_grant_whose_proof_is_of_another_log_is_not_believed(yard: Desk, tmp_path: Path) -> None:
    person, request = requested(yard, tmp_path)
    data = granted(yard, request).read_bytes()
    members = dict(parse_container(data, "-"))
    (name,) = (one for one in members if one.startswith("proofs/"))
    body = bytearray(members[name])
    # The first hash of the path, as base64: another one leads to no root that was signed.
    place = body.index(b"\n", body.index(b"index ")) + 1
    body[place] = ord("A") if body[place] != ord("A") else ord("B")
    forged = tmp_path / "forged.bpz"
    forged.write_bytes(encode_container({**members, name: bytes(body)}))
    trust = str(person.folder / "log.policy")
    assert person.run("key", "accept", str(forged), "--trust", trust).code == 4
    assert not (person.folder / "home" / "grants").exists()


def test_nothing_is_written_over(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    place = tmp_path / "taken.bpz"
    place.write_bytes(b"something else")
    before = yard.ok("today", "--json").json["log"]["size"]
    ran = yard.run("key", "grant", str(request), "-o", str(place), "--yes")
    assert ran.code == 2
    assert place.read_bytes() == b"something else"
    assert yard.ok("today", "--json").json["log"]["size"] == before


def test_chief_and_newcomer_without_a_network_and_the_operator_records_it(
    yard: Desk, tmp_path: Path
) -> None:
    """Both have replicas: the grant waits in the chief's outbox, and the newcomer builds on it."""
    chief = replica_of(yard, tmp_path / "chief", RECYCLER)
    person = replica_of(yard, tmp_path / "person", "https://nobody.example")
    request, grant = tmp_path / "request.bpz", tmp_path / "grant.bpz"
    person.ok("key", "request", RECYCLER, "--holder", "patio-7", "-o", str(request))
    chief.ok("key", "grant", str(request), "--until", UNTIL, "-o", str(grant), "--yes")
    assert KeyGrant.parse(grant.read_bytes(), "-").proof is None

    accepted = person.ok("key", "accept", str(grant), "--json").json["key"]
    assert accepted["standing"] == "pending"
    assert person.ok("key", "accept", str(grant), "--json").json["key"] == accepted
    person.ok(
        "log", "item.assessed", pack_words(1)[0], "condition=serviceable", "method=visual", "--yes"
    )
    stick = tmp_path / "stick"
    stick.mkdir()
    (sent,) = person.ok("outbox", "send", "-o", str(stick), "--json").json["files"]
    # The person's file brings the grant along: the operator needs no other.
    assert (sent["statements"], sent["taken"]) == (2, 1)
    yard.ok("submit", sent["path"], "--clock-is-right", at="03-03T12:00")
    kid = KeyGrant.parse(grant.read_bytes(), "-").kid
    shown = {one["kid"]: one for one in yard.ok("key", "show", RECYCLER, "--json").json["keys"]}
    assert shown[kid]["until"] == UNTIL
    assert yard.ok("verify", "--first-use", "--json").json["authentic"] is True


def test_a_pending_grant_without_a_replica_is_kept_and_said_to_be_unchecked(
    yard: Desk, tmp_path: Path
) -> None:
    chief = replica_of(yard, tmp_path / "chief", RECYCLER)
    person, request = requested(yard, tmp_path)
    grant = granted(chief, request)
    trust = str(person.folder / "log.policy")
    ran = person.run("key", "accept", str(grant), "--trust", trust)
    assert ran.code == 5
    assert "cannot be checked" in ran.out


def test_both_languages_say_what_to_do_next(yard: Desk, tmp_path: Path) -> None:
    _, request = requested(yard, tmp_path)
    yard.lang = "es"
    ran = yard.ok(
        "key", "grant", str(request), "-o", str(tmp_path / "c.bpz"), "--until", UNTIL, "--yes"
    )
    assert "compare la huella de viva voz" in ran.err
    assert "batterypass key accept c.bpz" in ran.err


def test_a_key_that_ends_soon_is_told_by_doctor_and_today(yard: Desk, tmp_path: Path) -> None:
    person, request = requested(yard, tmp_path)
    granted(yard, request, "--until", "2026-03-20")
    person.ok(
        "replica", "create", str(yard.ledger), f"{person.folder}/", "--trust",
        str(person.folder / "log.policy"),
    )  # fmt: skip
    (row,) = person.ok("today", "--json").json["keys"]
    assert (row["until"], row["days_left"]) == ("2026-03-20", 17)
    assert "17 days left" in person.ok("today").out
    checks = {one["name"]: one for one in person.run("doctor", "--json").json["checks"]}
    assert checks["ending"]["ok"] is None
    person.at = "2026-03-21T08:00:00-06:00"
    ran = person.run(
        "log", "item.assessed", pack_words(1)[0], "condition=serviceable", "method=visual", "--yes",
        "--clock-is-right",
    )  # fmt: skip
    assert ran.code == 2
    assert "signs until 2026-03-20" in ran.err
