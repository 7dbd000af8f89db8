"""What the fields of a plan are called in Chinese and English, for tables."""

from shared.words.catalogue import has_term, in_both


def name_of(field: str) -> str:
    """Give what a field is called; a product, a level or a rule has its own name."""
    return in_both("plan_field", field) if has_term("plan_field", field) else ""
