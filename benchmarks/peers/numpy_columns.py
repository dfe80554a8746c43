"""The same heat-map columns by numpy: cohorts by bincount, cleared slices by searchsorted, a matrix of both sides.

    dotnet run -c Release --project benchmarks/HeatMap.Benchmarks -- --write-peer-columns columns.bin
    dotnet run -c Release --project benchmarks/HeatMap.Benchmarks -- --run-peer-columns
    python3 benchmarks/peers/numpy_columns.py columns.bin

Both print the time a column and the sums of both sides, which must agree. Needs numpy (Debian: python3-numpy).
"""

import sys
import time

import numpy as np

LOWER, WIDTH, BANDS, COLUMNS, ROWS = 50_000.0, 10.0, 2_048, 1_440, 1_000_000
MIDDLE = LOWER + WIDTH * (np.arange(BANDS) + 0.5)


def build(band, notional, start, low, high, matrix):
    # Whole columns of rows at once where numpy can; then one column after the other, because each needs the one before.
    cell = band + np.where(notional < 0, BANDS, 0)
    weight = np.abs(notional)
    first_long = np.searchsorted(MIDDLE, low, "left")
    end_of_shorts = BANDS + np.searchsorted(MIDDLE, high, "right")
    cells = np.zeros(2 * BANDS)
    for column in range(COLUMNS):
        cells[first_long[column] : BANDS] = 0
        cells[BANDS : end_of_shorts[column]] = 0
        rows = slice(start[column], start[column + 1])
        cells += np.bincount(cell[rows], weights=weight[rows], minlength=2 * BANDS)
        matrix[column] = cells


def main(path):
    with open(path, "rb") as file:
        band = np.fromfile(file, "<i4", ROWS)
        notional = np.fromfile(file, "<f8", ROWS)
        start = np.fromfile(file, "<i4", COLUMNS + 1)
        low = np.fromfile(file, "<f8", COLUMNS)
        high = np.fromfile(file, "<f8", COLUMNS)
    matrix = np.zeros((COLUMNS, 2 * BANDS))
    times = []
    for _ in range(15):
        begin = time.perf_counter_ns()
        build(band, notional, start, low, high, matrix)
        times.append((time.perf_counter_ns() - begin) / 1000 / COLUMNS)
    long, short = matrix[:, :BANDS].sum(), matrix[:, BANDS:].sum()
    print(f"numpy {np.__version__}: {sorted(times)[7]:.2f} us a column (median of 15), long {long:.9E}, short {short:.9E} in {COLUMNS} columns of {BANDS} bands")


main(sys.argv[1])
