"""What a layer keeps of botocore's data is what its one client needs, and no more."""

import re
import shutil
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.loaders import Loader
from botocore.session import Session
from botocore.stub import Stubber

from infra.layer.aws_data import SERVICES, trim, undescribed
from shared.adapters.aws.services import PROTOCOLS

ROOT = Path(__file__).parents[3]
WHOLE = Path(botocore.__file__).parent / "data"
REGIONS = ("cn-north-1", "cn-northwest-1", "us-east-1", "eu-central-1")
OTHERS = "ec2", "s3"
CALLS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "dynamodb": (
        "get_item",
        {"TableName": "table", "Key": {"PK": {"S": "a"}}},
        {"Item": {"PK": {"S": "a"}}},
    ),
}


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("layer") / "data"
    data.mkdir()
    for name in (*SERVICES, *OTHERS):
        shutil.copytree(WHOLE / name, data / name)
    for file in WHOLE.glob("*.json"):
        shutil.copy(file, data)
    trim(data)
    return data


def session_of(data: Path) -> Session:
    session = Session()
    session.register_component(
        "data_loader", Loader([str(data)], include_default_search_paths=False)
    )
    session.set_credentials("id", "secret")
    return session


def bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_client_calls_as_with_all_of_the_data(trimmed: Path, service: str) -> None:
    operation, asked, answer = CALLS[service]
    client = session_of(trimmed).create_client(service, region_name="cn-north-1")
    with Stubber(client) as stubbed:
        stubbed.add_response(operation, answer, asked)
        given = getattr(client, operation)(**asked)
    assert {name: given[name] for name in answer} == answer


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_every_client_goes_where_it_went(trimmed: Path, service: str) -> None:
    short, whole = session_of(trimmed), session_of(WHOLE)
    for region in REGIONS:
        client = short.create_client(service, region_name=region)
        other = whole.create_client(service, region_name=region)
        assert client.meta.endpoint_url == other.meta.endpoint_url
        assert client.meta.service_model.operation_names == other.meta.service_model.operation_names


def test_the_data_of_other_services_is_left_out(trimmed: Path) -> None:
    assert {each.name for each in trimmed.iterdir() if each.is_dir()} == SERVICES
    assert bytes_of(trimmed) < 500_000


def test_the_template_allows_calls_of_no_service_that_we_have_no_client_of() -> None:
    """Logs and traces Lambda sends itself; functions are called by state machines and the API."""
    template = (ROOT / "template.yaml").read_text("utf-8")
    allowed = set(re.findall(r"^ +(?:- |Action: )([a-z0-9]+):[A-Z*]", template, re.MULTILINE))
    assert allowed - {"lambda", "logs", "xray"} == {
        protocol.name for protocol in PROTOCOLS.values()
    }


def test_only_texts_for_people_are_left_out() -> None:
    members = {"documentation": {"shape": "Text", "documentation": "<p>text</p>"}}
    shape = {"type": "structure", "members": members, "documentation": "<p>A shape.</p>"}
    kept = {"type": "structure", "members": {"documentation": {"shape": "Text"}}}
    assert undescribed({"shapes": [shape]}) == {"shapes": [kept]}
