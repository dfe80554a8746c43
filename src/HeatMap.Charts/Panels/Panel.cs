using System.Collections.Immutable;

namespace HeatMap.Charts.Panels;

/// <summary>One picture with two axes. Panels of one slot stand in one place, of which the reader chooses by keys; static outputs show the first.</summary>
internal sealed record Panel(string Slot, string Title, PanelAxis X, PanelAxis Y)
{
    public ImmutableArray<PanelKey> Keys { get; init; } = [];

    public ImmutableArray<PanelTrace> Traces { get; init; } = [];

    public ImmutableArray<PanelMark> Marks { get; init; } = [];

    /// <summary>The range of x or y that shows everything, a little wider; from 0 to 1 where there is nothing.</summary>
    public (double Low, double High) Range(bool isX)
    {
        PanelAxis axis = isX ? X : Y;
        if (axis.Labels.Length > 0)
        {
            return (-0.5, axis.Labels.Length - 0.5);
        }

        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        void See(double value)
        {
            if (double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        foreach (PanelTrace trace in Traces)
        {
            bool hasEnds = isX ? trace.Shape is "bars" or "spans" : trace.Shape == "band";
            foreach (double[] values in (double[][])[isX ? trace.X : trace.Y, hasEnds ? trace.Low : [], hasEnds ? trace.High : []])
            {
                Array.ForEach(values, See);
            }

            if (!isX && trace.Shape == "bars")
            {
                See(0);
            }
        }

        foreach (PanelMark mark in Marks)
        {
            See(mark.IsVertical == isX ? mark.At : double.NaN);
        }

        See(axis.Low);
        See(axis.High);
        if (!(low <= high))
        {
            return (0, 1);
        }

        double pad = high > low ? 0.04 * (high - low) : Math.Max(Math.Abs(low) * 0.01, 1e-9);
        return double.IsFinite(high - low)
            ? (low == axis.Low || low == 0 ? low : low - pad, high == axis.High ? high : high + pad)
            : (low, high);
    }
}
