"""Many reports at once: read in the order given by one process, several, or a cluster, and handed to one writer.

    jobs ──fingerprint──▶ known already? ──no──▶ read by a crew ──▶ in the order of the jobs ──▶ the one who writes

The seam is `concurrent.futures.Executor`: a `Crew` is one with what a batch must know of it. What comes out is the same
whoever reads. Nothing is stored or printed here.
"""

from __future__ import annotations

from tracker.batch.crews import Crew, crew_here, crew_of_cluster, crew_of_processes, usable_cores
from tracker.batch.manifest import read_manifest
from tracker.batch.running import Batch, Outcome
from tracker.batch.values import Job

__all__ = [
    "Batch",
    "Crew",
    "Job",
    "Outcome",
    "crew_here",
    "crew_of_cluster",
    "crew_of_processes",
    "read_manifest",
    "usable_cores",
]
