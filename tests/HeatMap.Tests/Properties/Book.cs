namespace HeatMap.Tests.Properties;

/// <summary>A random account, and what a venue would compute for it at any prices, written from the words and not from the library.</summary>
internal sealed class Book
{
    private Book(string asset, double wallet, Holding[] holdings)
    {
        Asset = asset;
        Wallet = wallet;
        Holdings = holdings;
    }

    public string Asset { get; }

    public double Wallet { get; }

    public Holding[] Holdings { get; }

    public CrossAccount Account => new(Asset, Wallet, Holdings);

    /// <summary>The largest number in sight at a set of prices: what a tolerance is relative to.</summary>
    public double Scale(double[] prices)
    {
        double scale = Math.Abs(Wallet);
        for (int i = 0; i < Holdings.Length; i++)
        {
            scale += ValueOf(i, Holdings[i].Position.EntryPrice) + ValueOf(i, prices[i]);
        }

        return scale;
    }

    public static Book Make(Dice dice, int most = 5)
    {
        bool coin = dice.Chance(0.5);
        string asset = coin ? "BTC" : "USDT";
        int symbols = dice.Whole(1, 3), count = dice.Whole(1, most);
        var rules = new MarginRules[symbols];
        var marks = new double[symbols];
        double typical = dice.Magnitude(10, 1e6);
        for (int s = 0; s < symbols; s++)
        {
            string name = "S" + s;
            ContractSpec contract = !coin ? ContractSpec.Linear(name, "USDT")
                : dice.Chance(0.7) ? ContractSpec.Inverse(name, "USD", "BTC") : new ContractSpec(name, ContractKind.Quanto, "USD", "BTC");
            MaintenanceSchedule schedule = dice.Whole(0, 3) switch
            {
                0 => MaintenanceSchedule.SingleRate(dice.Between(0, 0.1)),
                1 => MaintenanceSchedule.SizeContinuous(dice.Between(0, 0.05), dice.Magnitude(1e-4, 0.05) / typical, Market.MovingBasis(contract)),
                2 => Market.Tiers(dice, contract, TierMethod.Flat, typical),
                _ => Market.Tiers(dice, contract, TierMethod.Marginal, typical),
            };
            rules[s] = new MarginRules(contract, schedule)
            {
                Fee = dice.Pick(TriggerFee.None, TriggerFee.None, TriggerFee.MarkValue, TriggerFee.EntryValue),
                TakerFeeRate = 0.0006,
                FeeCombination = dice.Chance(0.1) ? FeeCombination.Greater : FeeCombination.Sum,
                FixedFee = dice.Chance(0.1) ? typical * 1e-3 : 0,
                MinimumMaintenance = dice.Chance(0.1) ? typical * 0.02 : 0,
                Valuation = dice.Chance(0.15) ? MaintenanceValuation.EntryValue : MaintenanceValuation.MarkValue,
                LargerLegOnly = dice.Chance(0.3),
                PredictedFundingRate = dice.Chance(0.1) ? dice.Between(-0.001, 0.001) : 0,
            };
            marks[s] = dice.Magnitude(0.01, 1e5);
        }

        var holdings = new Holding[count];
        double worth = 0;
        for (int i = 0; i < count; i++)
        {
            int s = dice.Whole(0, symbols - 1);
            double entry = marks[s] * dice.Between(0.8, 1.25), value = typical * dice.Magnitude(0.3, 3);
            double quantity = rules[s].Contract.Kind == ContractKind.Inverse ? value * entry : value / entry;
            holdings[i] = new(rules[s], Position.Cross(dice.Pick(Side.Long, Side.Short), entry, quantity), marks[s]);
            worth += value;
        }

        return new(asset, worth * dice.Pick(dice.Between(0.05, 0.3), dice.Magnitude(0.1, 2), dice.Between(0.5, 1.5)), holdings);
    }

    public Book With(double wallet) => new(Asset, wallet, Holdings);

    public Book With(params Holding[] holdings) => new(Asset, Wallet, holdings);

    /// <summary>The prices when one coordinate moves from the first holding's mark.</summary>
    public double[] PricesAt(int holding, double[] betas, double price)
    {
        double move = (price / Holdings[holding].MarkPrice) - 1;
        return [.. Holdings.Select((h, i) => SymbolOf(i) == SymbolOf(holding)
            ? h.MarkPrice * (price / Holdings[holding].MarkPrice)
            : Math.Max(h.MarkPrice * (1 + ((betas.Length == 0 ? 0 : betas[i]) * move)), h.MarkPrice * 1e-12))];
    }

