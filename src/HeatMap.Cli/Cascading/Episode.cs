using HeatMap.Cascades;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Cascading;

/// <summary>A cascade in time.</summary>
/// <param name="Settings">As it was asked for.</param>
/// <param name="Bars">How many bars the path has; null for a shock.</param>
/// <param name="Result">What happened.</param>
internal sealed record Episode(EpisodeSettings Settings, int? Bars, CascadeEpisode Result)
{
    /// <summary>Runs a path, or a shock and what follows it.</summary>
    public static Episode Of(EpisodeSettings settings, PriceBar[]? bars, Market market, LiquidationLadder ladder, Shock shock)
    {
        ExogenousStep[] path = bars is null
            ? [new(shock.PriceFrom(ladder.MarkPrice), settings.Step, (int)shock.Direction * shock.Quantity)]
            : Path(bars, ladder.MarkPrice, settings.Step);
        return new(settings, bars?.Length, new CascadeEngine(market.Model, settings.Options).Run(ladder, path));
    }

    /// <summary>The move to the price of the bars that is farthest from the mark: what a shock is without time.</summary>
    public static ShockSettings Farthest(PriceBar[] bars, double markPrice)
    {
        double low = bars.Min(static b => b.Low), high = bars.Max(static b => b.High);
        double to = markPrice / low >= high / markPrice ? low : high;
        return to != markPrice ? new(null, to, null, null)
            : throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--path never leaves the mark, {markPrice}: price does not move"));
    }

    /// <summary>Each bar as the prices it must have been at: first its end that is nearer to where price came from, then the other, then the close, at equal times.</summary>
    private static ExogenousStep[] Path(PriceBar[] bars, double markPrice, TimeSpan step)
    {
        var path = new List<ExogenousStep>(3 * bars.Length);
        double last = markPrice;
        for (int i = 0; i < bars.Length; i++)
        {
            PriceBar bar = bars[i];
            long next = i + 1 < bars.Length ? bars[i + 1].TimeUnixMs - bar.TimeUnixMs : i > 0 ? bar.TimeUnixMs - bars[i - 1].TimeUnixMs : (long)step.TotalMilliseconds;
            bool lowFirst = Math.Abs(last - bar.Low) <= Math.Abs(bar.High - last);
            double[] prices = lowFirst ? [bar.Low, bar.High, bar.Close] : [bar.High, bar.Low, bar.Close];
            prices = double.IsNaN(bar.Close) ? prices[..2] : prices;
            path.AddRange(prices.Select(p => new ExogenousStep(p, TimeSpan.FromMilliseconds((double)next / prices.Length))));
            last = prices[^1];
        }

        return [.. path];
    }
}
