namespace HeatMap.Cascades;

/// <summary>A cascade over bands, once as bad and once as good as the positions within them can make it.</summary>
/// <param name="Cautious">All that a band holds waits at its near edge.</param>
/// <param name="Hopeful">All that a band holds waits at its far edge.</param>
public sealed record CascadeBracket(CascadeResult Cautious, CascadeResult Hopeful);
