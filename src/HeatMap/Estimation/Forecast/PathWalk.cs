namespace HeatMap.Estimation;

/// <summary>Follows a price from bar to bar and keeps its greatest fall, its greatest rise and its variance.</summary>
internal struct PathWalk(double start)
{
    /// <summary>The variance of a Brownian path is the mean square of its range over this: Parkinson's constant, 4 ln 2.</summary>
    internal const double RangeSquares = 2.772588722239781;

    private double _high = start;
    private double _low = start;

    public double Price { get; private set; } = start;

    public double Fall { get; private set; } = 0;

    public double Rise { get; private set; } = 0;

    public double Variance { get; private set; } = 0;

    /// <summary>Goes through one bar: to the extreme that its close turns away from, to the other, to the close.</summary>
    public void Pass(double low, double high, double close)
    {
        double range = Math.Log(Math.Max(high, Price) / Math.Min(low, Price));
        Variance += range * range / RangeSquares;
        bool isRise = close >= Price;
        To(isRise ? low : high);
        To(isRise ? high : low);
        To(close);
    }

    private void To(double price)
    {
        (_high, _low, Price) = (Math.Max(_high, price), Math.Min(_low, price), price);
        Fall = Math.Max(Fall, Math.Log(_high / price));
        Rise = Math.Max(Rise, Math.Log(price / _low));
    }
}
