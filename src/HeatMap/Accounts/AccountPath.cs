namespace HeatMap;

/// <summary>
/// A line along which the prices of an account move together, by one coordinate x; and the search for the first place on it where equity no longer exceeds
/// what the venue asks for.
/// </summary>
/// <remarks>
/// Between two bends (prices where a size is on a floor) the difference is a straight line in x when all that moves is linear, and one in 1/x when all that
/// moves is inverse: the crossing is then exact. At a bend the requirement of a flat schedule jumps, so both sides of it are looked at. Everything else is
/// searched in steps and closed in by bisection to the last bit.
/// </remarks>
internal sealed class AccountPath(AccountLeg[] legs, double[] moves, double start)
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

    /// <summary>The legs that move; collateral and all other legs are one sum, made once for the whole search.</summary>
    private readonly int[] _moving = [.. Enumerable.Range(0, legs.Length).Where(i => moves[i] != 0)];

    private double _resting, _equityWeight, _requirementWeight, _closeFeeRate;
    private int _closing = -1;
    private bool _oneWay;

    /// <summary>All prices by one factor.</summary>
    /// <remarks>Only the direction that loses: the venues that move all prices take the root at which equity falls.</remarks>
    public static AccountPath Common(AccountLeg[] legs) => new(legs, [.. Enumerable.Repeat(1.0, legs.Length)], 1) { _oneWay = true };

    /// <summary>The first x, from the start in the direction that loses, at which weighted equity meets the weighted requirement.</summary>
    public double? FirstCrossing(double collateral, double equityWeight, double requirementWeight, int closing = -1, double closeFeeRate = 0)
    {
        (_equityWeight, _requirementWeight, _closing, _closeFeeRate) = (equityWeight, requirementWeight, closing, closeFeeRate);
        _resting = equityWeight * collateral;
        for (int i = 0; i < legs.Length; i++)
        {
            _resting += moves[i] != 0 ? 0 : (equityWeight * legs[i].ProfitAtMark) - (requirementWeight * legs[i].RequirementAtMark);
        }

        double now = Excess(start), slope = SlopeAtStart();
        if (slope == 0)
        {
            return now > 0 ? null : start;
        }

        // What is healthy is followed where it loses; what is due, where it would recover. Positions against each other can lose both ways.
        bool up = (slope < 0) == (now > 0);
        double? found = Search(up, falling: now > 0) ?? (!_oneWay && IsOpposed() ? Search(!up, falling: now > 0) : null);
        return found ?? (now > 0 ? null : start);
    }

    /// <summary>
    /// How the difference moves at the start. On either side apart, so that a jump that lies just there does not count; leg by leg, so that a position
    /// that is small beside its collateral still has a direction.
    /// </summary>
    private double SlopeAtStart()
    {
        const double H = 1e-7;
        double above = Change(1 + H, 1 + (2 * H)), below = Change(1 - (2 * H), 1 - H);
        return Math.Sign(above) == Math.Sign(below) ? above : Change(1 - H, 1 + H);
    }

    private double Change(double from, double to)
    {
        double change = 0;
        foreach (int i in _moving)
        {
            change += LegExcess(i, PriceOf(i, start * to)) - LegExcess(i, PriceOf(i, start * from));
        }

        return change;
    }

    /// <summary>Whether some of what moves gains while some loses.</summary>
    private bool IsOpposed()
    {
        bool gains = false, loses = false;
        foreach (int i in _moving)
        {
            double direction = moves[i] * legs[i].Sign;
            gains |= direction > 0;
            loses |= direction < 0;
        }

        return gains && loses;
    }

    private double? Search(bool up, bool falling)
    {
        double[] ends = Bends(up);
        double from = start;
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

            if (InSegment(near, far, falling) is { } found)
            {
                return found;
            }

            from = end;
        }

        return null;
    }

    private static bool IsPast(double excess, bool falling) => falling ? excess <= 0 : excess >= 0;

    private double? InSegment(double near, double far, bool falling)
    {
        if (IsStraight(inverse: false))
        {
            return Straight(near, far, falling, inverse: false);
        }

        if (IsStraight(inverse: true))
        {
            return Straight(near, far, falling, inverse: true);
        }

        double before = near, last = near, ratio = Math.Pow(far / near, 1.0 / Steps);
        double excessBefore = Excess(near), excessLast = excessBefore;
        for (int i = 1; i <= Steps; i++)
        {
            double next = i == Steps ? far : near * Math.Pow(ratio, i), excess = Excess(next);

            // Between three points of which the middle one is the nearest to failing there may be a place that fails and recovers.
            if (!IsPast(excess, falling) && (falling ? excessLast <= excessBefore && excessLast <= excess : excessLast >= excessBefore && excessLast >= excess)
                && Dip(before, next, falling) is { } dip)
            {
                return Bisect(before, dip, falling);
            }

            if (IsPast(excess, falling))
            {
                return Bisect(last, next, falling);
            }

            (before, excessBefore, last, excessLast) = (last, excessLast, next, excess);
        }

        return null;
    }

    /// <summary>A place that fails between two that do not, by thirds.</summary>
    private double? Dip(double from, double to, bool falling)
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

        return null;
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
    private double? Straight(double near, double far, bool falling, bool inverse)
    {
        if (!IsPast(Excess(far), falling))
        {
            return null;
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

    private bool IsStraight(bool inverse)
    {
        foreach (int i in _moving)
        {
            if (legs[i].IsInverse != inverse || legs[i].IsCurved || (inverse && moves[i] != 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bends ahead, nearest first, and the end of the search.</summary>
    private double[] Bends(bool up)
    {
        var prices = new List<double>();
        var bends = new List<double>();
        foreach (int i in _moving)
        {
            // Where a strong beta has brought a price down to nothing, it stays.
            bends.Add(start * (1 - ((1 - Nothing) / moves[i])));
            prices.Clear();
            legs[i].AddBends(prices);
            foreach (double price in prices)
            {
                bends.Add(start * (1 + (((price / legs[i].Mark) - 1) / moves[i])));
            }
        }

        double limit = up ? start * Reach : start / Reach;
        double end = limit;
        IEnumerable<double> ahead = bends.Where(x => up ? x > start && x < end : x < start && x > end).Append(end);
        return up ? [.. ahead.Order()] : [.. ahead.OrderDescending()];
    }

    private double Excess(double x) => _resting + MovingExcess(x);

    /// <summary>What the moving legs add: apart, because beside a great account the step of a small leg would drown.</summary>
    private double MovingExcess(double x)
    {
        double excess = 0;
        foreach (int i in _moving)
        {
            excess += LegExcess(i, PriceOf(i, x));
        }

        return excess;
    }

    private double LegExcess(int leg, double price)
    {
        double requirement = _requirementWeight == 0 ? 0 : _requirementWeight * legs[leg].Requirement(price);
        return (_equityWeight * legs[leg].Profit(price)) - requirement - (leg == _closing ? _closeFeeRate * legs[leg].Value(price) : 0);
    }

    /// <summary>A strong beta could push a price below zero; it stops just above.</summary>
    private double PriceOf(int leg, double x) => moves[leg] == 1
        ? legs[leg].Mark * (x / start)
        : Math.Max(legs[leg].Mark * (1 + (moves[leg] * ((x / start) - 1))), legs[leg].Mark * Nothing);
}
