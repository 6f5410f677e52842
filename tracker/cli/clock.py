"""The only place that reads the clock and asks who the user is; everything below is told."""

from __future__ import annotations

import getpass
import os
from datetime import date, datetime


def now() -> datetime:
    """The present moment with its zone."""
    return datetime.now().astimezone()


def today() -> date:
    """The present day."""
    return now().date()


def user() -> str:
    """Who records: TRACKER_USER, else the name of the login, else `unknown`."""
    try:
        return os.environ.get("TRACKER_USER") or getpass.getuser()
    except (ImportError, KeyError, OSError):  # no login, or a system without logins
        return "unknown"
