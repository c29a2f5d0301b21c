"""One breach per rule of the directory: numbers that somebody copies wrongly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worlds import AUTHORITY, RECYCLER, REGISTRAR, Drafted, Story, grant, party_card, scope

NEWCOMER = "https://newcomer.example"


def registered(
    story: Story, *, nra: str | None = None, address: dict[str, str] | None = None, **card: Any
) -> Drafted:
    """Register a newcomer with a yard, in Nuevo León unless ``address`` says otherwise."""
    fields = party_card(NEWCOMER, ["recycler"], story.audience)
    fields["sites"][0]["address"].update(address or {})
    if nra is not None:
        fields["sites"][0]["nra"] = nra
    return story.draft("party.registered", REGISTRAR, card={**fields, **card})


def granted(story: Story, scheme: str, number: str, *operations: str, **changed: Any) -> Drafted:
    """Let the authority grant an authorisation under a number."""
    scopes = [scope(operation) for operation in operations]
    fields = grant(RECYCLER, scheme, *scopes, number=number)
    return story.draft("authorisation.granted", AUTHORITY, **{**fields, **changed})


DIRECTORY_CASES: dict[str, Callable[[Story], Drafted]] = {
    "the_number_has_the_shape_of_its_scheme": lambda story: granted(
        story, "MX-SEMARNAT", "19/039/PS/2026", "transport"
    ),
    "the_nra_is_of_the_state_of_its_site": lambda story: registered(story, nra="RNO1C0904833"),
    "the_number_can_exist": lambda story: registered(story, tax_id="RNO120231EE5"),
}
