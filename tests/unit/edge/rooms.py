"""All rooms of the edge, served as one function over a brand in memory."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from chalice.app import Chalice

import shared.edge
from shared.edge.http.serve import serve
from shared.edge.http.view import View, views_of
from shared.ports import Ports
from tests.unit.edge.fakes import SIGNING, a_secret


def all_rooms() -> list[ModuleType]:
    """Every module of the edge that declares a view."""
    found = walk_packages(shared.edge.__path__, "shared.edge.")
    modules = [import_module(each.name) for each in found]
    return [module for module in modules if views_of(module)]


def all_views() -> list[View]:
    return [view for room in all_rooms() for view in views_of(room)]


def serve_all(ports: Ports) -> Chalice:
    return serve("all", ports, SIGNING, all_rooms(), a_secret)
