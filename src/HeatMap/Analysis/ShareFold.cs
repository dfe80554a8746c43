namespace HeatMap;

/// <summary>Adds up the shares of two distributions, from the lowest position up, into everything that is asked of them.</summary>
internal struct ShareFold
{
    private FoldedSum _nats, _variation, _squares, _transport;
    private double _lastGap, _lastPosition, _greatestGap;

    /// <summary>Mass times distance that has to move, on shares.</summary>
    public readonly double Transport => _transport.Value;

    public readonly ShareDistance Shares => new(_nats.Value, 0.5 * _variation.Value, ShareDistance.HellingerOf(_squares.Value), _greatestGap);

    /// <summary>One band.</summary>
    /// <param name="p">The share of the first in it.</param>
    /// <param name="q">The share of the second.</param>
    /// <param name="position">Where it lies; not below the last one.</param>
    /// <param name="gap">The shares of the first up to and with this band less those of the second.</param>
    public void Add(double p, double q, double position, double gap)
    {
        double root = Math.Sqrt(p) - Math.Sqrt(q);
        _nats.Add(ShareDistance.Nats(p, q));
        _variation.Add(Math.Abs(p - q));
        _squares.Add(root * root);
        Move(position, gap);
    }

    /// <summary>The part of <see cref="Add"/> that knows geometry.</summary>
    public void Move(double position, double gap)
    {
        if (_lastGap != 0)
        {
            _transport.Add(_lastGap * (position - _lastPosition));
        }

        (_lastGap, _lastPosition) = (Math.Abs(gap), position);
        _greatestGap = Math.Max(_greatestGap, _lastGap);
    }
}
