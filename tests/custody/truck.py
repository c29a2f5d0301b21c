"""A yard with trucks: consignments played step by step on a ledger file, with dates."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import yard as yards
from batterypass.app import offers
from batterypass.domain.events.enrolment import DETAILS
from batterypass.domain.states import ConsignmentState
from batterypass.errors import RefusedError

MAKER, CARRIER, RECYCLER = yards.MAKER, yards.CARRIER, yards.RECYCLER
SECOND = "https://ruta-dos.example"
OTHER = "https://planta-saltillo.example"
STRANGER, SITE = yards.STRANGER, "patio-1"
#: Packs 1 to 6 are waste of the maker, 7 and 8 are sound, 9 and 10 are waste of the other plant.
PACKS = {number: yards.PACKS[number - 1] for number in range(1, 9)} | {
    number: f"https://id.planta-saltillo.example/01/09529999560100/21/MX7K-{number:06d}"
    for number in (9, 10)
}
NUMBER_OF = {item: number for number, item in PACKS.items()}
KG = "412.5"
SCAN = {"digest": "7" * 64, "media_type": "application/pdf", "bytes": 1000}
NAMES = {
    MAKER: "maker", CARRIER: "carrier", RECYCLER: "recycler", SECOND: "second", OTHER: "other",
    STRANGER: "stranger",
}  # fmt: skip

#: ``MM-DDTHH:MM`` of 2026, the word for what is done, and its fields.
Step = tuple[str, str, Mapping[str, Any]]


def at(moment: str, word: str, **fields: Any) -> Step:
    """Write a step."""
    return moment, word, fields


@dataclass(frozen=True, slots=True)
class Case:
    """Steps, what the last one finds, and what the log says afterwards.

    ``refused`` are the codes for which the last step is not recorded, ``told`` those that only
    tell. ``held`` says of packs who has them, with ``?`` for unconfirmed, ``!`` for contested and
    ``-`` for missing. ``knowingly`` records the refused step with a reason all the same.
    """

    name: str
    steps: tuple[Step, ...]
    state: str = ""
    refused: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    held: Mapping[int, str] = field(default_factory=dict)
    knowingly: bool = False
    of: str = "M-1"


def template(folder: Path) -> yards.Yard:
    """Make the ledger that every case begins with; it is closed."""
    yard = yards.make_yard(folder, packs=8)
    yards.register(yard, SECOND, "Ruta Dos", ["carrier"], "base-2")
    yards.register(yard, OTHER, "Planta Saltillo", ["manufacturer"], "planta-2", gs1="9529999")
    for scheme, permit, waste_class in (
        ("MX-STATE", "PS/RME-208/26", "special_handling"),
        ("MX-SEMARNAT", "19-I-08-26", "hazardous"),
        ("MX-SICT", "0202AALJ01012026230301001", "hazardous"),
    ):
        yards.grant(yard, scheme, permit, SECOND, "base-2", "transport", waste_class)
    for number in (9, 10):
        yard.log("pack.manufactured", OTHER, **yards.pack(PACKS[number]))
    for party, numbers in ((MAKER, range(1, 7)), (OTHER, (9, 10))):
        yard.log(
            "item.declared-waste", party, items=[PACKS[number] for number in numbers],
            reason="end_of_life", stream="whole_battery",
        )  # fmt: skip
    yard.ledger.close()
    return yard


class Truck:
    """One case being played on a copy of the template."""

    def __init__(self, made: yards.Yard, source: Path, folder: Path) -> None:
        shutil.copytree(source, folder)
        self.yard = yards.reopen(made, folder)

    def consignment(self, of: str = "M-1") -> ConsignmentState:
        owner = OTHER if of.startswith("S") else MAKER
        state: ConsignmentState | None
        state = self.yard.session.world.consignment(f"{owner}#consignment/{of}")
        assert state is not None, f"no consignment {of}"
        return state

    def do(self, step: Step) -> set[str]:
        """Sign and record a step; give what it was told. Raises RefusedError."""
        moment, word, fields = step
        self.yard.at(moment)
        kind, actor, form = self.form(word, dict(fields))
        return {finding.code for finding in self.yard.log(kind, actor, **form).findings}

    def refusals(self, step: Step) -> set[str]:
        """Try a step; give the codes for which it is not recorded."""
        try:
            self.do(step)
        except RefusedError as error:
            return {finding.code for finding in error.findings}  # type: ignore[attr-defined]
        return set()

    def would_refuse(self, word: str, **fields: Any) -> set[str]:
        """Ask the rules about a step without recording it, as if it were news."""
        kind, actor, form = self.form(word, fields)
        form["event_id"] = "00000000-0000-8000-8000-00000000beef"
        ready = self.yard.ledger.plan([(kind, form)], actor=actor, again=True)
        return {finding.code for _, finding in ready.refusals()}

    def holder(self, number: int) -> str:
        """Say who has a pack, with the marks of :class:`Case`."""
        item = self.yard.session.world.item(PACKS[number])
        marks = "?" * item.unconfirmed + "!" * item.contested + "-" * item.missing
        return f"{NAMES[item.custodian]}{marks}"

    # Words.

    def form(self, word: str, fields: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        """Give kind, actor and form of a step."""
        of = fields.pop("of", "M-1")
        if word == "log":
            return fields.pop("kind"), fields.pop("by"), fields
        if word == "offer":
            return self._offer(of, fields)
        if word in ("claim", "contest", "release", "accept", "enrol"):
            return self._hand(word, fields)
        state = self.consignment(of)
        made: tuple[str, str, dict[str, Any]] = getattr(self, f"_{word}")(state, fields)
        kind, actor, form = made
        return kind, fields.pop("by", actor), {"consignment": state.subject, **form, **fields}

    def _offer(self, of: str, fields: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        numbers = fields.pop("packs", (1, 2))
        actor = fields.pop("by", OTHER if of.startswith("S") else MAKER)
        session = self.yard.session
        on = session.around.clock().date().isoformat()
        lines = offers.lines_of(session, [session.world.item(PACKS[number]) for number in numbers])
        waste = None
        if offers.is_waste(lines):
            found = offers.classes_to_choose(offers.classify_lines(session, lines, on))[0]
            waste = offers.Waste(
                fields.pop("manifest", of), actor, "reciclaje", found, "Tarima", 1,
                offers.name_of_waste(session, lines),
                cretib="RTI" if found == "hazardous" else "",
            )  # fmt: skip
        proposal = offers.propose_transport(session, lines, on, operation="reciclaje")
        assert proposal is not None
        whole = offers.Offer(
            of, fields.pop("carrier", CARRIER), fields.pop("consignee", RECYCLER),
            fields.pop("site", SITE), lines, waste=waste, transport=proposal.decision,
        )  # fmt: skip
        return "consignment.offered", actor, {**offers.offer_form(session, whole, on), **fields}

    @staticmethod
    def _out(state: ConsignmentState) -> list[str]:
        return [name for name, line in state.items.items() if not line.get("outcome")]

    def _lines(self, state: ConsignmentState, fields: dict[str, Any]) -> list[dict[str, str]]:
        if "lines_of" in fields:
            given_lines: list[dict[str, str]] = fields.pop("lines_of")
            return given_lines
        said: dict[int, str] = dict(fields.pop("lines", {}))
        names = self._out(state) or list(state.items)
        given = {PACKS[number]: outcome for number, outcome in said.items()}
        order = [*names, *(name for name in given if name not in names)]
        return [{"item": name, "outcome": given.get(name, "received")} for name in order]

    def _arrival(self, state: ConsignmentState, fields: dict[str, Any]) -> dict[str, Any]:
        lines = self._lines(state, fields)
        taken = sum(line["outcome"] not in ("missing", "rejected") for line in lines)
        mass = fields.pop("mass", f"{taken * 412.5:g}")
        return {"at_site": SITE, "lines": lines, "measured_mass_kg": mass}

    def _collect(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        left = [PACKS[number] for number in fields.pop("left", ())]
        names = self._out(state) or list(state.items)
        loaded = [name for name in names if name not in left]
        return "consignment.collected", CARRIER, {"loaded": loaded, "not_loaded": left}

    def _deliver(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        return "consignment.delivered", CARRIER, {"at_site": SITE}

    def _transfer(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        return "consignment.transferred", CARRIER, {"to": SECOND}

    def _receive(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        return "consignment.received", RECYCLER, self._arrival(state, fields)

    def _part(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        if "lines_of" not in fields:
            fields.setdefault("lines", {2: "rejected"})
        why = {"reason": "damaged", "next_step": "return"}
        return "consignment.partially-received", RECYCLER, {**self._arrival(state, fields), **why}

    def _reject(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        items = self._out(state) or list(state.items)
        why = {"at_site": SITE, "items": items, "reason": "no_capacity", "next_step": "return"}
        return "consignment.rejected", RECYCLER, why

    def _return(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        numbers = fields.pop("packs", None)
        away = [name for name, line in state.items.items() if line.get("outcome") == "rejected"]
        items = [PACKS[number] for number in numbers] if numbers else away or list(state.items)
        return "consignment.returned", MAKER, {"items": items}

    def _void(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        return "consignment.voided", MAKER, {"items": list(state.items), "reason": "not_needed"}

    def _paper(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        step = fields["step"]
        form: dict[str, Any] = {"side": {"name": "En Papel, S.A."}}
        if fields.pop("scan", True):
            form["documents"] = [SCAN]
        if step == "received":
            form |= self._arrival(state, fields)
        elif step == "delivered":
            form["at_site"] = SITE
        else:
            form["lines"] = self._lines(state, fields)
        return "consignment.recorded-on-paper", MAKER, form

    def _countersign(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        numbers = fields.pop("packs", None)
        items = [PACKS[number] for number in numbers] if numbers else list(state.items)
        steps = [step["entry"] for step in state.on_paper.values()] or [state.entries["received"]]
        target = self.yard.session.digest_of(max(steps)).hex()
        return "consignment.countersigned", CARRIER, {"items": items, "target": target}

    def _original(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        on = self.yard.time["now"].date().isoformat()
        return "manifest.original-returned", MAKER, {"returned_on": on}

    def _exception(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        on = self.yard.time["now"].date().isoformat()
        return "manifest.exception-reported", MAKER, {"authority": "SEMARNAT", "reported_on": on}

    def _certify(self, state: ConsignmentState, fields: dict[str, Any]) -> Any:
        on = self.yard.time["now"].date().isoformat()
        form = {"operation": "reciclaje", "treated_on": on, "mass_kg": "412.5"}
        return "treatment.certified", RECYCLER, form

    def _hand(self, word: str, fields: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        actor = fields.pop("by")
        items = [PACKS[number] for number in fields.pop("packs", ())]
        if word == "enrol":
            return "pack.enrolled", actor, {
                "reason": "surplus", "condition": "cannot_be_diagnosed", "evidence": ["visual"],
                "unknown": [name for name in DETAILS if name not in fields], **fields,
            }  # fmt: skip
        kind = {
            "claim": "custody.claimed", "contest": "custody.contested",
            "release": "custody.released", "accept": "custody.accepted",
        }[word]  # fmt: skip
        extra: dict[str, Any] = {}
        if word == "claim":
            extra["reason"] = "no_consignment"
        elif word == "contest":
            extra["agrees"] = True
        return kind, actor, {"items": items, **extra, **fields}
