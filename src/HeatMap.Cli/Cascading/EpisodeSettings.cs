using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>A cascade in time, as the user asks for it.</summary>
/// <param name="Options">What fades, stays, triggers and queues.</param>
/// <param name="PathFile">The bars of the price from outside; null for the shock, and what follows it.</param>
/// <param name="After">Bars that begin before are left out; null for all.</param>
/// <param name="Step">The time of a step after the shock, or of the only bar.</param>
/// <param name="MeanLife">After which 1/e of impact is left; null where nothing fades.</param>
internal sealed record EpisodeSettings(CascadeEngineOptions Options, string? PathFile, long? After, TimeSpan Step, TimeSpan? MeanLife);
