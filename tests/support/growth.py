"""The growth of time and memory with the length of a text, as a slope.

On logarithmic axes, growth in proportion has the slope 1 and growth with the square has 2, on a
fast machine as on a slow one. A busy machine only ever adds time: the least time of many rounds
counts, and rounds go on until the slope is small enough or there were too many of them.
"""

from __future__ import annotations

import gc
import math
import subprocess
import sys
import time
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# CPU time where its clock is fine enough, because other processes lengthen wall time.
_now = time.perf_counter if sys.platform == "win32" else time.process_time
_LEAST_ROUNDS, _MOST_ROUNDS = 2, 12


def slope(values: Mapping[int, float]) -> float:
    """The exponent of the values' growth with size, by least squares of the logarithms."""
    xs = [math.log(size) for size in values]
    ys = [math.log(value) for value in values.values()]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - x_mean) ** 2 for x in xs)


def time_slope(
    read: Callable[[bytes], object],
    make: Callable[[int], str],
    sizes: Sequence[int],
    enough: float,
) -> float:
    """The slope of CPU time; measured again and again until it is at most `enough`.

    Each round times every size once, so that a slow spell of the machine meets them all alike.
    """
    texts = [make(size).encode() for size in sizes]
    least = dict.fromkeys(map(len, texts), math.inf)
    exponent = math.inf
    with _collector_still():
        for rounds in range(1, _MOST_ROUNDS + 1):
            for text in texts:
                least[len(text)] = min(least[len(text)], _seconds(read, text))
            exponent = slope(least)
            if rounds >= _LEAST_ROUNDS and exponent <= enough:
                break
    return exponent


@contextmanager
def _collector_still() -> Iterator[None]:
    """The collector does not run, and never looks at what the suite has in memory."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _seconds(read: Callable[[bytes], object], text: bytes) -> float:
    gc.collect()
    start = _now()
    read(text)
    return max(_now() - start, 1e-6)


def traced_slope(
    read: Callable[[bytes], object], make: Callable[[int], str], sizes: Sequence[int]
) -> float:
    """The slope of the peak of Python's own objects; libxml2's tree is not among them."""
    read(make(min(sizes)).encode())  # imports are done, patterns compiled
    return slope(dict(_traced(read, make(size).encode()) for size in sizes))


def _traced(read: Callable[[bytes], object], text: bytes) -> tuple[int, float]:
    tracemalloc.start()
    try:
        read(text)
        return len(text), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


WHOLE = "import rfaparse; read = rfaparse.parse"
BARE = """
from lxml import etree
def read(data):
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
"""

_PEAK = """
import ctypes, sys
{read}
def kilobytes(name):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith(name))
first, data = sys.stdin.buffer.read().split(b"\\0")
read(first)  # imports are done, patterns compiled
if hasattr(ctypes.CDLL(None), "malloc_trim"):
    ctypes.CDLL(None).malloc_trim(0)  # what that left free would be used unseen
with open("/proc/self/clear_refs", "w") as peak:
    peak.write("5")  # forget the peak until now
before = kilobytes("VmRSS:")
kept = read(data)
print(1024 * (kilobytes("VmHWM:") - before))
"""


def peak_memory(read: str, first: str, text: str) -> int:
    """Bytes that a new process takes, libxml2's tree included, to read `text` after `first`.

    Linux only. The peak is the kernel's; `ru_maxrss` would not do, since a new process inherits it
    from the one that started it.
    """
    process = subprocess.run(
        [sys.executable, "-c", _PEAK.format(read=read)],
        input=f"{first}\0{text}".encode(),
        capture_output=True,
        check=True,
    )
    return int(process.stdout)
