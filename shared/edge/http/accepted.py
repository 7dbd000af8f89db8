"""What a caller accepts, by how much he prefers it (RFC 9110, 12.4.2)."""

from collections.abc import Iterator


def by_preference(accepted: str) -> Iterator[str]:
    """Give what an Accept header names, what weighs most first, of equals the first."""
    ranked = sorted(_weighed(accepted), key=lambda found: -found[0])
    return (name for weight, name in ranked if weight > 0)


def _weighed(accepted: str) -> Iterator[tuple[float, str]]:
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        yield _weight(weight), name.strip()


def _weight(text: str) -> float:
    """Read `q=0.8`, 1 where none is said; what cannot be read weighs nothing."""
    name, _, value = text.replace(" ", "").partition("=")
    try:
        return float(value) if name == "q" else float(not name)
    except ValueError:
        return 0
