"""How close collecting comes to the time that politeness allows, and whether its memory stays flat.

`python -m tests.benchmarks.collecting`: pages on one host at a delay of 10 ms, then the same number on twenty hosts
that are asked at once, each at the delay that makes it take as long. The hosts are a process of their own here.
On a machine that is busy with other things, processor time tells more than the time that passes.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path

import httpcore

from flows.collecting import CollectPlan, collect
from flows.reading import isolation
from flows.reading.memory import peak_memory
from tests.collecting.internet import Internet, Reply, article, sitemap, source

PAGES = 2000
DELAY = 0.01


@dataclass(frozen=True)
class Measured:
    """One run: `allowed` is what a client takes that asks as politely and does nothing with the answers."""

    hosts: int
    pages: int
    seconds: float
    allowed: float
    cpu: float
    memory: tuple[int, int]

    def __str__(self) -> str:
        ratio, grown = self.seconds / self.allowed, self.memory[1] - self.memory[0]
        return (
            f"{self.pages:,} pages on {self.hosts} hosts: {self.seconds:.1f} s, politeness allows "
            f"{self.allowed:.1f} s, {ratio:.2f} times as long; "
            f"{self.cpu / self.pages * 1000:.1f} ms of processor time a page; "
            f"peak memory {self.memory[1] / 1e6:.0f} MB, of which {grown / 1e6:.0f} MB in the last three quarters"
        )


class _Elsewhere(Internet):
    """An internet that runs in another process."""

    def __init__(self, port: int) -> None:
        self.port = port


def _serve(pipe: Connection, hosts: int, pages: int) -> None:
    web = Internet()
    for host in range(hosts):
        name = f"host-{host}.test"
        paths = [f"/page-{number}" for number in range(pages // hosts)]
        web.put("/map", sitemap(*((web.url(path, name), "") for path in paths)), host=name)
        for path in paths:
            page = article(f"{name} {path}", f"What {path} of {name} says is said nowhere else but in {path}.")
            web.pages[name, path] = Reply(page.encode())
    pipe.send(web.port)
    pipe.recv()
    pipe.send(web.most_at_once)


def measure(hosts: int, pages: int, delay: float, folder: Path) -> tuple[Measured, dict[str, int]]:
    """One run over a fresh internet, and at most how many requests each host had at once."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(there, hosts, pages), daemon=True)
    process.start()
    web = _Elsewhere(here.recv())
    look = [f"  - sitemap: {web.url('/map', f'host-{host}.test')}" for host in range(hosts)]
    more = {"most_requests": "1000000", "at_most": "1000000"}
    sources = [
        replace(source(folder / "sources", web, each, f"host-{number}", **more), delay=delay)
        for number, each in enumerate(look)
    ]
    memory: list[int] = []
    plan = CollectPlan(folder, folder / "sources", "tests@example.org")
    allowed = _allowed(web.port, hosts, pages, delay)
    began, cpu = time.perf_counter(), _cpu()
    done = collect(plan, sources, _at_a_quarter(pages, memory), web.network)
    seconds = time.perf_counter() - began
    assert done.came == pages, done
    cpu = _cpu() - cpu
    here.send("end")
    most_at_once = here.recv()
    process.join()
    return Measured(hosts, pages, seconds, allowed, cpu, (memory[0], peak_memory())), most_at_once


def _cpu() -> float:
    """Processor time so far of this process and of the one that reads pages."""
    apart_too = [worker.process.pid for worker in isolation._workers.values()]
    ticks = [Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13] for pid in apart_too]
    return time.process_time() + sum(map(int, chain.from_iterable(ticks))) / os.sysconf("SC_CLK_TCK")


def _at_a_quarter(pages: int, memory: list[int]) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        if done >= pages // 4 and not memory:
            memory.append(peak_memory())

    return progress


def _allowed(port: int, hosts: int, pages: int, delay: float) -> float:
    """The seconds of a client that does nothing but ask and wait, from a part of the pages."""
    part = max(1, pages // hosts // 5)

    def ask(host: int) -> None:
        with httpcore.ConnectionPool() as pool:
            for number in range(part):
                headers = [("Host", f"host-{host}.test")]
                pool.request("GET", f"http://127.0.0.1:{port}/page-{number}", headers=headers)
                time.sleep(delay)

    began = time.perf_counter()
    with ThreadPoolExecutor(hosts) as threads:
        list(threads.map(ask, range(hosts)))
    return (time.perf_counter() - began) * (pages / hosts / part)


def main() -> None:
    """Measure both, each in a process of its own, so that one's memory is not the other's."""
    for hosts in (1, 20):
        with tempfile.TemporaryDirectory() as folder:
            done = ProcessPoolExecutor(1).submit(measure, hosts, PAGES, DELAY * hosts, Path(folder)).result()
            print(done[0], f"at most {max(done[1].values())} request at a time for a host", sep="; ", flush=True)


if __name__ == "__main__":
    main()
