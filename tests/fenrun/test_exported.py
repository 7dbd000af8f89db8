"""What `docs/signing.md` says to export does not stand in the way of `--as`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fenrun.client import Stack
from infra.local.credentials import Credentials
from tests.http.running_fenrun import fenrun, running_fenrun


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, Path]]:
    folder = tmp_path_factory.mktemp("data")
    with running_fenrun(folder) as stack:
        yield stack, folder


@pytest.fixture
def data(up: tuple[Stack, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a laptop whose URL and storefront's key are exported."""
    stack, folder = up
    keys = Credentials.load(folder)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("FENRUN_URL", stack.url)
    monkeypatch.setenv("FENRUN_KEY_ID", keys.storefront_key_id)
    monkeypatch.setenv("FENRUN_SECRET", keys.storefront_secret)
    return folder


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/v1/payouts", "finance"),
        ("/v1/operations", "auditor:ada"),
        ("/v1/orders", "storefront"),
    ],
)
def test_a_laptop_is_called_as_whoever_is_named(data: Path, path: str, who: str) -> None:
    result = fenrun(data, "call", "GET", path, "--as", who)
    assert (result.exit_code, "200 OK" in result.output) == (0, True), result.output


def test_anothers_token_is_left_out_on_a_laptop(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENRUN_TOKEN", Credentials.load(data).token("finance", "li"))
    named = fenrun(
        data, "call", "POST", "/v1/distributors", '{"distributor":"A"}', "--as", "operator:olga"
    )
    assert named.exit_code == 0, named.output
    log = fenrun(data, "call", "GET", "/v1/operations?who=olga", "--as", "auditor")
    assert '"who": "olga"' in log.output


def test_elsewhere_anothers_token_is_refused_in_words(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENRUN_TOKEN", Credentials.load(data).token("finance", "li"))
    result = fenrun(tmp_path, "call", "GET", "/v1/operations", "--as", "auditor")
    assert result.exit_code == 1
    assert "FENRUN_TOKEN is one of finance:li, and this is asked as auditor" in result.stderr
