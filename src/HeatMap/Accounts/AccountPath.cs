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
internal sealed partial class AccountPath
{
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
