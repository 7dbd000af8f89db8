"""No document may call a field as the code does where its name is another: it would be dropped."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, ConfigDict, create_model

import shared
from shared.edge.http.json_body import parse
from shared.edge.http.problems import Unacceptable


def _all_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _all_of(each)


def _models() -> list[type[BaseModel]]:
    for module in pkgutil.walk_packages(shared.__path__, "shared."):
        importlib.import_module(module.name)
    ours = {each for each in _all_of(BaseModel) if each.__module__.startswith("shared.")}
    return sorted(ours, key=lambda each: (each.__module__, each.__qualname__))


FROM_OUTSIDE = "shared.adapters.wechat."
"""What the channel says may say more than we know."""

ALIASED = [
    (model, name)
    for model in _models()
    for name, field in model.model_fields.items()
    if field.alias not in (None, name)
]


def test_the_fields_of_another_name_are_found() -> None:
    assert {f"{model.__name__}.{name}" for model, name in ALIASED} >= {
        "Band.from_",
        "ReturnWindow.from_",
        "Step.if_",
        "Validity.from_",
    }


@pytest.mark.parametrize(("model", "name"), ALIASED, ids=str)
def test_a_field_is_known_by_its_own_name_only(model: type[BaseModel], name: str) -> None:
    body = create_model("Body", __config__=ConfigDict(extra="forbid"), part=(model, ...))

    with pytest.raises(Unacceptable) as refused:
        parse(f'{{"part":{{"{name}":null}}}}'.encode(), body)

    assert f"#/part/{name}" in [error["pointer"] for error in refused.value.errors]


def test_every_model_refuses_what_it_does_not_know() -> None:
    lenient = {each.__module__ for each in _models() if each.model_config.get("extra") != "forbid"}
    assert all(module.startswith(FROM_OUTSIDE) for module in lenient), lenient
