using System.Globalization;
using HeatMap.Estimation;

namespace HeatMap.Charts.Ladder;

/// <summary>What must be said beside an estimate.</summary>
internal static class EstimateWords
{
    public static IEnumerable<string> Notes(EstimatedMap map)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"An estimate: {Percent(map.BurnInShare)} of it rests on start-up assumptions (longs {Percent(map.LongAssumedShare)}, shorts {Percent(map.ShortAssumedShare)}).");
        yield return map.IsValidated
            ? "Its calibration was scored on unseen data of this asset; of other assets and times that says nothing."
            : "Its calibration was not scored on unseen data of this asset.";
        if (map.AssumesTurnover)
        {
            yield return "The volume of the newest bar was unknown or not used: an assumed turnover stood in for it.";
        }

        if (double.IsNaN(map.OpenInterest))
        {
            yield return "No open interest was known, so the map is empty.";
        }

        yield return "Its newest bar began at " + DateTimeOffset.FromUnixTimeMilliseconds(map.LastOpenTimeUnixMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC."
            + (map.Members > 0 ? string.Create(CultureInfo.InvariantCulture, $" Intervals are of {map.Members:N0} members.") : "");
    }

    /// <summary>The assumed share of what a bar's side holds, weighed by quantity; NaN where it holds nothing.</summary>
    public static double[] AssumedShares(EstimatedMap map, BandBars bars, Side side)
    {
        double[] shares = new double[bars.Count];
        for (int i = 0; i < shares.Length; i++)
        {
            double quantity = 0, assumed = 0;
            for (int band = bars.First[i]; band <= bars.Last[i]; band++)
            {
                EstimatedBand part = map.Band(side, band);
                quantity += part.Quantity;
                assumed += part.Quantity * part.AssumedShare;
            }

            shares[i] = quantity > 0 ? assumed / quantity : double.NaN;
        }

        return shares;
    }

    /// <summary>What a bar's side rests on: the weakest word of its bands, null where it holds nothing.</summary>
    public static string?[] Provenance(EstimatedMap map, BandBars bars, Side side)
    {
        string?[] words = new string?[bars.Count];
        for (int i = 0; i < words.Length; i++)
        {
            for (int band = bars.First[i]; band <= bars.Last[i]; band++)
            {
                EstimatedBand part = map.Band(side, band);
                if (part.Quantity > 0)
                {
                    words[i] = words[i] == "assumed" || part.Provenance == BandProvenance.Assumed ? "assumed" : part.Provenance == BandProvenance.Measured ? "measured" : "modelled";
                }
            }
        }

        return words;
    }

    private static string Percent(double share) => double.IsFinite(share) ? CompactNumber.Fraction(share) : "an unknown part";
}
