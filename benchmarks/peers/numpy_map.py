"""The same map by numpy: liquidation price by formula, bands by arithmetic, sums by bincount.

    dotnet run -c Release --project benchmarks/HeatMap.Benchmarks -- --write-peer-file positions.bin 10000000
    dotnet run -c Release --project benchmarks/HeatMap.Benchmarks -- --run-peer-file positions.bin
    python3 benchmarks/peers/numpy_map.py positions.bin

Both print the time a row and the sums of both sides, which must agree. Needs numpy (Debian: python3-numpy).
"""

import sys
import time

import numpy as np

LOWER, WIDTH, BANDS = 30_000.0, 30.0, 2_048
FLOOR = np.array([0, 5e4, 6e5, 3e6, 1.2e7, 7e7, 1e8, 2.3e8, 4.8e8, 6e8, 8e8, 1.2e9])
RATE = np.array([0.004, 0.005, 0.0065, 0.01, 0.02, 0.025, 0.05, 0.1, 0.125, 0.15, 0.25, 0.5])
DEDUCTION = np.concatenate([[0.0], np.cumsum(FLOOR[1:] * np.diff(RATE))])

# The entry value less margin from which on a tier holds at the liquidation price, for longs and for shorts.
LONG = FLOOR[1:] * (1 - RATE[:-1]) + DEDUCTION[:-1]
SHORT = FLOOR[1:] * (1 + RATE[:-1]) - DEDUCTION[:-1]


def build(entry, quantity, margin):
    free = quantity * entry - margin
    is_long = quantity > 0
    tier = np.where(is_long, np.searchsorted(LONG, free, "right"), np.searchsorted(SHORT, -free, "right"))
    size = np.abs(quantity)
    price = (free - DEDUCTION[tier]) / (quantity - size * RATE[tier])
    band = np.clip(np.floor((price - LOWER) / WIDTH), -1, BANDS).astype(np.int64) + 1
    return np.bincount(band + np.where(is_long, 0, BANDS + 2), weights=size * price, minlength=2 * (BANDS + 2))


def main(path):
    columns = np.fromfile(path, dtype="<f8").reshape(3, -1)
    times = []
    for _ in range(5):
        start = time.perf_counter_ns()
        cells = build(*columns)
        times.append((time.perf_counter_ns() - start) / columns.shape[1])
    long, short = cells[1 : BANDS + 1].sum(), cells[BANDS + 3 : -1].sum()
    print(f"numpy {np.__version__}: {sorted(times)[2]:.2f} ns a row (median of 5), long {long:.2f}, short {short:.2f} in {BANDS} bands")


main(sys.argv[1])
