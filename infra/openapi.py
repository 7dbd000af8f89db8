"""Write the description of the whole API from the code of the functions that answer requests."""

import importlib.util
from pathlib import Path

from chalice.app import Chalice

from shared.edge.http import operations_of
from shared.edge.json_body import canonical
from shared.edge.openapi import document
from shared.edge.packaged import product_version

ROOT = Path(__file__).parents[1]
APPS = (
    "storefront",
    "distributors",
    "people",
    "backoffice",
    "rulebook",
    "approvals",
    "events",
    "callbacks",
)
DOCUMENT = ROOT / "shared" / "data" / "openapi.json"


def load_app(name: str) -> Chalice:
    """Load a function's Chalice app from its folder."""
    path = ROOT / "functions" / name / "app.py"
    spec = importlib.util.spec_from_file_location(f"fenrun_{name}_app", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    app = module.app
    if not isinstance(app, Chalice):
        raise TypeError(f"{path} has no Chalice app")
    return app


def describe() -> str:
    """Give the document as canonical JSON: the same code gives the same text."""
    operations = [operation for name in APPS for operation in operations_of(load_app(name))]
    return canonical(document(operations, version=product_version()))


if __name__ == "__main__":
    DOCUMENT.write_text(describe() + "\n", encoding="utf-8")
