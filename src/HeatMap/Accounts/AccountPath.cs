namespace HeatMap;

/// <summary>
/// A line along which the prices of an account move together, by one coordinate x; and the search for the first place on it where equity no longer exceeds
/// what the venue asks for.
/// </summary>
/// <remarks>
/// Between two bends (prices where a size is on a floor) the difference is a straight line in x when all that moves is linear, and one in 1/x when all that
/// moves is inverse: the crossing is then exact. At a bend the requirement of a flat schedule jumps, so both sides of it are looked at. Everything else is
/// searched in steps and closed in by bisection to the last bit. One path serves one search after the other, with memory that it keeps.
/// </remarks>
internal sealed class AccountPath
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

    private AccountLeg[] _legs = [];
    private AccountLegs? _account;

    /// <summary>The legs that move, and how far each does; collateral and all other legs are one sum, made once for the whole search.</summary>
    private int[] _moving = new int[4];
    private double[] _moves = new double[4], _ends = new double[32], _prices = new double[32];
    private int _count, _from, _to;

    private double _start, _resting, _equityWeight, _requirementWeight, _closeFeeRate;
    private int _closing = -1;
    private bool _oneWay, _hasBetas, _isLinear, _isInverse, _isConcave;

    /// <summary>Whether the account stood above what is asked for when the last search started.</summary>
    public bool WasHealthy { get; private set; }

    /// <summary>One symbol alone: its legs move together from their mark.</summary>
    public AccountPath Symbol(AccountLegs legs, int symbol)
    {
        (int from, int to) = legs.LegsOf(symbol);
        Begin(legs, legs.All[from].Mark, from, to);
        for (int i = from; i < to; i++)
        {
            Move(i, 1);
        }

        return this;
    }

    /// <summary>One symbol from its mark, and the others by their betas.</summary>
    /// <param name="legs">The account.</param>
    /// <param name="symbol">What moves by itself.</param>
    /// <param name="betas">One a holding; of a leg's holdings the first one's counts.</param>
    public AccountPath Symbol(AccountLegs legs, int symbol, ReadOnlySpan<double> betas)
    {
        (int from, int to) = legs.LegsOf(symbol);
        Begin(legs, legs.All[from].Mark, from, to);
        _hasBetas = true;
        for (int i = 0; i < legs.Count; i++)
        {
            Move(i, i >= from && i < to ? 1 : betas[legs.All[i].FirstHolding]);
        }

        return this;
    }

    /// <summary>All prices by one factor.</summary>
    /// <remarks>Only the direction that loses: the venues that move all prices take the root at which equity falls.</remarks>
    public AccountPath Common(AccountLegs legs)
    {
        Begin(legs, 1, 0, legs.Count);
        _oneWay = true;
        for (int i = 0; i < legs.Count; i++)
        {
            Move(i, 1);
        }

        return this;
    }

    /// <summary>The first x, from the start in the direction that loses, at which weighted equity meets the weighted requirement; NaN where there is none.</summary>
    public double FirstCrossing(double collateral, double equityWeight, double requirementWeight, int closing = -1, double closeFeeRate = 0)
    {
        (_equityWeight, _requirementWeight, _closing, _closeFeeRate) = (equityWeight, requirementWeight, closing, closeFeeRate);
        _resting = (equityWeight * collateral) + Resting();
        (_isLinear, _isInverse) = (IsStraight(inverse: false), IsStraight(inverse: true));
        _isConcave = !_hasBetas && (_isLinear || _isInverse) && IsConvex();
        double now = Excess(_start), slope = SlopeAtStart();
        WasHealthy = now > 0;
        if (slope == 0)
        {
            return WasHealthy ? double.NaN : _start;
        }

        // What is healthy is followed where it loses; what is due, where it would recover. Positions against each other can lose both ways.
        bool up = (slope < 0) == WasHealthy;
        double found = Search(up, falling: WasHealthy);
        if (double.IsNaN(found) && !_oneWay && IsOpposed())
        {
            found = Search(!up, falling: WasHealthy);
        }

        return double.IsNaN(found) && !WasHealthy ? _start : found;
    }

    private void Begin(AccountLegs legs, double start, int from, int to)
    {
        (_account, _legs, _start, _from, _to, _count) = (legs, legs.All, start, from, to, 0);
        (_oneWay, _hasBetas) = (false, false);
    }

    private void Move(int leg, double move)
    {
        if (move != 0)
        {
            AccountLegs.Reserve(ref _moving, _count + 1);
            AccountLegs.Reserve(ref _moves, _count + 1);
            (_moving[_count], _moves[_count]) = (leg, move);
            _count++;
        }
    }

    /// <summary>What the legs that do not move add.</summary>
    private double Resting()
    {
        if (!_hasBetas)
        {
            return _account!.Resting(_from, _to, _equityWeight, _requirementWeight);
        }

        double resting = 0;
        for (int i = 0, moving = 0; i < _account!.Count; i++)
        {
            if (moving < _count && _moving[moving] == i)
            {
                moving++;
            }
            else
            {
                resting += _account.At(i, _equityWeight, _requirementWeight);
            }
        }

        return resting;
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
        for (int i = 0; i < _count; i++)
        {
            change += LegExcess(i, PriceOf(i, _start * to)) - LegExcess(i, PriceOf(i, _start * from));
        }

        return change;
    }

    /// <summary>Whether some of what moves gains while some loses.</summary>
    private bool IsOpposed()
    {
        bool gains = false, loses = false;
        for (int i = 0; i < _count; i++)
        {
            double direction = _moves[i] * _legs[_moving[i]].Sign;
            gains |= direction > 0;
            loses |= direction < 0;
        }

        return gains && loses;
    }

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

    private bool IsStraight(bool inverse)
    {
        for (int i = 0; i < _count; i++)
        {
            ref readonly AccountLeg leg = ref _legs[_moving[i]];
            if (leg.IsInverse != inverse || leg.IsCurved || (inverse && _moves[i] != 1))
            {
                return false;
            }
        }

        return true;
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

    private double Excess(double x) => _resting + MovingExcess(x);

    /// <summary>What the moving legs add: apart, because beside a great account the step of a small leg would drown.</summary>
    private double MovingExcess(double x)
    {
        double excess = 0;
        for (int i = 0; i < _count; i++)
        {
            excess += LegExcess(i, PriceOf(i, x));
        }

        return excess;
    }

    private double LegExcess(int moving, double price)
    {
        int index = _moving[moving];
        ref readonly AccountLeg leg = ref _legs[index];
        double requirement = _requirementWeight == 0 ? 0 : _requirementWeight * leg.Requirement(price);
        return (_equityWeight * leg.Profit(price)) - requirement - (index == _closing ? _closeFeeRate * leg.Value(price) : 0);
    }

    /// <summary>A strong beta could push a price below zero; it stops just above.</summary>
    private double PriceOf(int moving, double x)
    {
        (double mark, double move) = (_legs[_moving[moving]].Mark, _moves[moving]);
        return move == 1 ? mark * (x / _start) : Math.Max(mark * (1 + (move * ((x / _start) - 1))), mark * Nothing);
    }
}
