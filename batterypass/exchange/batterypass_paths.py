"""Where a leaf of the BatteryPass data model 1.2 goes, by aspect and path; names as misspelt there.

``regulations/data/passport-attributes.csv`` (column ``bp_model_path``) says the same attribute by
attribute, and a test compares the two. Both an import and an export read these tables. Units are
those of the model's descriptions: kg, kWh, Ah, V, W, ohm, per cent; the absolute footprint is in
kilograms there and in tonnes here; times at extreme temperatures have no unit there and are minutes.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ASPECTS: Final = (
    "GeneralProductInformation", "CarbonFootprint", "Circularity", "Labels", "MaterialComposition",
    "Performance", "SupplyChainDueDiligence",
)  # fmt: skip
#: Aspect -> its members, by which a document of it is known.
MEMBERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "GeneralProductInformation": frozenset(
            {"productIdentifier", "batteryPassportIdentifier", "batteryCategory", "batteryStatus",
             "batteryMass", "manufacturerInformation", "manufacturingDate", "manufacturingPlace",
             "operatorInformation", "puttingIntoService", "warrentyPeriod"}
        ),
        "CarbonFootprint": frozenset(
            {"carbonFootprintPerLifecycleStage", "batteryCarbonFootprint", "carbonFootprintStudy",
             "carbonFootprintPerformanceClass", "absoluteCarbonFootprint"}
        ),
        "Circularity": frozenset(
            {"dismantlingAndRemovalInformation", "recycledContent", "endOfLifeInformation",
             "sparePartSources", "safetyMeasures", "renewableContent"}
        ),
        "Labels": frozenset({"labels", "declarationOfConformity", "resultOfTestReport"}),
        "MaterialComposition": frozenset(
            {"batteryChemistry", "batteryMaterials", "hazardousSubstances"}
        ),
        "Performance": frozenset({"batteryTechicalProperties", "batteryCondition"}),
        "SupplyChainDueDiligence": frozenset(
            {"supplyChainDueDiligenceReport", "thirdPartyAussurances", "supplyChainIndicies"}
        ),
    }
)  # fmt: skip


class Line(NamedTuple):
    """A leaf that is one value of one attribute; ours is theirs times ``factor``."""

    attribute: str
    is_required: bool = True
    factor: Decimal = Decimal(1)


_GENERAL, _CIRCULAR = "GeneralProductInformation", "Circularity"
_RATED, _NOW = "Performance.batteryTechicalProperties", "Performance.batteryCondition"
#: A number, an address or a text that is the same here.
PLAIN: Final[Mapping[str, Line]] = MappingProxyType(
    {
        f"{_GENERAL}.productIdentifier": Line("battery_identifier"),
        f"{_GENERAL}.batteryMass": Line("battery_mass"),
        f"{_GENERAL}.operatorInformation.identifier": Line("operator_identifier"),
        f"{_GENERAL}.manufacturerInformation.identifier": Line("manufacturer_identifier"),
        f"{_GENERAL}.manufacturerInformation.contactName": Line("manufacturer_name"),
        "CarbonFootprint.batteryCarbonFootprint": Line("carbon_footprint_per_functional_unit"),
        "CarbonFootprint.carbonFootprintPerformanceClass": Line(
            "carbon_footprint_performance_class"
        ),
        "CarbonFootprint.carbonFootprintStudy": Line("carbon_footprint_study_url"),
        "CarbonFootprint.absoluteCarbonFootprint": Line(
            "absolute_carbon_footprint", False, Decimal("0.001")
        ),
        f"{_CIRCULAR}.renewableContent": Line("renewable_content_share"),
        f"{_CIRCULAR}.endOfLifeInformation.wastePrevention": Line("waste_prevention_information"),
        f"{_CIRCULAR}.endOfLifeInformation.separateCollection": Line(
            "separate_collection_information"
        ),
        f"{_CIRCULAR}.endOfLifeInformation.informationOnCollection": Line(
            "collection_and_second_life_information"
        ),
        "Labels.declarationOfConformity": Line("eu_declaration_of_conformity"),
        "SupplyChainDueDiligence.supplyChainDueDiligenceReport": Line("due_diligence_report"),
        f"{_RATED}.ratedMaximumPower": Line("maximum_permitted_power"),
        f"{_RATED}.ratedEnergy": Line("certified_usable_energy"),
        f"{_RATED}.expectedNumberOfCycles": Line("expected_lifetime_cycles"),
        f"{_RATED}.initialSelfDischarge": Line("initial_self_discharge_rate"),
        f"{_RATED}.roundtripEfficiency": Line("initial_round_trip_efficiency"),
        f"{_RATED}.ratedCapacity": Line("rated_capacity"),
        f"{_RATED}.expectedLifetime": Line("expected_lifetime_years"),
        f"{_RATED}.cRate": Line("power_to_energy_ratio", False),
        f"{_RATED}.nominalVoltage": Line("nominal_voltage"),
        f"{_RATED}.minimumVoltage": Line("minimum_voltage"),
        f"{_RATED}.maximumVoltage": Line("maximum_voltage"),
        f"{_RATED}.capacityThresholdForExhaustion": Line("capacity_threshold_exhaustion"),
        f"{_RATED}.lifetimeReferenceTest": Line("cycle_life_reference_test"),
        f"{_RATED}.temperatureRangeIdleState.minimum": Line("idle_temperature_min"),
        f"{_RATED}.temperatureRangeIdleState.maximum": Line("idle_temperature_max"),
        f"{_RATED}.roundTripEfficiencyat50PerCentCycleLife": Line("round_trip_efficiency_50pct"),
        f"{_RATED}.roundTripEfficiencyFade": Line("round_trip_efficiency_fade"),
        f"{_RATED}.powerFade": Line("power_fade"),
        f"{_NOW}.temperatureInformation.timeExtremeHighTemp": Line("time_above_temperature"),
        f"{_NOW}.temperatureInformation.timeExtremeLowTemp": Line("time_below_temperature"),
        f"{_NOW}.temperatureInformation.timeExtremeHighTempCharging": Line(
            "time_charging_above_temperature"
        ),
        f"{_NOW}.temperatureInformation.timeExtremeLowTempCharging": Line(
            "time_charging_below_temperature"
        ),
    }
)
#: A reading: ``<name>Value`` and ``lastUpdate`` under its name.
READINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{_NOW}.energyThroughput": "energy_throughput",
        f"{_NOW}.capacityThroughput": "capacity_throughput",
        f"{_NOW}.numberOfFullCycles": "number_of_full_cycles",
        f"{_NOW}.stateOfCertifiedEnergy": "state_of_certified_energy",
        f"{_NOW}.capacityFade": "capacity_fade",
        f"{_NOW}.remainingEnergy": "remaining_usable_energy",
        f"{_NOW}.remainingCapacity": "remaining_capacity",
        f"{_NOW}.evolutionOfSelfDischarge": "self_discharge_evolution",
        f"{_NOW}.currentSelfDischargingRate": "current_self_discharge_rate",
        f"{_NOW}.remainingRoundTripEnergyEfficiency": "remaining_round_trip_efficiency",
        f"{_NOW}.stateOfCharge": "state_of_charge",
    }
)
#: A day or a moment there, a month here.
MONTHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        f"{_GENERAL}.manufacturingDate": "manufacturing_date",
        f"{_GENERAL}.puttingIntoService": "putting_into_service_date",
    }
)
#: Words of ours -> words of the model.
CATEGORIES: Final[Mapping[str, str]] = MappingProxyType(
    {"LMT": "lmt", "EV": "ev", "industrial": "industrial", "stationary": "stationary"}
)
STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "original": "Original", "repurposed": "Repurposed", "re-used": "Reused",
        "remanufactured": "Remanufactured", "waste": "Waste",
    }
)  # fmt: skip
STAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cf_raw_material": "RawMaterialExtraction", "cf_main_production": "MainProduction",
        "cf_distribution": "Distribution", "cf_end_of_life": "Recycling",
    }
)  # fmt: skip
METALS: Final = ("Nickel", "Cobalt", "Lithium", "Lead")
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "separate_collection_symbol": "SeparateCollection",
        "carbon_footprint_label": "CarbonFootPrint",
    }
)
HAZARD_CLASSES: Final = ("AcuteToxicity", "SkinCorrosionOrIrritation", "EyeDamageOrIrritation")
#: Members of an address -> those of the model; what the model lacks is joined into the street.
ADDRESS: Final[Mapping[str, str]] = MappingProxyType(
    {"street": "streetAddress", "postal_code": "postalCode", "country": "addressCountry"}
)
