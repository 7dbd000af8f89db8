"""A layer's code is compiled, or there is no layer."""

import subprocess
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from infra.layer.compiled import NotCompiled, compile_all, require_compiled

ROOT = Path(__file__).parents[3]


def written(folder: Path, text: str) -> Path:
    file = folder / "package" / "module.py"
    file.parent.mkdir()
    file.write_text(text)
    return file


def test_every_file_is_compiled(tmp_path: Path) -> None:
    file = written(tmp_path, "ANSWER = 42\n")
    compile_all(tmp_path)
    assert Path(cache_from_source(str(file))).is_file()


def test_a_file_that_cannot_be_compiled_ends_the_build(tmp_path: Path) -> None:
    written(tmp_path, "this is no Python\n")
    with pytest.raises(NotCompiled, match=r"1 files .* among them package/module\.py"):
        compile_all(tmp_path)


def test_compiled_code_that_is_missing_ends_the_build(tmp_path: Path) -> None:
    file = written(tmp_path, "ANSWER = 42\n")
    compile_all(tmp_path)
    Path(cache_from_source(str(file))).unlink()
    with pytest.raises(NotCompiled):
        require_compiled(tmp_path)


@pytest.mark.parametrize("compiler", ["no-python-of-this-name", "false"])
def test_without_the_runtimes_python_no_layer_is_built(tmp_path: Path, compiler: str) -> None:
    told = [f"ARTIFACTS_DIR={tmp_path / 'layer'}", f"COMPILER={compiler}"]
    command = ["make", "-C", "shared", "build-SharedLayer", *told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"compiled by Python 3.13, which is not here as '{compiler}'" in done.stderr
    assert not (tmp_path / "layer").exists()
