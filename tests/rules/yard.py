"""A yard with one item in each situation, built once; every test gets a copy of its own."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from worlds import (
    AUTHORITY,
    CARRIER,
    MAKER,
    RECYCLER,
    Drafted,
    Story,
    grant,
    offered_line,
    pack_fields,
    scope,
    transport,
    waste,
)

if TYPE_CHECKING:
    from batterypass.rules import Finding

WORKSHOP = "https://workshop.example"
REPURPOSER = "https://repurposer.example"
INTEGRATOR = "https://integrator.example"
DISPOSAL = "https://disposal.example"
STRANGER = "https://stranger.example"

SOUND = "https://maker.example/p/SOUND"
USED = "https://maker.example/p/USED"
WASTE = "https://maker.example/p/WASTE"
OFFERED = "https://maker.example/p/OFFERED"
MOVING = "https://maker.example/p/MOVING"
MOVING2 = "https://maker.example/p/MOVING2"
RELEASED = "https://maker.example/p/RELEASED"
ENDED = "https://maker.example/p/ENDED"
SECOND = "https://maker.example/p/SECOND"
AT_YARD = "https://maker.example/p/AT-YARD"
ALL = (SOUND, USED, WASTE, OFFERED, MOVING, MOVING2, RELEASED, ENDED, SECOND, AT_YARD)

OFFER = f"{MAKER}#consignment/OFFER"
MOVE = f"{MAKER}#consignment/MOVE"
PASSPORT = "https://maker.example/pass/SOUND"


def offer_of(consignment: str, *items: str, **changed: Any) -> dict[str, Any]:
    """Write the fields of an offer of sound packs to the recycler."""
    return {
        "consignment": consignment,
        "carrier": CARRIER,
        "consignee": RECYCLER,
        "consignee_site": "S1",
        "items": [offered_line(item) for item in items],
        "mass_basis": "weighed",
        "transport": transport(),
        **changed,
    }


def yard() -> Story:
    """Give the yard, to be changed at will."""
    return _built().copy()


@lru_cache(maxsize=1)
def _built() -> Story:
    story = Story()
    story.register(MAKER, "manufacturer", gs1_prefixes=("9521234",))
    story.register(CARRIER, "carrier")
    story.register(RECYCLER, "recycler", "dismantler", sites=("S1", "S2"))
    story.register(AUTHORITY, "authority")
    story.register(WORKSHOP, "workshop")
    story.register(REPURPOSER, "repurposer")
    story.register(INTEGRATOR, "integrator")
    story.register(DISPOSAL, "disposal_site")
    for holder, scheme, scopes in (
        (RECYCLER, "MX-STATE", (scope("manejo_especial", damaged_accepted=True),)),
        (RECYCLER, "MX-SEMARNAT", (scope("reciclaje", "hazardous", damaged_accepted=True),)),
        (CARRIER, "MX-STATE", (scope("transport", "special_handling"),)),
        (CARRIER, "MX-SEMARNAT", (scope("transport", "hazardous"),)),
        (CARRIER, "MX-SICT", (scope("transport"),)),
        (DISPOSAL, "MX-SEMARNAT", (scope("confinamiento", "any", damaged_accepted=True),)),
    ):
        story.tell("authorisation.granted", AUTHORITY, **grant(holder, scheme, *scopes))
    for item in ALL:
        story.tell("pack.manufactured", MAKER, **pack_fields(item))
    story.tell("passport.issued", MAKER, passport=PASSPORT, item=SOUND)
    pass_on(story, USED, INTEGRATOR)
    story.tell("pack.installed", INTEGRATOR, item=USED, host_kind="vehicle")
    pass_on(story, SECOND, REPURPOSER)
    assess(story, SECOND, REPURPOSER)
    declared = [WASTE, MOVING, MOVING2, AT_YARD]
    story.tell(
        "item.declared-waste", MAKER, items=declared, reason="end_of_life", stream="whole_battery"
    )
    pass_on(story, AT_YARD, RECYCLER)
    story.tell("consignment.offered", MAKER, **offer_of("OFFER", OFFERED))
    moving = offer_of("MOVE", MOVING, MOVING2, waste=waste(manifest_no="M-MOVE"))
    story.tell("consignment.offered", MAKER, **moving)
    story.tell("consignment.collected", CARRIER, consignment=MOVE, loaded=[MOVING, MOVING2])
    story.tell("custody.released", MAKER, items=[RELEASED], to=WORKSHOP)
    pass_on(story, ENDED, RECYCLER)
    story.tell("item.dismantled", RECYCLER, **dismantling(ENDED, "ENDED-M1"))
    return story


def pass_on(story: Story, item: str, to: str) -> None:
    """Hand an item over without a carrier."""
    custodian = story.item(item).custodian
    story.tell("custody.released", custodian, items=[item], to=to)
    story.tell("custody.accepted", to, items=[item], released_by=custodian)


def assess(story: Story, item: str, actor: str, condition: str = "serviceable") -> None:
    """Read an item."""
    story.tell("item.assessed", actor, item=item, condition=condition, method="capacity_test")


def dismantling(item: str, part: str, **changed: Any) -> dict[str, Any]:
    """Write the fields of a dismantling into one module and black mass of the same mass."""
    children = [
        {
            "item": f"https://recycler.example/i/{part}",
            "item_kind": "module",
            "material": "module",
            "mass_kg": "250",
        },
        {
            "item": f"https://recycler.example/i/{part}-B",
            "item_kind": "fraction",
            "material": "black_mass",
            "mass_kg": "149.5",
            "stream": "black_mass",
        },
    ]
    return {"item": item, "mass_kg": "400", "children": children, "site": "S1", **changed}


def received(*items: str, **changed: Any) -> dict[str, Any]:
    """Write the fields of a reception of the moving consignment."""
    return {
        "consignment": MOVE,
        "at_site": "S1",
        "lines": [{"item": item, "outcome": "received", "mass_kg": "400"} for item in items],
        "measured_mass_kg": str(400 * len(items)),
        **changed,
    }


def relinked(story: Story, drafted: Drafted, **changed: Any) -> Drafted:
    """Give a draft whose first link says something else."""
    links = [asdict(link) for link in drafted.event.subjects]
    links[0] = {**links[0], **changed}
    payload = {**drafted.event.model_dump(exclude_none=True), "subjects": links}
    return story.seal(type(drafted.event).model_validate(payload))


def only(found: list[Finding], code: str) -> Finding:
    """Give the one finding, which has this code."""
    assert [one.code for one in found] == [code]
    return found[0]
