"""Codes of transport decisions that stand in no row of a table, as ``batterypass explain`` tells them."""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    "uncode.UNREADABLE": Text(
        "An answer is none of the words or numbers that it may be. It is refused by its name, and nothing"
        " is decided; batterypass un ask asks for each answer in plain words.",
        "Una respuesta no es ninguna de las palabras o números que puede ser. Se rechaza por su nombre y"
        " no se decide nada; batterypass un ask pregunta cada una con palabras llanas.",
    ),
    "uncode.CONTRADICTION": Text(
        "Two answers cannot both be true, or one was given twice and not alike. Nobody guesses which"
        " is meant: answer again.",
        "Dos respuestas no pueden ser ciertas a la vez, o una se dio dos veces y distinta. Nadie adivina"
        " cuál vale: responda otra vez.",
    ),
    "uncode.ENERGY_IMPOSSIBLE": Text(
        "An energy or lithium content of zero or less, or beyond what any battery has. wh and li_g are"
        " of one cell or battery, not of the package.",
        "Una energía o contenido de litio de cero o menos, o más que el de cualquier batería. wh y li_g"
        " son de una celda o batería, no del bulto.",
    ),
    "uncode.NUMBER_IMPOSSIBLE": Text(
        "A mass or a number of pieces that is zero or less.",
        "Una masa o un número de piezas de cero o menos.",
    ),
    "uncode.SOC_IMPOSSIBLE": Text(
        "A state of charge below 0 or above 100 %.",
        "Un estado de carga de menos de 0 o más de 100 %.",
    ),
    "uncode.DATE_UNREADABLE": Text(
        "The day of carriage is no day of the calendar, such as 2026-11-23.",
        "El día del transporte no es un día del calendario, como 2026-11-23.",
    ),
    "uncode.NO_RULES_FOR_DATE": Text(
        "No edition is known that may be used on the day of carriage: batterypass un editions shows"
        " the days.",
        "No se conoce edición que pueda usarse el día del transporte: batterypass un editions muestra"
        " las fechas.",
    ),
    "uncode.EDITION_NOT_REVIEWED": Text(
        "An edition is known and nobody has read it into the tables: it decides nothing. While an older"
        " one may still be used, that one decides and the newer one is told.",
        "Se conoce una edición que nadie ha leído para las tablas: con ella no se decide nada. Mientras"
        " aún pueda usarse una anterior, decide esa y se avisa de la nueva.",
    ),
    "uncode.MODE_NOT_COVERED": Text(
        "The edition was not read for this mode of transport.",
        "La edición no se leyó para este modo de transporte.",
    ),
    "uncode.NO_ENTRY_IN_EDITION": Text(
        "The list of dangerous goods of the edition has no entry for these goods; none is put in its"
        " place. Ask the authority how they may travel.",
        "La lista de mercancías peligrosas de la edición no tiene entrada para estas; no se pone otra en"
        " su lugar. Pregunte a la autoridad cómo pueden viajar.",
    ),
    "uncode.SAT_KEY_MISSING": Text(
        "SAT's catalogue of dangerous goods ends at 3550 and has no key for this UN number; none is put"
        " in its place.",
        "El catálogo de materiales peligrosos del SAT termina en 3550 y no tiene clave para este número"
        " ONU; no se pone otra en su lugar.",
    ),
    "uncode.NO_ROUTE": Text(
        "No row of the tables takes these goods: nothing is decided.",
        "Ningún renglón de las tablas admite esta mercancía: no se decide nada.",
    ),
    "uncode.NO_PACKING_FITS": Text(
        "No packing instruction takes this mass and number: divide the load, or ask the authority.",
        "Ninguna instrucción de embalaje admite esta masa y este número: divida la carga o pregunte a"
        " la autoridad.",
    ),
    "uncode.NAME_ES_UNVERIFIED": Text(
        "Nobody has compared the Spanish name of the entry with an official translation; papers in"
        " Spanish say so beside it. The name that counts is that in the language of the edition.",
        "Nadie ha cotejado el nombre en español de la entrada con una traducción oficial; los papeles en"
        " español lo dicen junto a él. Vale el nombre en el idioma de la edición.",
    ),
    "uncode.WH_UNKNOWN": Text(
        "The energy is missing. It is asked for and never taken for small; answer with wh=….",
        "Falta la energía. Se pregunta y nunca se toma por pequeña; responda con wh=….",
    ),
    "uncode.CONDITION_UNKNOWN": Text(
        "The condition is missing. It is asked for and never taken for new; answer with condition=….",
        "Falta la condición. Se pregunta y nunca se toma por nueva; responda con condition=….",
    ),
    "uncode.SOC_UNKNOWN": Text(
        "The state of charge is missing, and this carriage limits it; answer with soc_percent=….",
        "Falta el estado de carga, y este transporte lo limita; responda con soc_percent=….",
    ),
    "uncode.INPUT_MISSING": Text(
        "An answer is missing that a rule waits for; it is named, asked for, and never assumed.",
        "Falta una respuesta que una regla espera; se nombra, se pregunta y nunca se supone.",
    ),
}
