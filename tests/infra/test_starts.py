"""What starts are compared: fresh Pythons that know nothing of this machine; no time is tested."""

from pathlib import Path

import pytest

from infra.bench.starts.measure import Broken, cpu_ms, ratios
from infra.bench.starts.subjects import NOTHING, STOCK, Subject, functions
from infra.loads import handlers


def test_every_function_is_started_with_a_client() -> None:
    started = list(functions(Path("/layer")))
    assert [f"functions.{each.name}" for each in started] == [
        handler.rpartition(".")[0] for handler in handlers()
    ]
    assert all(each.code.endswith(("\nmake()", "\nMake('dynamodb')")) for each in started)
    assert {each.environment["PYTHONPATH"] for each in started} == {"/layer"}


def test_python_looks_for_packages_on_the_path_alone(tmp_path: Path) -> None:
    (tmp_path / "there.py").write_text("")
    code = "import there, importlib.util as found\nassert not found.find_spec('pytest')"
    costs = cpu_ms([Subject("own", code, str(tmp_path)), Subject(NOTHING, "", "")], rounds=1)
    assert costs.keys() == {"own", NOTHING}
    assert all(cost > 0 for cost in costs.values())


def test_what_does_not_start_ends_the_bench(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Broken, match="broken"):
        cpu_ms([Subject("broken", "import nothing_of_this_name", "")], rounds=1)
    assert "nothing_of_this_name" in capfd.readouterr().err


def test_a_ratio_leaves_out_what_python_itself_takes() -> None:
    assert ratios({NOTHING: 10.0, STOCK: 110.0, "ours": 160.0})["ours"] == 1.5
