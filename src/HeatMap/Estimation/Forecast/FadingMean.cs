namespace HeatMap.Estimation;

/// <summary>A mean that forgets exponentially; plain until it has seen enough, so that no first value has to be invented.</summary>
internal sealed class FadingMean(double memoryHours)
{
    private double _weights;

    public double Mean { get; private set; } = double.NaN;

    public void Add(double value, double hours)
    {
        double kept = Math.Exp(-hours / memoryHours);
        Mean = _weights == 0 ? value : ((kept * _weights * Mean) + ((1 - kept) * value)) / ((kept * _weights) + (1 - kept));
        _weights = (kept * _weights) + (1 - kept);
    }
}
