"""One report from its bytes to its extraction: what a worker does, in this process, another, or on another machine."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.batch.values import Job
from tracker.errors import ReadingFailed, TrackerError
from tracker.model import Extraction, Place
from tracker.pipeline import read_report
from tracker.read import DEFAULT_LIMITS, Limits, read_content

if TYPE_CHECKING:
    from tracker.places import Gazetteer

_SAMPLE = "2022年槐荫区政府工作报告\n二、2022年工作安排\n新增城镇就业1.2万人，增长两成以上，力争到2026年达到350家左右。"


def read_job(job: Job, data: bytes, places: tuple[Place, ...], limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Read one report; `places` are those that people added to the gazetteer. Raises a TrackerError and no other.

    What nobody stores is left out, so that less travels: pickling the verdicts takes as long as all the rest.
    """
    try:
        extraction = read_report(read_content(data, job.path, limits), job.path, job.given, _gazetteer(places))
    except TrackerError:
        raise
    except Exception as error:
        raise ReadingFailed(
            f"{job.path}: internal error: {type(error).__name__}: {error}; please report it with the output of "
            "TRACKER_DEBUG=1 for this file alone"
        ) from error
    return replace(extraction, verdicts=(), document=replace(extraction.document, marks=(), tables=()))


def warm_up() -> None:
    """Load the dictionary, the gazetteer and the words, so that the first report costs what the others do."""
    read_job(Job("sample.txt"), _SAMPLE.encode("utf-8"), ())


@lru_cache(maxsize=1)
def _gazetteer(places: tuple[Place, ...]) -> Gazetteer:
    from tracker.places import load_gazetteer

    return load_gazetteer(places)
