"""Words of packs that leave sight and come back, in plain English and Spanish."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

#: Kind of event -> what signing it means.
SIGHT_TITLES: dict[str, Text] = {
    "pack.exported": Text("A pack left the country", "Un paquete salió del país"),
    "pack.lost": Text("A pack is lost", "Un paquete se perdió"),
    "pack.stolen": Text("A pack was stolen", "Robo de un paquete"),
    "pack.found": Text("A pack is back", "Un paquete apareció"),
}
#: Value of an enumeration -> plain words.
SIGHT_WORDS: dict[str, Text] = {
    "stolen": Text("stolen", "robado"),
    "not_at_stocktaking": Text("not there at stocktaking", "no apareció en el inventario"),
    "lost_in_carriage": Text("lost in carriage", "perdido en el transporte"),
    "host_not_traced": Text(
        "its vehicle or machine cannot be traced", "no se localiza su vehículo"
    ),
    "disaster": Text("fire, flood or other disaster", "incendio, inundación u otro desastre"),
    "turned_up": Text("it turned up", "apareció"),
    "recovered": Text("recovered after a theft", "recuperado tras un robo"),
    "came_back_from_abroad": Text("it came back from abroad", "volvió del extranjero"),
}
