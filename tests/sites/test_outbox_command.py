"""A day at a site by its commands: sign, list, send, submit, take the answer in, sign again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from batterypass.store.keyfolder import KeyFolder
from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials
from cli.custody import full as full
from cli.desk import Desk, quick_keys
from cli.transcript import command_path


@pytest.fixture(autouse=True, scope="module")
def _quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        quick_keys(patch)
        yield


@pytest.fixture
def office(full: Path, tmp_path: Path) -> Desk:
    shutil.copytree(full, tmp_path / "office")
    return Desk(tmp_path / "office", at="2026-11-23T07:00:00-06:00")


def make_site(office: Desk, folder: Path, *parties: str) -> Desk:
    """Make a replica in a folder of its own, with the keys of some parties."""
    site = Desk(folder, at=office.at)
    keys, theirs = folder / "home" / "keys", office.folder / "home" / "keys"
    shutil.copytree(theirs, keys)
    for info in KeyFolder(keys, random=bytes).list():
        if not any(party in info.party for party in parties):
            info.path.unlink()
            info.path.with_suffix(".json").unlink()
    for state in keys.glob("signer-*"):
        state.unlink()
    site.ok("replica", "create", str(office.ledger), str(folder) + "/", "--first-use")
    return site


@pytest.fixture
def yard(office: Desk, tmp_path: Path) -> Desk:
    return make_site(office, tmp_path / "yard", RECYCLER, MAKER, CARRIER)


def rows(site: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.ok("outbox", "list", "--all", "--json").json["statements"]
    return found


def states(site: Desk) -> list[str]:
    return [row["state"] for row in rows(site)]


def carry(site: Desk, office: Desk, stick: Path, at: str, *, code: int = 0) -> Path:
    """Send, submit; give the answer file."""
    stick.mkdir(exist_ok=True)
    sent = site.ok("outbox", "send", "-o", str(stick), "--as", RECYCLER, "--json", at=at)
    (file,) = sent.json["files"]
    ran = office.run("submit", file["path"], "--clock-is-right", at=at)
    assert ran.code == code, ran.out + ran.err
    return Path(file["path"]).with_suffix(".answer.bpz")


def test_log_offer_and_receive_at_a_site_wait_to_be_sent(yard: Desk) -> None:
    done = yard.ok(
        "log", "item.assessed", serials(25)[0], "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", at="11-23T08:00",
    )  # fmt: skip
    assert "pending 1, digest" in done.out
    assert "replica of" in done.err
    assert "batterypass show 1p" in done.err
    yard.lang = "es"
    offered = yard.ok(
        "ship", "offer", *serials(1, 2), "--to", RECYCLER, "--carrier", CARRIER,
        "--container-type", "tarima", "--id", NUMBER, "--as", MAKER, "--yes",
        at="11-23T08:10",
    )  # fmt: skip
    assert "por enviar 2" in offered.out
    yard.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    yard.ok("ship", "deliver", NUMBER, "--yes", at="11-23T10:00")
    received = yard.ok(
        "receive", NUMBER, "--all-received", "--mass-kg", "800", "--yes", at="11-23T11:00"
    )
    assert "por enviar 5" in received.out
    assert states(yard) == ["pending"] * 5
    assert [row["rests_on"] for row in rows(yard)] == [[], [], [2], [3], [3, 4]]
    listed = yard.ok("outbox", "list").out
    assert "por enviar · sobre 3, 4" in listed
    assert "por enviar 1" in yard.ok("history", serials(25)[0]).out
    assert "por enviar 5" in yard.ok("show", "5p").out
    assert yard.run("show", "5p", "--proof").code == 3


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_at_a_real_terminal_the_tick_says_that_it_waits(yard: Desk) -> None:
    yard.lang = "es"
    words = [
        f"log item.assessed {serials(25)[0]} condition=serviceable method=visual --as {MAKER}",
        f"ship offer {' '.join(serials(1, 2))} --to {RECYCLER} --carrier {CARRIER}"
        f" --container-type tarima --id {NUMBER} --as {MAKER}",
        f"ship collect {NUMBER} --plate EJ-042",
        f"ship deliver {NUMBER}",
        f"receive {NUMBER} --all-received --mass-kg 800 --receiver Ana --role turno --remarks ok",
    ]
    times = ("08:00", "08:10", "08:40", "10:00", "11:00")
    for place, (line, at) in enumerate(zip(words, times, strict=True), 1):
        yard.at = f"2026-11-23T{at}:00-06:00"
        whole = {**os.environ, **yard.surroundings(), "TERM": "dumb", "COLUMNS": "200"}
        child = pexpect.spawn(
            command_path()[0], line.split(), env=whole, encoding="utf-8", timeout=30,
            use_poll=True, dimensions=(40, 200),
        )  # fmt: skip
        # Whatever it proposes is taken, up to the signature.
        while child.expect([r"¿Firmar como .*\[s/N\] ", r"[:\]] $"]):
            child.sendline("")
        assert "réplica del" in child.before + child.after
        child.sendline("s")
        child.expect(rf"por enviar {place}, huella")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    assert states(yard) == ["pending"] * len(words)


def test_a_day_is_sent_submitted_and_answered(yard: Desk, office: Desk, tmp_path: Path) -> None:
    offer(yard, 1, 2, number=NUMBER, at="11-23T08:10")
    yard.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    answer = carry(yard, office, tmp_path / "stick", "11-23T17:40")
    assert states(yard) == ["sent", "sent"]
    yard.ok("outbox", "answers", str(answer), at="11-23T18:00")
    assert states(yard) == ["recorded", "recorded"]
    assert yard.ok("outbox", "list", "--json").json["statements"] == []
    # The same answer again changes nothing, and there is nothing left to send.
    yard.ok("outbox", "answers", str(answer))
    assert "nothing to send" in yard.ok("outbox", "send", "-o", str(tmp_path), "--as", MAKER).out
    assert yard.run("verify", "--quick").code in (0, 5)
    mine = json.loads(yard.ok("show", str(rows(yard)[1]["index"]), "--json").out)["event"]
    assert mine["digest"] == rows(yard)[1]["digest"]
    assert "pending" not in mine


def test_what_others_were_first_with_is_signed_again_and_recorded_once(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    pack, other = serials(25, 26)
    for name in (pack, other):
        yard.ok(
            "log", "item.declared-waste", name, "reason=damaged", "stream=whole_battery",
            "--as", MAKER, "--yes", at="11-23T09:00",
        )  # fmt: skip
    # Meanwhile the office moves the head of one of them.
    office.ok(
        "handoff", "release", pack, "--to", RECYCLER, "--as", MAKER, "--yes",
        "--clock-is-right", at="11-23T10:00",
    )  # fmt: skip
    answer = carry(yard, office, tmp_path / "stick", "11-23T17:40", code=6)
    assert yard.run("outbox", "answers", str(answer), at="11-23T18:00").code == 6
    assert states(yard) == ["stale", "recorded"]
    assert "BP-L001" in yard.ok("outbox", "list").out or "rebase 1" in yard.ok("outbox", "list").out
    # Later, first; then yes.
    left = yard.run("outbox", "rebase", "1", typed="n\n")
    assert left.code == 7
    assert "since then: #" in left.err
    signed = yard.ok("outbox", "rebase", typed="y\n", at="11-23T18:10")
    assert "pending 3 in place of 1" in signed.out
    assert states(yard) == ["superseded", "recorded", "pending"]
    assert rows(yard)[0]["event_id"] == rows(yard)[2]["event_id"]
    answer = carry(yard, office, tmp_path / "stick", "11-23T18:20")
    yard.ok("outbox", "answers", str(answer), at="11-23T18:30")
    assert states(yard) == ["superseded", "recorded", "recorded"]
    assert office.run("verify").code in (0, 3, 5)


def test_what_is_given_up_stays_in_sight_and_is_not_sent(
    yard: Desk, office: Desk, tmp_path: Path
) -> None:
    pack = serials(25)[0]
    yard.ok(
        "log", "item.declared-waste", pack, "reason=damaged", "stream=whole_battery",
        "--as", MAKER, "--yes", at="11-23T09:00",
    )  # fmt: skip
    office.ok(
        "log", "item.declared-waste", pack, "reason=end_of_life", "stream=whole_battery",
        "--as", MAKER, "--yes", "--clock-is-right", at="11-23T10:00",
    )  # fmt: skip
    yard.ok("replica", "update", str(office.ledger), at="11-23T18:00")
    assert states(yard) == ["stale"]
    assert "for ever" in yard.ok("outbox", "rebase", typed="d\n").out
    assert states(yard) == ["abandoned"]
    assert "nothing to send" in yard.ok("outbox", "send", "-o", str(tmp_path), "--as", MAKER).out


def test_a_partner_takes_the_file_and_builds_on_it(office: Desk, tmp_path: Path) -> None:
    maker = make_site(office, tmp_path / "maker", MAKER)
    carrier = make_site(office, tmp_path / "carrier", CARRIER)
    offer(maker, 1, 2, number=NUMBER, at="11-23T08:10")
    (tmp_path / "stick").mkdir()
    sent = maker.ok("outbox", "send", "-o", str(tmp_path / "stick"), "--for", CARRIER, "--json")
    assert states(maker) == ["pending"]
    file = sent.json["files"][0]["path"]
    taken = carrier.ok("outbox", "take", file, at="11-23T08:20")
    assert "1 statements of" in taken.out
    carrier.ok("outbox", "take", file)
    carrier.ok("ship", "collect", NUMBER, "--plate", "EJ-042", "--yes", at="11-23T08:40")
    assert [(row["taken"], row["mine"]) for row in rows(carrier)] == [(True, False), (False, True)]
    # The carrier's file comes first, and brings both.
    answer = carry_as(carrier, office, tmp_path / "stick2", CARRIER, "11-23T17:40")
    carrier.ok("outbox", "answers", str(answer))
    assert states(carrier) == ["recorded", "recorded"]
    answer = carry_as(maker, office, tmp_path / "stick3", MAKER, "11-23T17:50")
    maker.ok("outbox", "answers", str(answer))
    assert states(maker) == ["recorded"]


def carry_as(site: Desk, office: Desk, stick: Path, party: str, at: str) -> Path:
    stick.mkdir()
    sent = site.ok("outbox", "send", "-o", str(stick), "--as", party, "--json", at=at)
    file = sent.json["files"][0]["path"]
    office.ok("submit", file, "--clock-is-right", at=at)
    return Path(file).with_suffix(".answer.bpz")


def test_an_operators_ledger_has_no_outbox(office: Desk) -> None:
    ran = office.run("outbox", "list")
    assert ran.code == 2
    assert "operator" in ran.err


def test_no_json_of_a_site_names_an_entry_that_the_log_does_not_have(yard: Desk) -> None:
    size = yard.ok("checkpoint", "--json").json["size"]
    signed = yard.ok(
        "log", "item.assessed", serials(25)[0], "condition=serviceable", "method=visual",
        "--as", MAKER, "--yes", "--json", at="11-23T08:00",
    ).json["events"][0]  # fmt: skip
    assert (signed["index"], signed["pending"], signed["place"]) == (None, True, 1)
    offer(yard, 1, 2, number=NUMBER, at="11-23T08:10")
    for words in (
        ["history", serials(1)[0]], ["show", "2p"], ["outbox", "list"], ["today"],
        ["pack", "show", serials(1)[0]], ["pack", "list"], ["party", "show", MAKER],
        ["manifest", "show", NUMBER], ["party", "list"], ["doctor"], ["verify", "--quick"],
    ):  # fmt: skip
        found = yard.run(*words, "--json").json
        assert "error" not in found, words
        assert not [one for one in _entries(found) if one >= size], words


_NUMBERS = frozenset(
    ("index", "entry", "already", "created_index", "registered_index", "granted_index", "added",
     "offered", "received", "entries", "revoked")
)  # fmt: skip


def _entries(value: object, name: str = "") -> Iterator[int]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _entries(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from _entries(one, name)
    elif isinstance(value, int) and name in (
        "index",
        "entry",
        "already",
        "created_index",
        "entries",
    ):
        yield value
