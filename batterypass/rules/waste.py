"""BP-W: waste stays waste, travels declared, and is declared as the table says.

``design/events.md``, Rules and findings; ``reference/waste-and-manifests.md`` 2.2, 7 and 12.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass.domain.clock import day_of
from batterypass.domain.events.amendment import EntryAmended
from batterypass.domain.events.assembly import PackAssembled
from batterypass.domain.events.custody import ConsignmentOffered
from batterypass.domain.events.item import ItemDeclaredWaste
from batterypass.domain.events.pack import PackInstalled, PackPlacedOnMarket, PackRepurposed
from batterypass.domain.events.renewal import (
    PackPreparedForReuse,
    PackRemanufactured,
    PackRepaired,
)
from batterypass.regulations.accept import Acceptance, accepted_for, can_accept
from batterypass.regulations.accept import Act as Doing
from batterypass.regulations.classify import OPEN_CLASSES, STRICTNESS, Classification, classify
from batterypass.regulations.reasons import Reason
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.life import NEW_LIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from batterypass.domain.states import AuthorisationState, ItemState
    from batterypass.regulations.tables import Table
    from batterypass.rules.acts import JudgedAct

_OFFERED = frozenset({ConsignmentOffered.KIND.name})
_OFFERED_OR_AMENDED = _OFFERED | {EntryAmended.KIND.name}
_DECLARED = frozenset({ItemDeclaredWaste.KIND.name})
#: The ways out of waste (events.md, Compliance rules of the life).
REUSED = frozenset({PackPreparedForReuse.KIND.name, PackRepurposed.KIND.name})
#: What an authorisation must name for waste to be used again.
REUSE: tuple[Doing, str] = ("repurpose", "reutilizacion")
_INTO_USE = REUSED | {
    PackInstalled.KIND.name,
    PackPlacedOnMarket.KIND.name,
    PackRepaired.KIND.name,
    PackRemanufactured.KIND.name,
    PackAssembled.KIND.name,
}
_FURTHER = NEW_LIVES | {PackAssembled.KIND.name}
#: The class that a paper must cover at least, by the class found; the stricter one is enough.
_CLASSES: dict[str, tuple[str, ...]] = {
    "hazardous": ("hazardous",),
    "hazardous_unless_tested": ("hazardous", "special_handling"),
    "determine": ("hazardous", "special_handling"),
    "special_handling": ("special_handling", "hazardous"),
}


def class_of_item(act: JudgedAct, item: ItemState) -> Classification:
    """Classify a waste item as it is on the day of the act."""
    return classify(act.regulations, act.jurisdiction, act.day, item.stream, item.condition, False)


def may_treat(
    act: JudgedAct,
    item: ItemState,
    doing: Doing,
    operation: str,
    site: str | None = None,
    held: Sequence[AuthorisationState] | None = None,
) -> Acceptance:
    """Answer whether a site of the actor is authorised to do something with a waste item.

    Without ``site`` it is the site of the act; without ``held`` by all that the actor holds.
    """
    classes = _CLASSES.get(class_of_item(act, item).waste_class, ("any",))
    if held is None:
        held = act.authorisations(act.event.actor)
    place = act.site if site is None else site
    closed_on = act.actor.closed_on(place) if act.actor is not None else ""
    answers = [
        can_accept(
            held,
            place,
            item.stream,
            operation,
            waste_class,
            act.day,
            item.condition,
            chemistries=[item.chemistry] if item.chemistry else [],
            closed_on=closed_on,
            accepted=accepted_for(
                act.regulations, act.jurisdiction, act.day, doing, waste_class, operation
            ),
        )
        for waste_class in classes
    ]
    return next((answer for answer in answers if answer), answers[0])


def waste_stays_waste(act: JudgedAct) -> Findings:
    """Waste is not installed, mended or placed on a market; only who is authorised for re-use ends it."""
    found = []
    for name, item in act.items.items():
        if item.life != "waste":
            continue
        why = Reason("waste-stays")
        if act.event.kind in REUSED:
            answer = may_treat(act, item, *REUSE)
            if answer:
                continue
            why = answer.reasons[0]
        found.append(
            act.breach(
                "BP-W001",
                name,
                kind=act.event.kind,
                waste_on=item.waste_on or "-",
                site=act.site or "-",
                found=f"~{why.code}",
                **why.values,
            )
        )
    return found or NONE


@lru_cache(maxsize=32)
def final_operations(scopes: Table) -> tuple[str, ...]:
    """Give the operations after which nothing of a waste is left, by ``authorisation-scopes.csv``.

    A collection centre only keeps it (interim), and re-use is what a further life is.
    """
    rows = [row for row in scopes.rows if "(final)" in str(row["needed_for_role"])]
    return tuple(sorted({str(row["covers_activity"]) for row in rows}))


def what_was_treated_has_no_further_life(act: JudgedAct) -> Findings:
    """A pack of a manifest that was certified with a final operation has no second life.

    ``reference/manifest-workflow.json``, invariants.
    """
    operations = final_operations(act.regulations.table("authorisation-scopes"))
    found = [
        act.breach(
            "BP-W008",
            name,
            kind=act.event.kind,
            operation=f"~{operation}",
            consignment=consignment,
        )
        for name in act.items
        for operation in operations
        for consignment in act.world.pointed("certified", f"{operation} {name}")
    ]
    return found or NONE


def strictest_class(act: JudgedAct) -> Classification | None:
    """Give the class of an offered load: that of its strictest item.

    None without a declaration, and while parts are to come: all of them have one class together.
    """
    event = act.event
    if event.waste is None or event.part != event.parts:
        return None
    return act.once(_strictest_class)


def _strictest_class(act: JudgedAct) -> Classification | None:
    event = act.event
    waste = event.waste
    declared = waste.waste_class == "hazardous"
    kinds = set()
    for name, condition in _conditions(act):
        item = act.items.get(name) or act.world.item(name)
        kinds.add((item.stream if item is not None else "", condition))
    jurisdiction = act.jurisdiction
    found = [
        classify(
            act.regulations, jurisdiction, act.day, stream or waste.stream, condition, declared
        )
        for stream, condition in sorted(kinds)
    ]
    return max(found, key=lambda one: STRICTNESS[one.waste_class], default=None)


def _conditions(act: JudgedAct) -> Iterator[tuple[str, str]]:
    """Give the items of an offer, earlier parts included, with the condition of each."""
    event = act.event
    before = act.consignment(act.names[0]) if event.parts is not None else None
    if before is not None:
        yield from ((name, line["condition"]) for name, line in before.items.items())
    yield from ((line.item, line.condition) for line in event.items)


def waste_is_declared_as_the_table_says(act: JudgedAct) -> Findings:
    """Class, row and table are those of the shipment date, stream and condition of the items."""
    event = act.event
    waste = event.waste
    if waste is None:
        return NONE
    subject = event.subjects[0].subject
    found: list[Finding] = []

    def differs(field: str, expected: str, given: str) -> Finding:
        return act.breach(
            "BP-W002",
            subject,
            field=field,
            expected=expected,
            found=given,
            day=act.day,
            stream=f"~{waste.stream}",
        )

    table = strictest_class(act)
    if table is not None and table.regime:
        if waste.regime != table.regime:
            found.append(differs("regime", table.regime, waste.regime))
        if waste.table_sha256 != table.table_sha256:
            found.append(differs("table_sha256", table.table_sha256, waste.table_sha256))
        if not table.accepts(waste.waste_class):
            found.append(
                differs("waste_class", f"~class-{table.waste_class}", f"~{waste.waste_class}")
            )
    others = {item.stream for item in act.items.values() if item.stream} - {waste.stream}
    if others:
        found.append(
            differs("stream", ", ".join(f"~{one}" for one in sorted(others)), f"~{waste.stream}")
        )
    return found or NONE


def a_person_chose_the_class(act: JudgedAct) -> Findings:
    """Where the table leaves the class open and it is not declared hazardous, that is told."""
    event = act.event
    if event.waste is None or event.waste.waste_class == "hazardous":
        return NONE
    table = strictest_class(act)
    if table is None or table.waste_class not in OPEN_CLASSES:
        return NONE
    return [
        act.notice(
            "BP-W006",
            event.subjects[0].subject,
            found=f"~{event.waste.waste_class}",
            table=f"~class-{table.waste_class}",
            regime=table.regime or "-",
            confidence=f"~confidence-{table.confidence}",
            day=act.day,
            stream=f"~{event.waste.stream}",
        )
    ]


def waste_travels_declared(act: JudgedAct) -> Findings:
    """Items that are waste travel with a waste declaration, and nothing else does."""
    declared = act.event.waste is not None
    return [
        act.breach(
            "BP-W003",
            name,
            consignment=act.event.subjects[0].subject,
            expected="~declaration-none" if declared else "~declaration",
            found=f"~life-{item.life}",
        )
        for name, item in act.items.items()
        if (item.life == "waste") != declared
    ]


def a_manifest_number_is_used_once(act: JudgedAct) -> Findings:
    """A number belongs to its issuer: no other manifest of that issuer carries it."""
    waste = act.event.waste
    if waste is None:
        return NONE
    used = act.world.pointed("manifest", f"{waste.issuer} {waste.manifest_no}")
    if used and act.event.parts is not None:
        # A further part is the same consignment under the same number.
        used = [one for one in used if one != act.names[0]]
    if not used:
        return NONE
    return [
        act.breach(
            "BP-W004",
            act.event.subjects[0].subject,
            manifest=waste.manifest_no,
            issuer=waste.issuer,
            used=used[0],
        )
    ]


def a_hazardous_line_names_its_hazard(act: JudgedAct) -> Findings:
    """On the Mexican manifest a hazardous line has at least one CRETIB letter (box 5)."""
    if isinstance(act.event, EntryAmended):
        return _hazard_taken_away(act, act.event)
    waste = act.event.waste
    if waste is None or waste.waste_class != "hazardous" or waste.cretib:
        return NONE
    table = strictest_class(act)
    if table is None or table.document != "mx_semarnat":
        return NONE
    return [act.breach("BP-W005", act.event.subjects[0].subject, manifest=waste.manifest_no)]


def _hazard_taken_away(act: JudgedAct, event: EntryAmended) -> Findings:
    """A correction of an offer leaves its hazardous line a letter."""
    if not any(one.field == "waste.cretib" and one.new == "" for one in event.fields):
        return NONE
    state = act.consignment(event.amended_subject)
    if state is None or state.waste.get("waste_class") != "hazardous":
        return NONE
    day, stream = day_of(state.offered_at), state.waste["stream"]
    table = classify(act.regulations, act.jurisdiction, day, stream, "serviceable", True)
    if table.document != "mx_semarnat":
        return NONE
    return [act.breach("BP-W005", state.subject, manifest=state.waste["manifest_no"])]


def a_stream_is_declared_once(act: JudgedAct) -> Findings:
    """What waste it is was said when it became waste; saying it again changes nothing of that.

    Its stream decides class, permits and manifest. Another one comes with what is done to it: its
    parts have streams of their own (``item.dismantled``), and re-use ends it (``pack.repurposed`` and the like).
    """
    stream = act.event.stream
    found = [
        act.breach(
            "BP-W007",
            name,
            expected=f"~{item.stream}",
            found=f"~{stream}",
            waste_on=item.waste_on or "-",
        )
        for name, item in act.items.items()
        if item.life == "waste" and item.stream not in ("", stream)
    ]
    return found or NONE


RULES = (
    Rule("BP-W001", "compliance", "item", _INTO_USE, waste_stays_waste),
    Rule("BP-W002", "compliance", "consignment", _OFFERED, waste_is_declared_as_the_table_says),
    Rule("BP-W003", "compliance", "item", _OFFERED, waste_travels_declared),
    Rule("BP-W004", "compliance", "ledger", _OFFERED, a_manifest_number_is_used_once),
    Rule(
        "BP-W005",
        "compliance",
        "consignment",
        _OFFERED_OR_AMENDED,
        a_hazardous_line_names_its_hazard,
    ),
    Rule("BP-W006", "notice", "consignment", _OFFERED, a_person_chose_the_class),
    Rule("BP-W007", "compliance", "item", _DECLARED, a_stream_is_declared_once),
    Rule("BP-W008", "compliance", "item", _FURTHER, what_was_treated_has_no_further_life),
)
