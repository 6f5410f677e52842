"""Rows as a Parquet file, for DuckDB, Spark and whatever else reads columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import DataError
from tracker.views.fields import STORED_FIELDS, Row

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET_FIELDS = (*STORED_FIELDS, "responsible", "tags")
GROUP = 10_000  # rows that are held at a time
DIGITS, PLACES = 38, 10  # of a number, the most that Parquet, DuckDB and Spark all add up exactly; after its point
INSTALL = "pip install 'tracker[parquet]'"

_STORED_NUMBERS = ("value", "value_max", "actual")
_DERIVED_NUMBERS = ("achievement", "gap", "elapsed", "needed")
_DATES = ("due", "period_start", "as_of")
_COUNTS = ("id", "start", "end", "year")
_LISTS = ("rules", "tags")
_ROOM = Context(prec=100)


def write_parquet(rows: Iterable[Row], path: Path) -> None:
    """Write the rows to a new file, a group at a time.

    Raises `DataError` without pyarrow, and for a stored number with more digits than a column holds.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise DataError(f"a Parquet file needs pyarrow; install it: {INSTALL}") from None
    schema = _schema(pa)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = {field: [_cell(row, field) for row in group] for field in PARQUET_FIELDS}
            writer.write_table(pa.table(columns, schema=schema))


def _schema(pa: Any) -> pa.Schema:  # noqa: ANN401 - the module, which is imported only when it is needed
    number = pa.decimal128(DIGITS, PLACES)
    kinds: Mapping[str, pa.DataType] = {
        **dict.fromkeys((*_STORED_NUMBERS, *_DERIVED_NUMBERS), number),
        **dict.fromkeys(_DATES, pa.date32()),
        **dict.fromkeys(_COUNTS, pa.int64()),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
        "proposed": pa.bool_(),
    }
    return pa.schema([(field, kinds.get(field, pa.string())) for field in PARQUET_FIELDS])


def _groups(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """The rows in portions; one that is empty if there are none, so that the file has its columns."""
    left = iter(rows)
    yield list(islice(left, GROUP))
    while group := list(islice(left, GROUP)):
        yield group


def _cell(row: Row, field: str) -> object:
    value = row.get(field)
    if isinstance(value, Decimal):
        return _number(row, field, value)
    return list(value) if isinstance(value, tuple) else value


def _number(row: Row, field: str, value: Decimal) -> Decimal:
    """The number with the places of the column; what was worked out is rounded to them, what is stored must fit."""
    fitted = value.quantize(Decimal(1).scaleb(-PLACES), context=_ROOM)
    if fitted.adjusted() + 1 + PLACES > DIGITS or (field in _STORED_NUMBERS and fitted != value):
        raise DataError(
            f"{field} of {row['id']} is {value:f}, more than a Parquet number of {DIGITS} digits, {PLACES} of them "
            "after the point, can hold; --format jsonl holds it"
        )
    return fitted
