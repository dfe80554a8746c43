using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>What came of a fit.</summary>
/// <param name="Bars">The bars, with the liquidations that were fitted to.</param>
/// <param name="Prior">What was known beforehand.</param>
/// <param name="Fit">The fit; refused where it does not beat the prior.</param>
/// <param name="Calibration">The fitted calibration with its elasticity; the prior where the fit was refused.</param>
/// <param name="ElasticityIsFitted">Whether the elasticity is a fitted one.</param>
/// <param name="Censored">How many bars were taken for lower bounds.</param>
/// <param name="Undercount">By how much a thinned feed was scaled up; 1 for a full one.</param>
/// <param name="Notes">What a reader must know.</param>
internal sealed record CalibrateResult(
    LoadedBars Bars,
    KnownCalibration Prior,
    CalibrationFit Fit,
    Calibration Calibration,
    bool ElasticityIsFitted,
    int Censored,
    double Undercount,
    IReadOnlyList<string> Notes);
