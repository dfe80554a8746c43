using HeatMap.Internal;

namespace HeatMap.Cascades;

public sealed partial class MultiAssetMarket
{
    /// <summary>The smallest move of a common factor that liquidates an account: one linear equation for each set of prices that have not reached zero.</summary>
    /// <param name="account">From 0 to the number of accounts − 1.</param>
    /// <param name="factor">Of as many assets.</param>
    /// <param name="direction">Which way the factor moves.</param>
    /// <returns>Zero where the account is liquidated without a move; below zero for a fall of the factor; NaN where no move liquidates it. A hedged account may be safe again further on.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(assets²) at worst; O(assets log assets) while no price reaches zero.</remarks>
    public double Trigger(int account, CommonFactor factor, Direction direction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(account);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(account, Accounts.Count);
        FactorLine line = LineOf(factor, direction);
        return Accounts.HoldsAnything(account) ? First(line, account, 0, (int)direction) : double.NaN;
    }

    /// <summary>All accounts along a common factor: a book of many assets as a ladder of one.</summary>
    /// <param name="factor">Of as many assets.</param>
    /// <param name="direction">Which way the factor moves.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>O(accounts × assets log assets + accounts log accounts). Allocates the result.</remarks>
    public FactorLadder Ladder(CommonFactor factor, Direction direction)
    {
        FactorLine line = LineOf(factor, direction);
        List<FactorTrigger> triggers = [];
        for (int i = 0; i < Accounts.Count; i++)
        {
            double move = Accounts.HoldsAnything(i) ? First(line, i, 0, (int)direction) : double.NaN;
            if (!double.IsNaN(move))
            {
                triggers.Add(new(i, move, Notional(i, factor, move)));
            }
        }

        triggers.Sort((x, y) => Math.Abs(x.Move).CompareTo(Math.Abs(y.Move)) is not 0 and var byMove ? byMove : x.Account.CompareTo(y.Account));
        return new(direction, [.. triggers]);
    }

    /// <summary>The smallest move of a common factor at which liquidations liquidate somebody whom the move alone does not reach.</summary>
    /// <param name="factor">Of as many assets.</param>
    /// <param name="direction">Which way the factor moves.</param>
    /// <returns>Below zero for a fall of the factor; NaN where no move starts a cascade. Read along the way: who was liquidated stays so. A larger move may reach everybody by itself and start none.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>
    /// Between two rungs of <see cref="Ladder"/> those who are liquidated do not change, and each other account meets the lowered prices at the solution of another linear equation. Accounts that only lose along the
    /// way are looked at only where sales could reach them, so the cost is that of the ladder and of the accounts near each rung until the first cascade; at worst O(rungs × accounts × assets).
    /// </remarks>
    public double FirstCascade(CommonFactor factor, Direction direction)
    {
        FactorLadder ladder = Ladder(factor, direction);
        FactorLine line = LineOf(factor, direction);
        (int assets, int way) = (Accounts.Assets, (int)direction);
        double[] net = new double[assets], falls = new double[assets];
        bool[] isDone = new bool[Accounts.Count];
        int[] always = [.. Enumerable.Range(0, Accounts.Count).Where(i => Accounts.HoldsAnything(i) && !line.OnlyLoses(Accounts.SignedQuantities(i), way))];
        for (int k = 0; k < ladder.Triggers.Length;)
        {
            double at = ladder.Triggers[k].Move;
            for (; k < ladder.Triggers.Length && ladder.Triggers[k].Move == at; k++)
            {
                int liquidated = ladder.Triggers[k].Account;
                isDone[liquidated] = true;
                for (int a = 0; a < assets; a++)
                {
                    net[a] += Accounts.SignedQuantities(liquidated)[a];
                }
            }

            Impact.Falls(net, falls);
            line.Follow(factor, falls);
            double next = k < ladder.Triggers.Length ? ladder.Triggers[k].Move : way * double.PositiveInfinity, first = next;
            double reach = (Math.Abs(next) + ExtraMove(factor, falls, way)) * (1 + 1e-12);
            if (double.IsPositiveInfinity(reach) && k < ladder.Triggers.Length)
            {
                for (int i = 0; i < isDone.Length; i++)
                {
                    Consider(i);
                }
            }
            else
            {
                for (int j = k; j < ladder.Triggers.Length && Math.Abs(ladder.Triggers[j].Move) <= reach; j++)
                {
                    Consider(ladder.Triggers[j].Account);
                }

                // Behind the last rung only those can be reached whom the factor alone never reaches.
                for (int j = 0; j < (k < ladder.Triggers.Length ? always.Length : isDone.Length); j++)
                {
                    Consider(k < ladder.Triggers.Length ? always[j] : j);
                }
            }

            if (first != next)
            {
                return first;
            }

            void Consider(int account)
            {
                if (!isDone[account] && Accounts.HoldsAnything(account))
                {
                    double move = First(line, account, at, way);
                    first = (move - first) * way < 0 ? move : first;
                }
            }
        }

        return double.NaN;
    }

    private FactorLine LineOf(CommonFactor factor, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(factor);
        Guard.Defined(direction);
        if (factor.Assets != Accounts.Assets)
        {
            Throw.Argument(nameof(factor), $"factor must have {Accounts.Assets} assets, as the accounts have, had {factor.Assets}");
        }

        var line = new FactorLine(Accounts.Assets);
        line.Follow(factor, []);
        return line;
    }

    private double First(FactorLine line, int account, double from, int way) =>
        line.First(Accounts.Cash(account), Accounts.SignedQuantities(account), Accounts.EntryPrices(account), _rates, from, way);

    private double Notional(int account, CommonFactor factor, double move)
    {
        ReadOnlySpan<double> quantities = Accounts.SignedQuantities(account);
        double sum = 0;
        for (int a = 0; a < quantities.Length; a++)
        {
            sum += Math.Abs(quantities[a]) * factor.PriceAt(a, move);
        }

        return sum;
    }

    /// <summary>By which further move the factor alone would do, to whoever only loses along the way, no less than sales have done.</summary>
    private static double ExtraMove(CommonFactor factor, ReadOnlySpan<double> falls, int way)
    {
        double extra = 0;
        for (int a = 0; a < falls.Length; a++)
        {
            double slope = factor.Slopes[a] * way;
            extra = falls[a] == 0 || falls[a] * slope > 0 ? extra : Math.Max(extra, slope == 0 ? double.PositiveInfinity : -falls[a] / slope);
        }

        return extra;
    }
}
