"""Random walks with cascade feedback in numpy: the law and the levels of CascadeSimulationBench, all paths of a step at once.

    python3 benchmarks/peers/numpy_walk.py [LEVELS]

Needs numpy (Debian: python3-numpy). Once in numpy's usual double precision, once in single, as the kernel.

Prints nanoseconds for a step of a path, the least of five runs, and means to compare with.
"""
import sys
import time

import numpy as np

PATHS, STEPS = 1 << 13, 1440
DEVIATION = 0.6 / np.sqrt(365 * 1440)


def walk(levels, seed, kind):
    spacing = 0.005 if levels == 20 else 0.0005
    impact = spacing / 5
    # Where the walk itself meets each level, after what those before it have displaced, and how far price is displaced then.
    distance = 0.002 + spacing * np.arange(levels)
    displacement = impact * np.arange(levels + 1)
    own = distance - displacement[:levels]
    hardest = np.maximum.accumulate(own)
    # From the state after k levels the walk goes on to the first level that it does not meet.
    random = np.random.default_rng(seed)
    price = np.zeros(PATHS, dtype=kind)
    fall = np.zeros(PATHS, dtype=np.int64)
    rise = np.zeros(PATHS, dtype=np.int64)
    low = np.zeros(PATHS, dtype=kind)
    high = np.zeros(PATHS, dtype=kind)
    far = np.append(distance, np.inf)
    for _ in range(STEPS):
        price += kind(DEVIATION) * random.standard_normal(PATHS, dtype=kind)
        met = np.flatnonzero(price <= -far[fall])
        if met.size:
            bare = -price[met] - displacement[fall[met]]
            state = np.searchsorted(hardest, bare, side="right")
            price[met] -= (displacement[state] - displacement[fall[met]]).astype(kind)
            fall[met] = state
        met = np.flatnonzero(price >= far[rise])
        if met.size:
            bare = price[met] - displacement[rise[met]]
            state = np.searchsorted(hardest, bare, side="right")
            price[met] += (displacement[state] - displacement[rise[met]]).astype(kind)
            rise[met] = state
        np.minimum(low, price, out=low)
        np.maximum(high, price, out=high)
    return price, low, high, fall, rise


levels = int(sys.argv[1]) if len(sys.argv) > 1 else 200
for kind in (np.float64, np.float32):
    best = float("inf")
    for run in range(5):
        start = time.perf_counter()
        price, low, high, fall, rise = walk(levels, run, kind)
        best = min(best, time.perf_counter() - start)
    print(
        f"numpy {np.__version__}, {np.dtype(kind).name}: {1e9 * best / (PATHS * STEPS):.2f} ns a step of a path; "
        f"mean fall {-low.mean():.5f}, rise {high.mean():.5f}, levels {fall.mean():.2f} and {rise.mean():.2f}"
    )
