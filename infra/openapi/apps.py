"""The functions that answer requests, as the template declares them, with what their views say."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from chalice.app import Chalice

from infra.local.intrinsics import parse_template
from shared.edge.http.operations import Operation
from shared.edge.http.serve import operations_of

HANDLER = "app.app"
"""The handler of every function that serves views, and of no other."""


class Served(NamedTuple):
    """An operation, and the logical id of the function that answers it."""

    operation: Operation
    function: str


def all_served(root: Path) -> list[Served]:
    """Every operation of every function; raises ValueError for a route that two of them answer."""
    served = [
        Served(operation, function)
        for function, folder in _folders(root)
        for operation in operations_of(load_app(folder))
    ]
    routes = [(each.operation.method, each.operation.path) for each in served]
    if twice := {route for route in routes if routes.count(route) > 1}:
        raise ValueError(f"only one function may answer {sorted(twice)}")
    return sorted(served, key=lambda each: (each.operation.path, each.operation.method))


def load_app(folder: Path) -> Chalice:
    """Load a function's Chalice app from its folder; needs no environment."""
    path = folder / "app.py"
    spec = importlib.util.spec_from_file_location(f"fenrun_{folder.name}_app", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    app = module.app
    if not isinstance(app, Chalice):
        raise TypeError(f"{path} has no Chalice app")
    return app


def _folders(root: Path) -> Iterator[tuple[str, Path]]:
    document = parse_template((root / "template.yaml").read_text("utf-8"))
    for name, resource in document["Resources"].items():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function" and properties["Handler"] == HANDLER:
            yield name, root / properties["CodeUri"]
