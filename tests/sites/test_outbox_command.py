"""A day at a site by its commands: sign, list, send, submit, take the answer in, sign again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from cli.custody import CARRIER, MAKER, NUMBER, RECYCLER, offer, serials
from cli.desk import Desk
from cli.transcript import command_path
from sites.desks import _quick as _quick
from sites.desks import carry, carry_as, make_site, rows, states
from sites.desks import office as office
from sites.desks import yard as yard


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
    assert "nothing was sent yet" not in yard.ok("today").out
    assert yard.ok("today", "--json").json["replica"]["updated_at"].startswith("2026-11-23T07:00")
    yard.ok("outbox", "answers", str(answer), at="11-23T18:00")
    assert states(yard) == ["recorded", "recorded"]
    # The replica is of this hour now, and the next entries come from where they came before.
    assert yard.ok("today", "--json").json["replica"]["updated_at"].startswith("2026-11-23T18:00")
    yard.ok("replica", "update")
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
    assert "1 statement of" in taken.out
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
    yard.ok("key", "rotate", MAKER, "--yes", at="11-23T08:20")
    for words in (
        ["history", serials(1)[0]], ["show", "2p"], ["outbox", "list"], ["today"],
        ["pack", "show", serials(1)[0]], ["pack", "list"], ["party", "show", MAKER],
        ["manifest", "show", NUMBER], ["party", "list"], ["doctor"], ["verify", "--quick"],
        ["key", "show", MAKER], ["key", "list"],
    ):  # fmt: skip
        found = yard.run(*words, "--json").json
        assert "error" not in found, words
        assert not [one for one in _entries(found) if one >= size], words
    # Between people it goes by its place, which "show" takes.
    shown = [line for line in yard.ok("party", "show", MAKER).out.splitlines() if "revoked" in line]
    assert "revoked in entry 4p" in shown[0]


_NUMBERS = frozenset(
    ("index", "entry", "already", "created_index", "registered_index", "granted_index", "added",
     "entries", "revoked")
)  # fmt: skip


def _entries(value: object, name: str = "") -> Iterator[int]:
    if isinstance(value, dict):
        for key, one in value.items():
            # What a map of entries calls its members is no number of its own.
            yield from _entries(one, name if name == "entries" else key)
    elif isinstance(value, list):
        for one in value:
            yield from _entries(one, name)
    elif isinstance(value, int) and name in _NUMBERS:
        yield value


@pytest.fixture
def short(yard: Desk) -> Desk:
    """A yard whose outbox vanished with two readings in it."""
    for number in (25, 26):
        yard.ok(
            "log", "item.assessed", *serials(number), "condition=serviceable", "method=visual",
            "--as", "sierra-alta", "--yes", at="11-23T08:00",
        )  # fmt: skip
    for place in yard.folder.glob("*.outbox*"):
        place.unlink()
    return yard


@pytest.mark.parametrize(("lang", "words"), [("en", "goes on without"), ("es", "sigue sin ello")])
def test_every_command_tells_of_the_loss_and_names_the_way_on(
    short: Desk, lang: str, words: str
) -> None:
    short.lang = lang
    for command in (["pack", "list"], ["today"], ["outbox", "list"]):
        assert words in short.ok(*command).err
    refused = short.run(
        "log", "item.assessed", *serials(25), "condition=serviceable", "method=visual",
        "--as", "sierra-alta", "--yes",
    )  # fmt: skip
    assert refused.code == 5
    assert "outbox forget" in refused.err
    assert short.run("backup", str(short.folder / "b.bp")).code == 5
    checks = short.run("doctor", "--json").json["checks"]
    assert [one["ok"] for one in checks if one["name"] == "outbox"] == [False]
    assert short.ok("today", "--json").json["outbox"]["lost"] == 2
    listed: list[dict[str, Any]] = short.ok("outbox", "list", "--json").json["statements"]
    assert [(one["place"], one["state"], one["kind"]) for one in listed] == [
        (1, "lost", "item.assessed"), (2, "lost", "item.assessed"),
    ]  # fmt: skip


def test_forgetting_asks_and_then_the_work_goes_on(short: Desk) -> None:
    assert short.run("outbox", "forget", typed="n\n").code == 7
    assert "Dry run" in short.ok("outbox", "forget", "--dry-run").err
    forgotten = json.loads(short.ok("outbox", "forget", "--yes", "--json").out)["statements"]
    assert [one["place"] for one in forgotten] == [1, 2]
    assert "nothing is lost" in short.ok("outbox", "forget").out
    signed = short.ok(
        "log", "item.assessed", *serials(25), "condition=serviceable", "method=visual",
        "--as", "sierra-alta", "--yes",
    )  # fmt: skip
    assert "pending 1" in signed.out
    assert "outbox forget" not in signed.err


@pytest.mark.parametrize(
    ("lang", "ahead", "behind"),
    [
        ("en", "after the last time mark", "signed here last"),
        ("es", "marca de tiempo", "se firmó aquí"),
    ],
)
def test_a_site_hears_of_a_clock_two_days_off_before_the_file_is_submitted(
    yard: Desk, lang: str, ahead: str, behind: str
) -> None:
    yard.lang = lang
    # Somebody's own keys, not those of a demonstration.
    yard.environ["BATTERYPASS_SEED"] = ""
    words = ["condition=serviceable", "method=visual", "--as", MAKER, "--yes"]
    told = yard.ok("log", "item.assessed", serials(25)[0], *words, at="11-25T08:00").err
    assert ahead in told
    told = yard.ok("log", "item.assessed", serials(26)[0], *words, at="11-25T08:10").err
    assert ahead not in told
    told = yard.ok("log", "item.assessed", serials(1)[0], *words, at="11-23T08:20").err
    assert behind in told
    checks = yard.run("doctor", "--json").json["checks"]
    assert [one["ok"] for one in checks if one["name"] == "clock"] == [False]
