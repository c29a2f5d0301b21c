"""What is said of a number: what is wrong with it, or why it is no battery identifier.

The key without its area is the ``reason`` of ``batterypass id parse``.
"""

from __future__ import annotations

from batterypass.texts.bilingual import Text

MESSAGES: dict[str, Text] = {
    # What is wrong.
    "idform.empty": Text("nothing was given", "no se dio nada"),
    "idform.unknown": Text(
        "{found}: no known kind of number; name its scheme, as in GIAI:9521234PACK-000123",
        "{found}: no es un tipo de número conocido; nombre su esquema, como en GIAI:9521234PACK-000123",
    ),
    "idform.check-digit": Text(
        "{what} {number}: the check digit is {found}, the other digits need {expected}: look again for"
        " a wrong digit or two that changed places",
        "{what} {number}: el dígito verificador es {found}, los demás piden {expected}: busque un"
        " dígito equivocado o dos cambiados",
    ),
    "idform.wrong-length": Text(
        "{what}: {found} characters, expected {expected}",
        "{what}: {found} caracteres, se esperan {expected}",
    ),
    "idform.bad-character": Text(
        "{what} {number}: {found!r} cannot stand in it",
        "{what} {number}: {found!r} no puede estar ahí",
    ),
    "idform.bad-escape": Text(
        "{found}: a percent sign begins an escape of two hexadecimal digits (UTF-8), such as %2F",
        "{found}: el signo de por ciento inicia un escape de dos cifras hexadecimales (UTF-8), como %2F",
    ),
    "idform.bad-host": Text(
        "{found}: no domain that a link can have",
        "{found}: no es un dominio que pueda tener un enlace",
    ),
    "idform.no-key": Text(
        "no GS1 key is in it, only {found}; a key is (01), (8004) or the like",
        "no trae ninguna clave GS1, solo {found}; una clave es (01), (8004) u otra parecida",
    ),
    "idform.no-ai": Text(
        "{found}: expected an application identifier, such as (01) or (21)",
        "{found}: se espera un identificador de aplicación, como (01) o (21)",
    ),
    "idform.no-value": Text("{what} has no value", "{what} no tiene valor"),
    "idform.twice": Text(
        "{what} stands twice, with {expected} and with {found}",
        "{what} está dos veces, con {expected} y con {found}",
    ),
    "idform.not-together": Text(
        "{found} do not go together under one key",
        "{found} no van juntos bajo una misma clave",
    ),
    "idform.qualifiers": Text(
        "{found}: after {what} may follow {expected}, in this order, and each with its value",
        "{found}: después de {what} puede seguir {expected}, en ese orden, y cada uno con su valor",
    ),
    "idform.in-query": Text(
        "{found} stands behind the ?, where it names nothing: it belongs in the path",
        "{found} está detrás del ?, donde no nombra nada: va en la ruta",
    ),
    "idform.trailing-slash": Text(
        "the link ends with /, so its last value is missing",
        "el enlace termina en /, así que le falta el último valor",
    ),
    "idform.unknown-urn": Text(
        "urn:epc:{found}: no scheme that names a thing here; known: {expected}",
        "urn:epc:{found}: no es un esquema que nombre algo aquí; se conocen: {expected}",
    ),
    "idform.urn-fields": Text(
        "{what}:{found}: fields are missing, or one is empty",
        "{what}:{found}: faltan campos, o uno está vacío",
    ),
    "idform.urn-prefix": Text(
        "{what}: the company prefix is {found}, expected 4 to 12 digits",
        "{what}: el prefijo de empresa es {found}, se esperan de 4 a 12 dígitos",
    ),
    "idform.urn-digits": Text(
        "{what}: {found}: prefix and reference have {expected} digits together",
        "{what}: {found}: prefijo y referencia suman {expected} dígitos",
    ),
    "idform.other-key": Text(
        "{found}: not a number of {what}; one looks like {example}",
        "{found}: no es un número de {what}; uno se ve así: {example}",
    ),
    "idform.wrong-shape": Text(
        "{found}: not a number of this kind ({what}); one looks like {example}",
        "{found}: no es un número de este tipo ({what}); uno se ve así: {example}",
    ),
    "idform.no-such-day": Text(
        "{what}: {found} (month, day) is no day that there is",
        "{what}: {found} (mes, día) no es un día que exista",
    ),
    "idform.no-serial": Text(
        "{what}: the serial number is {found}, it begins with 1",
        "{what}: el número de serie es {found}, empieza en 1",
    ),
    "idform.no-item-url": Text(
        "{found}: an id here is https, a host in lower case and a path, at most 120 characters,"
        " without port, ? or space",
        "{found}: un identificador aquí es https, dominio en minúsculas y ruta, de 120 caracteres a lo"
        " más, sin puerto, ? ni espacios",
    ),
    "idform.bad-form": Text(
        "{found}: begins like such a number, and goes on otherwise",
        "{found}: empieza como un número de ese tipo, y sigue de otro modo",
    ),
    "idform.printed": Text(
        "printed id {found}: a character or the check character does not fit; read it again",
        "id impreso {found}: un carácter o el de control no corresponde; vuelva a leerlo",
    ),
    # Why a number that is right is no battery identifier.
    "idform.gtin-only": Text(
        "a GTIN names a model, not one battery: add the serial number, (21)",
        "un GTIN nombra un modelo, no una batería: agregue el número de serie, (21)",
    ),
    "idform.lot-only": Text(
        "a lot names many batteries: add the serial number, (21)",
        "un lote nombra muchas baterías: agregue el número de serie, (21)",
    ),
    "idform.variant-only": Text(
        "a variant of a model, not one battery: add the serial number, (21)",
        "una variante de un modelo, no una batería: agregue el número de serie, (21)",
    ),
    "idform.third-party-serial": Text(
        "the serial number (235) is of a third party, not of whoever places the battery on the market",
        "el número de serie (235) es de un tercero, no de quien pone la batería en el mercado",
    ),
    "idform.restricted-prefix": Text(
        "{found} begins with a prefix for use inside a company or region: it is not unique worldwide",
        "{found} empieza con un prefijo de uso interno de una empresa o región: no es único en el mundo",
    ),
    "idform.piece": Text(
        "it names a piece of a trade item, not a battery",
        "nombra una pieza de un artículo comercial, no una batería",
    ),
    "idform.restricted-part": Text(
        "a part number between a customer and its suppliers, not for open use",
        "un número de parte entre un cliente y sus proveedores, no de uso abierto",
    ),
    "idform.returnable-asset": Text(
        "a returnable asset such as a crate, not a battery",
        "un activo retornable, como una caja, no una batería",
    ),
    "idform.logistic-unit": Text(
        "a logistic unit such as a pallet, not a battery",
        "una unidad logística, como una tarima, no una batería",
    ),
    "idform.document": Text("a document, not a battery", "un documento, no una batería"),
    "idform.shipment": Text("a shipment, not a battery", "un embarque, no una batería"),
    "idform.place": Text("a place, not a battery", "un lugar, no una batería"),
    "idform.party": Text("a company, not a battery", "una empresa, no una batería"),
    "idform.partner": Text(
        "a partner of Catena-X or a place of one, not a battery; its check characters were not tried",
        "un socio de Catena-X o un lugar suyo, no una batería; no se probaron sus caracteres de control",
    ),
    "idform.model-number": Text("a model, not one battery", "un modelo, no una batería"),
    "idform.service": Text(
        "a relation between a service and its user, not a battery",
        "una relación entre un servicio y su usuario, no una batería",
    ),
    "idform.national-number": Text(
        "a national number ({what}): keep it as an alias; it does not follow ISO/IEC 15459",
        "un número nacional ({what}): guárdelo como alias; no sigue ISO/IEC 15459",
    ),
    "idform.draft-number": Text(
        "a number of a draft ({what}): keep it as an alias; it does not follow ISO/IEC 15459",
        "un número de un proyecto de norma ({what}): guárdelo como alias; no sigue ISO/IEC 15459",
    ),
    "idform.equivalence-open": Text(
        "unique, but whether it is equivalent to ISO/IEC 15459 is not settled: use GTIN and serial"
        " number, or a GIAI, where the European Union asks for the identifier",
        "único, pero no está resuelto si equivale a ISO/IEC 15459: use GTIN y número de serie, o un"
        " GIAI, donde la Unión Europea pide el identificador",
    ),
    "idform.short-form": Text(
        "a short form made from the id of a pack, to find it by hand; batterypass resolve gives the id",
        "una forma corta hecha del identificador de un paquete, para hallarlo a mano; batterypass"
        " resolve da el identificador",
    ),
}
