"""How the batteries of an offer travel: decided by the tables from what log and lines say.

A person answers what no event holds; nothing is assumed for him. What may not travel, or cannot be
decided, is shown with the old proposal of ``carriage`` where there is one, so that it can be recorded
knowingly; BP-T006 names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from batterypass.app.offers import propose_transport
from batterypass.app.un_answers import regime_for
from batterypass.regulations.transport.loads import (
    OF_THE_LOAD,
    VEHICLE,
    Said,
    answers_about,
    decide_load,
    held_for,
    tables_of,
)
from batterypass.regulations.transport.marks import end_of, words_to_print
from batterypass.regulations.transport.packings import is_packing
from batterypass.regulations.transport.reading import read_answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from batterypass.app.offers import Line
    from batterypass.app.session import Session
    from batterypass.regulations.transport.decision import Decision
    from batterypass.regulations.transport.loads import Load
    from batterypass.regulations.transport.tables import TransportTables

#: How goods travel, as far as nobody says otherwise: the offer of a truck.
ROAD: Final = "road"
#: What stands for the packing of goods for which the law has none.
NO_PACKING: Final = "none"
#: Reliefs from the UN 38.3 test (SP 310): whoever wants one claims it, nobody is asked for it.
_CLAIMS: Final = frozenset({"run", "purpose"})
_NOTHING: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType({})
#: The one mode of some regimes.
_MODES: Final = {"IMDG": "sea", "IATA": "air", "RID": "rail"}


@dataclass(frozen=True, slots=True)
class Carriage:
    """A decision to confirm, and what it is made of.

    ``form`` is the record of the event, None where nothing can be proposed. ``asks`` are the answers
    that a person has to give, ``packings`` those to choose from; ``source`` is where the route stands.
    """

    load: Load
    form: dict[str, Any] | None
    asks: tuple[str, ...]
    packings: tuple[str, ...]
    case: Literal["critical", "damaged", "waste", "sound"]
    source: str

    @property
    def packing_asks(self) -> str:
        """Name the answer on which the packing that was chosen still depends; empty for none."""
        chosen = str((self.form or {}).get("packing_instruction", ""))
        return next((one.asks for one in self.load.strictest.packings if one.code == chosen), "")

    @property
    def prohibited(self) -> tuple[tuple[str, Decision], ...]:
        """Give the batteries that may not travel like this, with why; alike ones once."""
        first: dict[Decision, str] = {}
        for name, one in self.load.decisions.items():
            if one.prohibited:
                first.setdefault(one, name)
        return tuple((name, one) for one, name in first.items())


def decide_transport(
    session: Session,
    lines: Sequence[Line],
    day: str,
    answers: Mapping[str, str],
    *,
    each: Mapping[str, Mapping[str, str]] = _NOTHING,
    operation: str = "",
    packing: str = "",
) -> Carriage | None:
    """Decide how the batteries among the items travel on a day, from ``answers`` by name.

    ``each`` are answers about one item, by its id. ``packing`` is what a person chose instead of the first one that fits. None for no batteries,
    where no regime is known, and where the tables are not here.
    """
    tables = tables_of(session.around.regulations)
    mode = answers.get("mode") or _MODES.get(answers.get("regime", ""), ROAD)
    regime = answers.get("regime") or regime_for(session, mode, day)
    if tables is None or not regime:
        return None
    signed = {**answers, "mode": mode}
    said = Said(regime, day, operation, signed, each)
    load = decide_load(((line.item, line.form()) for line in lines), said, tables)
    if load is None:
        return None
    whole = load.strictest
    missing = dict.fromkeys(name for one in load.decisions.values() for name in one.missing)
    is_waste = any(line.item.life == "waste" for line in lines if line.item.item in load.decisions)
    named = {
        "edition_id": whole.edition_id,
        "tables_sha256": tables.sha256,
        "answers": list(_signed(signed, each)),
    }
    form, packings = None, whole.packing_instructions
    if whole.prohibited:
        form, packings = _proposed(session, lines, day, answers, operation, regime)
    if form is None and whole.un:
        line = next(one for one in lines if one.item.item == load.item)
        packings = whole.packing_instructions or (NO_PACKING,)
        form = _form(load, answers_about(line.item, line.form(), said), tables)
    if form is not None:
        form = {**form, **{name: value for name, value in named.items() if value}}
        form["packing_instruction"] = packing or packings[0]
    return Carriage(
        load,
        form,
        tuple(name for name in missing if name not in held_for(VEHICLE) | _CLAIMS),
        packings,
        whole.level if whole.level in ("critical", "damaged") else "waste" if is_waste else "sound",
        f"{whole.route or '-'}: {whole.reasons[0].source}" if whole.reasons else whole.route,
    )


def _signed(
    answers: Mapping[str, str], each: Mapping[str, Mapping[str, str]]
) -> Iterator[dict[str, str]]:
    """Write the answers as the event has them, those about all items first."""
    config = answers.get("config", "")
    for name, text in sorted(answers.items()):
        if name not in {*held_for(config), "regime"}:
            yield {"name": name, "value": text}
    for item, own in sorted(each.items()):
        for name, text in sorted(own.items()):
            # What line or load say is not answered beside them; the rule would not look at it.
            if name in held_for(own.get("config", config)) | OF_THE_LOAD:
                continue
            yield {"name": name, "value": text, "item": item}


def pack_each(lines: Sequence[Line], carriage: Carriage) -> None:
    """Write into each line the packing that it needs where the load's is not one of its own."""
    form = carriage.form or {}
    for line in lines:
        decision = carriage.load.decisions.get(line.item.item)
        line.packing_instruction = ""
        if decision is None or decision.prohibited:
            continue
        if not is_packing(str(form.get("packing_instruction", "")), decision):
            line.packing_instruction = decision.packing_instructions[0]


