"""Whose domain and whose GS1 prefix it is: who may make which ids, and no name has two owners."""

from __future__ import annotations

from typing import Any

import pytest

from worlds import MAKER, REGISTRAR, Story, pack_fields, party_card

OTHER = "https://other.example"
LINK = "/01/09521234560104/21/S-1"


def story() -> Story:
    """Two makers: one with prefix 9521234, the other with 4006381 and a domain below its own."""
    one = Story()
    one.register(MAKER, "manufacturer", gs1_prefixes=("9521234",))
    one.register(OTHER, "manufacturer", gs1_prefixes=("4006381",))
    return one


@pytest.mark.parametrize(
    ("item", "is_own"),
    [
        (f"https://maker.example{LINK}", True),
        (f"https://id.maker.example{LINK}", True),
        ("https://maker.example/p/1", True),
        # Another's domain, with one's own numbers or without any.
        (f"https://other.example{LINK}", False),
        ("https://other.example/p/1", False),
        # A domain below one's own, or above it, is another name.
        (f"https://x.id.maker.example{LINK}", False),
        ("https://sub.maker.example/p/1", False),
        ("https://example.org/p/1", False),
        ("https://maker.example.org/p/1", False),
        ("https://notmaker.example/p/1", False),
        # One's own domain with the numbers of another, or of nobody.
        ("https://maker.example/01/04006381333931/21/S-1", False),
        ("https://maker.example/01/09999999999994/21/S-1", False),
    ],
)
def test_who_may_make_which_ids(item: str, is_own: bool) -> None:
    one = story()
    found = one.codes(one.draft("pack.manufactured", MAKER, **pack_fields(item)))
    assert ("BP-P003" in found) is not is_own


def test_without_a_prefix_nobody_makes_numbers() -> None:
    one = Story()
    one.register(MAKER, "manufacturer")
    item = f"https://maker.example{LINK}"
    assert "BP-P003" in one.codes(one.draft("pack.manufactured", MAKER, **pack_fields(item)))


CLAIMS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing of anybody": ({"gs1_prefixes": ["7501234"]}, set()),
    "the same domain": ({"domains": ["maker.example"]}, {"maker.example"}),
    "a second domain of another": (
        {"domains": ["new.example", "id.other.example"]}, {"id.other.example"},
    ),
    "a domain below another's": ({"domains": ["sub.maker.example"]}, set()),
    "the same prefix": ({"gs1_prefixes": ["9521234"]}, {"9521234"}),
    "a prefix within another's": ({"gs1_prefixes": ["95212345"]}, {"95212345"}),
    "a prefix around another's": ({"gs1_prefixes": ["9521"]}, {"9521"}),
    "a prefix beside another's": ({"gs1_prefixes": ["9521235"]}, set()),
    "both, of two": (
        {"domains": ["other.example"], "gs1_prefixes": ["952123"]}, {"other.example", "952123"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_name_that_another_party_has_is_found(claim: str) -> None:
    changed, taken = CLAIMS[claim]
    one = story()
    card = {**party_card("https://third.example", ["manufacturer"], one.audience), **changed}
    drafted = one.draft("party.registered", REGISTRAR, card=card)
    found = [each for each in one.judge(drafted) if each.code == "BP-D005"]
    assert {each.values["name"] for each in found} == taken
    assert all(each.severity == "compliance" for each in found)


def test_an_amendment_is_held_to_the_same() -> None:
    one = story()

    def codes(**fields: Any) -> set[str]:
        return one.codes(one.draft("party.amended", REGISTRAR, party=OTHER, **fields))

    assert "BP-D005" in codes(domains=["maker.example"])
    assert "BP-D005" in codes(gs1_prefixes=["95212345"])
    # What it has already is no clash, nor what else changes about it.
    assert "BP-D005" not in codes(domains=["other.example"], gs1_prefixes=["4006381"])
    assert "BP-D005" not in codes(legal_name="Otra")


def test_a_name_that_was_given_up_is_free_again() -> None:
    one = story()
    one.tell("party.amended", REGISTRAR, party=MAKER, domains=["new.example"], gs1_prefixes=[])
    taken = one.draft(
        "party.amended", REGISTRAR, party=OTHER, domains=["maker.example"], gs1_prefixes=["9521"]
    )
    assert "BP-D005" not in one.codes(taken)
    kept = one.draft("party.amended", REGISTRAR, party=OTHER, domains=["new.example"])
    assert "BP-D005" in one.codes(kept)


def test_a_name_that_was_let_in_knowingly_has_both_owners() -> None:
    one = story()
    both: dict[str, Any] = {"domains": ["maker.example"]}
    one.tell("party.amended", REGISTRAR, party=OTHER, **both)
    card = {**party_card("https://third.example", ["carrier"], one.audience), **both}
    drafted = one.draft("party.registered", REGISTRAR, card=card)
    owners = {each.values["owner"] for each in one.judge(drafted) if each.code == "BP-D005"}
    assert owners == {MAKER, OTHER}
