"""The closed word lists of the ledger. A word never changes its meaning."""

from __future__ import annotations

from typing import Literal, get_args

Lane = Literal["main", "record"]
Role = Literal[
    "manufacturer", "importer", "integrator", "operator", "workshop", "repurposer",
    "remanufacturer", "dismantler", "collector", "carrier", "recycler", "disposal_site",
    "authority", "auditor", "registrar",
]  # fmt: skip
KeyRole = Literal["daily", "recovery", "label"]
Condition = Literal["serviceable", "damaged_stable", "damaged_critical", "cannot_be_diagnosed"]
Chemistry = Literal[
    "LFP", "NMC", "NCA", "LCO", "LMO", "LTO", "LMFP", "NMC-LMO", "sodium-ion", "other"
]
Category = Literal["EV", "LMT", "industrial", "stationary", "SLI", "portable"]
ItemKind = Literal["pack", "module", "cell_lot", "fraction"]
Life = Literal[
    "original", "reused", "repurposed", "remanufactured", "waste", "recycled", "disposed"
]
Place = Literal["in_stock", "in_use", "in_transit", "in_batch", "dismantled", "exported", "lost"]
#: The access tiers of Annex XIII that are not public (the words of ``passport-attributes.csv``), and
#: two of our own (bytes.md 8).
Point = Literal[
    "individual_legitimate_interest", "legitimate_interest_and_commission",
    "authorities_and_commission", "personal", "commercial",
]  # fmt: skip
BreachReason = Literal[
    "truck_at_gate", "safety", "authority_order", "permit_renewal_filed",
    "counterpart_not_registered", "paper_original_exists", "data_not_obtainable",
    "signed_offline",
]  # fmt: skip
WasteReason = Literal[
    "end_of_life",
    "damaged",
    "recalled",
    "off_specification",
    "production_scrap",
    "treatment_residue",
]
Stream = Literal[
    "whole_battery", "cells_modules_offspec", "production_scrap", "black_mass", "electrolyte",
    "slag", "alloy", "treatment_residue",
]  # fmt: skip
MassBasis = Literal["estimated", "weighed"]
#: Chemistry groups of the recycling efficiencies, in the words of ``recovery-targets.csv`` (Annex XII).
ChemistryGroup = Literal["lithium-based", "nickel-cadmium", "lead-acid", "other"]
Element = Literal[
    "lithium", "cobalt", "nickel", "copper", "lead", "manganese", "aluminium", "iron", "carbon",
]  # fmt: skip
#: What a laboratory gives a content of: an element, or a compound of ``element-contents.json``.
Substance = Literal[
    "lithium", "cobalt", "nickel", "copper", "lead", "manganese", "aluminium", "iron", "carbon",
    "lithium_carbonate", "lithium_hydroxide_monohydrate", "cobalt_sulfate_heptahydrate",
    "nickel_sulfate_hexahydrate", "manganese_sulfate_monohydrate", "copper_sulfate_pentahydrate",
]  # fmt: skip
CompositionSource = Literal["assay", "design", "default"]
Sampling = Literal["each_item", "batch_sample", "annual_average"]
RecyclingStep = Literal[
    "discharging", "sorting", "dismantling", "shredding", "drying", "pyrolysis", "sieving",
    "magnetic_separation", "density_separation", "flotation", "smelting", "leaching",
    "solvent_extraction", "precipitation", "crystallisation", "electrowinning", "refining",
]  # fmt: skip
#: What a fraction is for. Only ``product`` counts as recycled (reference/waste-and-manifests.md 8).
FractionUse = Literal["product", "intermediate", "residue", "energy_recovery", "backfill"]
LossKind = Literal[
    "moisture", "electrolyte_evaporation", "off_gas", "dust", "process_water", "handling", "other",
]  # fmt: skip
DifferenceReason = Literal[
    "scale_uncertainty", "moisture_of_input", "material_left_in_process", "sampling_uncertainty",
    "spill", "fire", "recording_gap", "other",
]  # fmt: skip
#: Why an item weighs another mass at the batch than the ledger has of it.
FedMassReason = Literal[
    "weighed_again", "dried_or_drained", "parts_missing", "recorded_mass_wrong", "other",
]  # fmt: skip
RevocationReason = Literal["rotated", "lost", "compromised", "holder-left"]

ROLES: tuple[str, ...] = get_args(Role)
POINTS: tuple[str, ...] = get_args(Point)
BREACH_REASONS: tuple[str, ...] = get_args(BreachReason)
#: From mild to severe; a condition that cannot be diagnosed travels as damaged.
CONDITION_RANK: dict[str, int] = {
    "serviceable": 0, "damaged_stable": 1, "cannot_be_diagnosed": 1, "damaged_critical": 2,
}  # fmt: skip
#: Reasons for which a pack is taken out that leave its condition open until somebody has assessed it.
DOUBTFUL_REMOVALS: frozenset[str] = frozenset({"damage", "recall"})
DAMAGED: frozenset[str] = frozenset({"damaged_stable", "damaged_critical", "cannot_be_diagnosed"})
