"""What is said of a step with more items than an event can name: it is signed in parts."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "parts.head": Text(
        "{count} items in {parts} parts: one consignment, one number, one paper",
        "{count} artículos en {parts} partes: un embarque, un folio, un papel",
    ),
    "parts.rest": Text(
        "{count} items in the parts of {parts} that are missing; {done} signed already",
        "{count} artículos en las partes que faltan de {parts}; ya firmadas: {done}",
    ),
    "parts.line": Text(
        "part {part} of {parts}: {count} items, {first} … {last}",
        "parte {part} de {parts}: {count} artículos, {first} … {last}",
    ),
    "parts.line-kg": Text(
        "part {part} of {parts}: {count} items, {kg} kg, {first} … {last}",
        "parte {part} de {parts}: {count} artículos, {kg} kg, {first} … {last}",
    ),
    "parts.state": Text("{step}: {done} of {parts} parts", "{step}: {done} de {parts} partes"),
    "parts.title": Text("{kind}, part {part} of {parts}", "{kind}, parte {part} de {parts}"),
    "parts.too-many": Text(
        "{count} items do not fit: at most {most} are signed together here. Offer the others in"
        " another consignment; batterypass ship offer",
        "{count} artículos no caben: aquí se firman juntos hasta {most}. Ofrezca los demás en otro"
        " embarque; batterypass ship offer",
    ),
    "parts.too-few-loaded": Text(
        "{count} items are loaded in {parts} parts, and each part loads one at least. Take the offer"
        " back and offer what travels: batterypass ship void",
        "Se cargan {count} artículos en {parts} partes, y cada parte carga al menos uno. Retire la"
        " oferta y ofrezca lo que viaja: batterypass ship void",
    ),
    "parts.too-light": Text(
        "{found} kg on the scale: the parts that were received already weigh {known} kg; give the"
        " mass of the whole truck with --mass-kg",
        "{found} kg en báscula: las partes ya recibidas pesan {known} kg; diga la masa de todo el"
        " camión con --mass-kg",
    ),
    "parts.no-paper": Text(
        "{consignment}: {done} of {parts} parts of a step are in, so there is no paper yet; batterypass"
        " manifest pdf {consignment} --draft prints a draft, batterypass manifest show {consignment} says"
        " which step",
        "{consignment}: están {done} de {parts} partes de un paso, así que aún no hay papel;"
        " batterypass manifest pdf {consignment} --draft imprime un borrador, batterypass manifest show"
        " {consignment} dice de qué paso",
    ),
}
