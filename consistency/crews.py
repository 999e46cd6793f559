"""Who does the work of a night: this process, several on this machine, or the workers of a Dask cluster.

Each gives the results in the order of the tasks, so that what is written does not depend on who was first, and takes no
more tasks than it can soon begin, so that memory holds a window of stories and not the corpus.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

from consistency.errors import InputError

AHEAD = 4
"""How many tasks a process has waiting: enough to keep it busy."""
RETRIES = 3
"""How often a task whose worker was lost is given to another."""

Task = TypeVar("Task")
Result = TypeVar("Result")


class Crew(Protocol):
    """Does a job for every task, and gives the results in the order of the tasks."""

    def __call__(self, job: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """The results, one after the other."""


def alone(job: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Do it all in this process."""
    return map(job, tasks)


def processes(number: int) -> Crew:
    """A crew of that many processes on this machine."""

    def work(job: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(number) as pool:
            yield from _in_order(pool.submit, job, tasks, AHEAD * number)

    return work if number > 1 else alone


def cluster(address: str, version: Callable[[], str]) -> Crew:
    """The workers of a Dask scheduler, at `tcp://host:port`; they must see the articles under the same paths.

    Dask gives what a lost worker had to do to another. `version` is called on each worker: all must give what it gives here.
    Raises `InputError` where there is no scheduler, no worker, or a worker of another version.
    """

    def work(job: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        with _client(address) as client:
            workers = client.nthreads()
            if not workers:
                raise InputError(address, 0, "has no workers", f"start some with `dask worker {address}`")
            if other := [name for name, told in client.run(version).items() if told != version()]:
                raise InputError(address, 0, f"has workers with other rules: {', '.join(sorted(other))}", "install the same version there")
            yield from _in_order(_submitting(client), job, tasks, AHEAD * sum(workers.values()))

    return work


def _client(address: str) -> Any:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise InputError(address, 0, "cannot be used: Dask is not installed", "pip install 'source-consistency[cluster]'") from error
    try:
        return distributed.Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise InputError(
            address, 0, "answers as no Dask scheduler does", "start one with `dask scheduler`, or leave --scheduler out"
        ) from error


def _submitting(client: Any) -> Callable[..., Any]:
    home = str(Path.cwd())
    return lambda job, task: client.submit(_at, home, job, task, pure=False, retries=RETRIES)


def _at(home: str, job: Callable[[Task], Result], task: Task) -> Result:
    """Do a job where its paths count from."""
    if Path.cwd() != Path(home):
        os.chdir(home)
    return job(task)


def _in_order(submit: Callable[..., Any], job: Callable[[Task], Result], tasks: Iterable[Task], most: int) -> Iterator[Result]:
    """Results in the order of the tasks, with at most so many tasks handed out."""
    waiting: deque[Any] = deque()
    for task in tasks:
        waiting.append(submit(job, task))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
