using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Notional by distance from the price: rows a side, or a power law for both.</summary>
internal sealed class DepthProfile
{
    private const double OnePercent = 0.01;

    private readonly DepthRow[] _below = [], _above = [];
    private readonly double _within1Percent;
    private readonly double _exponent;

    public DepthProfile(DepthRow[] below, DepthRow[] above)
    {
        _below = below;
        _above = above;
    }

    private DepthProfile(double notionalWithin1Percent, double exponent)
    {
        _within1Percent = notionalWithin1Percent;
        _exponent = exponent;
    }

    public static DepthProfile PowerLaw(double notionalWithin1Percent, double exponent)
    {
        Guard.Positive(notionalWithin1Percent);
        Guard.Finite(1 / Guard.Positive(exponent), nameof(exponent));
        return new(notionalWithin1Percent, exponent);
    }

    private bool IsPowerLaw => _exponent > 0;

    public static DepthRow[] Checked(ReadOnlySpan<DepthRow> rows, Direction direction, string name)
    {
        DepthRow before = default;
        for (int i = 0; i < rows.Length; i++)
        {
            DepthRow row = rows[i];
            if (!(row.Distance > before.Distance && row.Distance < (direction == Direction.Down ? 1 : double.PositiveInfinity)))
            {
                Throw.Row($"{name} distance", i, row.Distance, FormattableString.Invariant($"a fraction above {before.Distance}{(direction == Direction.Down ? " and below 1" : "")}"));
            }

            if (!(row.Notional >= before.Notional && double.IsFinite(row.Notional)))
            {
                Throw.Row($"{name} notional", i, row.Notional, FormattableString.Invariant($"finite and at least {before.Notional}: it counts from the price on"));
            }

            before = row;
        }

        return rows.ToArray();
    }

    public bool Has(Direction direction) => IsPowerLaw || (direction == Direction.Down ? _below : _above).Length > 0;

    public DepthProfile Times(double factor)
    {
        return IsPowerLaw ? new(Guard.Positive(_within1Percent * factor, nameof(factor)), _exponent) : new([.. _below.Select(Stressed)], [.. _above.Select(Stressed)]);

        DepthRow Stressed(DepthRow row) => row with { Notional = Guard.Finite(row.Notional * factor, nameof(factor)) };
    }

    public PriceImpact ToImpact(double markPrice)
    {
        if (IsPowerLaw)
        {
            // x = 0.01 × (Q × mark / N)^(1/e): a power of quantity.
            return new PowerImpact(OnePercent, Guard.Positive(_within1Percent / markPrice, nameof(markPrice)), 1 / _exponent, 0);
        }

        (double[] downQuantity, double[] downDistance) = Columns(_below, markPrice);
        (double[] upQuantity, double[] upDistance) = Columns(_above, markPrice);
        return new ProfileImpact(downQuantity, downDistance, upQuantity, upDistance);
    }

    /// <summary>What stands in each band, at its end away from the price.</summary>
    public BookLevel[] Levels(double markPrice, BandGrid grid, Direction direction)
    {
        PriceImpact law = ToImpact(markPrice);
        var levels = new List<BookLevel>();
        double before = 0;
        int first = Math.Clamp(grid.IndexOf(markPrice), 0, grid.Count - 1), step = (int)direction;
        for (int band = first; (uint)band < (uint)grid.Count; band += step)
        {
            double price = direction == Direction.Down ? grid.LowerEdge(band) : grid.UpperEdge(band);
            if (PriceImpact.IsAtOrBeyond(markPrice, price, direction) || !(price > 0))
            {
                continue;
            }

            double within = Math.Min(law.Needed(markPrice, price, direction), law.Limit(markPrice, direction));
            levels.Add(new(price, Math.Max(0, within - before)));
            before = within;
        }

        return [.. levels];
    }

    public override string ToString() => IsPowerLaw
        ? string.Create(CultureInfo.InvariantCulture, $"power law: {_within1Percent} within 1 %, exponent {_exponent}")
        : string.Create(CultureInfo.InvariantCulture, $"{_below.Length} rows below and {_above.Length} above");

    private static (double[] Quantity, double[] Distance) Columns(DepthRow[] rows, double markPrice) =>
        ([0, .. rows.Select(r => Guard.Finite(r.Notional / markPrice, nameof(markPrice)))], [0, .. rows.Select(r => r.Distance)]);
}
