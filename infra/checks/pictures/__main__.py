"""`make pictures`: draw them anew."""

from pathlib import Path

from infra.checks.pictures.pages import draw

draw(Path.cwd())
