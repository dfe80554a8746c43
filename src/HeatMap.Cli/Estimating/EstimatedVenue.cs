using HeatMap.Estimation;

namespace HeatMap.Cli.Estimating;

/// <summary>The estimator of one venue, fed bar by bar.</summary>
internal sealed class EstimatedVenue
{
    private readonly EstimatorEnsemble? _ensemble;
    private int _next;

    /// <param name="bars">The venue's bars.</param>
    /// <param name="calibration">What is known beforehand.</param>
    /// <param name="grid">The bands of the state.</param>
    /// <param name="options">Choices of the estimator.</param>
    /// <param name="ensemble">Other assumptions; null for none.</param>
    public EstimatedVenue(LoadedBars bars, KnownCalibration calibration, BandGrid grid, PositionEstimatorOptions options, EnsembleOptions? ensemble)
    {
        (Bars, Calibration) = (bars, calibration);
        _ensemble = ensemble is null ? null : new(calibration.Calibration, grid, ensemble, options);
        Estimator = _ensemble?.Middle ?? new(calibration.Calibration, grid, options);
    }

    public LoadedBars Bars { get; }

    public KnownCalibration Calibration { get; }

    /// <summary>What the venue is called in sums and layers.</summary>
    public string Name => Bars.Venue ?? "bars";

    /// <summary>The estimator without changed assumptions.</summary>
    public PositionEstimator Estimator { get; }

    /// <summary>How many estimates with other assumptions there are.</summary>
    public int Members => _ensemble?.Count ?? 0;

    /// <summary>When the next bar begins; null after the last.</summary>
    public long? NextUnixMs => _next < Bars.Bars.Count ? Bars.Bars[_next].OpenTimeUnixMs : null;

    /// <summary>Reads the next bar.</summary>
    public MarketBar Read()
    {
        MarketBar bar = Bars.Bars[_next++];
        ((MapEstimator?)_ensemble ?? Estimator).Add(bar);
        return bar;
    }

    /// <summary>The estimate as it is.</summary>
    public EstimatedMap ToMap() => _ensemble?.ToMap() ?? Estimator.ToMap();

    /// <summary>The share of a side that each member says a move would liquidate.</summary>
    public double[] SweptShares(Side side, PriceRange range)
    {
        var shares = new double[Members];
        _ensemble?.SweptShares(side, range, shares);
        return shares;
    }
}
