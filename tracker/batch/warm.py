"""Importing this warms a process up, as the server does from which workers are forked: they share what it loaded."""

from __future__ import annotations

from contextlib import suppress

from tracker.batch.reading import warm_up

with suppress(Exception):  # what fails here fails again in a worker, and is told there
    warm_up()
