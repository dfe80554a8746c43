namespace HeatMap.Charts.Ladder;

/// <summary>One bar of the chart: a band, or neighbours together where there are too many. <see cref="Notional"/> holds a number a layer and side, longs before shorts.</summary>
internal readonly record struct MapBand(int First, int Count, double Lower, double Upper, double[] Notional, long LongCount, long ShortCount);
