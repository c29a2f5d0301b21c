"""BP-T006: what was decided about a carriage is what the tables say, decided again from the offer.

Only where the offer names the transport tables that the rulebook in force has: a decision without
them is a person's alone, and the other rules of transport judge it.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from batterypass.regulations.transport.packings import is_packing
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.offers import DECIDING, judged
from batterypass.rules.transport import tables_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from batterypass.domain.events.custody import TransportDecision
    from batterypass.domain.states import ItemState
    from batterypass.regulations.transport.decision import Decision
    from batterypass.regulations.transport.loads import Load
    from batterypass.rules.acts import JudgedAct
    from batterypass.rules.offers import Offer


#: Answers that ``un check`` takes by an option of its own, or reads from the item.
_OPTIONS: Final = frozenset(
    {"mode", "regime", "date", "config", "form", "chem", "count", "un38_3", "article"}
)


def the_tables_say_the_same(act: JudgedAct) -> Findings:
    """Each battery may travel as it was decided, and the load as the strictest of them.

    All parts of an offer travel under one decision, which is judged at the last; and again where
    somebody corrects the decision, or what it rests on.
    """
    return judged(act, _decided_otherwise)


def _decided_otherwise(act: JudgedAct, offer: Offer) -> Findings:
    transport = offer.transport
    tables = tables_named(transport, act.regulations)
    if transport is None or tables is None or not offer.is_whole:
        return NONE
    # Every command loads the rules, and few of them meet an offer.
    from batterypass.regulations.transport.loads import (
        Said,
        answers_about,
        decide_load,
        signed_answers,
    )

    answers = ((one.item or "", one.name, one.value) for one in transport.answers or ())
    said = Said(transport.regime, offer.day, offer.operation, *signed_answers(answers))
    lines = list(_lines(offer))
    load = decide_load(lines, said, tables)
    if load is None:
        return NONE
    packings = {item.item: line.get("packing_instruction") for item, line in lines}
    found = [*_of_the_load(act, transport, load), *_of_each(act, transport, load, packings)]
    known = {item.item: (item, answers_about(item, line, said)) for item, line in lines if found}
    return [
        replace(one, values={**one.values, "again": _asked_again(*known[one.subject])})
        for one in found
    ] or NONE


def _asked_again(item: ItemState, words: Mapping[str, str]) -> str:
    """Give the options of ``un check`` that lead to the same decision: what the log does not say itself."""
    of_the_log = {
        "condition": ("waste", item.condition), "wh": (item.energy_wh,),
        "net_kg": (item.mass_kg,), "disposition": ("unsaid",),
    }  # fmt: skip
    mode = words.get("mode", "")
    options = ["--mode", f"{mode}:{words['regime']}"] if mode else []
    options += ["--on", words["date"]]
    if "config" in words:
        options += ["--config", words["config"]]
    for name, value in sorted(words.items()):
        if name in _OPTIONS or value in of_the_log.get(name, ()):
            continue
        options += ["--answer", f"{name}={value}"]
    return shlex.join(options)


def _lines(offer: Offer) -> Iterator[tuple[ItemState, Mapping[str, Any]]]:
    """Yield the items of an offer with their lines, those of earlier parts first."""
    for line, item in offer.before:
        yield item, line
    for offered, item in offer.lines:
        yield item, offered.model_dump(exclude_none=True)


def _of_the_load(act: JudgedAct, transport: TransportDecision, load: Load) -> Iterator[Finding]:
    """Yield how the decision differs from that of the strictest battery."""
    wanted = load.strictest
    if wanted.prohibited:
        return
    pairs = (
        ("edition_id", wanted.edition_id, transport.edition_id or "-"),
        ("un_number", wanted.un, transport.un_number),
        (
            "special_provisions",
            ", ".join(sorted(map(_bare, load.all_of("special_provisions")))) or "-",
            ", ".join(sorted(map(_bare, transport.special_provisions))) or "-",
        ),
    )
    for field, expected, given in pairs:
        if expected != given:
            yield _differs(act, load.item, field, expected, given)
    if not is_packing(transport.packing_instruction, wanted):
        yield _other_packing(act, load.item, wanted, transport.packing_instruction)


def _of_each(
    act: JudgedAct,
    transport: TransportDecision,
    load: Load,
    packings: Mapping[str, str | None],
) -> Iterator[Finding]:
    """Yield what may not travel, and what is packed otherwise than it has to be.

    Batteries that are decided alike are told of once, by the first.
    """
    told: set[tuple[Decision, str]] = set()
    for name, decision in load.decisions.items():
        packing = packings[name] or transport.packing_instruction
        if (decision, packing) in told:
            continue
        told.add((decision, packing))
        if decision.prohibited:
            why = ", ".join(dict.fromkeys(one.code for one in decision.reasons))
            asked = ", ".join(decision.missing)
            yield _differs(
                act, name, "outcome", "~carriage-allowed", f"{why} ({asked})" if asked else why
            )
        elif (packings[name] or decision != load.strictest) and not is_packing(packing, decision):
            yield _other_packing(act, name, decision, packing)


def _other_packing(act: JudgedAct, name: str, decision: Decision, packing: str) -> Finding:
    expected = " / ".join(decision.packing_instructions)
    return _differs(act, name, "packing_instruction", expected, packing)


def _differs(act: JudgedAct, name: str, field: str, expected: str, found: str) -> Finding:
    return act.breach("BP-T006", name, field=field, expected=expected, found=found)


def _bare(provision: str) -> str:
    return provision.upper().removeprefix("SP").strip()


RULES = (
    Rule(
        "BP-T006",
        "compliance",
        "item",
        DECIDING,
        the_tables_say_the_same,
    ),
)
