"""``watch``: what the registrar does behind a party's back is told until the party has spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli.desk import Desk
from people.desks import MAKER, RECYCLER, REGISTRAR, replica_of


def watch(desk: Desk, *words: str, code: int = 0, party: str = "sierra-alta") -> Any:
    ran = desk.run("watch", party, "--json", *words)
    assert ran.code == code, ran.out + ran.err
    return ran.json


def add_behind_its_back(desk: Desk, at: str = "") -> str:
    """Let the registrar add a key for the maker; give its thumbprint."""
    desk.ok("key", "add", MAKER, "--as", REGISTRAR, "--yes", at=at)
    keys = desk.ok("key", "show", MAKER, "--json").json["keys"]
    return str(keys[-1]["kid"])


def test_the_first_look_shows_all_and_the_second_nothing(yard: Desk) -> None:
    first = watch(yard)
    assert [one["kind"] for one in first["changes"]] == ["party.registered"]
    # Its registration was signed by the registrar and carries the party's own proofs.
    assert first["changes"][0]["flag"] is None
    second = watch(yard)
    assert second["changes"] == []
    assert second["since"] == first["size"]


def test_a_key_added_behind_its_back_is_told_until_it_is_confirmed(yard: Desk) -> None:
    watch(yard)
    kid = add_behind_its_back(yard)
    found = watch(yard, code=3)
    assert [one["flag"] for one in found["changes"]] == ["unconfirmed"]
    assert [(one["kid"], one["by"]) for one in found["unconfirmed"]] == [(kid, REGISTRAR)]
    # Having seen it is not having agreed to it.
    again = watch(yard, code=3)
    assert again["changes"] == []
    assert [one["kid"] for one in again["unconfirmed"]] == [kid]
    yard.ok("key", "confirm", kid[:16], "--yes", at="03-03T11:00")
    done = watch(yard)
    assert done["unconfirmed"] == []
    assert [one["kind"] for one in done["changes"]] == ["party.key-confirmed"]


def test_a_key_added_behind_its_back_is_told_until_it_is_revoked(yard: Desk) -> None:
    kid = add_behind_its_back(yard)
    assert watch(yard, code=3)["unconfirmed"]
    yard.ok("key", "revoke", kid[:16], "--reason", "compromised", "--yes", at="03-03T11:00")
    assert watch(yard)["unconfirmed"] == []


def test_a_recovery_key_of_the_registrars_lends_its_word_to_no_other(yard: Desk) -> None:
    """What a key signs that only the registrar vouches for is the registrar's word as well."""
    yard.ok("key", "add", MAKER, "--role", "recovery", "--as", REGISTRAR, "--yes")
    yard.ok("key", "add", MAKER, "--yes", at="03-03T11:00")
    found = watch(yard, code=3)
    assert {one["role"] for one in found["unconfirmed"]} <= {"recovery", "daily"}
    assert found["unconfirmed"]


def test_a_revocation_by_somebody_else_is_told_once(yard: Desk) -> None:
    watch(yard)
    keys = yard.ok("key", "show", MAKER, "--json").json["keys"]
    (label,) = (one["kid"] for one in keys if one["role"] == "label")
    yard.ok("key", "revoke", label[:16], "--reason", "lost", "--as", REGISTRAR, "--yes")
    found = watch(yard, code=3)
    assert [(one["kind"], one["flag"]) for one in found["changes"]] == [
        ("party.key-revoked", "by-others")
    ]
    assert watch(yard)["changes"] == []


def test_authorisations_are_shown_and_ask_for_no_word(yard: Desk) -> None:
    found = watch(yard, party=RECYCLER)
    kinds = [one["kind"] for one in found["changes"]]
    assert kinds.count("authorisation.granted") == 2
    assert all(one["flag"] is None for one in found["changes"])


def test_since_an_entry_shows_again_what_was_seen(yard: Desk) -> None:
    everything = watch(yard)["changes"]
    assert watch(yard)["changes"] == []
    assert watch(yard, "--since", "0")["changes"] == everything
    assert watch(yard, "--since", str(everything[0]["index"] + 1))["changes"] == []
    assert yard.run("watch", "sierra-alta", "--since", "9999").code == 2


def test_each_party_and_each_person_remembers_alone(yard: Desk, tmp_path: Path) -> None:
    watch(yard)
    assert watch(yard, party="taller-volta")["changes"]
    other = Desk(tmp_path / "other", at=yard.at, environ={"BATTERYPASS_LEDGER": str(yard.ledger)})
    other.folder.mkdir()
    assert watch(other)["changes"]


def test_it_works_on_a_replica_and_tells_in_words(yard: Desk, tmp_path: Path) -> None:
    kid = add_behind_its_back(yard)
    site = replica_of(yard, tmp_path / "site", MAKER)
    site.lang = "es"
    ran = site.run("watch", "sierra-alta")
    assert ran.code == 3
    assert f"batterypass key revoke {kid[:16]}" in ran.out
    assert "la parte no la ha confirmado" in ran.out
    # What the party signs at the site is seen there at once, and does not count as looked at.
    site.ok("key", "revoke", kid[:16], "--reason", "compromised", "--yes", at="03-03T11:00")
    pending = watch(site)
    assert [one["pending"] for one in pending["changes"]] == [True]
    assert watch(site)["changes"] == pending["changes"]
