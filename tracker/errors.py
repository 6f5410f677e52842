"""The errors that tracker raises, each one line for a person: what happened, where, and what to do.

TrackerError                     exit code 3
├── UsageError                   2  an option or argument is wrong
│   ├── BadNumber                2  a value that is no number, or has another unit than the target
│   ├── BadDate                  2
│   ├── UnknownPlace             2
│   ├── AmbiguousPlace           2  lists the candidates
│   └── AmbiguousSelector        2  several targets match where one must
├── NoMatch                      4  nothing matches a selector that must match
└── DataError                    3  bad data
├── UnreadableFile           3  missing, empty, binary, of unknown encoding
├── IncompleteHead           3  place or year can't be read from the report
├── ReadingFailed            3  the reader of a report failed or died
├── LostReaders              3  the cluster that reads is gone
└── StoreError               3  the database can't be opened, read or written
└── NewerSchema          3  written by a newer tracker
"""

from __future__ import annotations


class TrackerError(Exception):
    """Base of every error that a user may see; `str(error)` is one line, without a traceback."""

    exit_code = 3


class UsageError(TrackerError):
    """An option or argument is wrong."""

    exit_code = 2


class BadNumber(UsageError):
    """A value that can't be read as a number in the unit that is expected."""


class BadDate(UsageError):
    """A date that can't be read, or that lies outside the period it must lie in."""


class UnknownPlace(UsageError):
    """A place name that neither the gazetteer nor the database knows."""


class AmbiguousPlace(UsageError):
    """A place name that several places bear."""


class AmbiguousSelector(UsageError):
    """A selector that must match exactly one target matches several."""


class NoMatch(TrackerError):
    """Nothing matches a selector that must match."""

    exit_code = 4


class DataError(TrackerError):
    """Data that can't be used as it is."""


class UnreadableFile(DataError):
    """A file that is missing, empty, binary or in an unknown encoding."""


class IncompleteHead(DataError):
    """The place or the year of a report can't be read from its head."""


class ReadingFailed(DataError):
    """A report whose reader failed or died: a fault of tracker, or too little memory."""


class LostReaders(DataError):
    """The cluster that reads the reports can't be reached, or not any more."""


class StoreError(DataError):
    """The database can't be opened, read or written."""


class NewerSchema(StoreError):
    """The database was written by a newer tracker."""
