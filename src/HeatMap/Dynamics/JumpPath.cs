namespace HeatMap;

/// <summary>The log price of a law with jumps on its way: moved exactly from jump to jump, with a bridge between them.</summary>
internal ref struct JumpPath
{
    /// <summary>Numbers for lows and highs come from the far half of the stream, so that the path does not depend on whether somebody asks for them.</summary>
    private const long FarHalf = 1L << 62;

    private readonly DoubleExponentialJumps _law;
    private readonly RandomStream _stream;
    private readonly bool _wantsExtremes;
    private long _next, _nextFar;

    /// <summary>Years to the next jump.</summary>
    private double _wait;

    public JumpPath(DoubleExponentialJumps law, RandomStream stream, bool wantsExtremes)
    {
        (_law, _stream, _wantsExtremes, _nextFar) = (law, stream, wantsExtremes, FarHalf);
        _wait = Wait();
    }

    public double Level { get; private set; }

    public double Low { get; private set; }

    public double High { get; private set; }

    /// <summary>Goes on for some years; low and high are those of this walk.</summary>
    public void Walk(double years)
    {
        (Low, High) = (Level, Level);
        for (; _wait < years; _wait = Wait())
        {
            years -= _wait;
            Diffuse(_wait);
            bool isUp = _stream.Uniform(_next++) < _law.UpProbability;
            double size = _stream.Exponential(_next++);
            Arrive(Level + (isUp ? size * _law.MeanUpJump : -size * _law.MeanDownJump));
        }

        _wait -= years;
        Diffuse(years);
    }

    private double Wait() => _law.JumpsPerYear == 0 ? double.PositiveInfinity : _stream.Exponential(_next++) / _law.JumpsPerYear;

    private void Diffuse(double years)
    {
        double deviation = _law.DiffusionVolatility * Math.Sqrt(years), move = (_law.LogDrift * years) + (deviation * _stream.Normal(_next++));
        if (_wantsExtremes)
        {
            Low = Math.Min(Low, Level + BrownianBridge.LowestMove(move, deviation * deviation, _stream.Uniform(_nextFar++)));
            High = Math.Max(High, Level + BrownianBridge.HighestMove(move, deviation * deviation, _stream.Uniform(_nextFar++)));
        }

        Arrive(Level + move);
    }

    private void Arrive(double level)
    {
        Level = level;
        Low = Math.Min(Low, level);
        High = Math.Max(High, level);
    }
}
