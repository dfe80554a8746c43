using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>What must be known beside the numbers of a cascade, a sentence each.</summary>
internal static class CascadeNotes
{
    /// <summary>What no cascade knows.</summary>
    public const string Limits = "The market is the one that was stated, and the positions are those of the file: hidden positions, hedges, and who steps in or steps back are not known.";

    public static IEnumerable<string> Of(CascadeStudy study)
    {
        if (study.Levels.Edge is not null)
        {
            yield return study.Hopeful is not null
                ? "The file has bands: the truth lies between the cautious answer, in which all that a band holds waits at its near edge, and the hopeful one, at its far edge. Thresholds are the cautious ones."
                : $"The file has bands: all that a band holds is taken to wait at its {CascadeDocuments.NameOf(study.Levels.Edge)} edge, which is the {(study.Levels.Edge == BandEdge.Near ? "cautious" : "hopeful")} answer.";
        }

        if (study.Result.LeavesWindow)
        {
            yield return "The cascade runs out of the window of the map, beyond which more waits at prices that the map does not tell: it may go on.";
        }

        if (study.Result.Exhausted is not null)
        {
            yield return "The depth comes to its end before the orders do: what lies beyond is not known, and so neither is whether it goes on.";
        }

        foreach (Direction direction in (Direction[])[Direction.Down, Direction.Up])
        {
            if (!study.Market.Has(direction))
            {
                yield return $"The book has no {(direction == Direction.Down ? "bids: thresholds of a fall" : "asks: thresholds of a rise")} are not known.";
            }
        }

        if (WhyNobodyPays(study) is { } reason)
        {
            yield return reason;
        }

        if (study.Payment is { Waterfall.UnknownFills: > 0 and var unknown } payment)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Who pays is told of {payment.Known} of {payment.Known + unknown} forced orders: the file does not tell where the others are bankrupt.");
        }

        yield return Limits;
    }

    /// <summary>Why nothing is said of who pays; null where it is.</summary>
    private static string? WhyNobodyPays(CascadeStudy study)
    {
        if (study.Payment is not null)
        {
            return null;
        }

        return study.Levels.Levels is null ? "Who pays is not told: a map does not tell where anybody is bankrupt."
            : study.Levels.Loaded.Held!.Any(static h => h.Kind != ContractKind.Linear) ? "Who pays is not told: it is for linear contracts."
            : Enumerable.Range(0, study.Result.Levels).Any(level => !double.IsNaN(study.Levels.Levels![study.Result.Side.Rows[level]].BankruptcyPrice)) ? "Who pays is not told: amounts are beyond what can be counted."
            : "Who pays is not told: of none of those liquidated does the file tell where they are bankrupt.";
    }
}
