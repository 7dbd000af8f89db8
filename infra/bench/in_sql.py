"""The rounding rule in DuckDB: one statement over tables, on one core, in SQL integers."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from infra.bench.orders import RATES_BP, UNITS, SampleOrder
from infra.bench.plain import Row

PAY = f"""\
create or replace table paid as
with weighed as (
  select number, depth, payee, line, base_fen * rate_bp as weight,
    cast(sum(base_fen * rate_bp) over (partition by number, depth) as bigint) as whole
  from lines join payees using (number) join rates using (depth)
), floored as (
  select *, whole // {UNITS} as fen,
    whole // {UNITS} * weight // whole as part, whole // {UNITS} * weight % whole as remainder
  from weighed
), ranked as (
  select *, fen - sum(part) over (partition by number, depth) as rest,
    row_number() over (partition by number, depth order by remainder desc, line) as place
  from floored
)
select number, depth, payee, line, part + cast(place <= rest as bigint) as fen from ranked
"""  # noqa: S608 - made of constants


class Database:
    """The sample as tables; what the bench asks of DuckDB."""

    def __init__(self, orders: Sequence[SampleOrder]) -> None:
        self._connection: Any = duckdb.connect(config={"threads": 1})
        people = ((o.number, depth, o.chain[depth - 1]) for o in orders for depth in (1, 2, 3))
        self._load("payees (number bigint, depth bigint, payee bigint)", people)
        lines = ((o.number, line.line, line.base_fen) for o in orders for line in o.lines)
        self._load("lines (number bigint, line bigint, base_fen bigint)", lines)
        self._load("rates (depth bigint, rate_bp bigint)", enumerate(RATES_BP, start=1))

    def pay(self) -> None:
        """Pay every order into the table `paid`."""
        self._connection.execute(PAY)

    def rows(self) -> list[Row]:
        """Give what was paid, in the order of the sample."""
        found: list[Row] = self._connection.execute(
            "select number, payee, line, fen from paid order by number, depth, line"
        ).fetchall()
        return found

    def _load(self, table: str, rows: Iterable[tuple[int, ...]]) -> None:
        self._connection.execute(f"create table {table}")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "rows.csv"
            with file.open("w", newline="") as text:
                csv.writer(text).writerows(rows)
            name = table.split(" ", maxsplit=1)[0]
            self._connection.execute(f"copy {name} from '{file}' (format csv, header false)")
