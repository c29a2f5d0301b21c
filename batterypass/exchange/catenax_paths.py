"""Where a leaf of a Catena-X battery pass 6.1.0 goes, by path.

``regulations/data/passport-attributes.csv`` (column ``catenax_path``) says the same attribute by attribute, and a
test compares the two. Units are those of the model's own descriptions: energy in kWh, capacity in
Ah, power in W, resistance in ohm, temperature in degrees Celsius.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A leaf that is one value of one attribute, or of one field, in the same unit.
PLAIN: Final[Mapping[str, str]] = {
    "specVersion": "values.dpp_schema_version",
    "metadata.passportIdentifier": "values.battery_passport_identifier",
    "metadata.economicOperatorId": "values.operator_identifier",
    "metadata.status": "values.dpp_status",
    "metadata.lastModification": "values.dpp_last_updated",
    "metadata.registrationIdentifier": "values.registry_registration_identifier",
    "metadata.backupReference": "values.backup_provider_reference",
    "identification.identification.type.manufacturerPartId": "model",
    "operation.manufacturer.manufacturer": "values.manufacturer_identifier",
    "operation.manufacturer.facility[0].facility": "values.facility_identifier",
    "performance.rated.voltage.nominal": "nominal_voltage_v",
    "performance.rated.voltage.min": "values.minimum_voltage",
    "performance.rated.voltage.max": "values.maximum_voltage",
    "performance.rated.capacity.value": "capacity_ah",
    "performance.rated.capacity.thresholdExhaustion": "values.capacity_threshold_exhaustion",
    "performance.rated.power.value": "values.maximum_permitted_power",
    "performance.rated.roundTripEfficiency.initial": "values.initial_round_trip_efficiency",
    "performance.rated.roundTripEfficiency.50PercentLife": "values.round_trip_efficiency_50pct",
    "performance.rated.temperature.lower": "values.idle_temperature_min",
    "performance.rated.temperature.upper": "values.idle_temperature_max",
    "performance.rated.lifetime.cycleLifeTesting.cycles": "values.expected_lifetime_cycles",
    "performance.rated.lifetime.cycleLifeTesting.appliedDischargeRate": (
        "values.cycle_life_test_c_rate"
    ),
}
#: A list of documents, of which the first one's ``content`` is the value.
DOCUMENTS: Final[Mapping[str, str]] = {
    "sustainability.documents.separateCollection": "values.separate_collection_information",
    "sustainability.documents.wastePrevention": "values.waste_prevention_information",
    "safety.meaningOfLabels": "values.meaning_of_labels",
    "conformity.declarationOfConformity": "values.eu_declaration_of_conformity",
    "conformity.thirdPartyAssurance": "values.third_party_assurances",
    "conformity.dueDiligencePolicy": "values.due_diligence_report",
    "performance.rated.lifetime.report": "values.cycle_life_reference_test",
}
#: Leaves that go together into one attribute, each after its own word.
JOINED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "values.original_power_capability": (
        ("performance.rated.power.at20SoC", "20 %: {} W"),
        ("performance.rated.power.at80SoC", "80 %: {} W"),
    ),
    "values.initial_internal_resistance": (
        ("performance.rated.resistance.cell", "cell {} ohm"),
        ("performance.rated.resistance.module", "module {} ohm"),
        ("performance.rated.resistance.pack", "pack {} ohm"),
    ),
}
#: Prefix -> attribute whose access tier keeps it out of a public event.
NOT_PUBLIC: Final[Mapping[str, str]] = {
    "operation.intoServiceDate": "putting_into_service_date",
    "sustainability.status": "battery_status",
    "conformity.resultOfTestReport": "test_report_results",
    "performance.rated.testReport": "test_report_results",
    "performance.rated.selfDischargingRate": "initial_self_discharge_rate",
    "performance.rated.lifetime.expectedYears": "expected_lifetime_years",
    "materials.composition": "detailed_composition",
    "safety.dismantling": "dismantling_information",
    "safety.removalFromAppliance": "dismantling_information",
    "safety.safetyMeasures": "safety_measures",
    "safety.safeDischarging": "safety_measures",
    "handling.content.sparePart": "component_part_numbers",
    "handling.content.producer": "spare_part_sources",
}
#: Kilograms in the units that the model knows for a mass (QUDT).
MASS_UNITS: Final[Mapping[str, Decimal]] = {
    "unit:gram": Decimal("0.001"),
    "unit:kilogram": Decimal(1),
    "unit:tonneMetricTon": Decimal(1000),
    "unit:tonUsOrShortTonUkorus": Decimal("907.18474"),
    "unit:ounceAvoirdupois": Decimal("0.028349523125"),
    "unit:pound": Decimal("0.45359237"),
}
#: Per cent in the units that the model knows for a concentration; by volume has no such factor.
SHARE_UNITS: Final[Mapping[str, Decimal]] = {
    "unit:percent": Decimal(1),
    "unit:partPerThousand": Decimal("0.1"),
    "unit:partPerMillion": Decimal("0.0001"),
    "unit:partPerBillionUs": Decimal("0.0000001"),
    "unit:partPerTrillionUs": Decimal("0.0000000001"),
}
#: Months in the units that the model knows for a warranty; cycles and hours are no time.
MONTHS: Final[Mapping[str, int]] = {"unit:month": 1, "unit:year": 12}
#: Words by which the model names a single stage of the life cycle.
STAGES: Final = (
    "raw material",
    "production",
    "manufactur",
    "distribution",
    "end of life",
    "recycl",
)
