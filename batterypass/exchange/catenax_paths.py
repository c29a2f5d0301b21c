"""Where a leaf of a Catena-X battery pass (5.0.0 to 6.1.0) goes, by path.

``regulations/data/passport-attributes.csv`` (column ``catenax_path``) says the same attribute by attribute, and a
test compares the two. Units are those of the model's own descriptions: energy in kWh, capacity in
Ah, power in W, resistance in ohm, temperature in degrees Celsius.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A leaf that is one value of one attribute, in the same unit; a number is one in both.
PLAIN: Final[Mapping[str, str]] = {
    "metadata.economicOperatorId": "operator_identifier",
    "metadata.status": "dpp_status",
    "metadata.lastModification": "dpp_last_updated",
    "metadata.registrationIdentifier": "registry_registration_identifier",
    "metadata.backupReference": "backup_provider_reference",
    "identification.identification.type.manufacturerPartId": "battery_model_identifier",
    "operation.manufacturer.manufacturer": "manufacturer_identifier",
    "operation.manufacturer.facility[0].facility": "facility_identifier",
    "sustainability.status": "battery_status",
    "performance.rated.voltage.nominal": "nominal_voltage",
    "performance.rated.voltage.min": "minimum_voltage",
    "performance.rated.voltage.max": "maximum_voltage",
    "performance.rated.energy.value": "certified_usable_energy",
    "performance.rated.capacity.value": "rated_capacity",
    "performance.rated.capacity.thresholdExhaustion": "capacity_threshold_exhaustion",
    "performance.rated.power.value": "maximum_permitted_power",
    "performance.rated.roundTripEfficiency.initial": "initial_round_trip_efficiency",
    "performance.rated.roundTripEfficiency.50PercentLife": "round_trip_efficiency_50pct",
    "performance.rated.temperature.lower": "idle_temperature_min",
    "performance.rated.temperature.upper": "idle_temperature_max",
    "performance.rated.selfDischargingRate": "initial_self_discharge_rate",
    "performance.rated.lifetime.expectedYears": "expected_lifetime_years",
    "performance.rated.lifetime.cycleLifeTesting.cycles": "expected_lifetime_cycles",
    "performance.dynamic.selfDischargingRate": "current_self_discharge_rate",
}
#: A reading: ``value``, and ``time``, which the entry has of its own.
READINGS: Final[Mapping[str, str]] = {
    "performance.dynamic.stateOfCharge": "state_of_charge",
    "performance.dynamic.fullCycles": "number_of_full_cycles",
    "performance.dynamic.power.fade": "power_fade",
    "performance.dynamic.capacity.fade": "capacity_fade",
    "performance.dynamic.capacity.throughput": "capacity_throughput",
    "performance.dynamic.capacity.capacity": "remaining_capacity",
    "performance.dynamic.roundTripEfficiency.fade": "round_trip_efficiency_fade",
    "performance.dynamic.roundTripEfficiency.remaining": "remaining_round_trip_efficiency",
    "performance.dynamic.resistance.remaining.pack": "internal_resistance_current",
    "performance.dynamic.energy.soce": "state_of_certified_energy",
    "performance.dynamic.energy.remaining": "remaining_usable_energy",
    "performance.dynamic.energy.throughput": "energy_throughput",
}
#: A list of documents -> the attribute that has their ``content``.
DOCUMENTS: Final[Mapping[str, str]] = {
    "sustainability.documents.separateCollection": "separate_collection_information",
    "sustainability.documents.wastePrevention": "waste_prevention_information",
    "conformity.declarationOfConformity": "eu_declaration_of_conformity",
    "conformity.thirdPartyAssurance": "third_party_assurances",
    "conformity.dueDiligencePolicy": "due_diligence_report",
    "performance.rated.lifetime.report": "cycle_life_reference_test",
    "safety.dismantling": "dismantling_information",
    "safety.safetyMeasures": "safety_measures",
}
#: Lists of documents that are kept together with another one.
MORE_DOCUMENTS: Final[Mapping[str, str]] = {
    "safety.removalFromAppliance": "dismantling_information",
    "safety.safeDischarging": "safety_measures",
}
#: Documents that are records of test reports: the first of them is written, all are read.
TEST_REPORTS: Final = ("conformity.resultOfTestReport", "performance.rated.testReport")
#: Levels of a resistance, as the model and the attribute name them.
LEVELS: Final = ("cell", "module", "pack")
#: State of charge at which the model knows the power -> its leaf.
POWERS: Final[Mapping[str, str]] = {
    "20": "performance.rated.power.at20SoC",
    "80": "performance.rated.power.at80SoC",
}
#: Active materials with a recycled share, and substances that the model names.
METALS: Final = ("nickel", "lithium", "cobalt", "lead")
HAZARDS: Final = ("cadmium", "mercury", "lead")
#: Leaves that say how something was tested; no attribute speaks of that.
CONDITIONS: Final = (".temperature", ".depthOfDischarge")
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
#: Words by which the model names a stage of the life cycle -> the attribute with its share.
STAGES: Final[Mapping[str, str]] = {
    "raw material": "cf_raw_material",
    "production": "cf_main_production",
    "manufactur": "cf_main_production",
    "distribution": "cf_distribution",
    "end of life": "cf_end_of_life",
    "recycl": "cf_end_of_life",
}
#: How an export names the stages, and the unit of a share; an import reads it back.
STAGE_WORDS: Final[Mapping[str, str]] = {
    "cf_raw_material": "raw material extraction",
    "cf_main_production": "main product production",
    "cf_distribution": "distribution",
    "cf_end_of_life": "end of life and recycling",
}
SHARE_OF_TOTAL: Final = "% of the total"
FOOTPRINT_UNIT: Final = "kg CO2e / kWh"
FOOTPRINT_TYPE: Final = "Climate Change Total"
