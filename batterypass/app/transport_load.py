"""A consignment as the rules of carriage see it: groups of batteries, each with its decision.

The answers come from the offer: what its lines and its signed decision say. What they do not say a
person answers (``given``); what nobody says is named as missing. Nothing is assumed, and no answer may
contradict what was signed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from batterypass.app.amending import corrections_about
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.ports import LANE_MAIN
from batterypass.regulations.transport.answers import ANSWER_NAMES
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.marks import gaps_of
from batterypass.regulations.transport.reading import read_answers
from batterypass.regulations.transport.severity import strictest
from batterypass.statements.cose import parse_statement
from batterypass.statements.payload import parse_payload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from batterypass.app.session import Session
    from batterypass.domain.states import ConsignmentState
    from batterypass.regulations.transport.answers import Answers
    from batterypass.regulations.transport.decision import Decision
    from batterypass.regulations.transport.tables import TransportTables

#: Answers that no engine needs and that papers print.
OF_PAPERS: Final = ("package_kind",)
#: Answers that the way of carriage says (``--for``), so that nobody gives them.
_OF_THE_WAY: Final = frozenset({"regime", "mode"})
#: Names that ``given`` may use.
SETTABLE: Final = tuple(sorted({*ANSWER_NAMES, *OF_PAPERS} - _OF_THE_WAY))
#: Operation at the consignee -> where waste goes (as in ``carriage.json``). Of the others nobody can
#: tell from the word alone.
_ENDS: Final = {
    "reciclaje": "recycling", "tratamiento": "disposal", "incineracion": "disposal",
    "confinamiento": "disposal",
}  # fmt: skip
#: After these an item is waste no longer.
_USED_AGAIN: Final = frozenset(
    {"pack.prepared-for-reuse", "pack.repurposed", "pack.remanufactured"}
)


@dataclass(frozen=True, slots=True)
class Goods:
    """Batteries of a load that travel alike. ``line`` describes them as the documents of the mode do.

    ``packages`` is None where nobody has said; ``net_kg`` and ``energy_wh`` are of all of them
    together, the latter empty where one is not known.
    """

    items: tuple[str, ...]
    condition: str
    is_waste: bool
    answers: Answers
    decision: Decision
    line: str
    packages: int | None
    net_kg: str
    energy_wh: str


@dataclass(frozen=True, slots=True)
class Load:
    """What travels: ``governing`` is the strictest of its decisions.

    ``others`` are items that are no batteries: nothing is decided of them here. ``given`` are the
    answers by hand that the papers rest on, ``missing`` those that nobody gave. ``differs`` says
    where the decisions are not what was signed: name, signed, decided.
    """

    day: str
    goods: tuple[Goods, ...]
    governing: Decision
    others: tuple[str, ...]
    package_kind: str
    given: Mapping[str, str]
    missing: tuple[str, ...]
    differs: tuple[tuple[str, str, str], ...]

    @property
    def packages(self) -> int | None:
        """Give the packages of the whole load, None where those of a group are not known."""
        counts = [one.packages for one in self.goods]
        return None if None in counts else sum(one for one in counts if one is not None)

    @property
    def net_kg(self) -> str:
        """Add up the masses of the batteries, exactly."""
        return number_text(sum((decimal_of(one.net_kg) for one in self.goods), Decimal(0)))


@dataclass(slots=True)
class _Battery:
    """One line of the offer, with what the log below the offer says of the item."""

    item: str
    kind: str
    chemistry: str
    is_waste: bool
    line: Mapping[str, str]
    pairs: dict[str, str] = field(default_factory=dict)


def day_of_carriage(consignment: ConsignmentState, given: Mapping[str, str]) -> str:
    """Give the day by which the edition is chosen: as given, of the collection, or of the offer."""
    return given.get("date") or day_of(consignment.collected_at or consignment.offered_at)


def read_load(
    session: Session,
    consignment: ConsignmentState,
    tables: TransportTables,
    way: tuple[str, str],
    given: Mapping[str, str],
) -> Load:
    """Decide how a consignment travels by ``way`` (regime, mode), from its offer and from ``given``.

    Raises InputError for an answer with a name that is none, or that contradicts the offer, and for
    a load without a battery.
    """
    _check_names(given)
    day = day_of_carriage(consignment, given)
    found = [
        _read(session, consignment, name, line)
        for name, line in consignment.items.items()
        if "condition" in line
    ]
    loaded = [one for one in found if one.line.get("outcome") != "not_loaded"]
    batteries = [one for one in loaded if one.kind in COVERED_BY]
    if not batteries:
        raise refusal(InputError, "roadpaper.no-battery", consignment=consignment.consignment)
    said = _said(consignment, tables, way[0], day)
    each = _pieces(consignment, found, loaded, batteries, given)
    alike = len({one.line["mass_kg"] for one in batteries}) == 1
    for one in batteries:
        known = {**said, **_of_line(one, each, is_weight_known=alike or each == 1)}
        _no_contradiction(consignment, known, given)
        # A word by hand that agrees with the offer says more than the offer: "prototype", not "used".
        by_hand = {name: value for name, value in given.items() if name in ANSWER_NAMES}
        one.pairs = {**known, **by_hand, "regime": way[0], "mode": way[1], "date": day}
    whole = _number_of_packages(consignment, found, batteries, each, given)
    goods = _decided(batteries, tables, whole)
    counted = [one.packages for one in goods if one.packages is not None]
    if whole is not None and len(counted) == len(goods) and sum(counted) != whole:
        raise refusal(
            InputError, "roadpaper.contradiction", name="packages", found=str(sum(counted)),
            signed=str(whole), consignment=consignment.consignment,
        )  # fmt: skip
    governing = strictest(one.decision for one in goods)
    kind = str(consignment.waste.get("container_type", "") or given.get("package_kind", ""))
    missing = _missing(batteries, goods, kind, whole)
    asked = _asked_by_packing(consignment, goods, governing, way[0], tables)
    return Load(
        day=day,
        goods=goods,
        governing=governing,
        others=tuple(one.item for one in loaded if one.kind not in COVERED_BY),
        package_kind=kind,
        given=dict(sorted(given.items())),
        missing=tuple(dict.fromkeys([*missing, *asked])),
        differs=() if asked else tuple(_differences(consignment, governing, way[0])),
    )


def _missing(
    batteries: Sequence[_Battery], goods: Sequence[Goods], kind: str, whole: int | None
) -> tuple[str, ...]:
    """List what nobody has said, each once.

    What a package weighs follows from how many batteries are in it, or from how many packages there
    are: so that is asked for.
    """
    found = dict.fromkeys(name for one in goods for name in one.decision.missing)
    unpacked = not any("count" in one.pairs for one in batteries)
    if unpacked and found.keys() & {"net_kg", "count"}:
        found.pop("net_kg", None)
        found.pop("count", None)
        found["packages" if whole is None else "count"] = None
    if any(one.packages is None for one in goods):
        found["packages" if whole is None else "count"] = None
    if not kind:
        found["package_kind"] = None
    return tuple(found)


def _check_names(given: Mapping[str, str]) -> None:
    for name in given:
        if name not in SETTABLE:
            raise refusal(
                InputError, "roadpaper.no-answer", name=name, known=", ".join(SETTABLE)
            )  # fmt: skip


def _read(
    session: Session, consignment: ConsignmentState, name: str, line: Mapping[str, str]
) -> _Battery:
    """Read an item as the log below the offer knows it: a later entry changes no paper."""
    offered = consignment.entries["offered"]
    item = session.world.item(name)
    kind = item.item_kind if item is not None else ""
    chemistry = ""
    if item is not None:
        # A part of something dismantled takes its chemistry from the whole: only the state has it.
        made = _payload(session, item.created_index)
        chemistry = str(made.get("chemistry") or item.chemistry)
        for one in corrections_about(session, name):
            if one.holds is not None and one.holds < offered:
                for change in one.fields:
                    if change["field"] == "chemistry" and one.entry > item.created_index:
                        chemistry = str(change["new"])
    waste = bool(consignment.waste) and _was_waste(session, name, offered)
    return _Battery(name, kind, chemistry, waste, line)


def _payload(session: Session, entry: int) -> dict[str, object]:
    return parse_payload(parse_statement(session.store.statement(entry)).payload)


def _was_waste(session: Session, item: str, below: int) -> bool:
    """Tell whether an item was waste when it was offered."""
    for entry in reversed(session.store.entries_of(item, lanes=(LANE_MAIN,))):
        if entry >= below:
            continue
        kind = _payload(session, entry)["kind"]
        if kind == "item.declared-waste":
            return True
        if kind in _USED_AGAIN:
            return False
    return _came_out_of_waste(session, item)


def _came_out_of_waste(session: Session, item: str) -> bool:
    """Tell whether an item is waste from its first entry on: a part, taken from waste or as waste."""
    state = session.world.item(item)
    made = _payload(session, state.created_index) if state is not None else {}
    if state is None or made.get("kind") != "item.dismantled":
        return False
    parts: Any = made["children"]
    if any(part["item"] == item and part.get("stream") for part in parts):
        return True
    return _was_waste(session, str(made["item"]), state.created_index)


def _said(
    consignment: ConsignmentState, tables: TransportTables, regime: str, day: str
) -> dict[str, str]:
    """Give what the signed decision of the offer answers: how the batteries travel."""
    signed = consignment.transport
    if not signed:
        return {}
    name = " ".join(str(signed["proper_shipping_name"]).upper().split())
    configs = {
        config
        for edition in tables.rules.values()
        for (_, config), entry in edition.entries.items()
        if entry.un == signed["un_number"]
        and (name.endswith((entry.name.en.upper(), entry.name.es.upper())))
    }
    said = {"config": configs.pop()} if len(configs) == 1 else {}
    end = _ENDS.get(str(consignment.waste.get("operation", "")))
    return {**said, "disposition": end} if end else said


def _of_line(one: _Battery, each: int | None, *, is_weight_known: bool) -> dict[str, str]:
    """Give what a line answers. ``each`` batteries are in a package, whose mass follows or does not."""
    line, pairs = one.line, {}
    if one.chemistry and one.chemistry != "other":
        pairs["chem"] = "na_ion" if one.chemistry == "sodium-ion" else "li_ion"
    is_lot = one.kind == "cell_lot"
    pairs["form"] = "cell" if is_lot else "battery"
    if not is_lot:
        if line.get("energy_wh"):
            pairs["wh"] = line["energy_wh"]
        if each is not None:
            pairs["count"] = str(each)
        if each is not None and is_weight_known:
            pairs["net_kg"] = number_text(decimal_of(line["mass_kg"]) * each)
    condition = line["condition"]
    if condition == "serviceable":
        condition = "waste" if one.is_waste else "used"
    pairs["condition"] = condition
    if line.get("soc_percent"):
        pairs["soc_percent"] = line["soc_percent"]
        if line.get("soc_basis") in ("measured", "bms_reading"):
            pairs["soc_basis"] = line["soc_basis"]
    tested = line.get("un38_3", "")
    if tested == "none":
        pairs["un38_3"] = "no"
    elif tested:
        pairs["un38_3"] = "yes"
        pairs["article"] = "this" if tested in COVERED_BY[one.kind] else "other"
    return pairs


def _no_contradiction(
    consignment: ConsignmentState, known: Mapping[str, str], given: Mapping[str, str]
) -> None:
    for name, value in given.items():
        if name in known and not _same(known[name], value):
            raise refusal(
                InputError, "roadpaper.contradiction", name=name, found=value, signed=known[name],
                consignment=consignment.consignment,
            )  # fmt: skip


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    # "used" says no more than "new", or a prototype, of a pack that nobody calls damaged.
    if one == "used":
        return other in ("new", "prototype", "serviceable")
    if one == "waste":
        return other in ("waste_recycling", "waste_disposal")
    try:
        return decimal_of(one) == decimal_of(other)
    except (InputError, ArithmeticError):
        return False


def _pieces(
    consignment: ConsignmentState,
    found: Sequence[_Battery],
    loaded: Sequence[_Battery],
    batteries: Sequence[_Battery],
    given: Mapping[str, str],
) -> int | None:
    """Give the batteries in each package, where somebody said or where the numbers leave one answer.

    As many packages as items are one in each: no package is empty.
    """
    if given.get("count"):
        return _whole_number("count", given["count"])
    if any(one.kind == "cell_lot" for one in batteries):
        return None
    if len(found) == consignment.waste.get("container_count", 0):
        return 1
    packages = given.get("packages")
    return 1 if packages and _whole_number("packages", packages) == len(loaded) else None


def _whole_number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000):
        raise refusal(InputError, "roadpaper.not-a-count", name=name, found=text)
    return int(text)


def _number_of_packages(
    consignment: ConsignmentState,
    found: Sequence[_Battery],
    batteries: Sequence[_Battery],
    each: int | None,
    given: Mapping[str, str],
) -> int | None:
    """Give the packages of the load, by hand or by the containers of the waste; None: not known."""
    containers = int(consignment.waste.get("container_count", 0))
    if containers and len(batteries) == len(found):
        said = given.get("packages")
        if said and _whole_number("packages", said) != containers:
            raise refusal(
                InputError, "roadpaper.contradiction", name="packages", found=said,
                signed=str(containers), consignment=consignment.consignment,
            )  # fmt: skip
        return containers
    if given.get("packages"):
        return _whole_number("packages", given["packages"])
    return None


def _decided(
    batteries: Iterable[_Battery], tables: TransportTables, whole: int | None
) -> tuple[Goods, ...]:
    """Decide each battery, and put those together that travel alike."""
    decided: dict[tuple[tuple[str, str], ...], tuple[Answers, Decision]] = {}
    groups: dict[tuple[Decision, str, bool, int | None], list[tuple[_Battery, Answers]]] = {}
    for one in batteries:
        if whole is not None:
            one.pairs["packages"] = str(whole)
        key = tuple(sorted(one.pairs.items()))
        if key not in decided:
            answers = read_answers(one.pairs)
            decided[key] = (answers, decide(answers, tables))
        answers, decision = decided[key]
        group = (decision, one.line["condition"], one.is_waste, answers.count)
        groups.setdefault(group, []).append((one, answers))
    return tuple(
        _goods(decision, members, tables, whole if len(groups) == 1 else None)
        for (decision, *_), members in groups.items()
    )


def _goods(
    decision: Decision,
    members: Sequence[tuple[_Battery, Answers]],
    tables: TransportTables,
    whole: int | None,
) -> Goods:
    first, answers = members[0]
    energies = [one.line.get("energy_wh", "") for one, _ in members]
    packages = whole
    if first.kind != "cell_lot" and answers.count:
        # The last package may hold fewer.
        packages = -(-len(members) // answers.count)
    return Goods(
        items=tuple(one.item for one, _ in members),
        condition=first.line["condition"],
        is_waste=first.is_waste,
        answers=answers,
        decision=decision,
        line=_described(decision, answers, tables),
        packages=packages,
        net_kg=_sum(one.line["mass_kg"] for one, _ in members),
        energy_wh=_sum(energies) if all(energies) else "",
    )


def _sum(numbers: Iterable[str]) -> str:
    return number_text(sum(map(decimal_of, numbers), Decimal(0)))


def _described(decision: Decision, answers: Answers, tables: TransportTables) -> str:
    """Give the description of the goods as the edition writes it; empty where there is no entry."""
    rules = tables.rules.get(decision.edition_id)
    entry = rules and rules.entries.get((str(answers.chem), str(answers.config)))
    return gaps_of(entry, rules.edition, answers)["line"] if rules and entry else ""


def _differences(
    consignment: ConsignmentState, governing: Decision, regime: str
) -> Iterable[tuple[str, str, str]]:
    """Yield where the decision is not what the consignor signed for the same set of rules."""
    signed = consignment.transport
    if not signed or governing.outcome != "allowed" or signed["regime"] != regime:
        return
    if signed["un_number"] != governing.un:
        yield "un_number", str(signed["un_number"]), governing.un
    packing = str(signed["packing_instruction"])
    allowed = [base_of(code) for code in governing.packing_instructions]
    if not {base_of(part) for part in packing.replace("/", " ").split()} & set(allowed):
        yield "packing_instruction", packing, " / ".join(governing.packing_instructions)


def _asked_by_packing(
    consignment: ConsignmentState,
    goods: Sequence[Goods],
    governing: Decision,
    regime: str,
    tables: TransportTables,
) -> tuple[str, ...]:
    """Ask for the casing where the packing that was signed holds for a strong one, and nobody said."""
    differs = [one[0] for one in _differences(consignment, governing, regime)]
    if differs != ["packing_instruction"]:
        return ()
    answers = next(one.answers for one in goods if one.decision is governing)
    if answers.casing is not None:
        return ()
    strong = decide(replace(answers, casing="strong"), tables)
    return () if list(_differences(consignment, strong, regime)) else ("casing",)


def base_of(code: str) -> str:
    """Give a packing instruction without its paragraph: ``P903`` of ``P903(2)``."""
    return code.upper().partition("(")[0]
