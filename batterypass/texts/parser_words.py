"""What the readers of JSON and of forms say, in both languages and in our words.

The standard library and the models speak English only, and of "input" and "strings". What is not
known here is said in general, never in English within a Spanish sentence.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import Final

from batterypass.texts.bilingual import Text
from batterypass.texts.check_words import check_words

_JSON: Final = (
    ("Expecting value", Text("a value is missing or cut off", "falta un valor o está cortado")),
    (
        "Expecting property name",
        Text(
            "the name of a member is missing: expected one in double quotes",
            "falta el nombre de un miembro: se esperaba uno entre comillas dobles",
        ),
    ),
    ("Expecting ',' delimiter", Text("a comma or the end is missing", "falta una coma o el final")),
    ("Expecting ':' delimiter", Text("a colon is missing", "faltan los dos puntos")),
    ("Unterminated string", Text("a text that does not end", "un texto que no termina")),
    ("Extra data", Text("something stands after the end", "hay algo después del final")),
    (
        "Invalid control character",
        Text("a control character within a text", "un carácter de control dentro de un texto"),
    ),
    ("Invalid \\", Text("a wrong escape within a text", "un escape equivocado en un texto")),
    (
        "Illegal trailing comma",
        Text("a comma with nothing after it", "una coma sin nada después"),
    ),
    (
        "Exceeds the limit",
        Text("a number of thousands of digits", "un número de miles de dígitos"),
    ),
)
_JSON_ELSE: Final = Text("it cannot be read", "no se puede leer")
#: What we say of a JSON text in English -> in Spanish.
JSON_SAID: Final = {text.en: text.es for _, text in (*_JSON, ("", _JSON_ELSE))}

_TYPES: Final = {
    "string": Text("a text", "un texto"),
    "integer": Text("a whole number", "un número entero"),
    "number": Text("a number", "un número"),
    "boolean": Text("yes or no (true, false)", "sí o no (true, false)"),
    "list": Text("a list", "una lista"),
    "dictionary": Text("an object", "un objeto"),
}
#: What a model says, with gaps, and what we say; a gap is filled as it is.
_FORM: Final = (
    (r"Field required", Text("it is missing", "falta")),
    (
        r"Extra inputs are not permitted|Unexpected keyword argument",
        Text("there is no such field", "no hay tal campo"),
    ),
    (
        r"Input should be a dictionary or an instance of \w+",
        Text("expected an object", "se esperaba un objeto"),
    ),
    (
        r"Input should be ('.*')",
        Text("expected one of {0}", "se esperaba uno de {0}"),
    ),
    (
        r"Input should be greater than or equal to (\S+)",
        Text("expected at least {0}", "se esperaba {0} o más"),
    ),
    (
        r"Input should be less than or equal to (\S+)",
        Text("expected at most {0}", "se esperaba {0} o menos"),
    ),
    (
        r"String should have at most (\d+) characters?",
        Text("expected at most {0} characters", "se esperaban {0} caracteres o menos"),
    ),
    (
        r"String should have at least (\d+) characters?",
        Text("expected at least {0} characters", "se esperaban {0} caracteres o más"),
    ),
    (
        r"\w+ should have at least (\d+) items? after validation.*",
        Text("expected at least {0} of them", "se esperaban {0} o más"),
    ),
    (
        r"\w+ should have at most (\d+) items? after validation.*",
        Text("expected at most {0} of them", "se esperaban {0} o menos"),
    ),
)
#: What a model puts before the words of our own checks.
_OWN: Final = "Value error, "
_FORM_ELSE: Final = Text("it has another form", "tiene otra forma")


def json_words(message: str) -> Text:
    """Say what is wrong with a JSON text; ``message`` is that of its reader."""
    return next((text for start, text in _JSON if message.startswith(start)), _JSON_ELSE)


def reader_words(error: Exception) -> Text:
    """Say why bytes are no JSON, by what their reader raised; what we raised ourselves stays."""
    if isinstance(error, RecursionError):
        return Text(
            "nested deeper than any such file is", "tiene más niveles que ningún archivo así"
        )
    if isinstance(error, UnicodeError):
        return Text("it is not UTF-8", "no está en UTF-8")
    if isinstance(error, JSONDecodeError) or str(error).startswith("Exceeds the limit"):
        return json_words(str(error))
    return Text(str(error), str(error))


def form_words(message: str) -> Text:
    """Say what is wrong with a member of a form; ``message`` is that of its model."""
    kind = re.match(r"Input should be a valid (\w+)", message)
    if kind is not None and kind[1] in _TYPES:
        word = _TYPES[kind[1]]
        return Text(f"expected {word.en}", f"se esperaba {word.es}")
    for pattern, text in _FORM:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            listed = [part.replace("' or '", "', '") for part in found.groups()]
            return Text(
                *(text.in_language(lang).replace("{0}", "".join(listed)) for lang in ("en", "es"))
            )
    return _FORM_ELSE


def model_words(message: str) -> Text:
    """Say what a model found wrong: a check of our own in its own words, the others as in forms."""
    own = message.removeprefix(_OWN)
    return check_words(own) if own != message else form_words(message)
