"""Codes of transport that stand in no row of a table, as ``batterypass explain`` tells them.

Those of decisions, of the Carta Porte and of test summaries.
"""

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
        "An energy or lithium content of zero or less, or beyond or far below what"
        " a battery of that mass has, as kWh typed as Wh. wh and li_g are"
        " of one cell or battery, not of the package.",
        "Una energía o contenido de litio de cero o menos, o más, o mucho menos, que el"
        " de una batería de esa masa, como kWh escritos como Wh. wh y li_g"
        " son de una celda o batería, no del bulto.",
    ),
    "uncode.NUMBER_IMPOSSIBLE": Text(
        "A mass or a number of pieces that is zero or less.",
        "Una masa o un número de piezas de cero o menos.",
    ),
    "uncode.SOC_IMPOSSIBLE": Text(
        "A state of charge below 0 or above 100 %, or a fraction where a percentage is asked for.",
        "Un estado de carga de menos de 0 o más de 100 %, o una fracción donde se pide un porcentaje.",
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
    "uncode.SAT_CROSS_BORDER": Text(
        "The route of a Carta Porte leaves Mexico: customs data is asked for that this program "
        "does not fill in.",
        "La ruta de la Carta Porte sale de México: pide datos de comercio exterior que este "
        "programa no llena.",
    ),
    "uncode.SAT_MASS_ROUNDED": Text(
        "SAT takes masses down to the gram; what was declared more finely is rounded, and told.",
        "El SAT admite masas hasta el gramo; lo declarado con más detalle se redondea, y se dice.",
    ),
    "uncode.SAT_MATERIAL_KEY_UNCHECKED": Text(
        "A key of dangerous goods that this program does not know was given by hand: nobody "
        "compared it with SAT's catalogue.",
        "Se dio a mano una clave de material peligroso que este programa no conoce: nadie la "
        "comparó con el catálogo del SAT.",
    ),
    "uncode.SAT_PACKAGING_CODE_MISSING": Text(
        "SAT's catalogue of packagings lacks the one that is used, large packagings among them: "
        "Z01 is written, with the packing in words.",
        "Al catálogo de embalajes del SAT le falta el que se usa, como los grandes: va Z01, con "
        "el embalaje en palabras.",
    ),
    "uncode.SAT_PERMITS_SEVERAL": Text(
        "The carrier has several permits for dangerous goods; a person says which one the Carta "
        "Porte names.",
        "El transportista tiene varios permisos de materiales peligrosos; una persona dice cuál "
        "lleva la Carta Porte.",
    ),
    "uncode.SAT_PERMIT_NOT_IN_FORCE": Text(
        "The carrier's permit is not in force on the day of the journey.",
        "El permiso del transportista no está vigente el día del viaje.",
    ),
    "uncode.SAT_PLATE_WRITTEN": Text(
        "SAT takes a plate without hyphens and spaces, so it is written otherwise than the "
        "carrier signed it.",
        "El SAT pide la placa sin guiones ni espacios, así que va distinta de como la firmó el "
        "transportista.",
    ),
    "uncode.SAT_PRODUCT_KEY_UNCHECKED": Text(
        "A product key that this program does not know was given by hand: whether SAT flags it as "
        "dangerous was not looked at.",
        "Se dio a mano una clave de producto que este programa no conoce: no se revisó si el SAT "
        "la marca como peligrosa.",
    ),
    "uncode.SAT_REVERSE_LOGISTICS_UNSAID": Text(
        "Nobody said whether the journey takes goods back (reverse logistics); the attribute is "
        "left out.",
        "Nadie dijo si el viaje es de devolución (logística inversa); el atributo no se pone.",
    ),
    "uncode.SAT_TARE_UNSAID": Text(
        "The mass of the packing is not in the ledger: what was declared of the items is written without"
        " it, until --set gives it.",
        "La masa del embalaje no está en el registro: va lo declarado de los artículos sin ella, hasta"
        " darla con --set.",
    ),
    "uncode.UN383_CONTRADICTS": Text(
        "Two items of a test summary cannot both be true, such as lithium in grams of a lithium "
        "ion battery.",
        "Dos puntos de un resumen de pruebas no pueden ser ciertos a la vez, como gramos de litio "
        "de una de ion litio.",
    ),
    "uncode.UN383_LATER": Text(
        "The report of a test summary is dated after the day on which it is looked at.",
        "El informe de un resumen de pruebas tiene fecha posterior al día en que se revisa.",
    ),
    "uncode.UN383_NOTHING": Text(
        "A mass, energy or lithium content of a test summary is zero.",
        "Una masa, energía o contenido de litio de un resumen de pruebas es cero.",
    ),
    "uncode.UN383_OLD_EDITION": Text(
        "The tests follow a revision of the Manual older than those that are accepted for the day "
        "of making.",
        "Los ensayos siguen una revisión del Manual anterior a las que se aceptan para el día de "
        "fabricación.",
    ),
    "uncode.UN383_OTHER_REPORT": Text(
        "The test summary is of another report than the ledger names for the article.",
        "El resumen de pruebas es de otro informe que el que el registro nombra para el artículo.",
    ),
    "uncode.UN383_TEST_FAILED": Text(
        "A test of UN 38.3 was failed: the article may not travel on this summary.",
        "Un ensayo ONU 38.3 no se aprobó: con este resumen el artículo no puede viajar.",
    ),
    "uncode.UN383_TEST_LEFT_OUT": Text(
        "A test that this kind of article needs is said not to apply.",
        "Se dice que no aplica un ensayo que este tipo de artículo necesita.",
    ),
}
