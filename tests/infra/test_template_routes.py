"""Routes in code = in template.yaml = in the access table = in the published description."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from chalice.app import Chalice
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.openapi import PUBLISHED, describe
from infra.sites import load_sites, read_template
from shared.edge.access import ACCESS, PUBLIC

ROOT = Path(__file__).parents[2]
TEMPLATE = read_template(ROOT)
Routes = set[tuple[str, str]]


@pytest.fixture(scope="module")
def sites() -> dict[str, Chalice]:
    return load_sites(TEMPLATE)


def in_template(function: str | None = None) -> Routes:
    return {
        (route.method, route.path)
        for route in TEMPLATE.routes()
        if function in (None, route.function)
    }


def in_code(app: Chalice) -> Routes:
    routes: Mapping[str, Mapping[str, object]] = app.routes
    return {(method, path) for path, methods in routes.items() for method in methods}


def test_there_is_a_site_for_each_kind_of_caller(sites: dict[str, Chalice]) -> None:
    names = {name.rpartition("-")[2] for name in sites}
    assert names == {"storefront", "distributors", "backoffice", "callbacks"}


def test_the_template_routes_to_each_site_what_its_code_answers(sites: dict[str, Chalice]) -> None:
    assert {name: in_code(app) for name, app in sites.items()} == {
        name: in_template(name) for name in sites
    }


def test_the_template_declares_what_the_access_table_names() -> None:
    assert in_template() == set(ACCESS)


def test_the_template_asks_nobody_who_he_is_exactly_on_public_routes() -> None:
    open_routes = {(r.method, r.path) for r in TEMPLATE.routes() if r.authorizer is None}
    assert open_routes == {route for route, roles in ACCESS.items() if roles == PUBLIC}


def test_the_published_description_has_every_route() -> None:
    published = json.loads((ROOT / PUBLISHED).read_text("utf-8"))
    described = {
        (method.upper(), path) for path, methods in published["paths"].items() for method in methods
    }
    assert described == in_template()


def test_the_published_description_is_what_the_code_says() -> None:
    published = (ROOT / PUBLISHED).read_text("utf-8")
    assert published == describe(ROOT), "run `make openapi` and look at what changed"


def test_the_published_description_is_valid() -> None:
    OpenAPIV31SpecValidator(json.loads((ROOT / PUBLISHED).read_text("utf-8"))).validate()
