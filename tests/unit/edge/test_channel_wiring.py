"""The channel is wired once for a secret, and anew once the secret has changed."""

import json

import pytest

from infra.local.wechat.keys import StandInKeys, wechat_config
from shared import bootstrap
from shared.bootstrap import WiredPorts
from shared.edge.settings import Settings
from tests.wechat_bench import keys

SETTINGS = {
    "WECHAT_SECRET_ARN": "arn",
    "WECHAT_GATEWAY": "http://127.0.0.1:1",
    "PUBLIC_BASE_URL": "https://shop.example",
}


def secret_of(keys: StandInKeys) -> str:
    config = wechat_config(keys, SETTINGS["WECHAT_GATEWAY"], SETTINGS["PUBLIC_BASE_URL"])
    shown = config.model_dump(mode="json")
    hidden = {
        name: getattr(config, name).get_secret_value() for name in ("api_v3_key", "private_key")
    }
    return json.dumps({**shown, **hidden})


def test_a_changed_secret_is_a_new_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    class Secrets:
        text = secret_of(keys())

        def get(self, name: str) -> str:
            assert name == "arn"
            return self.text

    monkeypatch.setattr(bootstrap, "AwsSecrets", Secrets)
    ports = WiredPorts(Settings(SETTINGS))

    first = ports.channel
    assert ports.channel is first
    other = json.loads(Secrets.text)
    other["other_public_keys"] = {}
    Secrets.text = json.dumps(other)
    assert ports.channel is not first
