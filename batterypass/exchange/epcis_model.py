"""The structure of an EPCIS 2.0.1 document in our own words: members, needed ones and their forms.

Written from the standard's description, so that a document can be checked without a schema of
others. A member with a colon in its name is an extension, and its value is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Forms: ``uri``, ``time``, ``offset``, ``unit``, ``number``, ``text``, ``bool``, ``action``, ``uris``
#: (a list), ``epcs`` (a list of different ones), ``word:LIST`` and ``words:LIST`` (of CBV, or URIs),
#: ``one:NAME`` and ``list:NAME`` (a record below), ``open`` (only extensions), ``any``.
Form = str


@dataclass(frozen=True, slots=True)
class Shape:
    """Members with their forms, the needed ones, and groups of which one has to have something."""

    members: Mapping[str, Form]
    needed: tuple[str, ...] = ()
    some_of: tuple[tuple[str, ...], ...] = ()
    is_closed: bool = False


_COMMON: Final[dict[str, Form]] = {
    "@context": "any", "type": "text", "eventTime": "time", "recordTime": "time",
    "eventTimeZoneOffset": "offset", "eventID": "uri", "certificationInfo": "uris",
    "errorDeclaration": "one:errorDeclaration", "bizStep": "word:bizStep",
    "disposition": "word:disposition", "persistentDisposition": "one:persistentDisposition",
    "readPoint": "one:place", "bizLocation": "one:place",
    "bizTransactionList": "list:bizTransaction", "sourceList": "list:source",
    "destinationList": "list:destination", "sensorElementList": "list:sensorElement",
}  # fmt: skip
_NEEDED: Final = ("eventTime", "eventTimeZoneOffset")
_WITH_CHILDREN: Final[dict[str, Form]] = {
    **_COMMON, "action": "action", "parentID": "uri", "childEPCs": "uris",
    "childQuantityList": "list:quantity",
}  # fmt: skip

#: Type of event -> its structure.
EVENTS: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "ObjectEvent": Shape(
            {**_COMMON, "action": "action", "epcList": "epcs", "quantityList": "list:quantity",
             "ilmd": "open"},
            (*_NEEDED, "action"),
        ),
        "AggregationEvent": Shape(_WITH_CHILDREN, (*_NEEDED, "action")),
        "AssociationEvent": Shape(_WITH_CHILDREN, (*_NEEDED, "action", "parentID")),
        "TransactionEvent": Shape(
            {**_COMMON, "action": "action", "parentID": "uri", "epcList": "uris",
             "quantityList": "list:quantity"},
            (*_NEEDED, "action", "bizTransactionList"), (("bizTransactionList",),),
        ),
        "TransformationEvent": Shape(
            {**_COMMON, "inputEPCList": "epcs", "inputQuantityList": "list:quantity",
             "outputEPCList": "epcs", "outputQuantityList": "list:quantity",
             "transformationID": "uri", "ilmd": "open"},
            _NEEDED,
        ),
    }
)  # fmt: skip

#: Records inside of an event.
RECORDS: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "place": Shape({"id": "uri"}, ("id",)),
        "bizTransaction": Shape(
            {"type": "word:bizTransactionType", "bizTransaction": "uri"}, ("bizTransaction",),
            is_closed=True,
        ),
        "source": Shape(
            {"type": "word:sourceDestType", "source": "uri"}, ("type", "source"), is_closed=True
        ),
        "destination": Shape(
            {"type": "word:sourceDestType", "destination": "uri"}, ("type", "destination"),
            is_closed=True,
        ),
        "quantity": Shape(
            {"epcClass": "uri", "quantity": "number", "uom": "unit"}, ("epcClass",), is_closed=True
        ),
        "errorDeclaration": Shape(
            {"declarationTime": "time", "reason": "word:errorReason", "correctiveEventIDs": "uris"},
            ("declarationTime",),
        ),
        "persistentDisposition": Shape(
            {"set": "words:disposition", "unset": "words:disposition"}, (), (("set", "unset"),),
            is_closed=True,
        ),
        "sensorElement": Shape(
            {"sensorMetadata": "one:sensorMetadata", "sensorReport": "list:sensorReport"},
            ("sensorReport",), (("sensorReport",),),
        ),
        "sensorMetadata": Shape(
            {"time": "time", "startTime": "time", "endTime": "time", "deviceID": "uri",
             "deviceMetadata": "uri", "rawData": "uri", "dataProcessingMethod": "uri",
             "bizRules": "uri"},
        ),
        "sensorReport": Shape(
            {"type": "text", "exception": "text", "deviceID": "uri", "deviceMetadata": "uri",
             "rawData": "uri", "dataProcessingMethod": "uri", "bizRules": "uri", "time": "time",
             "microorganism": "uri", "chemicalSubstance": "uri",
             "coordinateReferenceSystem": "uri", "component": "text", "uriValue": "uri",
             "value": "number", "minValue": "number", "maxValue": "number", "meanValue": "number",
             "sDev": "number", "percRank": "number", "percValue": "number", "uom": "text",
             "stringValue": "text", "booleanValue": "bool", "hexBinaryValue": "text"},
            ("type",),
        ),
    }
)  # fmt: skip

#: The document around the events.
DOCUMENT: Final = Shape(
    {"@context": "any", "id": "uri", "type": "text", "schemaVersion": "text",
     "creationDate": "time", "instanceIdentifier": "text", "sender": "text", "receiver": "text",
     "epcisHeader": "any", "epcisBody": "any"},
    ("@context", "type", "schemaVersion", "creationDate", "epcisBody"),
)  # fmt: skip
ACTIONS: Final = ("ADD", "DELETE", "OBSERVE")
