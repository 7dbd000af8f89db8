"""What pyproject.toml cannot say: of `shared` the wheel has its rooms, not what wires Lambda."""

from setuptools import setup
from setuptools.command.build_py import build_py

ELSEWHERE = {("shared", "bootstrap"), ("shared", "ports")}
"""Modules that come with fenrun-local."""


class BuildOurs(build_py):
    """Leaves out what the wheel does not have."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Name the modules of a package as (package, module, path)."""
        found: list[tuple[str, str, str]] = super().find_package_modules(package, package_dir)
        return [each for each in found if each[:2] not in ELSEWHERE]


setup(cmdclass={"build_py": BuildOurs})
