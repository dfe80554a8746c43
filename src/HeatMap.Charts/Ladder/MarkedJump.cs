using HeatMap.Cascades;

namespace HeatMap.Charts.Ladder;

/// <summary>A jump that a chart shows.</summary>
internal readonly record struct MarkedJump(Direction Direction, CascadeJump Jump, bool IsFirst)
{
    public string Text => $"{(IsFirst ? "first cascade" : "cascade")} at {CompactNumber.Price(Jump.TriggerPrice)} to {CompactNumber.Price(Jump.EndPrice)}";
}
