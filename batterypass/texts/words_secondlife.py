"""Words of advice and decisions about a further life, in plain English and Spanish."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

#: Kind of event -> what signing it means.
DECISION_TITLES: dict[str, Text] = {
    "item.decided": Text(
        "What becomes of an item is decided", "Se decide el destino de un artículo"
    ),
    "content.claimed": Text("Recycled content is claimed", "Se declara contenido reciclado"),
}
#: Value of an enumeration -> plain words.
DECISION_WORDS: dict[str, Text] = {
    "reuse": Text("use it again for the same", "usarlo otra vez en lo mismo"),
    "repurpose": Text("give it another use", "darle otro uso"),
    "remanufacture": Text("build it up again", "armarlo de nuevo"),
    "recycle": Text("recycle it", "reciclarlo"),
    "not_enough_data": Text("not enough data", "faltan datos"),
    "physical_inspection": Text("physical inspection", "inspección física"),
    "known_history": Text("what is known of its history", "su historia conocida"),
    "safety": Text("safety", "seguridad"),
    "better_use_is_certain": Text("a better use is certain", "tiene un mejor uso seguro"),
    "no_demand": Text("nobody asks for it", "no hay demanda"),
    "cost_of_the_work": Text("the work costs too much", "el trabajo cuesta demasiado"),
    "legal_requirement": Text("the law asks for it", "lo exige la ley"),
}
