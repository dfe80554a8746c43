using FsCheck.Fluent;

namespace HeatMap.Tests.Properties;

/// <summary>Accounts against a scan of equity less requirement along the price.</summary>
public sealed class AccountProperties
{
    private const double Reach = 30;

    [Fact]
    public void LiquidationPrice_IsTheFirstAtWhichAScanFails() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        int holding = dice.Whole(0, book.Holdings.Length - 1);
        AssertFirst(book, holding, [], book.Account.LiquidationPrice(holding), 1);
    }), 2000);

    [Fact]
    public void LiquidationPrices_AreThoseOfEachHolding() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        var book = Book.Make(draw.Dice);
        double[] prices = new double[book.Holdings.Length];
        book.Account.LiquidationPrices(prices);
        for (int i = 0; i < prices.Length; i++)
        {
            Expect.SameBits(book.Account.LiquidationPrice(i) ?? double.NaN, prices[i]);
        }
    }), 1000);

    [Fact]
    public void LiquidationPrice_WithBetas_IsTheFirstAtWhichAScanFails() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        int holding = dice.Whole(0, book.Holdings.Length - 1);
        var bySymbol = book.Holdings.Select(h => h.Rules.Contract.Symbol).Distinct().ToDictionary(symbol => symbol, _ => dice.Pick(0, 1, dice.Between(-1.5, 2)));
        double[] betas = [.. book.Holdings.Select(h => bySymbol[h.Rules.Contract.Symbol])];
        AssertFirst(book, holding, betas, book.Account.LiquidationPrice(holding, betas), 1);
    }), 2000);

    [Fact]
    public void LiquidationFactor_IsTheFirstAtWhichAScanFails() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        AssertFirst(book, 0, [.. book.Holdings.Select(_ => 1.0)], book.Account.LiquidationFactor() * book.Holdings[0].MarkPrice, 1, oneWay: true);
    }), 2000);

    [Fact]
    public void MarginCallPrice_IsTheFirstAtWhichAScanReachesTheRatio() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        int holding = dice.Whole(0, book.Holdings.Length - 1);
        double ratio = dice.Between(0.6, 1);
        AssertFirst(book, holding, [], book.Account.MarginCallPrice(holding, ratio), ratio);
    }), 2000);

    [Fact]
    public void BankruptcyPrice_IsTheFirstAtWhichAScanHasNoEquity() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        int holding = dice.Whole(0, book.Holdings.Length - 1);
        AssertFirst(book, holding, [], book.Account.BankruptcyPrice(holding), 1, bankruptcy: true);
    }), 1000);

    [Fact]
    public void State_IsWhatTheWordsSay() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        var moves = book.Holdings.Select(h => h.Rules.Contract.Symbol).Distinct().ToDictionary(symbol => symbol, _ => dice.Magnitude(0.2, 5));
        double[] prices = [.. book.Holdings.Select(h => h.MarkPrice * moves[h.Rules.Contract.Symbol])];
        AccountState state = book.Account.State(prices);
        double tolerance = 1e-12 * book.Scale(prices);
        Expect.Near(book.Equity(prices), state.Equity, tolerance);
        Expect.Near(book.Requirement(prices), state.Maintenance, tolerance);
        Expect.Near(state.Equity - state.Maintenance, state.FreeMargin, 0);
        CrossAccount same = CrossAccount.FromEquity(book.Asset, book.Account.State().Equity, book.Holdings);
        Expect.Near(book.Wallet, same.WalletBalance, tolerance);
    }), 500);

    [Fact]
    public void SplittingAPosition_ChangesNothing() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        var book = Book.Make(dice);
        Holding first = book.Holdings[0];
        double part = dice.Between(0.1, 0.9);
        Position Piece(double share) => Position.Cross(first.Position.Side, first.Position.EntryPrice, first.Position.Quantity * share);
        Book split = book.With([first with { Position = Piece(part) }, first with { Position = Piece(1 - part) }, .. book.Holdings[1..]]);
        AssertSame(book.Account.LiquidationPrice(0), split.Account.LiquidationPrice(0), book);
        AssertSame(book.Account.LiquidationPrice(0), split.Account.LiquidationPrice(1), book);
    }), 1000);

    [Fact]
    public void AnOppositePairWithoutRates_ChangesNothing() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        Book book = SingleRates(dice, Book.Make(dice));
        MarginRules free = new(book.Holdings[0].Rules.Contract with { Symbol = "PAIR" }, MaintenanceSchedule.SingleRate(0));
        double quantity = book.Holdings[0].Position.Quantity, entry = book.Holdings[0].Position.EntryPrice;
        Holding Leg(Side side) => new(free, Position.Cross(side, entry, quantity), entry);
        Book more = book.With([.. book.Holdings, Leg(Side.Long), Leg(Side.Short)]);
        AssertSame(book.Account.LiquidationPrice(0), more.Account.LiquidationPrice(0), book);
        Book tiny = book.With([.. book.Holdings, new(free, Position.Cross(Side.Long, entry, quantity * 1e-13), entry)]);
        AssertSame(book.Account.LiquidationPrice(0), tiny.Account.LiquidationPrice(0), book);
    }), 1000);

    [Fact]
    public void ASmallPositionBesideALargeCollateral_StillHasItsPrice()
    {
        var contract = ContractSpec.Linear("X", "USDT");
        var rules = new MarginRules(contract, MaintenanceSchedule.SingleRate(0.01));
        CrossAccount account = new("USDT", 1e9, new Holding(rules, Position.Cross(Side.Short, 100, 0.05), 100));
        Expect.NearRelative((1e9 + 5) / (0.05 * 1.01), account.LiquidationPrice(0)!.Value);
    }

    [Fact]
    public void UnitsOfPriceAndSize_Scale() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        Book book = SingleRates(dice, Book.Make(dice));
        double factor = Math.Pow(2, dice.Whole(-8, 8));
        Book scaled = book.With([.. book.Holdings.Select(h => h with
        {
            MarkPrice = h.MarkPrice * factor,
            Position = Position.Cross(h.Position.Side, h.Position.EntryPrice * factor, h.Rules.Contract.Kind == ContractKind.Inverse ? h.Position.Quantity * factor : h.Position.Quantity / factor),
        })]);
        double? one = book.Account.LiquidationPrice(0), other = scaled.Account.LiquidationPrice(0);
        Assert.Equal(one is null, other is null);
        if (one is { } price)
        {
            Expect.NearRelative(price * factor, other!.Value, 1e-9);
        }
    }), 1000);

    [Fact]
    public void OneHolding_IsThePositionWithItsWalletAsMargin() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        Book book = Book.Make(dice, 1);
        Holding only = book.Holdings[0];
        if (book.Account.State().FreeMargin <= 0)
        {
            return;
        }

        var alone = Position.Isolated(only.Position.Side, only.Position.EntryPrice, only.Position.Quantity, book.Wallet);
        double price = Liquidation.Price(alone, only.Rules, only.MarkPrice);
        AssertSame(double.IsNaN(price) ? null : price, book.Account.LiquidationPrice(0), book);
        double bankruptcy = Liquidation.BankruptcyPrice(alone, only.Rules);
        AssertSame(double.IsNaN(bankruptcy) ? null : bankruptcy, book.Account.BankruptcyPrice(0), book);
        double ratio = dice.Between(0.7, 1), call = Liquidation.MarginCallPrice(alone, only.Rules, ratio, only.MarkPrice);
        if (book.Account.State().MarginRatio < ratio)
        {
            AssertSame(double.IsNaN(call) ? null : call, book.Account.MarginCallPrice(0, ratio), book);
        }
    }), 3000);

    [Fact]
    public void TwoLegsOfOneSymbol_FollowTheClosedForms() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        bool inverse = dice.Chance(0.5);
        ContractSpec contract = inverse ? ContractSpec.Inverse("X", "USD", "BTC") : ContractSpec.Linear("X", "BTC");
        double mark = dice.Magnitude(10, 1e5), rateLong = dice.Between(0.001, 0.05), rateShort = dice.Between(0.001, 0.05);
        double entryLong = mark * dice.Between(0.9, 1.1), entryShort = mark * dice.Between(0.9, 1.1);
        double sizeLong = dice.Between(1, 10), sizeShort = dice.Between(1, 10);
        (double quantityLong, double quantityShort) = inverse ? (sizeLong * mark, sizeShort * mark) : (sizeLong / mark, sizeShort / mark);
        double wallet = dice.Between(1.5, 4);
        Holding Leg(Side side, double entry, double quantity, double rate) => new(new(contract, MaintenanceSchedule.SingleRate(rate)), Position.Cross(side, entry, quantity), mark);
        CrossAccount account = new("BTC", wallet, Leg(Side.Long, entryLong, quantityLong, rateLong), Leg(Side.Short, entryShort, quantityShort, rateShort));
        if (account.State().FreeMargin <= 0)
        {
            return;
        }

        double rates = (quantityLong * rateLong) + (quantityShort * rateShort);
        double expected = inverse
            ? (rates + quantityLong - quantityShort) / (wallet + (quantityLong / entryLong) - (quantityShort / entryShort))
            : (wallet - (quantityLong * entryLong) + (quantityShort * entryShort)) / (rates - quantityLong + quantityShort);
        if (expected > mark * 1e-6 && expected < mark * 1e6)
        {
            Expect.NearRelative(expected, account.LiquidationPrice(0)!.Value, 1e-9);
            Expect.NearRelative(expected, account.LiquidationPrice(1)!.Value, 1e-9);
        }
        else
        {
            double? none = account.LiquidationPrice(0);
            Assert.True(none is null || none > mark * 1e5 || none < mark * 1e-5, $"{none} where the closed form gives {expected}");
        }
    }), 2000);

    [Fact]
    public void AnInverseShort_WhoseWalletCoversItsFaceValue_HasNone() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        MarginRules rules = new(ContractSpec.Inverse("X", "USD", "BTC"), dice.Pick(MaintenanceSchedule.SingleRate(dice.Between(0, 0.2)), MaintenanceSchedule.SizeContinuous(0.01, 5e-5)));
        double entry = dice.Magnitude(100, 1e5), face = dice.Magnitude(1, 1e6), covered = dice.Between(1, 3);
        CrossAccount account = new("BTC", face / entry * covered, new Holding(rules, Position.Cross(Side.Short, entry, face), entry * dice.Between(0.9, 1.1)));
        Assert.Null(account.State().FreeMargin > 0 ? account.LiquidationPrice(0) : null);
        Assert.Equal(double.NaN, Liquidation.Price(Position.Isolated(Side.Short, entry, face, face / entry * covered), rules));
    }), 1000);

    [Fact]
    public void MarginCall_IsMonotoneAndAtOneTheLiquidation() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        Book book = SingleRates(dice, Book.Make(dice, 1));
        CrossAccount account = book.Account;
        if (account.State() is { MarginRatio: > 0.5 } or { Maintenance: < 0 })
        {
            // Funding to be received can exceed what is asked for; a warning then comes after the liquidation.
            return;
        }

        Assert.Equal(account.LiquidationPrice(0), account.MarginCallPrice(0, 1));
        double? nearer = account.MarginCallPrice(0, 0.6), middle = account.MarginCallPrice(0, 0.8), last = account.LiquidationPrice(0);
        double sign = book.Holdings[0].Position.Side == Side.Long ? 1 : -1;
        Assert.True(Order(nearer) >= Order(middle) - Noise(middle) && Order(middle) >= Order(last) - Noise(last), FormattableString.Invariant($"{nearer} {middle} {last}"));

        static double Noise(double? price) => 1e-9 * price ?? 0;

        double Order(double? price) => price is { } p ? sign * p : double.NegativeInfinity;
    }), 1000);

    private static void AssertSame(double? expected, double? actual, Book book)
    {
        double mark = book.Holdings[0].MarkPrice;
        if (expected is { } e && (e < mark * 1e-7 || e > mark * 1e7))
        {
            return; // where a sum of doubles has few digits left
        }

        if (expected is null)
        {
            Assert.True(actual is null || actual < mark * 1e-7 || actual > mark * 1e7, $"expected none, was {actual}");
            return;
        }

        Expect.NearRelative(expected.Value, actual ?? double.NaN, 1e-8);
    }

    private static Book SingleRates(Dice dice, Book book) => book.With([.. book.Holdings.Select(h => h with
    {
        Rules = h.Rules with
        {
            Schedule = MaintenanceSchedule.SingleRate(dice.Between(0, 0.1)), MinimumMaintenance = 0, FixedFee = 0, LargerLegOnly = false, FeeCombination = FeeCombination.Sum,
        },
    })]);

    private static void AssertFirst(Book book, int holding, double[] betas, double? result, double ratio, bool bankruptcy = false, bool oneWay = false)
    {
        double mark = book.Holdings[holding].MarkPrice;
        if (result is { } r)
        {
            Assert.True(r > 0 && double.IsFinite(r));
        }

        double Excess(double price)
        {
            double[] prices = book.PricesAt(holding, betas, price);
            return (ratio * book.Equity(prices)) - (bankruptcy ? 0 : book.Requirement(prices));
        }

        double Noise(double price) => 1e-11 * book.Scale(book.PricesAt(holding, betas, price));
        if (Excess(mark) <= Noise(mark))
        {
            // Due: the price where it would recover, or the mark.
            double at = Assert.NotNull(result);
            bool near = at == mark || Math.Abs(Excess(at)) <= 1e3 * Noise(at) || (Excess(at * (1 - 1e-9)) > 0) != (Excess(at * (1 + 1e-9)) > 0);
            Assert.True(near, FormattableString.Invariant($"due at {mark}, but the excess at {at} is {Excess(at)}"));
            return;
        }

        (double Healthy, double Due)? down = Scan(up: false), up = Scan(up: true);
        double[] directions = [.. Enumerable.Range(0, book.Holdings.Length).Select(i => book.DirectionOf(i, holding, betas))];
        bool opposed = directions.Any(d => d > 0) && directions.Any(d => d < 0);
        bool none = directions.All(d => d == 0);
        double slope = Excess(mark * (1 + 1e-6)) - Excess(mark * (1 - 1e-6));
        bool losesUp = opposed ? slope < 0 : directions.Any(d => d < 0);
        (double Healthy, double Due)? found = losesUp ? up : down;
        if (opposed)
        {
            double above = Excess(mark * (1 + 2e-6)) - Excess(mark * (1 + 1e-6)), below = Excess(mark * (1 - 1e-6)) - Excess(mark * (1 - 2e-6));
            if (Math.Sign(above) != Math.Sign(below) || Math.Abs(slope) < 1e3 * Noise(mark) * 1e-6)
            {
                // A kink at the mark: either way will do.
                found = result > mark ? up : down;
            }
            else if (!oneWay && found is null && (result is null || Math.Sign(result.Value - mark) != (losesUp ? 1 : -1)))
            {
                found = losesUp ? down : up;
            }
        }

        string what = FormattableString.Invariant($"mark {mark}, result {result}, down {down}, up {up}, opposed {opposed}, loses {(losesUp ? "up" : "down")}");
        Assert.False(none);
        if (found is { } bracket)
        {
            double low = Math.Min(bracket.Healthy, bracket.Due) * (1 - 1e-9), high = Math.Max(bracket.Healthy, bracket.Due) * (1 + 1e-9);
            Assert.True(result >= low && result <= high, what);
        }
        else
        {
            Assert.True(result is null || result > mark * Reach / 1.01 || result < mark / Reach * 1.01, what);
        }

        if (result is { } at2 && at2 > mark / Reach && at2 < mark * Reach)
        {
            double step = 1e-9;
            bool zero = Math.Abs(Excess(at2)) <= 100 * Noise(at2), jump = Excess(at2 * (1 - step)) > 0 != Excess(at2 * (1 + step)) > 0;
            Assert.True(zero || jump, what + FormattableString.Invariant($", excess {Excess(at2)}"));
        }

        (double, double)? Scan(bool up)
        {
            List<double> points = [];
            for (double factor = 1.004; factor < Reach; factor *= 1.004)
            {
                points.Add(up ? mark * factor : mark / factor);
            }

            foreach (double bound in book.Bounds(holding, betas))
            {
                points.AddRange([bound * (1 - 1e-10), bound * (1 + 1e-10)]);
            }

            points.RemoveAll(p => !(up ? p > mark && p < mark * Reach : p < mark && p > mark / Reach));
            points.Sort((x, y) => up ? x.CompareTo(y) : y.CompareTo(x));
            double healthy = mark;
            foreach (double point in points)
            {
                if (Excess(point) < -Noise(point))
                {
                    return (healthy, point);
                }

                if (Excess(point) > Noise(point))
                {
                    healthy = point;
                }
            }

            return null;
        }
    }
}
