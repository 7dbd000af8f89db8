"""The API as its code has it: the Chalice apps of the functions that template.yaml routes to."""

import importlib.util
import os
from pathlib import Path
from unittest.mock import patch

from chalice.app import Chalice

from infra.local.intrinsics import Stack, parse_template
from infra.local.template import Function, Template

# For parameters without a default; nothing is called there.
ANYWHERE = "https://anywhere.invalid"


def read_template(root: Path) -> Template:
    """The template of the tree at `root`, with a stand-in for every parameter that is asked for."""
    path = root / "template.yaml"
    declared = parse_template(path.read_text("utf-8")).get("Parameters", {})
    asked = {name: ANYWHERE for name, spec in declared.items() if "Default" not in spec}
    return Template(path, Stack(region="cn-north-1", parameters=asked))


def load_sites(template: Template) -> dict[str, Chalice]:
    """The app of every function with a route, by the function's name, loaded with its variables."""
    routed = {route.function for route in template.routes()}
    return {it.name: _load(it) for it in template.functions() if it.name in routed}


def _load(function: Function) -> Chalice:
    module_name, _, attribute = function.handler.partition(".")
    path = function.code_uri / f"{module_name}.py"
    spec = importlib.util.spec_from_file_location(f"{function.logical_id}_{module_name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module; see Handler of {function.logical_id}")
    module = importlib.util.module_from_spec(spec)
    with patch.dict(os.environ, function.environment):
        spec.loader.exec_module(module)
    app = getattr(module, attribute)
    if not isinstance(app, Chalice):
        raise TypeError(f"{path} has no Chalice app {attribute}; a function with routes needs one")
    return app
