"""What is said of places that a person names."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "place.not-two": Text(
        "{text}: expected latitude and longitude in degrees with a decimal point and one comma"
        " between them, such as 25.78,-100.19",
        "{text}: se esperaban latitud y longitud en grados con punto decimal y una coma en medio,"
        " como 25.78,-100.19",
    ),
    "place.no-latitude": Text(
        "{text}: the latitude {found} is no number of degrees such as 25.78",
        "{text}: la latitud «{found}» no es un número de grados como 25.78",
    ),
    "place.no-longitude": Text(
        "{text}: the longitude {found} is no number of degrees such as -100.19",
        "{text}: la longitud «{found}» no es un número de grados como -100.19",
    ),
    "place.far-latitude": Text(
        "{text}: the latitude {found} is not between -90 and 90; latitude comes first",
        "{text}: la latitud {found} no está entre -90 y 90; primero va la latitud",
    ),
    "place.far-longitude": Text(
        "{text}: the longitude {found} is not between -180 and 180",
        "{text}: la longitud {found} no está entre -180 y 180",
    ),
}
