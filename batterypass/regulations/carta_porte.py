"""SAT's Carta Porte complement: its catalogues on a day, as far as lithium batteries need them.

``sat-carta-porte.json`` holds the keys, ``sat-carta-porte-structure.json`` what the complement looks
like (:mod:`batterypass.regulations.carta_porte_structure`). Both are dated tables of facts from
``reference/transport-rules.md`` 11 and SAT's public schema; nothing of the ledger is judged by them,
so they are no part of a rulebook. A key that a catalogue lacks is never replaced by another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from batterypass.errors import MalformedError
from batterypass.regulations.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Chemistries that are no lithium battery, or not surely one.
_NOT_LITHIUM = frozenset({"sodium-ion", "other"})
#: A token of a free text that may be a packaging code.
_TOKEN = re.compile(r"[0-9A-Z]+")
_LISTS = ("c_TipoEmbalaje", "c_TipoPermiso.keys", "c_ConfigAutotransporte", "c_SubTipoRem",
          "c_FiguraTransporte", "c_Estado")  # fmt: skip
_SINGLE = ("version", "c_MaterialPeligroso.end", "c_TipoEmbalaje.lacks", "c_ClaveUnidadPeso",
           "c_ConfigAutotransporte.trailer", "reverse_logistics")  # fmt: skip


@dataclass(frozen=True, slots=True)
class CartaPorteTables:
    """Both tables as they are packaged."""

    catalogues: Table
    structure: Table

    @classmethod
    def parse(cls, catalogues: bytes, structure: bytes) -> CartaPorteTables:
        """Read both from the bytes of their files. Raises MalformedError where one is no table."""
        return cls(
            Table.parse("sat-carta-porte", catalogues),
            Table.parse("sat-carta-porte-structure", structure),
        )

    def on(self, day: str) -> CartaPorteFacts | None:
        """Give what holds on a day of carriage; None where no version of the complement is known."""
        lists: dict[str, list[Row]] = {}
        for row in self.catalogues.in_force(day):
            lists.setdefault(row["catalogue"], []).append(row)
        if "version" not in lists:
            return None
        for name in (*_LISTS, *_SINGLE):
            if len(lists.get(name, ())) != 1:
                raise MalformedError(f"table sat-carta-porte: {name}: expected one row on {day}")
        return CartaPorteFacts(
            day,
            {name: tuple(rows) for name, rows in lists.items()},
            tuple(self.structure.in_force(day)),
        )


@dataclass(frozen=True, slots=True)
class Packaging:
    """How a packaging is written. ``lacks`` is the code that the catalogue does not have, if one."""

    key: str
    description: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class CartaPorteFacts:
    """The keys of a day by catalogue, and the rows of the structure."""

    day: str
    lists: Mapping[str, tuple[Row, ...]]
    structure: tuple[Row, ...]

    def only(self, catalogue: str) -> Row:
        """Give the row of a catalogue that has one."""
        return self.lists[catalogue][0]

    def keys(self, catalogue: str) -> tuple[str, ...]:
        """Give the keys that are known of a catalogue."""
        rows = self.lists.get(catalogue, ())
        return tuple(
            key for row in rows for key in (row.get("keys") or (row["key"],)) if key is not None
        )

    def material(self, un_number: str) -> Row | None:
        """Give the row of a UN number such as ``UN3480``; its key is None where SAT has none."""
        rows = self.lists["c_MaterialPeligroso"]
        return next((row for row in rows if row["un_number"] == un_number), None)

    def is_listed_material(self, key: str) -> bool:
        """Tell whether a key can be in SAT's list of dangerous goods: known, or not past its end."""
        if key in self.keys("c_MaterialPeligroso"):
            return True
        lacking = {
            row["un_number"][2:] for row in self.lists["c_MaterialPeligroso"] if not row["key"]
        }
        end = int(self.only("c_MaterialPeligroso.end")["key"])
        return key.startswith("M") or (key not in lacking and int(key) <= end)

    def hazard_flag(self, product: str) -> str:
        """Give the flag of a product key (``0``, ``0,1`` or ``1``); empty where it is not known."""
        rows = self.lists["c_ClaveProdServCP"]
        return next((str(row["hazard"]) for row in rows if row["key"] == product), "")

    def product(self, item_kind: str, chemistry: str, waste_class: str) -> Row | None:
        """Propose the product key of an item; None where a person has to choose one."""
        family = "other" if chemistry in _NOT_LITHIUM else "lithium"
        for row in self.lists["c_ClaveProdServCP"]:
            when = row["when"]
            if (
                when
                and item_kind in when["kinds"]
                and when.get("family", family) == family
                and when.get("waste_class", waste_class) == waste_class
            ):
                return row
        return None

    def permit(self, carriage: Literal["for_hire", "private"], *, is_hazardous: bool) -> Row | None:
        """Propose the kind of SICT permit; None where a person has to name it."""
        wanted = {"hazardous": is_hazardous, "carriage": carriage}
        return next((row for row in self.lists["c_TipoPermiso"] if row["when"] == wanted), None)

    def hazard_permits(self) -> tuple[str, ...]:
        """Give the kinds of permit that are for dangerous goods."""
        return tuple(r["key"] for r in self.lists["c_TipoPermiso"] if r["when"]["hazardous"])

    def packaging(self, text: str, instruction: str = "") -> Packaging | None:
        """Find the packaging code in a text such as ``caja 4G``; None where it names none, or two.

        A code that SAT lacks (4N, a large packaging, or one that the packing instruction prescribes)
        becomes the key for 'none', and the text says what it is.
        """
        row, lacks = self.only("c_TipoEmbalaje"), self.only("c_TipoEmbalaje.lacks")
        words = dict.fromkeys(_TOKEN.findall(text.upper()))
        known = [word for word in words if word in row["keys"]]
        lacking = [
            word
            for word in words
            if re.fullmatch(lacks["pattern"], word) or re.fullmatch(lacks["instructions"], word)
        ]
        if len(known) + len(lacking) > 1:
            return None
        if known:
            described = text.strip() if known[0] == row["none"] != text.strip() else ""
            return Packaging(known[0], described)
        if not lacking and re.fullmatch(lacks["instructions"], instruction):
            lacking = [instruction]
            text = f"{text.strip()} ({instruction})" if text.strip() else instruction
        if lacking:
            return Packaging(row["none"], text.strip(), lacking[0])
        return None

    def needs_trailer(self, configuration: str) -> bool:
        """Tell whether a vehicle of this configuration pulls a trailer or semi-trailer."""
        pattern = self.only("c_ConfigAutotransporte.trailer")["pattern"]
        return re.fullmatch(pattern, configuration) is not None

    def unit(self, use: Literal["pieces", "mass"]) -> Row:
        """Give the unit in which goods are counted or weighed."""
        return next(row for row in self.lists["c_ClaveUnidad"] if row["use"] == use)

    def country(self, code: str) -> str:
        """Give SAT's key of a country by its two letters; empty where it is not known."""
        rows = self.lists["c_Pais"]
        return next((str(row["key"]) for row in rows if row["country"] == code), "")
