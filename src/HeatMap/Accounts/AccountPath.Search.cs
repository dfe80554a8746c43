namespace HeatMap;

/// <content>The search from bend to bend.</content>
internal sealed partial class AccountPath
{
    /// <summary>How far the search goes, as a factor on the start: a dust position beside a great account has a price 10^10 times its mark.</summary>
    private const double Reach = 1e12;

    /// <summary>What is left of a price that a beta has brought down, as a factor on the mark.</summary>
    private const double Nothing = 1e-12;

    /// <summary>Just inside a bend.</summary>
    private const double Inside = 1e-13;

    /// <summary>Steps between two bends where the difference is not a straight line.</summary>
    private const int Steps = 96;

    /// <summary>Narrowings of a stretch around a least distance to failing: to a hundred-thousandth of it.</summary>
    private const int Thirds = 30;

    private double Search(bool up, bool falling)
    {
        if (_isConcave && falling)
        {
            return SearchConcave(up);
        }

        ReadOnlySpan<double> ends = Bends(up);
        double from = _start;
        foreach (double end in ends)
        {
            double near = up ? from * (1 + Inside) : from * (1 - Inside), far = up ? end * (1 - Inside) : end * (1 + Inside);
            if (up ? near >= far : near <= far)
            {
                from = end;
                continue;
            }

            if (IsPast(Excess(near), falling))
            {
                return from;
            }

            double found = InSegment(near, far, falling);
            if (!double.IsNaN(found))
            {
                return found;
            }

            from = end;
        }

        return double.NaN;
    }

    /// <summary>
    /// The same where the difference, once it is gone, does not come back: marginal tiers. The two bends around the crossing are found without looking
    /// at those that lie beyond what is known already.
    /// </summary>
    private double SearchConcave(bool up)
    {
        double near = _start, far = up ? _start * Reach : _start / Reach;
        if (!(ExcessBefore(far, up) <= 0))
        {
            return double.NaN;
        }

        for (int i = 0; i < _count; i++)
        {
            int bends = 0;
            ref readonly AccountLeg leg = ref _legs[_moving[i]];
            leg.AddBends(ref _prices, ref bends);

            // Nearest first: floors rise in value, and an inverse value falls as the price rises.
            bool forward = up != leg.IsInverse;
            for (int k = 0; k < bends; k++)
            {
                double price = _prices[forward ? k : bends - 1 - k], x = leg.Mark == _start ? price : _start * (price / leg.Mark);
                if (up ? x > near && x < far : x < near && x > far)
                {
                    (near, far) = ExcessBefore(x, up) <= 0 ? (near, x) : (x, far);
                }
            }
        }

        double from = up ? near * (1 + Inside) : near * (1 - Inside), to = up ? far * (1 - Inside) : far * (1 + Inside);
        if (up ? from >= to : from <= to)
        {
            return far;
        }

        return Excess(from) <= 0 ? near : Straight(from, to, falling: true, inverse: !_isLinear);
    }

    private double ExcessBefore(double x, bool up) => Excess(up ? x * (1 - Inside) : x * (1 + Inside));

    private bool IsConvex()
    {
        for (int i = 0; i < _count; i++)
        {
            if (!_legs[_moving[i]].IsConvex)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPast(double excess, bool falling) => falling ? excess <= 0 : excess >= 0;

    private double InSegment(double near, double far, bool falling)
    {
        if (_isLinear || _isInverse)
        {
            return Straight(near, far, falling, inverse: !_isLinear);
        }

        double before = near, last = near, ratio = Math.Pow(far / near, 1.0 / Steps);
        double excessBefore = Excess(near), excessLast = excessBefore;
        for (int i = 1; i <= Steps; i++)
        {
            double next = i == Steps ? far : near * Math.Pow(ratio, i), excess = Excess(next);

            // Between three points of which the middle one is the nearest to failing there may be a place that fails and recovers.
            if (!IsPast(excess, falling) && (falling ? excessLast <= excessBefore && excessLast <= excess : excessLast >= excessBefore && excessLast >= excess))
            {
                double dip = Dip(before, next, falling);
                if (!double.IsNaN(dip))
                {
                    return Bisect(before, dip, falling);
                }
            }

            if (IsPast(excess, falling))
            {
                return Bisect(last, next, falling);
            }

            (before, excessBefore, last, excessLast) = (last, excessLast, next, excess);
        }

        return double.NaN;
    }

    /// <summary>A place that fails between two that do not, by thirds; NaN where there is none.</summary>
    private double Dip(double from, double to, bool falling)
    {
        for (int i = 0; i < Thirds; i++)
        {
            double a = from + ((to - from) / 3), b = to - ((to - from) / 3), excessA = Excess(a), excessB = Excess(b);
            if (IsPast(excessA, falling))
            {
                return a;
            }

            if (IsPast(excessB, falling))
            {
                return b;
            }

            (from, to) = (excessA < excessB) == falling ? (from, b) : (a, to);
        }

        return double.NaN;
    }

    private double Bisect(double before, double past, bool falling)
    {
        while (true)
        {
            double middle = 0.5 * (before + past);
            if (middle == before || middle == past)
            {
                return past;
            }

            (before, past) = IsPast(Excess(middle), falling) ? (before, middle) : (middle, past);
        }
    }

    /// <summary>The zero of a straight line through two of its points, made better once by its own result.</summary>
    private double Straight(double near, double far, bool falling, bool inverse)
    {
        if (!IsPast(Excess(far), falling))
        {
            return double.NaN;
        }

        double u0 = inverse ? 1 / near : near, u1 = inverse ? 1 / far : far;
        double f0 = MovingExcess(near), f1 = MovingExcess(far);
        for (int i = 0; i < 2; i++)
        {
            double u = u0 - ((_resting + f0) * ((u1 - u0) / (f1 - f0)));
            if (!double.IsFinite(u) || u == u0)
            {
                break;
            }

            double f = MovingExcess(inverse ? 1 / u : u);
            if (f == f0)
            {
                break;
            }

            (u1, f1, u0, f0) = (u0, f0, u, f);
        }

        return inverse ? 1 / u0 : u0;
    }

    /// <summary>The bends ahead, nearest first, and the end of the search.</summary>
    private ReadOnlySpan<double> Bends(bool up)
    {
        double end = up ? _start * Reach : _start / Reach;
        int count = 0;
        for (int i = 0; i < _count; i++)
        {
            // Where a strong beta has brought a price down to nothing, it stays.
            Take(_start * (1 - ((1 - Nothing) / _moves[i])), up, end, ref count);
            int bends = 0;
            ref readonly AccountLeg leg = ref _legs[_moving[i]];
            leg.AddBends(ref _prices, ref bends);
            foreach (double price in _prices.AsSpan(0, bends))
            {
                Take(_start * (1 + (((price / leg.Mark) - 1) / _moves[i])), up, end, ref count);
            }
        }

        Span<double> ends = _ends.AsSpan(0, count);
        ends.Sort();
        if (!up)
        {
            ends.Reverse();
        }

        AccountLegs.Reserve(ref _ends, count + 1);
        _ends[count] = end;
        return _ends.AsSpan(0, count + 1);
    }

    private void Take(double x, bool up, double end, ref int count)
    {
        if (up ? x > _start && x < end : x < _start && x > end)
        {
            AccountLegs.Reserve(ref _ends, count + 1);
            _ends[count++] = x;
        }
    }
}
