using HeatMap.Evaluation;

namespace HeatMap.Cli.Estimating;

/// <summary>How maps did on bars.</summary>
/// <param name="Asset">What is traded; null where nobody says.</param>
/// <param name="Bars">The bars.</param>
/// <param name="Calibration">What was known beforehand.</param>
/// <param name="Known">What the estimate knows that the null map does not, in words.</param>
/// <param name="Report">The scores.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record ScoreResult(string? Asset, LoadedBars Bars, KnownCalibration Calibration, string Known, ScoreReport Report, IReadOnlyList<string> Notes);
