using System.Globalization;

namespace HeatMap;

/// <summary>What became of one side's notional in bands between two maps.</summary>
/// <remarks>
/// <para>Exact, in whole units of <see cref="Quantum"/>: <c>AfterUnits − BeforeUnits = BuiltUnits − RemovedUnits − LiquidatedUnits</c>. What moved left one band and came to another, so it
/// is on both sides and in neither of them.</para>
/// <para><c>default</c> is no change of nothing, of neither side.</para>
/// </remarks>
public readonly record struct SideChange
{
    /// <summary>Long or short.</summary>
    public Side Side { get; internal init; }

    /// <summary>The worth of one unit, in quote.</summary>
    public double Quantum { get; internal init; }

    /// <summary>What stood in bands before, in units.</summary>
    public Int128 BeforeUnits { get; internal init; }

    /// <summary>What stands in bands after, in units.</summary>
    public Int128 AfterUnits { get; internal init; }

    /// <summary>What is new, in units.</summary>
    public Int128 BuiltUnits { get; internal init; }

    /// <summary>What is gone from bands that price did not cross, in units: closed by its owner.</summary>
    public Int128 RemovedUnits { get; internal init; }

    /// <summary>What is gone from bands that price crossed, in units.</summary>
    public Int128 LiquidatedUnits { get; internal init; }

    /// <summary>What went to another band nearby, in units.</summary>
    public Int128 MovedUnits { get; internal init; }

    /// <summary>The mean distance of what moved, in quote per base; NaN where nothing did.</summary>
    public double MeanMovedDistancePrice { get; internal init; }

    /// <summary>What stood in bands before, in quote.</summary>
    public double Before => (double)BeforeUnits * Quantum;

    /// <summary>What stands in bands after, in quote.</summary>
    public double After => (double)AfterUnits * Quantum;

    /// <summary>What is new, in quote.</summary>
    public double Built => (double)BuiltUnits * Quantum;

    /// <summary>What was closed, in quote.</summary>
    public double Removed => (double)RemovedUnits * Quantum;

    /// <summary>What is gone from crossed bands, in quote.</summary>
    public double Liquidated => (double)LiquidatedUnits * Quantum;

    /// <summary>What went to another band nearby, in quote.</summary>
    public double Moved => (double)MovedUnits * Quantum;

    /// <summary>Built less removed, in quote: what owners did, without what price did to them.</summary>
    public double NetBuildUp => (double)(BuiltUnits - RemovedUnits) * Quantum;

    /// <summary>For example <c>Long: built 1,000, removed 200, liquidated 50, moved 300 by 12.5</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Side}: built {Built:N0}, removed {Removed:N0}, liquidated {Liquidated:N0}, moved {Moved:N0}{(MovedUnits > 0 ? string.Create(CultureInfo.InvariantCulture, $" by {MeanMovedDistancePrice:G4}") : "")}");
}
