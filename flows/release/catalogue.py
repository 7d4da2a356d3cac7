"""Descriptions of a release for catalogues and search engines: Croissant, which is also schema.org, and DCAT.

Addresses are relative, because a release may be served from anywhere; its files are beside these descriptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.release.descriptors import DESCRIPTION, KEYWORDS, LICENCE_URL, NAME, RIGHTS, TITLE, File
from schemas.projections import croissant_records
from schemas.tables import TABLES

CROISSANT = "croissant.json"
DCAT = "dcat.jsonld"
# Properties of these descriptions that change with the data; all others depend only on the code.
OF_THE_DATA = frozenset(
    {"version", "citeAs", "distribution", "dcat:version", "dcat:previousVersion", "dcat:distribution"}
)

_CROISSANT_VERSION = "http://mlcommons.org/croissant/1.1"
# The JSON-LD context of the Croissant standard, which it requires literally; tools compare it.
_CROISSANT_TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty"),
    *("fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5"),
    *("parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator"),
    *("source", "subField", "transform"),
)
_CROISSANT_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in _CROISSANT_TERMS},
}
# The only media type by which Croissant tools recognize Parquet.
_PARQUET = "application/x-parquet"

_DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_UNITED_KINGDOM = "http://publications.europa.eu/resource/authority/country/GBR"


def croissant(version: str, files: Mapping[str, File]) -> dict[str, Any]:
    """Return croissant.json (Croissant 1.1, also a schema.org dataset): all files, and the columns of all tables."""
    return {
        "@context": _CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": _CROISSANT_VERSION,
        "name": NAME,
        "alternateName": TITLE,
        "description": f"{DESCRIPTION} {RIGHTS}",
        "version": version,
        "license": LICENCE_URL,
        "citeAs": f"{TITLE}, version {version}",
        "keywords": KEYWORDS,
        "isAccessibleForFree": True,
        "creator": {"@type": "sc:Organization", "name": TITLE},
        "spatialCoverage": {"@type": "sc:Country", "name": "United Kingdom"},
        "distribution": [_file_object(file) for file in files.values()],
        "recordSet": [croissant_records(table) for table in TABLES.values()],
    }


def _file_object(file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": _PARQUET if file.name.endswith(".parquet") else file.media_type,
        "sha256": file.sha256,
    }


def dcat(version: str, previous: str | None, files: Mapping[str, File]) -> dict[str, Any]:
    """Return dcat.jsonld (DCAT 3): this version, the previous version if there is one, a distribution for each file."""
    return {
        "@context": _DCAT_CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:identifier": NAME,
        "dct:title": {"@value": TITLE, "@language": "en"},
        "dct:description": {"@value": f"{DESCRIPTION} {RIGHTS}", "@language": "en"},
        "dct:license": {"@id": LICENCE_URL},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": TITLE},
        "dct:spatial": {"@id": _UNITED_KINGDOM},
        "dcat:keyword": [{"@value": word, "@language": "en"} for word in KEYWORDS],
        "dcat:isVersionOf": {"@id": "../"},
        "dcat:version": version,
        **({"dcat:previousVersion": {"@id": f"../v{previous}/"}} if previous else {}),
        "dcat:distribution": [_distribution(file) for file in files.values()],
    }


def _distribution(file: File) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dct:license": {"@id": LICENCE_URL},
        "dcat:downloadURL": {"@id": file.name},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPE}{file.media_type}"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }
