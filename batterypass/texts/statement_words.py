"""What the readers of signed bytes, of their payload and of keys say, in Spanish.

They raise English sentences with a place in them, and only few of them are ever met by a person:
each pattern stands beside what it says in Spanish. A test compares the list with what is raised.
"""

from __future__ import annotations

import re
from typing import Final

from batterypass.texts.bilingual import Text
from batterypass.texts.parser_words import JSON_SAID

#: What stands before the reason, and what of it is said in Spanish.
_PLACES: Final = (
    (r"statement: byte (\d+)", "byte {0}"),
    (r"statement", "la declaración"),
    (r"payload: byte (\d+)", "contenido, byte {0}"),
    (r"payload: character (\d+)", "contenido, carácter {0}"),
    (r"payload", "contenido"),
    (r"(payload[^\n]*?), the key ('.*?'|\".*?\")", "{0}, la clave {1}"),
    (r"(payload[.\[][^\n]*?)", "{0}"),
    (r"CBOR: byte (\d+)", "CBOR, byte {0}"),
    (r"CBOR", "CBOR"),
    (r"COSE_Sign1", "COSE_Sign1"),
    (r"signature", "firma"),
    (r"public key", "llave pública"),
    (r"checkpoint key", "llave del punto de control"),
)
#: A reason and its Spanish; a gap is filled as it is.
_REASONS: Final = (
    # statements
    (r"(\d+) bytes, at most (\d+)(?: are read)?", "{0} bytes, a lo más {1}"),
    (
        r"expected tag 18, an array of four and a protected header",
        "se espera la etiqueta 18, un arreglo de cuatro y un encabezado protegido",
    ),
    (
        r"the protected header does not have exactly our members",
        "el encabezado protegido no tiene exactamente nuestros miembros",
    ),
    (r"alg is none of (.*)", "alg no es ninguno de {0}"),
    (r"expected the claim (.*)", "se espera el dato {0}"),
    (
        r"expected typ \(16\) (\S+) and the end of the protected header",
        "se esperan typ (16) {0} y el final del encabezado protegido",
    ),
    (r"expected an empty unprotected header", "se espera vacío el encabezado sin proteger"),
    (
        r"expected a payload in the shortest form",
        "se espera el contenido en su forma más corta",
    ),
    (
        r"expected a signature of 64 bytes and the end",
        "se esperan una firma de 64 bytes y el final",
    ),
    (
        r"expected a text that is not empty, in the shortest form",
        "se espera un texto que no esté vacío, en su forma más corta",
    ),
    (r"the data ends too early", "los datos terminan antes de tiempo"),
    (r"a claim is not UTF-8: .*", "un dato no está en UTF-8"),
    (
        r"it has no header that names a key",
        "no tiene un encabezado que nombre una llave",
    ),
    (
        r"it has no header with an alg of ours",
        "no tiene un encabezado con un alg de los nuestros",
    ),
    (
        r"it names key (\w+), the key given is (\w+)",
        "nombra la llave {0}, y la llave dada es {1}",
    ),
    # payloads
    (r"not UTF-8", "no está en UTF-8"),
    (r"nested deeper than (\d+)", "tiene más de {0} niveles"),
    (r"expected an object, found (\w+)", "se espera un objeto, se encontró {0}"),
    (r"not in canonical form", "no está en su forma canónica"),
    (r"null is not allowed here", "aquí no puede estar null"),
    (r"an empty member must be left out", "un miembro vacío se omite"),
    (r"text is not in Unicode normal form C", "el texto no está en la forma normal C de Unicode"),
    (r"text with a lone surrogate.*", "texto con medio carácter (surrogate)"),
    (r"the key (.*) stands twice in one object", "la clave {0} está dos veces en un objeto"),
    (r"the integer (\S+) is beyond 2\^53-1", "el entero {0} pasa de 2^53-1"),
    (r"(\S+) must be an integer or a text", "{0} debe ser un entero o un texto"),
    # CBOR
    (r"expected tag (\S+), found (\w+)", "se espera la etiqueta {0}, se encontró {1}"),
    (
        r"not deterministic: unsorted, double or unequal map keys",
        "no es determinista: claves sin ordenar, dobles o desiguales",
    ),
    (
        r"an integer or length does not fit in 64 bits",
        "un entero o una longitud no cabe en 64 bits",
    ),
    (r"a map key cannot be read: .*", "una clave no se puede leer"),
    (r"(\w+) has no place in our formats", "{0} no cabe en nuestros formatos"),
    (r"(\w+) cannot be the key of a map", "{0} no puede ser una clave"),
    (r"the data ends inside an item", "los datos terminan dentro de un elemento"),
    (
        r"a tag, float or simple value is not allowed",
        "no puede haber etiquetas, números con punto ni valores simples",
    ),
    (r"indefinite or reserved length", "longitud indefinida o reservada"),
    (r"not in the shortest form", "no está en su forma más corta"),
    (r"(\d+) more bytes after the item", "sobran {0} bytes después del elemento"),
    # COSE_Sign1 of others
    (r"expected an array of four", "se espera un arreglo de cuatro"),
    (
        r"protected header and signature must be byte strings",
        "el encabezado protegido y la firma deben ser cadenas de bytes",
    ),
    (r"labels in both headers: (.*)", "claves en los dos encabezados: {0}"),
    (r"expected the payload inside the message", "se espera el contenido dentro del mensaje"),
    (r"expected the payload apart from the message", "se espera el contenido aparte del mensaje"),
    (r"alg (.*) is not a number", "alg {0} no es un número"),
    (r"the protected header is not a map", "el encabezado protegido no es un mapa"),
    (r"the unprotected header is not a map", "el encabezado sin proteger no es un mapa"),
    (r"crit \(2\) must be protected", "crit (2) debe estar protegido"),
    (
        r"crit \(2\) must be a list that is not empty",
        "crit (2) debe ser una lista que no esté vacía",
    ),
    (r"crit names (.*), which is not known here", "crit nombra {0}, que aquí no se conoce"),
    # keys and signatures
    (r"algorithm (.*): Ed25519 or P-256", "algoritmo {0}: Ed25519 o P-256"),
    (r"(\S+) has (\d+) bytes, found (\d+)", "{0} tiene {1} bytes, se encontraron {2}"),
    (r"alg (\S+): -19 \(Ed25519\) or -9 \(P-256\)", "alg {0}: -19 (Ed25519) o -9 (P-256)"),
    (
        r"alg (\S+) does not fit a key of type (\S+)",
        "alg {0} no va con una llave de tipo {1}",
    ),
    (r"(\d+) bytes, P-256 needs 64", "{0} bytes, P-256 necesita 64"),
    (r"s is above half the order of P-256", "s pasa de la mitad del orden de P-256"),
    (r"not made by key (\w+)", "no la hizo la llave {0}"),
    (r"not base64url: .*", "no es base64url"),
    (
        r"not base64url in canonical form without padding",
        "no es base64url en su forma canónica y sin relleno",
    ),
    (r"not a point of P-256: .*", "no es un punto de P-256"),
)
#: Sentences without a place.
_WHOLE: Final = (
    (r"the signature does not verify", "la firma no es válida"),
    (r"(\S+) key: (\d+) bytes do not make one", "llave {0}: no se hace de {1} bytes"),
    (r"it is stored as (\w+), expected bytes", "está guardado como {0}, se esperaban bytes"),
    (r"time (.*): no UTC offset, expected for example (\S+)", "hora {0}: falta su huso, como {1}"),
    (r"time (.*): .*", "hora {0}: no se puede leer"),
)
#: Where a library of others may say anything.
_AREAS: Final = ("CBOR", "payload")
_ELSE: Final = "no se puede leer"


def statement_words(message: str) -> Text:
    """Say in both languages what a reader of statements, payloads or keys raised.

    What is not known here is given in English in both.
    """
    for pattern, spanish in _WHOLE:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return Text(message, spanish.format(*found.groups()))
    for place, where in _PLACES:
        found = re.fullmatch(f"{place}: (?P<why>.*)", message, re.DOTALL)
        why = _reason(found["why"]) if found is not None else None
        if found is not None and why is not None:
            before = [part for part in found.groups() if part is not found["why"]]
            return Text(message, f"{where.format(*before)}: {why}")
    area = message.partition(": ")[0]
    return Text(message, f"{area}: {_ELSE}" if area in _AREAS else message)


def _reason(message: str) -> str | None:
    for pattern, spanish in _REASONS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return spanish.format(*found.groups())
    return JSON_SAID.get(message)
