"""BP-T: a battery travels under the entry, packing and marks that its state asks for.

``reference/transport-rules.md`` 2, 3, 8 and 12. Which entry and packing is a person's decision,
made with the tables of the carriage; these rules refuse what cannot be right.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from batterypass.domain.base import decimal_of
from batterypass.domain.events.custody import ConsignmentOffered
from batterypass.domain.vocabulary import CONDITION_RANK, DAMAGED
from batterypass.regulations.transport.articles import COVERED_BY
from batterypass.regulations.transport.packings import in_words, without_paragraph
from batterypass.rules.base import NONE, Finding, Findings, Rule
from batterypass.rules.offers import DECIDING, judged

if TYPE_CHECKING:
    from batterypass.domain.events.custody import OfferedItem, TransportDecision
    from batterypass.domain.states import ItemState
    from batterypass.regulations.tables import Regulations, Row, Table
    from batterypass.regulations.transport.tables import TransportTables
    from batterypass.rules.acts import JudgedAct
    from batterypass.rules.offers import Offer

_OFFERED = frozenset({ConsignmentOffered.KIND.name})
#: Items that travel as batteries; black mass, aluminium and other fractions do not.
_BATTERIES = frozenset({"pack", "module", "cell_lot"})


def _batteries(offer: Offer) -> list[tuple[OfferedItem, ItemState]]:
    return [(line, item) for line, item in offer.lines if item.item_kind in _BATTERIES]


def _conditions(offer: Offer) -> list[tuple[str, str]]:
    """Give the batteries of an offer, earlier parts included, with the condition of each."""
    found: list[tuple[str, str]] = [(line.item, line.condition) for line, _ in _batteries(offer)]
    found += [
        (item.item, line["condition"])
        for line, item in offer.before
        if item.item_kind in _BATTERIES
    ]
    return found


def no_milder_than_the_last_reading(act: JudgedAct) -> Findings:
    """The offered condition is not milder than the last assessment, incident or reception."""
    found = []
    for line in act.event.items:
        item = act.items.get(line.item)
        if item is None or not item.condition:
            continue
        if CONDITION_RANK[line.condition] < CONDITION_RANK[item.condition]:
            found.append(
                act.breach(
                    "BP-T001",
                    line.item,
                    expected=f"~condition-{item.condition}",
                    found=f"~condition-{line.condition}",
                )
            )
    return found or NONE


def tables_named(
    decision: TransportDecision | None, regulations: Regulations
) -> TransportTables | None:
    """Give the transport tables in force where a decision names them, so that it can be made again."""
    if decision is None or decision.tables_sha256 is None:
        return None
    # Every command loads the rules, and few of them meet an offer.
    from batterypass.regulations.transport.loads import tables_of

    tables = tables_of(regulations)
    return tables if tables is not None and tables.sha256 == decision.tables_sha256 else None


def a_battery_travels_under_its_entry(act: JudgedAct) -> Findings:
    """A lithium or sodium ion battery has a decision, with the UN number of its configuration."""
    return judged(act, _other_entry)


def _other_entry(act: JudgedAct, offer: Offer) -> Findings:
    batteries, decision = _batteries(offer), offer.transport
    if not batteries or tables_named(decision, act.regulations) is not None:
        # Where all of it is decided again, so is the number (BP-T006), that of a vehicle too.
        return NONE
    found: list[Finding] = []
    families: dict[str, str] = {}
    for line, item in batteries:
        families.setdefault(item.chemistry, line.item)
    for chemistry, name in families.items():
        rows = _entries(act.regulations.table("transport-entries"), offer.day, _family(chemistry))
        if decision is not None and any(_is_entry(row, decision) for row in rows):
            continue
        found.append(
            act.breach(
                "BP-T002",
                name,
                chemistry=chemistry or "-",
                expected=" / ".join(
                    f"{row['un_number']} (~configuration-{row['configuration']})" for row in rows
                )
                or "-",
                found="~decision-none"
                if decision is None
                else f"{decision.un_number} {decision.proper_shipping_name}",
            )
        )
    return found or NONE


def _family(chemistry: str) -> str:
    """Give the family of entries; nobody can tell which for ``other``, so both may stand."""
    if chemistry == "other":
        return ""
    return "sodium-ion" if chemistry == "sodium-ion" else "lithium-ion"


@lru_cache(maxsize=256)
def _entries(table: Table, day: str, family: str) -> tuple[Row, ...]:
    return tuple(row for row in table.in_force(day) if row["family"] == family or not family)


def _is_entry(row: Row, decision: TransportDecision) -> bool:
    if row["un_number"] != decision.un_number:
        return False
    words = row["name_contains"]
    return not words or _contains(decision.proper_shipping_name, words)


@lru_cache(maxsize=1024)
def _upper(text: str) -> str:
    return " ".join(text.upper().split())


def _contains(text: str, words: list[str]) -> bool:
    upper = _upper(text)
    return any(word in upper for word in words)


def damaged_travels_as_damaged(act: JudgedAct) -> Findings:
    """A damaged battery has special provision 376 with its packing and mark; a sound one has not.

    Critically damaged ones need the packing for those (SP 376; P908/LP904, P911/LP906).
    """
    return judged(act, _damaged_otherwise)


def _damaged_otherwise(act: JudgedAct, offer: Offer) -> Findings:
    decision, conditions = offer.transport, _conditions(offer)
    if decision is None or not conditions or not offer.is_whole:
        # BP-T002 says so; and all parts of an offer travel under one decision, judged at the last.
        return NONE
    worst, condition = max(conditions, key=lambda one: CONDITION_RANK[one[1]])
    damaged = condition in DAMAGED
    rows = _damaged_rows(act.regulations.table("transport-damaged"), offer.day, decision.regime)
    wanted = [row for row in rows if row["critical"] == (condition == "damaged_critical")]

    def differs(field: str, expected: str, given: str) -> Finding:
        return act.breach(
            "BP-T003",
            worst,
            field=field,
            expected=expected,
            found=given,
            condition=f"~condition-{condition}",
            regime=decision.regime,
        )

    provisions = {text.upper().removeprefix("SP").strip() for text in decision.special_provisions}
    if not damaged:
        excess = provisions & {row["special_provision"] for row in rows if row["special_provision"]}
        return [differs("special_provisions", "~provision-none", text) for text in sorted(excess)]
    if not wanted:
        return NONE
    row = wanted[0]
    if row["forbidden"]:
        return [differs("regime", "~carriage-forbidden", decision.regime)]
    found: list[Finding] = []
    if row["special_provision"] and row["special_provision"] not in provisions:
        found.append(differs("special_provisions", row["special_provision"], _list(provisions)))
    packings = {without_paragraph(one) for one in in_words(decision.packing_instruction)}
    if row["packings"] and packings.isdisjoint(row["packings"]):
        wanted_packings = " / ".join(row["packings"])
        found.append(differs("packing_instruction", wanted_packings, decision.packing_instruction))
    if not any(_contains(mark, row["marks"]) for mark in decision.marks):
        found.append(differs("marks", " / ".join(row["marks"]), _list(decision.marks)))
    return found or NONE


def _list(texts: set[str] | list[str]) -> str:
    return ", ".join(sorted(texts)) or "-"


@lru_cache(maxsize=256)
def _damaged_rows(table: Table, day: str, regime: str) -> tuple[Row, ...]:
    rows = [row for row in table.in_force(day) if row["regime"] in (regime, "*")]
    own = [row for row in rows if row["regime"] == regime]
    return tuple(own or rows)


def nothing_needed_is_left_out(act: JudgedAct) -> Findings:
    """Energy, and UN 38.3 evidence for the very article unless damaged, waste or a prototype.

    A missing input is an error, never "small" or "new" (transport-rules.md 12). Special provision
    310 (prototypes, small runs) travels without the evidence.
    """
    return judged(act, _left_out)


def _left_out(act: JudgedAct, offer: Offer) -> Findings:
    decision = offer.transport
    prototype = decision is not None and any(
        text.upper().removeprefix("SP").strip() == "310" for text in decision.special_provisions
    )
    found = []
    for line, item in _batteries(offer):
        if line.energy_wh is None:
            found.append(
                act.breach("BP-T004", line.item, field="energy_wh", expected="Wh", found="-")
            )
        if line.condition in DAMAGED or item.life == "waste" or prototype:
            continue
        wanted = COVERED_BY[item.item_kind]
        if line.un38_3 not in wanted:
            expected = " / ".join(wanted)
            given = line.un38_3 or "-"
            found.append(
                act.breach("BP-T004", line.item, field="un38_3", expected=expected, found=given)
            )
    return found or NONE


def the_line_says_what_the_log_says(act: JudgedAct) -> Findings:
    """Energy and tested article of a line are those that the maker signed, where one did.

    Both decide how a battery travels. A line that claims less than the log harms nobody by its
    article, but by its energy it makes a large battery small.
    """
    return judged(act, _not_as_recorded)


def _not_as_recorded(act: JudgedAct, offer: Offer) -> Findings:
    found = []
    for line, item in _batteries(offer):
        given, known = line.energy_wh, item.energy_wh
        if given is not None and known and decimal_of(given) != decimal_of(known):
            found.append(
                act.breach(
                    "BP-T007", line.item, field="energy_wh", expected=known, found=str(given)
                )
            )
        wanted = COVERED_BY[item.item_kind]
        if item.un38_3 and item.un38_3 not in wanted and line.un38_3 in wanted:
            found.append(
                act.breach(
                    "BP-T007", line.item, field="un38_3", expected=item.un38_3, found=line.un38_3
                )
            )
    return found or NONE


RULES = (
    Rule("BP-T001", "compliance", "item", _OFFERED, no_milder_than_the_last_reading),
    Rule("BP-T002", "compliance", "item", DECIDING, a_battery_travels_under_its_entry),
    Rule("BP-T003", "compliance", "item", DECIDING, damaged_travels_as_damaged),
    Rule("BP-T004", "compliance", "item", DECIDING, nothing_needed_is_left_out),
    Rule("BP-T007", "compliance", "item", DECIDING, the_line_says_what_the_log_says),
)
