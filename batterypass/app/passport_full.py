"""The passport of an item as a document for one reader: what charts show, and every value if wanted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from batterypass.app.labels import label_content
from batterypass.app.papers import (
    CODE_FILE,
    PROOF_SUFFIX,
    STATEMENT_SUFFIX,
    Prepared,
    code_of,
)
from batterypass.app.passport_custody import custody_of
from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_evidence import evidence_for
from batterypass.app.passport_measured import readings
from batterypass.app.passport_pages import passport_content
from batterypass.app.passport_paper import find_prepared
from batterypass.app.passport_record import record_of, visible
from batterypass.app.passports import sees_life
from batterypass.documents.charts import Bar, Reading
from batterypass.documents.passport_full import FullPassport, Section, ValueRow
from batterypass.documents.passport_label import FixedLabel
from batterypass.documents.words import moment
from batterypass.domain.clock import day_of
from batterypass.errors import InputError
from batterypass.regulations.passport_readers import points_of
from batterypass.regulations.passport_words import value_lines, value_words
from batterypass.texts.messages import MESSAGES
from batterypass.tlog.proof import LogProof
from batterypass.tlog.tree import inclusion_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batterypass.app.passport_entries import PassportEntry
    from batterypass.app.session import Session
    from batterypass.documents.content import LabelContent
    from batterypass.documents.words import Lang
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.regulations.attributes import Attribute

#: Metals whose recycled content Article 8 of Regulation (EU) 2023/1542 names.
_METALS: Final = ("nickel", "cobalt", "lithium", "lead")
#: Their shares from waste of making and from waste after use.
RECYCLED: Final = tuple(
    f"recycled_{metal}_{part}_consumer" for metal in _METALS for part in ("pre", "post")
)
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
    every_value: bool = True,
    notes: Sequence[tuple[int, bytes]] = (),
) -> FullPassport:
    """Give the passport as a document; ``with_proof`` takes what was prepared of it as a paper.

    Without ``every_value`` it is the first page and the charts. ``notes`` are the checkpoints to which
    proofs may lead, those that are kept if none are named. Raises InputError for no reader and
    an item without a passport.
    """
    record = record_of(session, item)
    seen = visible(record, reader)
    attributes = session.around.attributes
    entries = entries_of(session, item)
    # First what may seal: what rests on a checkpoint then rests on that one, the first time as well.
    prepared = find_prepared(session, item) if with_proof else None
    evidence = evidence_for(session, item, reader, notes)
    code = code_of(session, prepared) if prepared is not None else b""
    return FullPassport(
        first=replace(
            passport_content(session, item, lang, signed_url, reader, record),
            attached=evidence.entries,
        ),
        reader=MESSAGES[f"reader.{reader}"].in_language(lang),
        sections=sections_of(seen, attributes, lang) if every_value else (),
        health=_health(session, item, reader, entries),
        composition=_composition(seen, attributes, lang),
        recycled=bars_of(seen, attributes, RECYCLED, lang),
        carbon=bars_of(seen, attributes, STAGES, lang),
        custody=custody_of(session, item, entries) if sees_life(attributes, reader) else (),
        label=_label(session, item, entries[-1].event_time, lang, signed_url),
        fixed=_fixed(entries),
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
            ValueRow(name, one.name(lang), _lines(one, value, lang), one.reference)
        )
    return tuple(
        Section(section, MESSAGES[f"reader.section-{section}"].in_language(lang), tuple(found))
        for section, found in rows.items()
    )


def _lines(attribute: Attribute, value: Value, lang: str) -> tuple[str, ...]:
    """Give the lines of a value; a time as people read it, where it is one."""
    lines = value_lines(attribute, value, lang)
    if attribute.datatype == "date-time":
        with suppress(InputError):
            return tuple(map(moment, lines))
    return tuple(lines)


def bars_of(
    seen: Mapping[str, Value], attributes: Mapping[str, Attribute], names: Sequence[str], lang: str
) -> tuple[Bar, ...]:
    """Give shares as bars, those of which the reader sees a number."""
    return tuple(
        Bar(attributes[name].name(lang), float(number), f"{seen[name]} %")
        for name in names
        if (number := _number(seen.get(name, ""))) is not None
    )


def _label(
    session: Session, item: ItemState, last: str, lang: str, signed_url: str
) -> LabelContent | None:
    """Give what the label of an item says by the law of its last day; a material has none."""
    if item.item_kind == "fraction":
        return None
    plain = label_content(session, item, lang, plain=True, day=day_of(last))
    return replace(plain, signed_url=signed_url)


def _fixed(entries: Sequence[PassportEntry]) -> tuple[FixedLabel, ...]:
    return tuple(
        FixedLabel(
            one.event_time, one.payload["copies"], one.payload["read_back"],
            one.payload.get("reprint", False), one.payload["label_kid"], one.index,
        )
        for one in entries
        if one.kind == "label.applied"
    )  # fmt: skip


def _composition(
    seen: Mapping[str, Value], attributes: Mapping[str, Attribute], lang: str
) -> tuple[Bar, ...]:
    value = seen.get(_COMPOSITION, "")
    found = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and (mass := _number(one.get("mass_kg", ""))) is not None:
            # The component is a word of a list: it has one in each language.
            said: dict[str, str] = {
                part: one[part] for part in ("component", "name") if part in one
            }
            label = value_words(attributes[_COMPOSITION], said, lang)
            found.append(Bar(label, float(mass), f"{one['mass_kg']} kg"))
    return tuple(found)


def _health(
    session: Session, item: ItemState, reader: str, entries: Sequence[PassportEntry]
) -> tuple[Reading, ...]:
    """Give the states of health over time to who may see the last one; to others nothing."""
    if session.around.attributes[_HEALTH].access_tier not in points_of(reader):
        return ()
    return tuple(
        Reading(entry.event_time, float(Decimal(str(read["soh_percent"]))), entry.index)
        for entry, read in readings(entries)
        if "soh_percent" in read
    )


def _number(value: Value) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        # A description in place of a number.
        return None
    return number if number is not None and number.is_finite() else None
