"""Routes in code = in template.yaml = in the access table = in the published description."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from chalice.app import Chalice
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.local.intrinsics import Stack, parse_template
from infra.local.template import Template
from infra.openapi import APPS, DOCUMENT, describe, load_app
from shared.edge.access import ACCESS, PUBLIC

ROOT = Path(__file__).parents[2]
Routes = set[tuple[str, str]]


def read_template() -> Template:
    path = ROOT / "template.yaml"
    declared = parse_template(path.read_text("utf-8"))["Parameters"]
    asked = {name: "https://a.invalid" for name, spec in declared.items() if "Default" not in spec}
    return Template(path, Stack(region="cn-north-1", parameters=asked))


TEMPLATE = read_template()


@pytest.fixture(scope="module")
def sites() -> dict[str, Chalice]:
    return {name: load_app(name) for name in APPS}


def in_template() -> Routes:
    return {(route.method, route.path) for route in TEMPLATE.routes()}


def of_site(name: str) -> Routes:
    function = next(f for f in TEMPLATE.functions() if f.code_uri == ROOT / "functions" / name)
    assert function.handler == "app.app"
    return {(r.method, r.path) for r in TEMPLATE.routes() if r.function == function.name}


def in_code(app: Chalice) -> Routes:
    routes: Mapping[str, Mapping[str, object]] = app.routes
    return {(method, path) for path, methods in routes.items() for method in methods}


def test_the_template_routes_to_each_site_what_its_code_answers(sites: dict[str, Chalice]) -> None:
    answered = {name: in_code(app) for name, app in sites.items()}
    assert answered == {name: of_site(name) for name in sites}


def test_no_route_leads_elsewhere() -> None:
    assert in_template() == set().union(*(of_site(name) for name in APPS))


def test_the_template_declares_what_the_access_table_names() -> None:
    assert in_template() == set(ACCESS)


def test_the_template_asks_nobody_who_he_is_exactly_on_public_routes() -> None:
    open_routes = {(r.method, r.path) for r in TEMPLATE.routes() if r.authorizer is None}
    assert open_routes == {route for route, roles in ACCESS.items() if roles == PUBLIC}


def test_the_published_description_has_every_route() -> None:
    published = json.loads(DOCUMENT.read_text("utf-8"))
    described = {
        (method.upper(), path) for path, methods in published["paths"].items() for method in methods
    }
    assert described == in_template()


def test_the_published_description_is_what_the_code_says() -> None:
    published = DOCUMENT.read_text("utf-8")
    assert published.rstrip("\n") == describe(), "run `make openapi` and look at what changed"


def test_the_published_description_is_valid() -> None:
    OpenAPIV31SpecValidator(json.loads(DOCUMENT.read_text("utf-8"))).validate()
