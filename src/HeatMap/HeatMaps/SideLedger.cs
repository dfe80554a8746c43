using System.Globalization;

namespace HeatMap;

/// <summary>What became of everything that was put into a heat map of cohorts, of one side, in whole units of its quantum.</summary>
/// <param name="Opened">What was born.</param>
/// <param name="Closed">What was taken out again.</param>
/// <param name="Liquidated">What stood where the price went.</param>
/// <param name="Decayed">What the half-lives of the layers took.</param>
/// <param name="Live">What stands now, counted cell by cell.</param>
public readonly record struct SideLedger(Int128 Opened, Int128 Closed, Int128 Liquidated, Int128 Decayed, Int128 Live)
{
    /// <summary>Whether nothing was lost: opened is live, closed, liquidated and decayed together.</summary>
    public bool IsBalanced => Opened == Live + Closed + Liquidated + Decayed;

    /// <summary>Both ledgers together.</summary>
    public static SideLedger operator +(SideLedger left, SideLedger right) => new(
        left.Opened + right.Opened, left.Closed + right.Closed, left.Liquidated + right.Liquidated, left.Decayed + right.Decayed, left.Live + right.Live);

    /// <summary>Both ledgers together.</summary>
    public static SideLedger Add(SideLedger left, SideLedger right) => left + right;

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"opened {Opened}, closed {Closed}, liquidated {Liquidated}, decayed {Decayed}, live {Live} units");
}
