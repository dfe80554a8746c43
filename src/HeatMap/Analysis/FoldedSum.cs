namespace HeatMap;

/// <summary>A sum of doubles in the order they come, with what each addition lost carried along (Neumaier, 1974): the same bits at any width of vectors.</summary>
internal struct FoldedSum
{
    private double _sum, _lost;

    public readonly double Value => _sum + _lost;

    public void Add(double term)
    {
        double next = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }
}
