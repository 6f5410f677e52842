"""`tracker doctor`: is the database whole, and does it say what was read?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import clock
from tracker.cli.options import Database, FormatOption
from tracker.cli.output import Format, put_rows, say
from tracker.errors import StoreError
from tracker.views.checkup import CHECK_COLUMNS, CHECK_FIELDS, check_row

if TYPE_CHECKING:
    from tracker.store.doctor import Check


def doctor(
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended without risk, after a copy, and say what was done.")
    ] = False,
    form: FormatOption = "table",
    database: Database = None,
) -> None:
    """Look whether the database is whole and says what was read; of a damaged one say what is left and what to do.

    Nothing is written without --fix. With it files are closed to strangers, drafts of dead processes are removed, and
    views, triggers and indexes are made anew; no row is ever changed or removed.
    """
    from tracker.store import default_path
    from tracker.store.doctor import examine, mend

    path = database or default_path()
    checks = examine(path, clock.now())
    if fix:
        for deed in mend(path, checks, clock.now()) or ["nothing to mend"]:
            say(deed)
        checks = examine(path, clock.now())
    _put(checks, form)
    problems = [check for check in checks if check.state == "problem"]
    if problems:
        names = ", ".join(check.name for check in problems)
        raise StoreError(f"{path}: a problem with {names}; {problems[0].advice}")


def _put(checks: Sequence[Check], form: Format) -> None:
    rows = [check_row(c.name, c.state, c.detail, c.advice, fixable=c.remedy is not None) for c in checks]
    wanted = CHECK_COLUMNS if any(check.advice for check in checks) else CHECK_COLUMNS[:-1]
    put_rows(rows, form, CHECK_FIELDS, wanted, chosen=True)
