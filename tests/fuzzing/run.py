"""Look with atheris for bytes that reach new code, and for those that raise what is no error of tracker's own.

    pip install -e '.[dev,fuzz]'
    python tests/fuzzing/run.py -max_total_time=600 -max_len=20000

It begins with the sample reports and the files of the tests; what was reached is kept in .cache/fuzz/, so that the next
run goes on there. An input that fails is left in the folder where it was run, and belongs into tests/test_fuzzing.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

with atheris.instrument_imports(include=["tracker"]):
    from bytes_to_records import check, seeds

    for seed in seeds():  # so that modules which are loaded only when they are met are watched as well
        check(seed)


def main() -> None:
    """Run until -max_total_time is over or an input fails."""
    folder = ROOT / ".cache" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds()):
        (folder / f"seed-{number}").write_bytes(data)
    atheris.Setup([*sys.argv, str(folder)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
