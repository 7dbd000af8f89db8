"""Services are where botocore finds them, and are spoken to as it does."""

from typing import get_args

import pytest
from botocore.session import Session

from shared.adapters.aws.services import PROTOCOLS, Service, address

REGIONS = ("cn-north-1", "cn-northwest-1", "us-east-1", "eu-central-1", "ap-southeast-1")
SERVICES: tuple[Service, ...] = get_args(Service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_where_botocore_finds_it(service: Service) -> None:
    session = Session()
    for region in REGIONS:
        client = session.create_client(service, region_name=region)
        assert address(service, region) == client.meta.endpoint_url


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_spoken_to_as_its_description_says(service: Service) -> None:
    told, protocol = Session().get_service_model(service).metadata, PROTOCOLS[service]
    assert protocol.target == told["targetPrefix"]
    assert protocol.version == told["jsonVersion"]
    assert protocol.name == told.get("signingName", told["endpointPrefix"])
    assert "json" in told["protocols"]


@pytest.mark.parametrize("service", SERVICES)
def test_an_address_of_its_own_goes_before_one_for_all(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert address(service, "us-east-1") == "http://127.0.0.1:1"
    own = Session().get_service_model(service).service_id.replace(" ", "_").upper()
    monkeypatch.setenv(f"AWS_ENDPOINT_URL_{own}", "http://127.0.0.1:2")
    assert address(service, "us-east-1") == "http://127.0.0.1:2"
    client = Session().create_client(service, region_name="us-east-1")
    assert client.meta.endpoint_url == "http://127.0.0.1:2"
