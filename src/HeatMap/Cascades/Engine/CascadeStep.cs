using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>One step of an episode, when it was over.</summary>
/// <remarks><c>default</c> is a step without anything. Quantities are in base, prices in quote per base.</remarks>
public readonly record struct CascadeStep
{
    /// <summary>Where price would stand without forced orders.</summary>
    public double ExogenousPrice { get; init; }

    /// <summary>Where the step found it: after impact faded and price moved from outside, before anybody traded.</summary>
    public double PriceBefore { get; init; }

    /// <summary>Where it stands.</summary>
    public double Price { get; init; }

    /// <summary>What triggers: the weighted mean of <see cref="Price"/> and <see cref="ExogenousPrice"/>.</summary>
    public double MarkPrice { get; init; }

    /// <summary>What forced orders sold in the market, of longs and of stops.</summary>
    public double SoldQuantity { get; init; }

    /// <summary>What forced orders bought in the market, of shorts and of stops.</summary>
    public double BoughtQuantity { get; init; }

    /// <summary>The average price of <see cref="SoldQuantity"/>; null without any.</summary>
    public double? AverageSalePrice { get; init; }

    /// <summary>The average price of <see cref="BoughtQuantity"/>; null without any.</summary>
    public double? AveragePurchasePrice { get; init; }

    /// <summary>Sales that are due and wait, in the queue or for their next cut.</summary>
    public double QueuedSales { get; init; }

    /// <summary>Purchases that are due and wait.</summary>
    public double QueuedPurchases { get; init; }

    /// <summary>Net volume sold that the book has not made good yet, Z: where on the impact curve price stands. Negative where more was bought.</summary>
    public double ConsumedQuantity { get; init; }

    /// <summary>How far the anchor of the curve has been displaced for good, K: positive below <see cref="ExogenousPrice"/>.</summary>
    public double PermanentDisplacement { get; init; }

    /// <summary>What the insurance fund holds; null without a waterfall.</summary>
    public double? InsuranceFund { get; init; }

    /// <summary>The generations in which levels were reached, as they happened; empty where none was. Their quantities are those of whole levels, whenever they are executed.</summary>
    public ImmutableArray<CascadeWave> Waves { get => field.IsDefault ? [] : field; init; }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"price {PriceBefore} to {Price}, mark {MarkPrice}: {SoldQuantity} base sold, {BoughtQuantity} bought, {QueuedSales + QueuedPurchases} queued, {Waves.Length} waves");
}
