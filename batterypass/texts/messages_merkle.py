"""Texts of what a proof over hashes does not show: inclusion, consistency, the heads of subjects."""

from __future__ import annotations

from batterypass.texts.bilingual import Text


def _inclusion(en: str, es: str) -> Text:
    return Text(
        f"inclusion of entry {{index}} in size {{size}}: {en}",
        f"inclusión del asiento {{index}} en el tamaño {{size}}: {es}",
    )


def _consistency(en: str, es: str) -> Text:
    return Text(
        f"consistency of size {{old}} with size {{new}}: {en}",
        f"consistencia del tamaño {{old}} con el tamaño {{new}}: {es}",
    )


_HASH = ("a hash has 32 bytes, found {found}", "una huella tiene 32 bytes, hay {found}")
_LONG = (
    "the path of {found} hashes is too long",
    "el camino de {found} huellas es demasiado largo",
)
_SHORT = (
    "the path of {found} hashes is too short",
    "el camino de {found} huellas es demasiado corto",
)

MESSAGES: dict[str, Text] = {
    "merkle.inclusion-hash": _inclusion(*_HASH),
    "merkle.inclusion-index": _inclusion(
        "the index is not in the tree", "el índice no está en el árbol"
    ),
    "merkle.inclusion-long": _inclusion(*_LONG),
    "merkle.inclusion-short": _inclusion(*_SHORT),
    "merkle.inclusion-root": _inclusion(
        "the path leads to root {found}, not {expected}",
        "el camino lleva a la raíz {found}, no a {expected}",
    ),
    "merkle.consistency-hash": _consistency(*_HASH),
    "merkle.consistency-sizes": _consistency(
        "the old size is not between 0 and the new size",
        "el tamaño anterior no está entre 0 y el nuevo",
    ),
    "merkle.consistency-equal": _consistency(
        "equal sizes need no hashes, found {found}",
        "dos tamaños iguales no necesitan huellas, hay {found}",
    ),
    "merkle.consistency-two-roots": _consistency(
        "two roots, {found} and {expected}", "dos raíces, {found} y {expected}"
    ),
    "merkle.consistency-no-path": _consistency("the path is empty", "el camino está vacío"),
    "merkle.consistency-long": _consistency(*_LONG),
    "merkle.consistency-short": _consistency(*_SHORT),
    "merkle.consistency-old-root": _consistency(
        "the path gives old root {found}, not {expected}",
        "el camino da la raíz anterior {found}, no {expected}",
    ),
    "merkle.consistency-new-root": _consistency(
        "the path gives new root {found}, not {expected}",
        "el camino da la raíz nueva {found}, no {expected}",
    ),
    "merkle.consistency-shows-nothing": _consistency(
        "any tree extends the empty one, so this shows nothing",
        "cualquier árbol continúa el vacío, así que esto no muestra nada",
    ),
    "merkle.consistency-empty": _consistency(
        "the empty tree needs no hashes, found {found}",
        "el árbol vacío no necesita huellas, hay {found}",
    ),
    "merkle.consistency-empty-root": _consistency(
        "the root of the empty tree is {expected}", "la raíz del árbol vacío es {expected}"
    ),
    "headproof.hash": Text(
        "heads: the hash of a subject and a running digest have 32 bytes each",
        "cabezas: la huella de un sujeto y la huella acumulada tienen 32 bytes cada una",
    ),
    "headproof.lane": Text(
        "heads: lane '{found}' is none of {lanes}",
        "cabezas: el carril '{found}' no es ninguno de {lanes}",
    ),
    "headproof.count": Text(
        "heads: count {found} is not between 1 and {most}",
        "cabezas: la cuenta {found} no está entre 1 y {most}",
    ),
    "headproof.bucket": Text(
        "heads: bucket {found} is not between 0 and {most}",
        "cabezas: la cubeta {found} no está entre 0 y {most}",
    ),
    "headproof.siblings": Text(
        "heads: expected {count} siblings of 32 bytes each",
        "cabezas: se esperan {count} hermanos de 32 bytes cada uno",
    ),
    "headproof.stranger": Text(
        "heads: subject {subject} is not of bucket {bucket}",
        "cabezas: el sujeto {subject} no es de la cubeta {bucket}",
    ),
    "headproof.order": Text(
        "heads: leaf {subject} {lane} is out of order or double",
        "cabezas: la hoja {subject} {lane} está fuera de orden o dos veces",
    ),
    "headproof.too-long": Text(
        "heads: {found} bytes, at most {most} are read",
        "cabezas: {found} bytes, se leen {most} a lo más",
    ),
    "headproof.root": Text(
        "heads of bucket {bucket}: the proof leads to root {found}, not {expected}",
        "cabezas de la cubeta {bucket}: la prueba lleva a la raíz {found}, no a {expected}",
    ),
    "headproof.other-bucket": Text(
        "heads of {subject}: they are in bucket {bucket}, the proof is of bucket {found}",
        "cabezas de {subject}: están en la cubeta {bucket}, la prueba es de la cubeta {found}",
    ),
    "headproof.cut": Text(
        "heads: the proof ends at byte {at}, expected more",
        "cabezas: la prueba termina en el byte {at}, se esperaba más",
    ),
    "headproof.item": Text(
        "heads: byte {at}: not the item that a proof has there",
        "cabezas: byte {at}: no es lo que una prueba tiene ahí",
    ),
    "headproof.length": Text(
        "heads: byte {at}: a length other than {expected}",
        "cabezas: byte {at}: una longitud distinta de {expected}",
    ),
    "headproof.more": Text(
        "heads: byte {at}: the proof ends here, more was found",
        "cabezas: byte {at}: la prueba termina aquí y hay más",
    ),
}
