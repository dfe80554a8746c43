using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What an estimator must know beforehand: how far from entry positions are liquidated, how much volume changes positions, how much of the forced volume is published.</summary>
/// <remarks>Immutable. It says what it was fitted on, and is refused for anything else: <see cref="RequireScope"/>.</remarks>
public sealed partial record Calibration
{
    /// <summary>The asset it was fitted on, for example BTC.</summary>
    public required string BaseAsset { get; init => field = Guard.Name(value, nameof(BaseAsset)); }

    /// <summary>The mix of distances of new positions.</summary>
    public required DistanceMix Mix
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Whether it was scored on unseen data of this asset; the shipped mix of other assets was not.</summary>
    public bool IsValidated { get; init; }

    /// <summary>The day it was made; null where nobody says.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The share of volume, beyond what open interest needs, that changes who holds a position; from 0 to 1, 0.3 by default.</summary>
    public double PositioningShare { get; init => field = value is >= 0 and <= 1 ? value : Refuse(nameof(PositioningShare), value, "from 0 to 1"); } = 0.3;

    /// <summary>Volume over open interest in one day, for bars without volume; finite and &gt;= 0, 1.7 by default.</summary>
    public double TurnoverPerDay { get; init => field = Guard.NonNegative(value, nameof(TurnoverPerDay)); } = 1.7;

    /// <summary>How much of the quantity that price sweeps is published as liquidated, a fraction &gt; 0; 0.12 by default.</summary>
    public double PrintScale { get; init => field = Guard.Positive(value, nameof(PrintScale)); } = 0.12;

    /// <summary>By how much the logarithm of liquidations rises with that of the swept share, given the path; 0.42 by default.</summary>
    public double Elasticity { get; init => field = Guard.NonNegative(value, nameof(Elasticity)); } = 0.42;

    /// <summary>Over which markets open interest was counted; null where nobody says.</summary>
    public string? OpenInterestScope { get; init => field = value is null ? null : Guard.Name(value, nameof(OpenInterestScope)); }

    /// <summary>Over which markets liquidations were counted; null where nobody says.</summary>
    public string? LiquidationScope { get; init => field = value is null ? null : Guard.Name(value, nameof(LiquidationScope)); }

    /// <summary>The length of the bars it was fitted on; null where nobody says.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How much a bar was taken to have traded when it was fitted; null where nobody says. With another use it is not the calibration that was fitted: <see cref="PositionEstimator.IsValidated"/>.</summary>
    public VolumeUse? Volume { get; init => field = value is { } use ? Guard.Defined(use, nameof(Volume)) : null; }

    /// <summary>When the first bar of the fit began, in milliseconds since 1970; null where nothing was fitted.</summary>
    public long? WindowStartUnixMs { get; init; }

    /// <summary>When the last bar of the fit ended, in milliseconds since 1970; null where nothing was fitted.</summary>
    public long? WindowEndUnixMs { get; init; }

    /// <summary>The Fisher information of each class's share, in the fit's own units: how much was learnt about it. Empty where nothing was fitted.</summary>
    public ImmutableArray<double> Information { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Refuses other data than the calibration was made for.</summary>
    /// <param name="baseAsset">The asset of the data.</param>
    /// <param name="scopes">Over which markets the data were counted; null, or null in it, where nobody says, and then nothing is compared.</param>
    /// <param name="interval">The length of the data's bars; null to compare none.</param>
    /// <exception cref="ArgumentException">Asset, scope or interval differs from a stated one.</exception>
    public void RequireScope(string baseAsset, MarketScopes? scopes = null, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(baseAsset);
        if (baseAsset != BaseAsset)
        {
            Throw.Argument(nameof(baseAsset), $"the calibration was made for {BaseAsset}, not for {baseAsset}");
        }

        if (MarketScopes.Differ(OpenInterestScope, scopes?.OpenInterest))
        {
            Throw.Argument(nameof(scopes), $"the calibration was made for open interest of '{OpenInterestScope}', not of '{scopes?.OpenInterest}'");
        }

        if (MarketScopes.Differ(LiquidationScope, scopes?.Liquidations))
        {
            Throw.Argument(nameof(scopes), $"the calibration was made for liquidations of '{LiquidationScope}', not of '{scopes?.Liquidations}'");
        }

        if (interval is { } length && Interval is { } own && own != length)
        {
            Throw.Argument(nameof(interval), $"the calibration was made for bars of {CompactNumber.Duration(own)}, not of {CompactNumber.Duration(length)}");
        }
    }

    private static double Refuse(string name, double value, string allowed)
    {
        Throw.OutOfRange(name, value, allowed);
        return value;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BaseAsset}, {(IsValidated ? "validated" : "not validated")}{(AsOf is { } asOf ? $", {asOf:yyyy-MM-dd}" : "")}: {Mix}; turnover {TurnoverPerDay:0.###} a day, positioning share {PositioningShare:0.###}, print scale {PrintScale:0.###}, elasticity {Elasticity:0.###}");
}
