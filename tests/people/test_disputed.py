"""A stolen key: what it signed since is disputed, never undone; a key that nobody asked for shows."""

from __future__ import annotations

from typing import Any

import pytest

from cli.desk import Desk, pack_words
from people.desks import MAKER, REGISTRAR

ITEM = pack_words(1)[0]


def read(desk: Desk, soh: int, at: str, *more: str) -> int:
    """Sign a reading as the maker; give its entry."""
    ran = desk.ok(
        "log", "item.assessed", ITEM, "condition=serviceable", "method=visual",
        f"soh_percent={soh}", "--as", "sierra-alta", "--yes", "--json", *more, at=at,
    )  # fmt: skip
    index: int = ran.json["events"][0]["index"]
    return index


def daily_of(desk: Desk, party: str) -> str:
    keys = desk.ok("key", "show", party, "--json").json["keys"]
    return str(next(one["kid"] for one in keys if one["role"] == "daily"))


def disputed(desk: Desk) -> set[int]:
    """Give the entries that are disputed, as verify and as history say."""
    verdict = desk.run("verify", "--first-use", "--json").json
    assert verdict["authentic"] is True
    found = {one["entry"] for one in verdict["findings"] if one["code"] == "BP-K102"}
    events: list[dict[str, Any]] = desk.ok("history", ITEM, "--json").json["events"]
    told = {one["index"] for one in events if one["disputed_by"] is not None}
    assert told <= found
    return told


@pytest.fixture
def stolen(yard: Desk) -> tuple[Desk, list[int]]:
    """Two readings by the maker before noon, one after, one after that claims to be from before."""
    entries = [read(yard, 97, "03-04T09:00"), read(yard, 96, "03-04T11:00")]
    entries.append(read(yard, 50, "03-04T14:00"))
    entries.append(read(yard, 51, "03-04T16:00", "event_time=2026-03-04T10:00:00-06:00"))
    return yard, entries


def test_what_was_signed_or_recorded_since_is_disputed_and_the_rest_is_not(
    stolen: tuple[Desk, list[int]],
) -> None:
    yard, entries = stolen
    since = "2026-03-04T12:00:00-06:00"
    yard.ok(
        "key", "revoke", daily_of(yard, MAKER)[:16], "--reason", "compromised", "--since", since,
        "--yes", at="03-04T18:00",
    )  # fmt: skip
    # The last one says ten o'clock, and came in at four: whoever stole the key wrote the hour.
    assert disputed(yard) == set(entries[2:])
    ran = yard.ok("show", str(entries[2]))
    assert "disputed" in ran.out
    assert "disputed" not in yard.ok("show", str(entries[1])).out
    assert yard.ok("history", ITEM).out.count("! disputed (entry ") == 2
    yard.lang = "es"
    assert yard.ok("history", ITEM).out.count("! en disputa (el asiento ") == 2


def test_a_dispute_changes_no_state(stolen: tuple[Desk, list[int]]) -> None:
    yard, _ = stolen
    before = yard.ok("pack", "show", ITEM, "--json").json
    yard.ok(
        "key", "revoke", daily_of(yard, MAKER)[:16], "--reason", "compromised", "--yes",
        at="03-04T18:00",
    )  # fmt: skip
    assert yard.ok("pack", "show", ITEM, "--json").json == before


def test_a_laptop_that_was_lost_turns_out_to_have_been_misused(
    stolen: tuple[Desk, list[int]],
) -> None:
    yard, entries = stolen
    kid = daily_of(yard, MAKER)[:16]
    yard.ok("key", "revoke", kid, "--reason", "lost", "--yes", at="03-04T18:00")
    assert disputed(yard) == set()
    since = "2026-03-04T12:00:00-06:00"
    yard.ok(
        "key", "revoke", kid, "--reason", "compromised", "--since", since, "--yes", at="03-05T09:00"
    )
    assert disputed(yard) == set(entries[2:])
    again = yard.run("key", "revoke", kid, "--reason", "compromised", "--yes", at="03-05T10:00")
    assert again.code in (0, 3)
    assert disputed(yard) == set(entries[2:])


def test_a_key_that_the_registrar_adds_is_told_until_the_party_confirms(yard: Desk) -> None:
    def codes() -> set[str]:
        return {one["code"] for one in yard.run("verify", "--first-use", "--json").json["findings"]}

    yard.ok("key", "add", MAKER, "--as", REGISTRAR, "--yes")
    shown = yard.ok("key", "show", MAKER, "--json").json["keys"]
    (kid,) = (one["kid"] for one in shown if one["vouched"] == "registrar")
    # Nothing was signed with it, and it is told all the same.
    assert "BP-K104" in codes()
    assert "only the registrar vouches" in yard.ok("party", "show", MAKER).out
    yard.ok("key", "confirm", kid[:16], "--yes", at="03-03T11:00")
    assert "BP-K104" not in codes()
    assert "only the registrar vouches" not in yard.ok("party", "show", MAKER).out


def test_a_key_of_the_registrars_that_the_party_revokes_is_told_no_more(yard: Desk) -> None:
    yard.ok("key", "add", MAKER, "--as", REGISTRAR, "--yes")
    shown = yard.ok("key", "show", MAKER, "--json").json["keys"]
    (kid,) = (one["kid"] for one in shown if one["vouched"] == "registrar")
    yard.ok("key", "revoke", kid[:16], "--reason", "compromised", "--yes", at="03-03T11:00")
    found = yard.run("verify", "--first-use", "--json").json["findings"]
    assert "BP-K104" not in {one["code"] for one in found}
