"""The whole passport of an item for one reader: every value that it may see, and what charts show."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from batterypass.app.papers import (
    CODE_FILE,
    PROOF_SUFFIX,
    STATEMENT_SUFFIX,
    Prepared,
    code_of,
)
from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_evidence import evidence_for
from batterypass.app.passport_measured import readings
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_paper import find_prepared
from batterypass.app.passport_record import record_of, visible
from batterypass.documents.charts import Bar, Reading
from batterypass.documents.passport_full import FullPassport, Section, ValueRow
from batterypass.regulations.passport_readers import points_of
from batterypass.regulations.passport_words import value_lines
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.session import Session
    from batterypass.documents.words import Lang
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: Metals whose recycled content Article 8 of Regulation (EU) 2023/1542 names.
METALS: Final = ("nickel", "cobalt", "lithium", "lead")
#: Shares of the carbon footprint by stage of life (Annex II).
STAGES: Final = ("cf_raw_material", "cf_main_production", "cf_distribution", "cf_end_of_life")
_COMPOSITION: Final = "detailed_composition"
#: The attribute whose content point a state of health has.
_HEALTH: Final = "state_of_certified_energy"


def full_passport(
    session: Session,
    item: ItemState,
    lang: Lang,
    reader: str,
    signed_url: str = "",
    *,
    with_proof: bool = False,
) -> FullPassport:
    """Give the whole passport; ``with_proof`` takes what was prepared of it as a paper.

    Raises InputError for no reader and an item without a passport.
    """
    seen = visible(record_of(session, item), reader)
    attributes = session.around.attributes
    # First what may seal: what rests on a checkpoint then rests on that one, the first time as well.
    prepared = find_prepared(session, item) if with_proof else None
    evidence = evidence_for(session, item, reader)
    code = code_of(session, prepared) if prepared is not None else b""
    return FullPassport(
        first=passport_content(session, item, lang, signed_url, reader),
        reader=MESSAGES[f"reader.{reader}"].in_language(lang),
        sections=sections_of(seen, attributes, lang),
        health=_health(session, item, reader),
        composition=_composition(seen),
        recycled=tuple(
            bar
            for metal in METALS
            for part in ("pre", "post")
            if (bar := bar_of(seen, attributes, f"recycled_{metal}_{part}_consumer", lang))
        ),
        carbon=tuple(bar for name in STAGES if (bar := bar_of(seen, attributes, name, lang))),
        entries=evidence.entries,
        left_out=evidence.left_out,
        files=(*evidence.files, *_proof_files(session, prepared, code)),
        values=seen,
        code=code,
    )


def _proof_files(
    session: Session, prepared: Prepared | None, code: bytes
) -> tuple[tuple[str, bytes], ...]:
    if prepared is None:
        return ()
    path = tuple(inclusion_path(prepared.entry, prepared.size, session.store.node))
    proof = LogProof(prepared.entry, path, prepared.checkpoint)
    return (
        (CODE_FILE, code),
        (f"{prepared.entry}{STATEMENT_SUFFIX}", prepared.statement),
        (f"{prepared.entry}{PROOF_SUFFIX}", proof.encode()),
    )


def sections_of(
    seen: Mapping[str, Value], attributes: Mapping[str, Attribute], lang: str
) -> tuple[Section, ...]:
    """Arrange values by the sections of the table, with names and words of a language."""
    rows: dict[str, list[ValueRow]] = {}
    for name, value in seen.items():
        one = attributes[name]
        rows.setdefault(one.section, []).append(
            ValueRow(name, one.name(lang), tuple(value_lines(one, value, lang)), one.reference)
        )
    return tuple(
        Section(section, MESSAGES[f"reader.section-{section}"].in_language(lang), tuple(found))
        for section, found in rows.items()
    )


def bar_of(
    seen: Mapping[str, Value], attributes: Mapping[str, Attribute], name: str, lang: str
) -> Bar | None:
    """Give a share as a bar, or None where the reader sees no number of it."""
    number = _number(seen.get(name, ""))
    if number is None:
        return None
    return Bar(attributes[name].name(lang), float(number), f"{seen[name]} %")


def _composition(seen: Mapping[str, Value]) -> tuple[Bar, ...]:
    value = seen.get(_COMPOSITION, "")
    found = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and (mass := _number(one.get("mass_kg", ""))) is not None:
            label = " · ".join(one[part] for part in ("component", "name") if part in one)
            found.append(Bar(label, float(mass), f"{one['mass_kg']} kg"))
    return tuple(found)


def _health(session: Session, item: ItemState, reader: str) -> tuple[Reading, ...]:
    """Give the states of health over time to who may see the last one; to others nothing."""
    if session.around.attributes[_HEALTH].access_tier not in points_of(reader):
        return ()
    return tuple(
        Reading(entry.event_time, float(Decimal(str(read["soh_percent"]))), entry.index)
        for entry, read in readings(session, item, entries_of(session, item))
        if "soh_percent" in read
    )


def _number(value: Value) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        # A description in place of a number.
        return None
    return number if number is not None and number.is_finite() else None
