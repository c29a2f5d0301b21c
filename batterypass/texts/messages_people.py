"""What is said about keys and the people who hold them."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # Keys that end on a day.
    "people.key-ended": Text(
        "key {kid}… of {actor} signs until {until}, and that day is over: ask the chief for a new one"
        " (batterypass key request {actor}), or sign with another key (--keys DIR)",
        "la llave {kid}… de {actor} firma hasta el {until}, y ese día ya pasó: pida una nueva a la"
        " jefatura (batterypass key request {actor}), o firme con otra llave (--keys DIR)",
    ),
    "people.bad-until": Text(
        "--until {text}: expected a day such as 2027-06-30",
        "--until {text}: se espera un día como 2027-06-30",
    ),
    "people.until-past": Text(
        "--until {until}: that day is over (today is {today}): the key would sign nothing",
        "--until {until}: ese día ya pasó (hoy es {today}): la llave no firmaría nada",
    ),
    "people.until": Text("until {until}", "hasta el {until}"),
    "people.over": Text("over since {until}", "terminó el {until}"),
    "people.only-registrar": Text(
        "only the registrar vouches for it (entry {entry})",
        "solo la avala el registrador (asiento {entry})",
    ),
    "people.disputed-since": Text(
        "what it signed since {since} is disputed", "lo que firmó desde {since} está en disputa"
    ),
    "people.since-entry": Text("entry {entry}", "el asiento {entry}"),
    "people.ends-soon": Text(
        "{role} key {kid}… of {party} ends on {until} ({days} days left): ask for the next one with"
        " batterypass key request",
        "la llave {role} {kid}… de {party} termina el {until} (faltan {days} días): pida la siguiente"
        " con batterypass key request",
    ),
    "people.ended": Text(
        "{role} key {kid}… of {party} ended on {until}: ask for another with batterypass key request",
        "la llave {role} {kid}… de {party} terminó el {until}: pida otra con batterypass key request",
    ),
}
