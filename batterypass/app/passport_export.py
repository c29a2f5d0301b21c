"""Passports of a ledger as files of other people's formats, for one reader.

Every value comes from what :func:`batterypass.app.passport_record.visible` gives for the reader, and
from nowhere else; beside it stands only when each of those values was said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from batterypass.app.passport_entries import entries_of
from batterypass.app.passport_folds import rated_energy, tested_of
from batterypass.app.passport_record import hidden_points, record_of, visible
from batterypass.errors import RefusedError
from batterypass.evidence.refusal import refusal
from batterypass.exchange.batterypass_write import write_passport
from batterypass.exchange.catenax_write import write_pass
from batterypass.exchange.losses import KINDS
from batterypass.exchange.native import FACTS, encode_native
from batterypass.exchange.writing import Facts, encode_document
from batterypass.regulations.passport_readers import points_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from batterypass.app.passport_record import PassportRecord
    from batterypass.app.session import Session
    from batterypass.domain.passport_values import Value
    from batterypass.domain.states import ItemState
    from batterypass.exchange.losses import Loss

ExportFormat = Literal["native", "batterypass", "catenax"]
EXPORT_FORMATS: Final[tuple[str, ...]] = get_args(ExportFormat)
_ID: Final = "battery_passport_identifier"


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one passport by name, what was lost, and the values that were written whole."""

    item: str
    passport: str
    format: ExportFormat
    reader: str
    files: Mapping[str, bytes]
    losses: tuple[Loss, ...]
    carried: tuple[str, ...]
    #: Content points with something that this reader does not see.
    hidden: tuple[str, ...] = field(default=())

    def report(self, lang: str) -> dict[str, Any]:
        """Give the loss report as plain data."""
        return {
            "item": self.item,
            "passport": self.passport,
            "format": self.format,
            "reader": self.reader,
            "files": list(self.files),
            "carried": list(self.carried),
            **{kind: [one.row(lang) for one in self.losses if one.kind == kind] for kind in KINDS},
            "hidden": list(self.hidden),
        }


def export_passport(
    session: Session,
    item: ItemState,
    format_: ExportFormat,
    reader: str,
    fills: Mapping[str, str],
) -> Exported:
    """Write the passport of an item for a reader.

    Raises InputError for no reader or a bad fill, RefusedError for an item without a passport.
    """
    if not item.passport:
        raise refusal(RefusedError, "passportexchange.none", item=item.item)
    record = record_of(session, item)
    values = visible(record, reader)
    files, losses = _write(session, item, record, values, format_, reader, fills)
    touched = {one.attribute for one in losses if one.kind in ("left_out", "reshaped")}
    return Exported(
        item=item.item,
        passport=item.passport,
        format=format_,
        reader=reader,
        files=files,
        losses=tuple(losses),
        carried=tuple(name for name in values if name not in touched),
        hidden=hidden_points(record, reader),
    )


def _write(
    session: Session,
    item: ItemState,
    record: PassportRecord,
    values: Mapping[str, Value],
    format_: ExportFormat,
    reader: str,
    fills: Mapping[str, str],
) -> tuple[dict[str, bytes], list[Loss]]:
    held = {name: record.values[name] for name in values}
    if format_ == "native":
        about = {
            name: {"point": one.point, "origin": one.origin, "entry": one.entry, "since": one.since}
            for name, one in held.items()
        }
        body = encode_native(
            values,
            pack=_facts_of(session, item, reader),
            reader=reader,
            about=about,
            hidden=hidden_points(record, reader),
            ledger={"origin": session.origin, "size": session.logged},
        )
        return {"passport.json": body}, []
    facts = Facts(
        since={name: one.since for name, one in held.items() if one.since},
        issued=held[_ID].since if _ID in held else "",
        fills=fills,
    )
    if format_ == "catenax":
        tree, losses = write_pass(values, facts)
        return {"BatteryPass.json": encode_document(tree)}, losses
    documents, losses = write_passport(values, facts)
    return {f"{aspect}.json": encode_document(one) for aspect, one in documents.items()}, losses


def _facts_of(session: Session, item: ItemState, reader: str) -> dict[str, object]:
    """Give what the ledger says of a pack beside its attributes, as far as a reader may see it."""
    entries = entries_of(session, item)
    tested = tested_of(item, entries)
    facts = {
        "rated_energy_wh": rated_energy(item, entries),
        "usable_energy_wh": item.energy_wh if item.has_usable_energy else "",
        "chemistry": item.chemistry,
        "plant": entries[0].payload.get("plant"),
        "aliases": item.aliases,
        "un38_3": tested and tested.payload["un38_3"],
    }
    points, attributes = points_of(reader), session.around.attributes
    return {
        name: facts[name]
        for name, attribute in FACTS.items()
        if facts[name] and attributes[attribute].access_tier in points
    }


__all__ = ["EXPORT_FORMATS", "ExportFormat", "Exported", "export_passport"]
