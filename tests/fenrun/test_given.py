"""Credentials from the environment and from a file, and what is said where there are none."""

import base64
import stat
from pathlib import Path

import jwt
import pytest

from fenrun.client import BearerToken, NoCredential, StorefrontKey
from fenrun.client.given import GivenKeys, given_keys
from fenrun.roles import PersonRole

URL = "https://api.brand.example"
SECRET = base64.b64encode(b"s" * 32).decode()
FILE = f"""\
["{URL}/"]
key_id = "shop-1"
secret = "{SECRET}"
tokens = {{ finance = "eyJ-finance", "distributor:A" = "eyJ-A" }}

["https://other.example"]
tokens = {{ finance = "eyJ-other" }}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without credentials of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def write(path: Path, text: str = FILE, mode: int = 0o600) -> dict[str, str]:
    """Write a credentials file, and give the environment that names it."""
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return {"FENRUN_CREDENTIALS": str(path)}


def test_a_file_gives_a_storefronts_key_and_tokens(tmp_path: Path) -> None:
    keys = given_keys(URL, write(tmp_path / "keys.toml"))
    assert keys.of_storefront() == StorefrontKey("shop-1", b"s" * 32)
    assert keys.of_person("finance", "li") == BearerToken("eyJ-finance")
    assert keys.of_person("distributor", "A") == BearerToken("eyJ-A")


def test_credentials_go_to_their_own_url_only(tmp_path: Path) -> None:
    environ = write(tmp_path / "keys.toml")
    assert given_keys("https://other.example", environ).of_person("finance").token == "eyJ-other"
    assert given_keys("https://elsewhere.example", environ) == GivenKeys()


def test_the_usual_file_is_read_where_none_is_named(home: Path) -> None:
    usual = home / ".config" / "fenrun" / "credentials.toml"
    usual.parent.mkdir(parents=True)
    write(usual)
    assert given_keys(URL, {}).of_person("finance") == BearerToken("eyJ-finance")


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    own = base64.b64encode(b"t" * 32).decode()
    environ = {"FENRUN_KEY_ID": "shop-2", "FENRUN_SECRET": own, "FENRUN_TOKEN": "eyJ-mine"}
    keys = given_keys(URL, {**write(tmp_path / "keys.toml"), **environ})
    assert keys.of_storefront() == StorefrontKey("shop-2", b"t" * 32)
    assert keys.of_person("finance") == BearerToken("eyJ-mine")


def test_one_token_is_for_whatever_its_role_may(tmp_path: Path) -> None:
    keys = given_keys(URL, {"FENRUN_TOKEN": "eyJ"})
    assert keys.of_person("operator", "li") == keys.of_person("auditor") == BearerToken("eyJ")


@pytest.mark.parametrize(
    ("role", "subject"), [("operator", ""), ("operator", "operator"), ("finance", "wang")]
)
def test_a_token_that_says_whose_it_is_is_nobody_elses(role: PersonRole, subject: str) -> None:
    token = jwt.encode({"role": "finance", "sub": "li"}, "k" * 32)
    keys = given_keys(URL, {"FENRUN_TOKEN": token})
    for asked in ("", "finance", "li"):
        assert keys.of_person("finance", asked) == BearerToken(token)
    with pytest.raises(NoCredential, match=f"FENRUN_TOKEN is one of finance:li.*as {role}"):
        keys.of_person(role, subject)


def test_somebodys_own_token_in_the_file_goes_before_anothers(tmp_path: Path) -> None:
    token = jwt.encode({"role": "operator", "sub": "li"}, "k" * 32)
    keys = given_keys(URL, {**write(tmp_path / "keys.toml"), "FENRUN_TOKEN": token})
    assert keys.of_person("finance", "wang") == BearerToken("eyJ-finance")


def test_without_any_it_is_said_how_to_give_one() -> None:
    keys = given_keys(URL, {})
    with pytest.raises(NoCredential, match=r"店铺密钥.*FENRUN_KEY_ID and FENRUN_SECRET"):
        keys.of_storefront()
    with pytest.raises(NoCredential, match=r"finance 的令牌.*set FENRUN_TOKEN.*credentials\.toml"):
        keys.of_person("finance")


@pytest.mark.parametrize(
    "environ",
    [
        {"FENRUN_KEY_ID": "shop-1"},
        {"FENRUN_SECRET": SECRET},
    ],
)
def test_half_a_key_is_none(environ: dict[str, str]) -> None:
    with pytest.raises(NoCredential, match="give both"):
        given_keys(URL, environ)


def test_a_secret_is_base64() -> None:
    with pytest.raises(NoCredential, match="shop-1 is not base64"):
        given_keys(URL, {"FENRUN_KEY_ID": "shop-1", "FENRUN_SECRET": "no!"})


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(NoCredential, match="chmod 600"):
        given_keys(URL, write(tmp_path / "keys.toml", mode=mode))
    assert stat.S_IMODE((tmp_path / "keys.toml").stat().st_mode) == mode


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        f'"{URL}" = 1',
        f'["{URL}"]\ntoken = "eyJ"',
        f'["{URL}"]\ntokens = "eyJ"',
        f'["{URL}"]\ntokens = {{ finance = 1 }}',
    ],
)
def test_a_file_that_says_something_else_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoCredential, match=r"keys\.toml cannot be read .*; for each URL it holds"):
        given_keys(URL, write(tmp_path / "keys.toml", text))


def test_a_file_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(NoCredential, match="No such file"):
        given_keys(URL, {"FENRUN_CREDENTIALS": str(tmp_path / "none.toml")})
