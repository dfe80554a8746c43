using System.Numerics.Tensors;

namespace HeatMap.Estimation;

/// <summary>All hidden positions of one side, as cohorts: how much was entered in a bin of the logarithm of price and is liquidated at a distance from there.</summary>
/// <remarks>
/// Closing by choice takes the same part of all cohorts of an entry, near or far, so it is kept as a factor per entry: a minute costs as much as there are entries, not as there are cohorts.
/// </remarks>
internal sealed class SyntheticBook
{
    /// <summary>The width of a bin of entries, as a logarithm.</summary>
    public const double BinWidth = 5e-4;

    /// <summary>How far entries may be from the start.</summary>
    public const double Reach = 1.5;

    public const int Bins = (int)(2 * Reach / BinWidth) + 1;

    /// <summary>A factor below this goes into the cohorts before anything is divided by it.</summary>
    private const double LeastFactor = 1e-100;

    /// <summary>Nobody is so slow that what must be closed could not be.</summary>
    private const double LeastSpeed = 1e-9;

    private readonly Side _side;
    private readonly int _sign, _classes;

    /// <summary>By class and bin: what was opened, over the factor of that time.</summary>
    private readonly double[][] _cohorts;

    /// <summary>The distance at which a class leaves, and that at which it would be liquidated.</summary>
    private readonly double[] _exits, _distances;
    private readonly bool[] _isNear, _hasStop;

    /// <summary>By nearness and bin: the factor that closing left, and what stands.</summary>
    private readonly double[][] _factors = [new double[Bins], new double[Bins]], _sums = [new double[Bins], new double[Bins]];

    /// <summary>The bin of each class that price meets next.</summary>
    private readonly int[] _next;
    private readonly ClosingHazard _hazard;
    private readonly double _near;
    private int _first = Bins, _last = -1;

    /// <summary>Classes come in two halves: those without a stop, in the order of the mix, then those with one.</summary>
    public SyntheticBook(Side side, DistanceMix mix, ClosingHazard hazard, double stopPoint)
    {
        (_side, _sign, _hazard, _classes) = (side, (int)side, hazard, 2 * mix.Count);
        _cohorts = new double[_classes][];
        (_exits, _distances, _isNear, _hasStop, _next) = (new double[_classes], new double[_classes], new bool[_classes], new bool[_classes], new int[_classes]);
        for (int c = 0; c < _classes; c++)
        {
            double distance = mix[c % mix.Count].Distance;
            _cohorts[c] = new double[Bins];
            _distances[c] = distance;
            _hasStop[c] = c >= mix.Count;
            _exits[c] = _hasStop[c] ? stopPoint * distance : distance;
            _isNear[c] = distance < hazard.NearDistance;
            _next[c] = side == Side.Long ? -1 : Bins;
        }

        _near = Math.Max(hazard.Near, LeastSpeed);
        Array.Fill(_factors[0], 1);
        Array.Fill(_factors[1], 1);
    }

    /// <summary>What stands of all classes.</summary>
    public double Standing
    {
        get
        {
            double sum = 0;
            for (int bin = _first; bin <= _last; bin++)
            {
                sum += _sums[0][bin] + _sums[1][bin];
            }

            return sum;
        }
    }

    public static int BinOf(double log) => (int)Math.Round((log + Reach) / BinWidth);

    /// <summary>The middle of a bin, as a logarithm of price over the start price.</summary>
    public static double Middle(int bin) => (bin * BinWidth) - Reach;

    /// <summary>The logarithm of the price at which a cohort would be liquidated.</summary>
    public double Trigger(int type, int bin) => Middle(bin) - (_sign * _distances[type]);

    /// <summary>Opens positions at a price.</summary>
    /// <param name="log">The logarithm of price over the start price.</param>
    /// <param name="quantity">Of all classes together.</param>
    /// <param name="shares">By class of the mix.</param>
    /// <param name="stopShare">How many of them have a stop.</param>
    public void Open(double log, double quantity, ReadOnlySpan<double> shares, double stopShare)
    {
        int bin = BinOf(log);
        (_first, _last) = (Math.Min(_first, bin), Math.Max(_last, bin));
        for (int near = 0; near < 2; near++)
        {
            if (_factors[near][bin] < LeastFactor)
            {
                Settle(near, bin);
            }
        }

        for (int c = 0; c < _classes; c++)
        {
            double part = quantity * shares[c % shares.Length] * (_hasStop[c] ? stopShare : 1 - stopShare);
            if (part > 0)
            {
                int near = _isNear[c] ? 1 : 0;
                _cohorts[c][bin] += part / _factors[near][bin];
                _sums[near][bin] += part;
                _next[c] = _side == Side.Long ? Math.Max(_next[c], bin) : Math.Min(_next[c], bin);
            }
        }
    }

