using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What a bar did that took price farther than before: how much of the way came from outside and how much from forced orders, by the model.</summary>
/// <param name="Bar">The place of the bar.</param>
/// <param name="Direction">Which way it went.</param>
/// <param name="From">The farthest price before, quote per base.</param>
/// <param name="To">The farthest price now.</param>
/// <param name="Forced">Who was liquidated on the way, as the map had them.</param>
/// <param name="ExogenousMove">The part of the way that the model does not account for, quote per base, unsigned.</param>
/// <param name="ForcedMove">The part of the way that the forced orders account for, quote per base, unsigned. The two add up to the way.</param>
/// <param name="Gain">R along the way: how far the forced orders alone would have moved price, over how far it moved. From one on, they account for all of it, and somebody took what the depth did not hold.</param>
/// <param name="Zones">The places of the zones that price entered in this bar.</param>
/// <param name="Crossed">The places of the zones that price went through and left behind in this bar.</param>
public readonly record struct ExplainedBar(
    int Bar, Direction Direction, double From, double To, LiquidatedSum Forced, double ExogenousMove, double ForcedMove, double Gain, ImmutableArray<int> Zones, ImmutableArray<int> Crossed)
{
    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"bar {Bar}: {From} to {To}, {ExogenousMove} of it from outside and {ForcedMove} from forced orders; {Zones.Length} zones entered, {Crossed.Length} crossed");
}
