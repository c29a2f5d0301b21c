"""Words about recycling batches: values of their kinds, and what findings say of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from batterypass.texts.bilingual import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

ELEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "lithium": Text("lithium", "litio"),
        "cobalt": Text("cobalt", "cobalto"),
        "nickel": Text("nickel", "níquel"),
        "copper": Text("copper", "cobre"),
        "lead": Text("lead", "plomo"),
        "manganese": Text("manganese", "manganeso"),
        "aluminium": Text("aluminium", "aluminio"),
        "iron": Text("iron", "hierro"),
        "carbon": Text("carbon", "carbono"),
    }
)
USES: Mapping[str, Text] = MappingProxyType(
    {
        "product": Text("product", "producto"),
        "intermediate": Text("intermediate", "intermedio"),
        "residue": Text("residue", "residuo"),
        "energy_recovery": Text("energy recovery", "recuperación de energía"),
        "backfill": Text("backfill", "relleno"),
    }
)
DIFFERENCES: Mapping[str, Text] = MappingProxyType(
    {
        "scale_uncertainty": Text("uncertainty of the scale", "incertidumbre de la báscula"),
        "moisture_of_input": Text("moisture of the input", "humedad de la entrada"),
        "material_left_in_process": Text(
            "material left in the process", "material que quedó en el proceso"
        ),
        "sampling_uncertainty": Text("uncertainty of the sampling", "incertidumbre del muestreo"),
        "spill": Text("spill", "derrame"),
        "fire": Text("fire", "incendio"),
        "recording_gap": Text("gap in the records", "hueco en los registros"),
        "other": Text("other", "otro"),
    }
)
FED_MASSES: Mapping[str, Text] = MappingProxyType(
    {
        "weighed_again": Text("weighed again", "se pesó de nuevo"),
        "dried_or_drained": Text("dried or drained", "se secó o se drenó"),
        "parts_missing": Text("parts missing", "faltan piezas"),
        "recorded_mass_wrong": Text("recorded mass wrong", "la masa registrada está mal"),
        "other": Text("other", "otro"),
    }
)
#: Value of a field -> plain words.
BATCH_VALUES: Mapping[str, Text] = MappingProxyType(
    {
        **ELEMENTS,
        **{word: text for word, text in USES.items() if word != "residue"},
        **{word: text for word, text in DIFFERENCES.items() if word != "other"},
        **{word: text for word, text in FED_MASSES.items() if word != "other"},
        "lithium-based": Text("lithium based", "de litio"),
        "nickel-cadmium": Text("nickel-cadmium", "níquel-cadmio"),
        "lead-acid": Text("lead-acid", "plomo-ácido"),
        "lithium_carbonate": Text("lithium carbonate", "carbonato de litio"),
        "lithium_hydroxide_monohydrate": Text(
            "lithium hydroxide monohydrate", "hidróxido de litio monohidratado"
        ),
        "cobalt_sulfate_heptahydrate": Text(
            "cobalt sulfate heptahydrate", "sulfato de cobalto heptahidratado"
        ),
        "nickel_sulfate_hexahydrate": Text(
            "nickel sulfate hexahydrate", "sulfato de níquel hexahidratado"
        ),
        "manganese_sulfate_monohydrate": Text(
            "manganese sulfate monohydrate", "sulfato de manganeso monohidratado"
        ),
        "copper_sulfate_pentahydrate": Text(
            "copper sulfate pentahydrate", "sulfato de cobre pentahidratado"
        ),
        "assay": Text("assay", "análisis"),
        "design": Text("design of the battery", "diseño de la batería"),
        "default": Text("usual values", "valores usuales"),
        "mixed": Text("several sources", "varias fuentes"),
        "each_item": Text("each item", "cada artículo"),
        "batch_sample": Text("sample of the batch", "muestra del lote"),
        "annual_average": Text("annual average", "promedio anual"),
        "discharging": Text("discharging", "descarga"),
        "sorting": Text("sorting", "clasificación"),
        "dismantling": Text("dismantling", "desmontaje"),
        "shredding": Text("shredding", "trituración"),
        "drying": Text("drying", "secado"),
        "pyrolysis": Text("pyrolysis", "pirólisis"),
        "sieving": Text("sieving", "tamizado"),
        "magnetic_separation": Text("magnetic separation", "separación magnética"),
        "density_separation": Text("density separation", "separación por densidad"),
        "flotation": Text("flotation", "flotación"),
        "smelting": Text("smelting", "fundición"),
        "leaching": Text("leaching", "lixiviación"),
        "solvent_extraction": Text("solvent extraction", "extracción por solvente"),
        "precipitation": Text("precipitation", "precipitación"),
        "crystallisation": Text("crystallisation", "cristalización"),
        "electrowinning": Text("electrowinning", "electroobtención"),
        "refining": Text("refining", "refinación"),
        "moisture": Text("moisture", "humedad"),
        "electrolyte_evaporation": Text("evaporation of electrolyte", "evaporación de electrolito"),
        "off_gas": Text("off-gas", "gases de salida"),
        "dust": Text("dust", "polvo"),
        "process_water": Text("process water", "agua de proceso"),
        "handling": Text("handling", "manejo"),
        "open": Text("open", "abierto"),
        "closed": Text("closed", "cerrado"),
    }
)
#: Word of a finding -> (Spanish, English).
BATCH_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **{f"element-{word}": (text.es, text.en) for word, text in ELEMENTS.items()},
        **{f"use-{word}": (text.es, text.en) for word, text in USES.items()},
        **{f"difference-{word}": (text.es, text.en) for word, text in DIFFERENCES.items()},
        "difference-none": ("ninguno", "none"),
        **{f"fed-{word}": (text.es, text.en) for word, text in FED_MASSES.items()},
        "fed-none": ("no se dijo", "nobody said"),
        "fed-corrected": ("así se corrigió", "so it was corrected"),
        "stream-none": ("ninguna corriente de residuo", "no waste stream"),
        "stream-named": ("una corriente de residuo", "a waste stream"),
        "part-recycler": ("el reciclador que abrió el lote", "the recycler that opened the batch"),
    }
)
