"""Where the database lies when nobody says otherwise."""

from __future__ import annotations

from pathlib import Path


def default_path() -> Path:
    """`tracker.db` in the user's data folder; neither the folder nor the file need be there."""
    from platformdirs import user_data_path

    return user_data_path("tracker", appauthor=False) / "tracker.db"
