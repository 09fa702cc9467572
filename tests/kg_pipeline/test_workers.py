"""Workers end with the process that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_PARENT = """
import multiprocessing, time
from concurrent.futures import ProcessPoolExecutor
from kg_pipeline.workers import end_with_parent
if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context, end_with_parent) as pool:
        found = [pool.submit(time.sleep, 60), pool.submit(time.sleep, 60)]
        while len(pool._processes) < 2:
            time.sleep(0.05)
        time.sleep(1)
        print(*pool._processes, flush=True)
        time.sleep(60)
"""


def is_there(process: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return status.rpartition(")")[2].split()[0] != "Z"  # not a zombie


def test_workers_of_a_killed_parent_do_not_go_on(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2 and all(map(is_there, workers))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while any(map(is_there, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, workers))
