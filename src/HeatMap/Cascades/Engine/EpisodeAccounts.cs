namespace HeatMap.Cascades;

/// <summary>Who pays, once the orders of an episode are known.</summary>
internal static class EpisodeAccounts
{
    /// <summary>Liquidations as the waterfall takes them, in the order of execution; stops have nobody's margin behind them.</summary>
    public static LiquidationFill[] Fills(List<CascadeFill> fills, List<double> bankruptcyPrices, int from = 0)
    {
        var liquidations = new List<LiquidationFill>(fills.Count - from);
        for (int i = from; i < fills.Count; i++)
        {
            CascadeFill fill = fills[i];
            if (fill.Source != FillSource.Stop)
            {
                liquidations.Add(new(fill.Row, fill.Side, fill.Quantity, fill.AveragePrice, bankruptcyPrices[i]));
            }
        }

        return [.. liquidations];
    }

    /// <summary>What the fund held after each step.</summary>
    public static void WriteFund(List<CascadeStep> steps, List<CascadeFill> fills, Waterfall waterfall)
    {
        double fund = waterfall.FundStart;
        int fill = 0, settlement = 0;
        for (int step = 0; step < steps.Count; step++)
        {
            for (; fill < fills.Count && fills[fill].Step <= step; fill++)
            {
                if (fills[fill].Source != FillSource.Stop)
                {
                    fund = waterfall.Settlements[settlement++].FundAfter;
                }
            }

            steps[step] = steps[step] with { InsuranceFund = fund };
        }
    }

    /// <summary>What nobody paid for one side, to the unit, as the waterfall counts it: settled again, because doubles of the settlements may have lost the last units.</summary>
    public static Int128 Uncovered(ReadOnlySpan<LiquidationFill> fills, WaterfallOptions options, Side side)
    {
        WaterfallLedger ledger = new() { Fund = QuoteUnits.Of(options.InsuranceFund) };
        Int128 sum = 0;
        foreach (ref readonly LiquidationFill fill in fills)
        {
            Int128 before = ledger.Uncovered;
            ledger.Settle(fill, options);
            sum += fill.Side == side ? ledger.Uncovered - before : 0;
        }

        return sum;
    }

    /// <summary>Shares what nobody paid for one side among those of the other whose positions are still open.</summary>
    public static AutoDeleveraging? Deleverage(CascadePositions positions, EngineRun run, ReadOnlySpan<LiquidationFill> fills, WaterfallOptions payments, Side side, double finalPrice, DeleveragingRule rule)
    {
        Int128 amount = Uncovered(fills, payments, side);
        if (amount == 0)
        {
            return null;
        }

        var open = new double[positions.Count];
        for (int row = 0; row < open.Length; row++)
        {
            open[row] = Math.Abs(positions.SignedQuantity(row));
        }

        foreach (LiquidationFill fill in fills)
        {
            open[fill.Row] = Math.Max(0, open[fill.Row] - fill.Quantity);
        }

        foreach (OffBookClose close in run.Matches.SelectMany(m => m.Closes))
        {
            open[close.Row] = Math.Max(0, open[close.Row] - close.Quantity);
        }

        var candidates = new List<DeleveragingCandidate>();
        for (int row = 0; row < open.Length; row++)
        {
            if (open[row] > 0)
            {
                candidates.Add(positions.Candidate(row, open[row]));
            }
        }

        return AutoDeleveraging.Share([.. candidates], side, finalPrice, amount, rule);
    }
}
