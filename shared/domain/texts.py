"""What people may write: no control characters, no space around it."""

from typing import Annotated, Final

from pydantic import Field

CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""The control characters, as patterns name them: all but tab, line feed and carriage return."""

VISIBLE: Final = rf"[^\s{CONTROL}]"
"""Any character that can be seen."""

OneLine = Annotated[
    str, Field(strict=True, pattern=rf"^{VISIBLE}([^\r\n\t{CONTROL}]{{0,98}}{VISIBLE})?$")
]
"""A name or a title: 1 to 100 characters in one line."""

Uri = Annotated[str, Field(json_schema_extra={"format": "uri"})]
"""An address that we give out."""