    public double Equity(double[] prices)
    {
        double equity = Wallet;
        for (int i = 0; i < Holdings.Length; i++)
        {
            Position p = Holdings[i].Position;
            double sign = p.Side == Side.Long ? 1 : -1;
            equity += sign * (Holdings[i].Rules.Contract.Kind == ContractKind.Inverse ? (p.Quantity / p.EntryPrice) - (p.Quantity / prices[i]) : (p.Quantity * prices[i]) - (p.Quantity * p.EntryPrice));
        }

        return equity;
    }

    /// <summary>What is asked for: lines of one symbol, side and rules are one position, and the smaller side of a symbol may be free.</summary>
    public double Requirement(double[] prices)
    {
        double sum = 0;
        for (int i = 0; i < Holdings.Length; i++)
        {
            MarginRules rules = Holdings[i].Rules;
            int[] lines = Lines(i);
            if (lines[0] != i || IsOnFreeSide(i))
            {
                continue;
            }

            double entryValue = lines.Sum(l => ValueOf(l, Holdings[l].Position.EntryPrice)), markValue = lines.Sum(l => ValueOf(l, prices[i]));
            double value = rules.Valuation == MaintenanceValuation.EntryValue ? entryValue : markValue;
            double maintenance = Math.Max(rules.MinimumMaintenance, Properties.Account.Maintenance(rules.Schedule, value)) + (rules.PredictedFundingRate * value);
            double fees = rules.FixedFee + (rules.Fee switch
            {
                TriggerFee.MarkValue => rules.TakerFeeRate * markValue,
                TriggerFee.EntryValue => rules.TakerFeeRate * entryValue,
                _ => 0,
            });
            sum += rules.FeeCombination == FeeCombination.Greater ? Math.Max(maintenance, fees) : maintenance + fees;
        }

        return sum;
    }

    /// <summary>The lines that make up one position with a holding.</summary>
    private int[] Lines(int i) =>
    [
        .. Enumerable.Range(0, Holdings.Length).Where(j =>
            SymbolOf(i) == SymbolOf(j) && Holdings[i].Position.Side == Holdings[j].Position.Side && ReferenceEquals(Holdings[i].Rules, Holdings[j].Rules)),
    ];

    private bool IsOnFreeSide(int i)
    {
        double own = Total(Holdings[i].Position.Side), opposite = Total(Holdings[i].Position.Side == Side.Long ? Side.Short : Side.Long);
        return Holdings[i].Rules.LargerLegOnly && (opposite > own || (opposite == own && Holdings[i].Position.Side == Side.Short));

        double Total(Side side) => Holdings.Where((h, j) => SymbolOf(j) == SymbolOf(i) && h.Position.Side == side).Sum(h => h.Position.Quantity);
    }

    /// <summary>The prices of a holding at which a size is on a floor, when it moves along with another one's price.</summary>
    public IEnumerable<double> Bounds(int holding, double[] betas)
    {
        for (int i = 0; i < Holdings.Length; i++)
        {
            double beta = SymbolOf(i) == SymbolOf(holding) ? 1 : betas.Length == 0 ? 0 : betas[i];
            foreach (RiskTier tier in beta == 0 ? [] : Holdings[i].Rules.Schedule.Tiers.ToArray())
            {
                double quantity = Lines(i).Sum(l => Holdings[l].Position.Quantity);
                double bound = Holdings[i].Rules.Contract.Kind == ContractKind.Inverse ? quantity / tier.Floor : tier.Floor / quantity;
                yield return Holdings[holding].MarkPrice * (1 + (((bound / Holdings[i].MarkPrice) - 1) / beta));
            }
        }
    }

    public double DirectionOf(int i, int holding, double[] betas) =>
        (SymbolOf(i) == SymbolOf(holding) ? 1 : betas.Length == 0 ? 0 : betas[i]) * (Holdings[i].Position.Side == Side.Long ? 1 : -1);

    private string SymbolOf(int i) => Holdings[i].Rules.Contract.Symbol;

    private double ValueOf(int i, double price) => Holdings[i].Rules.Contract.SettlementValue(Holdings[i].Position.Quantity, price);
}
