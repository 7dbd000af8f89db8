"""Settings: there when asked for, and named when missing."""

import pytest

from shared.edge.settings import MissingSetting, Settings


def test_a_setting_is_read_from_its_variable() -> None:
    assert Settings({"TABLE_NAME": "fenrun"}).table_name == "fenrun"


@pytest.mark.parametrize("environment", [{}, {"JWT_ISSUER": ""}])
def test_a_missing_setting_is_named(environment: dict[str, str]) -> None:
    settings = Settings(environment)
    with pytest.raises(MissingSetting, match="JWT_ISSUER") as caught:
        _ = settings.jwt_issuer
    assert caught.value.variable == "JWT_ISSUER"
