"""A consignment as the rules of carriage see it: groups of batteries, each with its decision.

The answers come from the offer: what its lines and its signed decision say. What they do not say a
person answers (``given``); what nobody says is named as missing. Nothing is assumed, and no answer may
contradict what was signed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from batterypass.app.transport_offer import Battery, offer_answers, read_battery, said_in_offer
from batterypass.domain.base import decimal_of, number_text
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.evidence.refusal import refusal
from batterypass.regulations.transport.answers import ANSWER_NAMES
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.decide import decide
from batterypass.regulations.transport.loads import OF_THE_LOAD, VEHICLE
from batterypass.regulations.transport.marks import gaps_of
from batterypass.regulations.transport.reading import read_answers
from batterypass.regulations.transport.severity import strictest

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
#: Of these, what is of the whole load and never of one item: its day, and how it is packed.
OF_ALL: Final = OF_THE_LOAD | {"count", *OF_PAPERS}
_NOTHING: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Goods:
    """Batteries of a load that travel alike. ``line`` describes them as the documents of the mode do.

    ``packages`` is None where nobody has said; ``masses_kg`` are of each, ``net_kg`` and ``energy_wh``
    of all of them together, the latter empty where one is not known.
    """

    items: tuple[str, ...]
    condition: str
    is_waste: bool
    answers: Answers
    decision: Decision
    line: str
    packages: int | None
    masses_kg: tuple[str, ...]
    energy_wh: str

    @property
    def net_kg(self) -> str:
        """Add up the masses."""
        return number_text(sum(map(decimal_of, self.masses_kg), Decimal(0)))


@dataclass(frozen=True, slots=True)
class Load:
    """What travels: ``governing`` is the strictest of its decisions.

    ``others`` are items that are no batteries: nothing is decided of them here. ``given`` are the
    answers by hand that the papers rest on, ``each`` those about one item by its id, ``missing`` those
    that nobody gave. ``differs`` says
    where the decisions are not what was signed: name, signed, decided.
    """

    day: str
    goods: tuple[Goods, ...]
    governing: Decision
    others: tuple[str, ...]
    package_kind: str
    given: Mapping[str, str]
    missing: tuple[str, ...]
    each: Mapping[str, Mapping[str, str]]
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


def day_of_carriage(consignment: ConsignmentState, given: Mapping[str, str]) -> str:
    """Give the day by which the edition is chosen: as given, of the collection, or of the offer."""
    return given.get("date") or day_of(consignment.collected_at or consignment.offered_at)


def read_load(
    session: Session,
    consignment: ConsignmentState,
    tables: TransportTables,
    way: tuple[str, str],
    given: Mapping[str, str],
    each: Mapping[str, Mapping[str, str]] = _NOTHING,
) -> Load:
    """Decide how a consignment travels by ``way`` (regime, mode), from its offer and from ``given``.

    ``each`` are answers about one item, by its id. Raises InputError for an answer with a name that is
    none, or that contradicts the offer, and for a load without a battery.
    """
    for words in (given, *each.values()):
        _check_names(words)
    day = day_of_carriage(consignment, given)
    found = [
        read_battery(session, consignment, name, line)
        for name, line in consignment.items.items()
        if "condition" in line
    ]
    loaded = [one for one in found if one.line.get("outcome") != "not_loaded"]
    batteries = [one for one in loaded if one.kind in COVERED_BY]
    if not batteries:
        raise refusal(InputError, "roadpaper.no-battery", consignment=consignment.consignment)
    said = said_in_offer(consignment, tables)
    signed = {name: said.answers[name] for name in ("packages",) if name in said.answers}
    _no_contradiction(consignment, signed, given)
    packed = {**signed, **given}
    pieces = _pieces(consignment, found, loaded, batteries, packed)
    alike = len({one.line["mass_kg"] for one in batteries}) == 1
    for one in batteries:
        known = offer_answers(one, said, pieces, is_weight_known=alike or pieces == 1)
        if said.regime == way[0] and "edition" in said.answers:
            known["edition"] = said.answers["edition"]
        own = {**given, **each.get(one.item, {})}
        _no_contradiction(consignment, known, own)
        # A word by hand that agrees with the offer says more than the offer: "prototype", not "used".
        by_hand = {name: value for name, value in own.items() if name in ANSWER_NAMES}
        one.pairs = {**known, **by_hand, "regime": way[0], "mode": way[1], "date": day}
    whole = _number_of_packages(consignment, found, batteries, packed)
    goods = _decided(batteries, tables, whole)
    counted = [one.packages for one in goods if one.packages is not None]
    if whole is not None and len(counted) == len(goods) and sum(counted) != whole:
        raise refusal(
            InputError, "roadpaper.packages-differ", count=len(batteries), packages=sum(counted),
            said=whole, consignment=consignment.consignment,
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
        each={item: dict(sorted(own.items())) for item, own in sorted(each.items())},
        missing=tuple(dict.fromkeys([*missing, *asked])),
        differs=() if asked else tuple(_differences(consignment, governing, way[0])),
    )


def _missing(
    batteries: Sequence[Battery], goods: Sequence[Goods], kind: str, whole: int | None
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
    if one in ("used", "serviceable"):
        return other in ("new", "used", "prototype", "serviceable")
    if one == "waste":
        return other in ("waste_recycling", "waste_disposal")
    try:
        return decimal_of(one) == decimal_of(other)
    except (InputError, ArithmeticError):
        return False


def _pieces(
    consignment: ConsignmentState,
    found: Sequence[Battery],
    loaded: Sequence[Battery],
    batteries: Sequence[Battery],
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
    found: Sequence[Battery],
    batteries: Sequence[Battery],
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
    batteries: Iterable[Battery], tables: TransportTables, whole: int | None
) -> tuple[Goods, ...]:
    """Decide each battery, and put those together that travel alike."""
    decided: dict[tuple[tuple[str, str], ...], tuple[Answers, Decision]] = {}
    groups: dict[tuple[Decision, str, bool, int | None], list[tuple[Battery, Answers]]] = {}
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
    members: Sequence[tuple[Battery, Answers]],
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
        masses_kg=_masses_of(members, answers),
        energy_wh=_sum(energies) if all(energies) else "",
    )


def _masses_of(members: Sequence[tuple[Battery, Answers]], answers: Answers) -> tuple[str, ...]:
    """Give the masses of the lines; of vehicles, whose lines weigh their batteries, of the vehicles."""
    if answers.config == VEHICLE and answers.net_kg is not None:
        return (number_text(answers.net_kg),) * len(members)
    return tuple(one.line["mass_kg"] for one, _ in members)


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
