"""`python -m infra.openapi`: write what follows from the views."""

from infra.openapi.written import ROOT, written

for path, text in written().items():
    (ROOT / path).write_text(text, encoding="utf-8")
