namespace HeatMap.Cli.Output;

/// <summary>The words of the tool for why a position is in no band.</summary>
internal static class Reasons
{
    public static readonly IReadOnlyList<(UnplacedReason Reason, string Name, string ForPeople)> All =
    [
        (UnplacedReason.NoLiquidationPrice, "no-price", "no liquidation price"),
        (UnplacedReason.AlreadyLiquidated, "already-liquidated", "already past the mark"),
        (UnplacedReason.NeedsAccount, "needs-account", "cross margin, account not given"),
        (UnplacedReason.Invalid, "invalid", "invalid"),
    ];
}