    /// <summary>Takes out everybody whose stop or liquidation price was met.</summary>
    /// <param name="reached">The logarithm of the lowest price for longs, of the highest for shorts.</param>
    /// <param name="forced">Receives what was liquidated, by the logarithm of its price.</param>
    /// <returns>What was liquidated, and what was stopped before.</returns>
    public (double Forced, double Stopped) Touch(double reached, List<(double Log, double Quantity)> forced)
    {
        double liquidated = 0, stopped = 0;
        for (int c = 0; c < _classes; c++)
        {
            for (; _next[c] >= 0 && _next[c] < Bins && _sign * (Middle(_next[c]) - (_sign * _exits[c]) - reached) >= 0; _next[c] -= _sign)
            {
                int bin = _next[c], near = _isNear[c] ? 1 : 0;
                double quantity = _cohorts[c][bin] * _factors[near][bin];
                if (quantity <= 0)
                {
                    continue;
                }

                _cohorts[c][bin] = 0;
                _sums[near][bin] = Math.Max(_sums[near][bin] - quantity, 0);
                if (_hasStop[c])
                {
                    stopped += quantity;
                }
                else
                {
                    liquidated += quantity;
                    forced.Add((Trigger(c, bin), quantity));
                }
            }
        }

        return (liquidated, stopped);
    }

    /// <summary>Closes positions by choice.</summary>
    /// <param name="log">The logarithm of price over the start price.</param>
    /// <param name="quantity">How much.</param>
    public void Close(double log, double quantity)
    {
        // Bins of one speed lie together: in profit, in loss, in deep loss, from below for longs and from above for shorts.
        int here = BinOf(log), deep = Math.Clamp(BinOf(log + (_sign * Math.Min(_hazard.DeepLoss, 2 * Reach))), 0, Bins - 1);
        Span<(int First, int End, double Speed)> zones = _side == Side.Long
            ? [(_first, here + 1, 1), (here + 1, deep, _hazard.InLoss), (Math.Max(deep, here + 1), _last + 1, _hazard.InDeepLoss)]
            : [(here, _last + 1, 1), (deep + 1, here, _hazard.InLoss), (_first, Math.Min(deep + 1, here), _hazard.InDeepLoss)];
        Span<double> far = stackalloc double[zones.Length], near = stackalloc double[zones.Length];

        // A part of everybody, larger where people are quicker; again for the rest, should somebody have less than asked for.
        for (int round = 0; quantity > 0 && round < 20; round++)
        {
            double weight = 0;
            for (int i = 0; i < zones.Length; i++)
            {
                (int first, int end, double speed) = zones[i] = (Math.Max(zones[i].First, _first), Math.Min(zones[i].End, _last + 1), Math.Max(zones[i].Speed, LeastSpeed));
                (far[i], near[i]) = (0, 0);
                for (int bin = first; bin < end; bin++)
                {
                    far[i] += _sums[0][bin];
                    near[i] += _sums[1][bin];
                }

                weight += speed * (far[i] + (_near * near[i]));
            }

            if (!(weight > 0))
            {
                return;
            }

            double part = quantity / weight, closed = 0;
            for (int i = 0; i < zones.Length; i++)
            {
                (int first, int end, double speed) = zones[i];
                closed += Shrink(0, first, end, part * speed) * far[i];
                closed += Shrink(1, first, end, part * speed * _near) * near[i];
            }

            quantity -= closed;
            if (quantity <= 1e-12 * closed)
            {
                return;
            }
        }
    }

    /// <summary>Adds the sums up anew, so that rounding does not gather.</summary>
    public void Recount()
    {
        for (int near = 0; near < 2; near++)
        {
            for (int bin = _first; bin <= _last; bin++)
            {
                Settle(near, bin);
                double sum = 0;
                for (int c = 0; c < _classes; c++)
                {
                    sum += (_isNear[c] ? 1 : 0) == near ? _cohorts[c][bin] : 0;
                }

                _sums[near][bin] = sum;
            }
        }
    }

    /// <summary>Adds what stands to the bands where it would be liquidated.</summary>
    /// <param name="bands">By class of the mix and bin: the band; outside the destination where there is none.</param>
    /// <param name="destination">One number a band.</param>
    public void AddTo(int[][] bands, Span<double> destination)
    {
        for (int c = 0; c < _classes; c++)
        {
            if (double.IsPositiveInfinity(_distances[c]))
            {
                continue;
            }

            int[] bandOf = bands[c % bands.Length];
            double[] cohorts = _cohorts[c], factors = _factors[_isNear[c] ? 1 : 0];
            for (int bin = _first; bin <= _last; bin++)
            {
                if (cohorts[bin] != 0 && (uint)bandOf[bin] < (uint)destination.Length)
                {
                    destination[bandOf[bin]] += cohorts[bin] * factors[bin];
                }
            }
        }
    }

    /// <summary>Takes a part of all bins.</summary>
    /// <returns>The part that was taken, at most all.</returns>
    private double Shrink(int near, int first, int end, double part)
    {
        double left = Math.Max(1 - part, 0);
        if (first < end)
        {
            Span<double> sums = _sums[near].AsSpan(first..end), factors = _factors[near].AsSpan(first..end);
            TensorPrimitives.Multiply(sums, left, sums);
            TensorPrimitives.Multiply(factors, left, factors);
        }

        return 1 - left;
    }

    /// <summary>Puts the factor of a bin into its cohorts.</summary>
    private void Settle(int near, int bin)
    {
        for (int c = 0; c < _classes; c++)
        {
            if ((_isNear[c] ? 1 : 0) == near)
            {
                _cohorts[c][bin] *= _factors[near][bin];
            }
        }

        _factors[near][bin] = 1;
    }
}
