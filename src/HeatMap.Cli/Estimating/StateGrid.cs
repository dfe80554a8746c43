using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>The price axis of an estimator: so wide that nothing ever leaves it, which is why its ends change no number.</summary>
internal static class StateGrid
{
    /// <summary>Covers all prices that any bar can lead to.</summary>
    /// <param name="bars">The bars of all venues.</param>
    /// <param name="mix">The distances from entry at which positions are liquidated.</param>
    /// <param name="step">The fraction by which bands grow.</param>
    /// <exception cref="ToolException">There would be too many bands.</exception>
    public static BandGrid For(IEnumerable<LoadedBars> bars, DistanceMix mix, double step)
    {
        double farthest = mix.Where(static c => !c.IsInert).Select(static c => c.Distance).DefaultIfEmpty(0).Max();
        (double low, double high) = Extremes(bars);
        double room = Math.Exp(farthest + (4 * Math.Log(1 + step)));
        try
        {
            return BandGrid.Geometric(step, new(low / room, high * room));
        }
        catch (ArgumentException error)
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--step {step} cannot cover {low / room} to {high * room}: {Message.Of(error)}"));
        }
    }

    /// <summary>The lowest and the highest price of all bars.</summary>
    public static (double Low, double High) Extremes(IEnumerable<LoadedBars> bars)
    {
        double low = double.PositiveInfinity, high = 0;
        foreach (MarketBar bar in bars.SelectMany(static b => b.Bars))
        {
            (low, high) = (Math.Min(low, Math.Min(bar.Low, bar.LowestTrigger)), Math.Max(high, Math.Max(bar.High, bar.HighestTrigger)));
        }

        return (low, high);
    }
}
