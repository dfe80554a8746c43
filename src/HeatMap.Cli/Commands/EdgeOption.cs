using System.CommandLine;
using HeatMap.Cascades;

namespace HeatMap.Cli.Commands;

/// <summary><c>--edge</c>: where in its band the notional of a map waits.</summary>
internal sealed class EdgeOption
{
    private readonly Option<string?> _edge;

    /// <param name="withBoth">Whether both edges may be taken.</param>
    public EdgeOption(bool withBoth)
    {
        _edge = new("--edge")
        {
            HelpName = withBoth ? "near|far|both" : "near|far",
            Description = $"Of a map: all that a band holds waits at the edge that price meets first (cautious) or last (hopeful). Default: {(withBoth ? "both" : "near")}.",
        };
        _edge.AcceptOnly(withBoth ? ["near", "far", "both"] : ["near", "far"]);
    }

    public Option Option => _edge;

    /// <summary>The edge; null for both or none.</summary>
    public BandEdge? Read(ParseResult parsed) => parsed.GetValue(_edge) switch { "near" => BandEdge.Near, "far" => BandEdge.Far, _ => null };

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_edge) is not null;
}
