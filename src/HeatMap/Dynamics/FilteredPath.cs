namespace HeatMap;

/// <summary>The log price of a filtered historical law on its way.</summary>
internal ref struct FilteredPath
{
    /// <summary>Places of a stream for each interval: which residual, and how low and how high between the closes.</summary>
    private const int Places = 3;

    /// <summary>Wild residuals under a short memory can feed themselves: numbers stay numbers.</summary>
    private const double MaxVariance = 1e100;

    private readonly FilteredHistorical _law;
    private readonly RandomStream _stream;
    private double _variance;
    private long _bar;
    private int _residual;

    public FilteredPath(FilteredHistorical law, RandomStream stream)
    {
        (_law, _stream) = (law, stream);
        _variance = law.NextVolatility * law.NextVolatility;
    }

    public double Level { get; private set; }

    public double Low { get; private set; }

    public double High { get; private set; }

    /// <summary>Goes on for an interval, or for the first part of one: residual, deviation and extremes are then scaled by the root of the part.</summary>
    public void Step(double part, bool wantsExtremes)
    {
        ReadOnlySpan<double> residuals = _law.Residuals;
        FilteredHistoricalOptions options = _law.Options;
        _residual = _bar % options.BlockLength == 0 ? _stream.Below(Places * _bar, residuals.Length) : (_residual + 1) % residuals.Length;

        double variance = part * _variance, move = Math.Sqrt(variance) * residuals[_residual];
        (Low, High) = (Level + Math.Min(0, move), Level + Math.Max(0, move));
        if (wantsExtremes)
        {
            Low = Level + BrownianBridge.LowestMove(move, variance, _stream.Uniform((Places * _bar) + 1));
            High = Level + BrownianBridge.HighestMove(move, variance, _stream.Uniform((Places * _bar) + 2));
        }

        Level += move;
        double next = EwmaFilter.Next(_variance, Math.Sqrt(_variance) * residuals[_residual], part == 1 ? options.Decay : Math.Pow(options.Decay, part));
        _variance = Math.Min(next, MaxVariance);
        _bar++;
    }

    /// <summary>Goes on for some intervals and the part that is left; low and high are those of this walk.</summary>
    public void Walk(long intervals, double part, bool wantsExtremes)
    {
        (double low, double high) = (Level, Level);
        for (long i = 0; i < intervals; i++)
        {
            Step(1, wantsExtremes);
            (low, high) = (Math.Min(low, Low), Math.Max(high, High));
        }

        if (part > 0)
        {
            Step(part, wantsExtremes);
            (low, high) = (Math.Min(low, Low), Math.Max(high, High));
        }

        (Low, High) = (low, high);
    }
}
