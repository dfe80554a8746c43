using HeatMap.Estimation;

namespace HeatMap.Evaluation;

/// <summary>Gathers, for each side at the start of each interval, what a map has in cells of standard deviations, how likely price is to touch each, and the dollars that came.</summary>
internal sealed class IntensityWalk(MapEstimator[] maps, LiquidationPrint[] prints)
{
    private readonly List<IntensityRow> _rows = [];
    private int _next;

    public IReadOnlyList<IntensityRow> Rows => _rows;

    public void Observe(PathFeatures features, in IntervalPath path, double longs, double shorts)
    {
        double interest = features.OpenInterestNotional, deviation = Math.Max(features.Deviation, 1e-9), width = OriginRows.CellUnits * deviation;
        long end = path.StartUnixMs + (long)features.Interval.TotalMilliseconds;
        int from = _next;
        while (from < prints.Length && prints[from].TimeUnixMs < path.StartUnixMs)
        {
            from++;
        }

        for (_next = from; _next < prints.Length && prints[_next].TimeUnixMs < end; _next++)
        {
        }

        if (!(interest > 0))
        {
            return;
        }

        PriceReach reach = new GeometricBrownian(deviation / Math.Sqrt(features.Interval.TotalDays / 365)).Within(features.Interval);
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            int sign = side == Side.Long ? -1 : 1;
            double[] exposure = new double[OriginRows.Cells], dollars = new double[OriginRows.Cells];
            for (int cell = 0; cell < exposure.Length; cell++)
            {
                exposure[cell] = interest * reach.Touch(path.Start, path.Start * Math.Exp(sign * (cell + 0.5) * width));
            }

            foreach (LiquidationPrint print in prints.AsSpan(from, _next - from))
            {
                if (print.Side == side)
                {
                    dollars[Math.Clamp((int)Math.Floor(sign * Math.Log(print.Price / path.Start) / width), 0, dollars.Length - 1)] += print.Notional;
                }
            }

            var shares = new double[maps.Length][];
            for (int map = 0; map < maps.Length; map++)
            {
                shares[map] = new double[OriginRows.Cells];
                double standing = maps[map].LastOpenTimeUnixMs is null ? 0 : maps[map].StandingQuantity(side);
                DistanceCells.Fill(maps[map], side, path.Start, width, 0, shares[map]);
                for (int cell = 0; cell < OriginRows.Cells; cell++)
                {
                    shares[map][cell] = standing > 0 ? shares[map][cell] / standing : 0;
                }
            }

            _rows.Add(new(path.StartUnixMs, side == Side.Long ? longs : shorts, exposure, dollars, shares));
        }
    }
}
