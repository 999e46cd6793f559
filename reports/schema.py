"""The JSON Schema (draft 2020-12) of the JSON report."""

from __future__ import annotations

from typing import Any

from consistency.findings import SCHEMA_VERSION, Report
from reports.json import dumps

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_CLAIMS = ("DateClaim", "FigureClaim", "QuoteClaim")


def schema() -> dict[str, Any]:
    """The schema of what `reports.json` writes: every field described, none unknown allowed."""
    described = Report.model_json_schema(mode="serialization")
    definitions = described["$defs"]
    for name in _CLAIMS:
        definitions[name]["properties"].pop("context")
    definitions.pop("Context")
    return {"$schema": DRAFT, "$id": f"urn:source-consistency:report:{SCHEMA_VERSION}"} | described


def render() -> str:
    """The schema as JSON text."""
    return dumps(schema())
