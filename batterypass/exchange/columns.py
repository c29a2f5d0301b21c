"""The names that people give to columns, in Spanish and English, and the field behind each.

Names are compared without case, accents, blanks or punctuation: ``Masa (kg)``, ``masa_kg`` and
``MASA KG`` are one name. A name without a unit is taken only where there is no other unit.
"""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, get_args
from unicodedata import combining, normalize

from batterypass.domain.base import Word
from batterypass.regulations.attributes import attributes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What every pack needs; the rest may be left out. The id can be made from GTIN and serial number.
REQUIRED: Final = (
    "serial", "model", "chemistry", "category", "nominal_voltage_v", "capacity_ah", "energy_wh",
    "mass_kg", "made_month",
)  # fmt: skip
OPTIONAL: Final = (
    "item", "gtin", "plant", "un38_3_report", "un38_3_tested_on", "un38_3_article", "event_time",
    "attach",
)  # fmt: skip
FIELDS: Final = REQUIRED + OPTIONAL
#: More columns than this are no table of packs.
MAX_COLUMNS: Final = 300

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "item": "item_url item_id id url pack pack_id battery_identifier identificador paquete"
        " id_paquete identificador_del_paquete enlace",
        "gtin": "gtin14 gtin_14 ean gtin_ean",
        "serial": "serial_number serial_no serial_nr sn s_n battery_serial_number serie"
        " numero_de_serie numero_serie num_serie no_serie no_de_serie n_serie n_de_serie",
        "model": "model_number model_id part_number battery_model_identifier modelo"
        " numero_de_modelo numero_de_parte no_de_parte clave_de_modelo",
        "chemistry": "cell_chemistry battery_chemistry quimica quimica_de_celda",
        "category": "battery_category categoria categoria_de_bateria",
        "nominal_voltage_v": "voltage_v nominal_voltage rated_voltage_v tension_nominal_v"
        " tension_v voltaje_v voltaje_nominal_v voltaje_nominal tension_nominal",
        "capacity_ah": "rated_capacity_ah rated_capacity nominal_capacity_ah capacidad_ah"
        " capacidad_nominal_ah",
        "energy_wh": "rated_energy_wh nominal_energy_wh energia_wh energia_nominal_wh",
        "mass_kg": "weight_kg battery_mass masa_kg peso_kg",
        "made_month": "month_made month_of_manufacture manufacturing_date manufactured_on made_on"
        " date_of_manufacture production_date mes mes_de_fabricacion mes_fabricacion"
        " fecha_de_fabricacion fecha_fabricacion",
        "plant": "plant_id planta clave_de_planta",
        "un38_3_report": "un38_3 un_38_3 un_38_3_report un38_3_test_report informe_un38_3"
        " informe_un_38_3 informe_onu_38_3 informe_onu38_3",
        "un38_3_tested_on": "un_38_3_tested_on un38_3_date un_38_3_date fecha_un38_3 fecha_un_38_3"
        " fecha_onu_38_3 fecha_informe_un38_3",
        "un38_3_article": "un_38_3_article articulo_un38_3 articulo_un_38_3 articulo_onu_38_3",
        "event_time": "fecha_y_hora hora_del_evento",
        "attach": "attachment attachments origin_certificate certificate_of_origin adjunto adjuntos"
        " archivo_adjunto archivos_adjuntos certificado_de_origen",
    }
)
#: Names with a unit that is not the field's: factor to the field's unit. A pound is exact by
#: definition (international yard and pound agreement, 1959).
_SCALED: Final[Mapping[str, tuple[str, Decimal]]] = MappingProxyType(
    {
        **{
            f"{name}_{unit}": (field, Decimal(factor))
            for field, names, units in (
                (
                    "mass_kg",
                    "mass weight masa peso",
                    {"g": "0.001", "t": "1000", "lb": "0.45359237"},
                ),
                (
                    "energy_wh",
                    "energy rated_energy nominal_energy energia energia_nominal",
                    {"kwh": "1000", "mwh": "1000000"},
                ),
                (
                    "capacity_ah",
                    "capacity rated_capacity capacidad capacidad_nominal",
                    {"mah": "0.001"},
                ),
                (
                    "nominal_voltage_v",
                    "voltage nominal_voltage voltaje tension voltaje_nominal tension_nominal",
                    {"mv": "0.001", "kv": "1000"},
                ),
            )
            for name in names.split()
            for unit, factor in units.items()
        }
    }
)
_ALIAS = re.compile(r"^\s*alias\s*[.:_ ]\s*(.+?)\s*$", re.IGNORECASE)
_KNOWN_SCHEMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "giai": "GIAI",
        "gb_t_34014": "GB/T 34014",
        "gbt_34014": "GB/T 34014",
        "gb_34014": "GB/T 34014",
        "gb_t_34014_2017": "GB/T 34014",
        "kr_battery": "KR-BATTERY",
        "korean_battery_number": "KR-BATTERY",
        "numero_coreano": "KR-BATTERY",
        "in_bpan": "IN-BPAN",
        "bpan": "IN-BPAN",
    }
)
_WORD = re.compile(get_args(Word)[1].pattern)


