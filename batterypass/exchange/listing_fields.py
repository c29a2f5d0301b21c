"""The fields of a row of the directory, and the names that people give to their columns.

Names are compared as those of packs are (:func:`~batterypass.exchange.columns.column_key`). What a
private certificate says stands in the same fields with ``certificate_`` before them: *authorised*
and *certified* never share a column.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from batterypass.exchange.columns import column_key
from batterypass.exchange.directory_rows import TOLD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTY_FIELDS: Final = ("party", "legal_name", "tax_id", "country", "roles")
ADDRESS_FIELDS: Final = (
    "street", "ext_no", "int_no", "colonia", "postal_code", "municipality", "municipality_key",
    "state", "state_key",
)  # fmt: skip
SITE_FIELDS: Final = (
    "site_id", "site_name", *ADDRESS_FIELDS, "phone", "email", "nra", "latitude", "longitude",
    "closed_on",
)  # fmt: skip
SCOPE_FIELDS: Final = (
    "operations", "waste_class", "streams", "chemistries", "waste_codes", "damaged_accepted",
    "scope_capacity_t_year",
)  # fmt: skip
GRANT_FIELDS: Final = (
    "scheme", "number", "authority", *SCOPE_FIELDS, "capacity_t_year", "effective_from",
    "effective_to", "status", "status_on", "renewal_filed_on",
)  # fmt: skip
CERTIFICATE: Final = "certificate_"
FIELDS: Final = (
    *PARTY_FIELDS, *SITE_FIELDS, *GRANT_FIELDS, *(f"{CERTIFICATE}{one}" for one in GRANT_FIELDS)
)  # fmt: skip
#: Without these a row names no authorisation; the others are needed where it is a new one.
REQUIRED: Final = ("scheme", "number")
#: What a new authorisation, and the site of a new holder, need.
NEEDED: Final = (
    *REQUIRED, "legal_name", "operations", "waste_class", "streams", "effective_from", "street",
    "ext_no", "postal_code", "municipality", "state",
)  # fmt: skip
#: Columns of our own table that say how something stands: the ledger works that out by itself.
TOLD: Final = frozenset(TOLD_COLUMNS)

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "party": "party_id id_parte id_de_la_parte identificador_de_la_parte",
        "legal_name": "name company company_name business_name firm razon_social"
        " nombre_o_razon_social denominacion_social denominacion_o_razon_social empresa"
        " nombre_de_la_empresa",
        "tax_id": "rfc tax_number vat ein clave_fiscal registro_federal_de_contribuyentes",
        "country": "pais",
        "roles": "role funcion funciones",
        "site_id": "site sitio clave_de_sitio clave_del_sitio id_sitio planta",
        "site_name": "name_of_the_site plant_name nombre_del_sitio nombre_de_la_planta",
        "street": "calle domicilio direccion address street_address",
        "ext_no": "exterior_number no_ext num_ext numero_exterior no_exterior",
        "int_no": "interior_number no_int num_int numero_interior no_interior",
        "colonia": "neighbourhood neighborhood",
        "postal_code": "zip zip_code postcode cp c_p codigo_postal",
        "municipality": "city municipio alcaldia municipio_o_alcaldia municipio_o_delegacion"
        " ciudad",
        "municipality_key": "clave_municipio clave_de_municipio clave_del_municipio cve_mun",
        "state": "estado entidad entidad_federativa",
        "state_key": "clave_estado clave_de_estado clave_de_entidad clave_entidad cve_ent",
        "phone": "telephone phone_number telefono telefonos tel",
        "email": "e_mail mail correo correo_electronico",
        "nra": "environmental_registration_number numero_de_registro_ambiental"
        " num_de_registro_ambiental registro_ambiental",
        "latitude": "lat latitud",
        "longitude": "lon lng long longitud",
        "closed_on": "closed_from cerrado_desde fecha_de_cierre",
        "scheme": "permit_scheme esquema",
        "number": "numero no num permit_number authorisation_number authorization_number authorisation"
        " authorization permit no_autorizacion num_autorizacion no_de_autorizacion"
        " num_de_autorizacion numero_de_autorizacion numero_autorizacion autorizacion",
        "authority": "issuer issued_by autoridad autoridad_emisora emisor",
        "operations": "operation activity activities operacion operaciones actividad actividades"
        " modalidad",
        "waste_class": "clase class_of_waste clase_de_residuo clase_residuo",
        "streams": "stream corriente corrientes",
        "chemistries": "chemistry quimica quimicas",
        "waste_codes": "waste_code codes clave_de_residuo claves_de_residuo clave_residuo",
        "damaged_accepted": "damaged accepts_damaged acepta_danados acepta_paquetes_danados",
        "scope_capacity_t_year": "capacidad_del_alcance_t_ano",
        "capacity_t_year": "capacity_t_per_year capacity_t_yr capacidad_t_ano capacidad_ton_ano"
        " capacidad_autorizada_t_ano capacidad_toneladas_ano",
        "effective_from": "desde from valid_from in_force_from issued_on vigente_desde inicio_de_vigencia"
        " fecha_de_inicio vigencia_inicio fecha_de_emision fecha_de_expedicion",
        "effective_to": "hasta to until valid_to valid_until in_force_to expires expires_on expiry_date"
        " vigente_hasta fin_de_vigencia vigencia_fin fecha_de_vencimiento vencimiento vigencia",
        "status": "estatus situacion",
        "status_on": "status_since fecha_de_estatus estatus_desde fecha_del_estatus",
        "renewal_filed_on": "renewal_filed prorroga_solicitada fecha_de_solicitud_de_prorroga"
        " solicitud_de_prorroga",
    }
)


class Meaning(NamedTuple):
    """What a column gives: a field, or nothing, and then the field whose names come closest."""

    field: str
    near: str = ""
    is_told: bool = False


def meaning_of(name: str) -> Meaning:
    """Say what a column of this name gives by itself, without a mapping."""
    key = column_key(name)
    found = _known().get(key)
    if found is not None:
        return Meaning(found)
    if key in TOLD:
        return Meaning("", is_told=True)
    near = get_close_matches(key[:40], _known(), n=1, cutoff=0.75)
    return Meaning("", _known()[near[0]] if near else "")


def is_known(name: str) -> bool:
    """Tell whether a column of this name gives a field by itself."""
    return column_key(name) in _known()


def names_of_field(field: str) -> list[str]:
    """List the names of a field, its own first."""
    plain = field.removeprefix(CERTIFICATE)
    return [field, *_NAMES.get(plain, "").split()]


@cache
def _known() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for field in (*PARTY_FIELDS, *SITE_FIELDS, *GRANT_FIELDS):
        for name in (field, *_NAMES[field].split()):
            known[name] = field
            if field in GRANT_FIELDS:
                known[f"{CERTIFICATE}{name}"] = f"{CERTIFICATE}{field}"
                known[f"certificado_{name}"] = f"{CERTIFICATE}{field}"
    return MappingProxyType(known)
