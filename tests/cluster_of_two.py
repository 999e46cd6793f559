"""A Dask cluster of two workers on this machine, for a test: prints its address and the workers' processes, and waits."""

from __future__ import annotations

import sys
import tempfile

from distributed import LocalCluster

if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=folder, silence_logs=50
        ) as cluster,
    ):
        sys.stdout.write(" ".join(map(str, [cluster.scheduler_address, *(worker.pid for worker in cluster.workers.values())])) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
