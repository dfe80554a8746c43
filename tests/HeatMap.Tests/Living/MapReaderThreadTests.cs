using System.Numerics.Tensors;

namespace HeatMap.Tests.Living;

/// <summary>Readers on threads of their own beside a writer that publishes as fast as it can.</summary>
/// <remarks>
/// The contract is inverse, so that a position's units are its size wherever it lies. Layer 0 holds a stamp of each side: its units are the number of the
/// publishing, and its price, the mark and the window follow from that number. Layer 1 holds a book whose prices change all the time and whose sums never do. A
/// copy of two states, or of half of one, breaks one of these; so does a publishing that moves too little.
/// </remarks>
public sealed class MapReaderThreadTests
{
    private const int Book = 500, Readers = 3;
    private const double Quantum = 1.0 / 65536, Units = 1000;
    private static readonly MarginRules Rules = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.01));

    [Theory]
    [InlineData(200, 4, 0, 400_000, 50_000)]
    [InlineData(200, 4, 5, 100_000, 10_000)]
    [InlineData(20_000, 30, 0, 10_000, 1000)]
    [InlineData(20_000, 3, 400, 1000, 200)]
    public void EveryStateThatAReaderShows_IsOneThatWasPublished(int bands, int changes, int windowEvery, int refreshes, int news)
    {
        var scene = new Scene(bands, changes, windowEvery);
        var reports = new Report[Readers];
        Thread[] threads = [.. Enumerable.Range(0, Readers).Select(i => new Thread(() => reports[i] = scene.Read(i, refreshes, news)) { IsBackground = true })];
        Array.ForEach(threads, t => t.Start());
        while (threads.Any(t => t.IsAlive))
        {
            for (int i = 0; i < 64; i++)
            {
                scene.PublishNext();
            }
        }

        Assert.All(reports, r => Assert.Equal("", r.Failure));
        Assert.All(reports, r => Assert.True(r.Refreshes >= refreshes));
        Assert.True(reports.Sum(r => r.News) >= 30, $"readers must have seen many states, saw {string.Join(", ", reports)} of {scene.Version} publishings");
    }

    private readonly record struct Report(int Refreshes, int News, string Failure);

    /// <summary>The writer's side, and what follows from the number of a publishing.</summary>
    private sealed class Scene
    {
        private readonly LivingMap _map;
        private readonly MapReader[] _readers;
        private readonly PositionHandle[] _book = new PositionHandle[Book];
        private readonly PositionHandle _long, _short;
        private readonly int _changes, _windowEvery;
        private readonly long _firstIndex;
        private ulong _state = 1;

        public Scene(int bands, int changes, int windowEvery)
        {
            (_changes, _windowEvery) = (changes, windowEvery);
            _map = new(Rules, BandGrid.Uniform(10_000.0 / bands, new(5000, 15_000)), 10_000, Book + 2, new() { Quantum = Quantum }, "stamps", "book");
            _firstIndex = _map.Grid.FirstIndex;
            (_long, _short) = (_map.OpenAt(double.NaN, Side.Long, Quantum), _map.OpenAt(double.NaN, Side.Short, Quantum));
            for (int i = 0; i < Book; i++)
            {
                _book[i] = _map.OpenAt(double.NaN, i % 2 == 0 ? Side.Long : Side.Short, Units * Quantum, 1);
            }

            PublishNext();
            _readers = [.. Enumerable.Range(0, Readers).Select(_ => _map.CreateReader())];
        }

        public long Version => _map.Version;

        /// <summary>One turn of the writer.</summary>
        public void PublishNext()
        {
            long version = _map.Version + 1;
            Assert.Equal(0, _map.Mark(MarkOf(version)).Count);
            long index = FirstIndexOf(version);
            if (index != _map.Grid.FirstIndex)
            {
                _map.Recentre((index + (_map.Grid.Count / 2) + 0.5) * _map.Grid.Step);
            }

            for (int i = 0; i < _changes; i++)
            {
                int which = (int)(Next() % Book);
                _map.Reprice(_book[which], PriceOf(Next(), which % 2 == 0));
            }

            _map.Resize(_long, version * Quantum);
            _map.Reprice(_long, PriceOf((ulong)version, true));
            _map.Resize(_short, version * Quantum);
            _map.Reprice(_short, PriceOf((ulong)version, false));
            Assert.Equal(version, _map.Publish());
        }

        /// <summary>Refreshes until enough was seen; gives up waiting for more after a while, on a machine that lets a reader see few.</summary>
        public Report Read(int which, int refreshes, int news)
        {
            MapReader reader = _readers[which];
            (int done, int seen, long last, long start) = (0, 0, 0, Environment.TickCount64);
            while (done < refreshes || (seen < news && Environment.TickCount64 - start < 4000))
            {
                long version = reader.Refresh();
                string failure = version < last ? $"version {version} after {last}" : version == last && done % 64 != 0 ? "" : FailureOf(reader, version, last);
                if (failure.Length > 0)
                {
                    return new(done, seen, failure);
                }

                done++;
                seen += version > last ? 1 : 0;
                last = version;
                if (done % 512 == 0)
                {
                    // Where threads are more than cores, the writer gets its turn.
                    Thread.Yield();
                }
            }

            return new(done, seen, "");
        }

        private string FailureOf(MapReader reader, long version, long last)
        {
            if (reader.Version != version || reader.MarkPrice != MarkOf(version) || reader.Grid.FirstIndex != FirstIndexOf(version) || reader.Grid.Count != _map.Grid.Count)
            {
                return $"version, mark or window are not those of {version}: {reader}";
            }

            if (version > last && last > 0 && !(reader.Path.Low <= MarkOf(version) && reader.Path.High >= MarkOf(version) && reader.Path.Low <= MarkOf(version - 1) && reader.Path.High >= MarkOf(version - 1)))
            {
                return $"the path {reader.Path} of {version} after {last} lacks a mark";
            }

            foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
            {
                for (int layer = 0; layer < 2; layer++)
                {
                    MapView view = reader.LayerView(layer);
                    SideTally other = view.Below + view.Above + view.Unplaced.Total;
                    bool isLong = side == Side.Long;
                    long units = TensorPrimitives.Sum(isLong ? view.LongUnits : view.ShortUnits), counts = TensorPrimitives.Sum(isLong ? view.LongCounts : view.ShortCounts);
                    RangeTally sum = reader.Sum(side, new(0, 1e9), layer);
                    long allUnits = units + (long)(isLong ? other.LongUnits : other.ShortUnits), allCounts = counts + (isLong ? other.LongCount : other.ShortCount);
                    (long Units, long Counts) expected = layer == 0 ? (version, 1) : ((long)Units * Book / 2, Book / 2);
                    if ((allUnits, allCounts) != expected || (sum.Units, sum.Count) != (units, counts))
                    {
                        return $"version {version}, layer {layer}, {side}: {allUnits} units of {allCounts}, and bands hold {units} of {counts}, their sums {sum}";
                    }
                }

                if (UnitsAt(reader, side, PriceOf((ulong)version, side == Side.Long)) != version)
                {
                    return $"version {version}: the stamp is not in the cell of its price";
                }
            }

            return RangeFailureOf(reader, version);
        }

        private static long UnitsAt(MapReader reader, Side side, double price)
        {
            MapView view = reader.LayerView(0);
            int band = reader.Grid.IndexOf(price);
            SideTally cell = band < 0 ? view.Below : band >= reader.Grid.Count ? view.Above : view[band];
            return (long)(side == Side.Long ? cell.LongUnits : cell.ShortUnits);
        }

        /// <summary>A range's sum, from sums of sums, against its bands.</summary>
        private static string RangeFailureOf(MapReader reader, long version)
        {
            MapView view = reader.LayerView(1);
            int from = (int)(Hash((ulong)version) % (ulong)reader.Grid.Count), end = Math.Min(reader.Grid.Count, from + (reader.Grid.Count / 3));
            RangeTally sum = reader.Sum(Side.Short, new(reader.Grid.Edges[from], reader.Grid.Edges[end]), 1);
            return sum.Units == TensorPrimitives.Sum(view.ShortUnits[from..end]) && sum.Count == TensorPrimitives.Sum(view.ShortCounts[from..end])
                ? ""
                : $"version {version}: the sum of bands {from} to {end} is {sum}";
        }

        private static double MarkOf(long version) => 9990 + (Hash((ulong)version) % 21);

        private long FirstIndexOf(long version) => _windowEvery == 0 ? _firstIndex : _firstIndex + (long)(Hash((ulong)(version / _windowEvery)) % 41) - 20;

        /// <summary>Below or above every mark, sometimes beyond the window.</summary>
        private static double PriceOf(ulong seed, bool isLong)
        {
            double away = 20 + (Hash(seed) % 5200);
            return isLong ? 9980 - away : 10_020 + away;
        }

        private ulong Next() => Hash(++_state * 77);

        private static ulong Hash(ulong x)
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            return x ^ (x >> 31);
        }
    }
}