class Target(NamedTuple):
    """What a column gives: a field, ``alias.SCHEME`` or ``values.ATTRIBUTE``.

    ``factor`` turns the column's unit into the field's; ``key`` says why a column gives nothing.
    """

    field: str
    factor: Decimal | None = None
    key: str = ""
    near: str = ""
    tier: str = ""

    @property
    def is_used(self) -> bool:
        """Tell whether the column gives anything."""
        return bool(self.field)


@lru_cache(maxsize=4096)
def column_key(name: str) -> str:
    """Give a column's name without case, accents, blanks and punctuation."""
    flat = "".join(sign for sign in normalize("NFKD", name[:200]) if not combining(sign))
    return re.sub(r"[^0-9a-z]+", "_", flat.casefold()).strip("_")


@lru_cache(maxsize=4096)
def target_of(name: str) -> Target:
    """Say what a column of this name gives; one that gives nothing says why, and what is near."""
    alias = _ALIAS.match(name[:200])
    if alias is not None and _WORD.match(alias[1]):
        return Target(f"alias.{alias[1]}")
    key = column_key(name)
    if key.startswith(("values_", "valores_")):
        # Said to be an attribute, so it is not looked for among the fields.
        return _attribute(key.split("_", 1)[1])
    if key in _KNOWN_SCHEMES:
        return Target(f"alias.{_KNOWN_SCHEMES[key]}")
    if key in _SCALED:
        return Target(*_SCALED[key])
    found = _known().get(key)
    if found is None:
        near = get_close_matches(key[:40], _known(), n=1, cutoff=0.75)
        if not near:
            return Target("", key="why_unknown_column")
        return Target("", key="why_near", near=_known()[near[0]].removeprefix("values."))
    return _attribute(found[7:]) if found.startswith("values.") else Target(found)


def nearest_columns(missing: Sequence[str], unused: Sequence[str]) -> dict[str, str]:
    """Give for each missing field the unused column whose name comes closest to one of its names."""
    names_of = {}
    for field in missing:
        names = [field, *_NAMES.get(field, "").split()]
        names += [name for name, (scaled, _) in _SCALED.items() if scaled == field]
        # The unit that is not there is the commonest thing to miss.
        names += [name.rsplit("_", 1)[0] for name in names if name.endswith(("_kg", "_wh", "_ah"))]
        names_of[field] = names
    return nearest_names(names_of, unused)


def nearest_names(missing: Mapping[str, Sequence[str]], unused: Sequence[str]) -> dict[str, str]:
    """Give for each field the unused column that comes closest to one of the field's names."""
    keys = {column_key(name): name for name in unused if column_key(name)}
    found: dict[str, str] = {}
    for field, names in missing.items():
        for name in names:
            near = get_close_matches(name, keys, n=1, cutoff=0.8)
            if near:
                found[field] = keys.pop(near[0])
                break
    return found


def _attribute(name: str) -> Target:
    attribute = attributes().get(name)
    if attribute is None:
        return Target("", key="why_unknown_column")
    if not attribute.is_public:
        return Target("", key="why_not_public", tier=attribute.access_tier)
    return Target(f"values.{name}")


@cache
def _known() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for attribute in attributes().values():
        unit = column_key(attribute.unit)
        for name in (attribute.id, attribute.name_en, attribute.name_es):
            key = column_key(name)
            known[key] = f"values.{attribute.id}"
            if unit:
                known[f"{key}_{unit}"] = f"values.{attribute.id}"
    # Last, because some attributes are the very facts that a field holds.
    for field in FIELDS:
        for name in (field, *_NAMES[field].split()):
            known[name] = field
    return MappingProxyType(known)
