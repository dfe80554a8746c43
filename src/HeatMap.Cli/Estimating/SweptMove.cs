namespace HeatMap.Cli.Estimating;

/// <summary>What a move of the price would sweep.</summary>
/// <param name="Move">How far, a fraction of the mark.</param>
/// <param name="Longs">What a fall sweeps of the longs.</param>
/// <param name="Shorts">What a rise sweeps of the shorts.</param>
internal sealed record SweptMove(double Move, SweptSide Longs, SweptSide Shorts);

/// <summary>What a move sweeps of one side of the modelled venues.</summary>
/// <param name="Share">The share of the side's open interest.</param>
/// <param name="Range">Where eight of ten estimates with other assumptions lie; null where none were made.</param>
internal sealed record SweptSide(double Share, (double Low, double High)? Range)
{
    private const double Coverage = 0.8;

    private static readonly double[] Moves = [0.01, 0.02, 0.05];

    /// <summary>The moves of all venues together, each weighed by what stands there.</summary>
    public static SweptMove[] Of(IReadOnlyList<EstimatedVenue> venues) => [.. Moves.Select(move => new SweptMove(move, Of(venues, Side.Long, move), Of(venues, Side.Short, move)))];

    private static SweptSide Of(IReadOnlyList<EstimatedVenue> venues, Side side, double move)
    {
        double all = 0, swept = 0;
        var members = new double[venues[0].Members];
        foreach (EstimatedVenue venue in venues)
        {
            double mark = venue.Estimator.MarkPrice, standing = venue.Estimator.StandingQuantity(side);
            PriceRange range = side == Side.Long ? new(mark * (1 - move), mark) : new(mark, mark * (1 + move));
            all += standing;
            swept += standing * venue.Estimator.SweptShare(side, range);
            double[] own = venue.SweptShares(side, range);
            for (int i = 0; i < members.Length; i++)
            {
                members[i] += standing * own[i];
            }
        }

        Array.Sort(members);
        return new(swept / all, members.Length == 0 ? null : (Quantile(members, (1 - Coverage) / 2) / all, Quantile(members, (1 + Coverage) / 2) / all));
    }

    private static double Quantile(double[] sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