def _form(load: Load, words: Mapping[str, str], tables: TransportTables) -> dict[str, Any]:
    """Write the decision of a load as the record of the event."""
    decision = load.strictest
    edition = tables.rules[decision.edition_id].edition
    marks = [_printed(mark, decision.un) for mark in load.all_of("marks") if mark != "PSN"]
    statements = [text for text in load.all_of("statements") if _is_statement(text, decision)]
    form = {
        "regime": decision.regime,
        "edition": decision.edition,
        "un_number": decision.un,
        "proper_shipping_name": _waste_word(words, edition.waste_word) + decision.psn,
        "transport_class": decision.transport_class,
        "special_provisions": list(load.all_of("special_provisions")),
        "marks": marks,
        "statements": statements,
        "determined_by": "person",
    }
    return {name: value for name, value in form.items() if value}


def _waste_word(words: Mapping[str, str], known: Mapping[str, str] | None) -> str:
    """Give the word for waste before the name, where the edition has one (ADR 5.4.1.1.3)."""
    end = end_of(read_answers(words))
    # Where nobody said which, both words are the same, or it was asked for.
    return (known or {}).get("disposal" if end == "unsaid" else end, "")


def _printed(mark: str, un: str) -> str:
    return un if mark == "UNNO" else words_to_print(mark) or mark


def _is_statement(text: str, decision: Decision) -> bool:
    """Tell words of their own from the description of the goods and from a field of the waybill.

    Those follow from number, name and class, and every paper writes them in its own form.
    """
    return "=" not in text and decision.un.removeprefix("UN") not in text


def _proposed(
    session: Session,
    lines: Sequence[Line],
    day: str,
    answers: Mapping[str, str],
    operation: str,
    regime: str,
) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    proposal = propose_transport(
        session, lines, day, configuration=answers.get("config", ""), operation=operation,
        regime=regime,
    )  # fmt: skip
    return (None, ()) if proposal is None else (dict(proposal.decision), proposal.packings)
