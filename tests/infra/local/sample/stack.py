"""The sample stack, started for a test."""

from datetime import UTC, datetime
from pathlib import Path

from infra.local.cloud import LocalCloud
from infra.local.intrinsics import Stack
from infra.local.template import Template

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "template.yaml"
START = datetime(2026, 1, 1, tzinfo=UTC)
OWNER = {"Authorization": "Bearer owner"}
READER = {"Authorization": "Bearer reader"}


def sample_cloud(data_dir: Path | None = None, **options) -> LocalCloud:
    return LocalCloud(
        TEMPLATE,
        data_dir=data_dir,
        parameters={"PublicBaseUrl": "{base_url}/public"},
        frozen=True,
        start_time=START,
        **options,
    )


def sample_template(region: str = "us-east-1", **parameters: str) -> Template:
    given = {"PublicBaseUrl": "http://here", **parameters}
    return Template(TEMPLATE, Stack("fenrun", region, parameters=given))
