"""Damaged pages are read or set aside, whatever their damage (more: scripts/benchmarks)."""

import runpy
import time
from pathlib import Path

from kg_pipeline.records import Document
from tests.kg_pipeline.sources.reading import assert_offsets_hold

SCRIPT = Path(__file__).parents[3] / "scripts" / "benchmarks" / "fuzz_pages.py"


def test_damaged_pages_are_read_or_set_aside_in_time() -> None:
    read_page = runpy.run_path(str(SCRIPT))["read_page"]
    n_read = 0
    for seed in range(1_000_000, 1_000_300):
        start = time.process_time()
        records = list(read_page(seed))
        assert records and time.process_time() - start < 10, seed
        for record in records:
            if isinstance(record, Document):
                n_read += 1
                assert_offsets_hold(record)
    assert n_read > 100  # most are damaged, few beyond reading
