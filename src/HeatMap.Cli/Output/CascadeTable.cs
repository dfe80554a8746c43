using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A cascade for people: what happens, wave by wave, who pays, and what other shocks would do.</summary>
internal sealed class CascadeTable
{
    /// <summary>Waves that are shown: all of them, or the first and the last.</summary>
    private const int MostWaves = 12, FirstWaves = 8, LastWaves = 3;

    private const int DefaultTop = 10, MostTaken = 10;

    private readonly CascadeStudy _study;
    private readonly CascadeResult _result;
    private readonly IAnsiConsole _console;

    private CascadeTable(CascadeStudy study, IAnsiConsole console) => (_study, _result, _console) = (study, study.Result, console);

    private double Mark => _result.MarkPrice;

    public static void Write(CascadeStudy study, IAnsiConsole console)
    {
        var table = new CascadeTable(study, console);
        table.WriteWhat();
        table.WriteHeadline();
        table.WriteSums();
        table.WriteWaves();
        table.WriteRisks();
        table.WritePayment();
        table.WriteThresholds();
        table.WriteGains();
        table.WriteCurve();
        EpisodeTable.Write(study, console);
        SimulationTable.Write(study, console);
        table.WriteNotes();
    }

    private void WriteWhat()
    {
        LadderText.WriteHead(_study.Levels, _console);
        Line($"The market: {_study.Market.Text}.");
    }

    private void WriteHeadline()
    {
        Line("");
        Line(Headline());
        if (_study.Hopeful is { } hopeful)
        {
            Line($"That is the cautious answer, with all of a band at its near edge; the hopeful one, at the far edge, comes to rest at {Price(hopeful.FinalPrice)}, {Away(hopeful.FinalPrice)}, and liquidates {Sum(hopeful.Liquidated)}.");
        }
    }

    private string Headline()
    {
        (string shock, string forces, string liquidates) = Shock();
        double times = (_result.FinalPrice - Mark) / (_study.OwnPrice - Mark);
        string isTimes = double.IsFinite(times) ? string.Create(CultureInfo.InvariantCulture, $", {times:0.00} times as far") : "";
        return _result.Waves.IsEmpty
            ? $"{shock} {liquidates} nobody."
            : $"{shock} {forces} {Sum(_result.Liquidated)} in {Count(_result.Waves.Length, "wave")}: price comes to rest at {Price(_result.FinalPrice)}, {Away(_result.FinalPrice)}{isTimes}.";
    }

    /// <summary>The shock, and the verbs that go with it.</summary>
    private (string Shock, string Forces, string Liquidates) Shock()
    {
        bool isFall = _result.Direction == Direction.Down, moves = _result.ShockedPrice != Mark;
        string own = Price(_study.OwnPrice), move = $"A {(isFall ? "fall" : "rise")} of {Numbers.Share(Math.Abs((_result.ShockedPrice / Mark) - 1))}";
        string trade = $"{(isFall ? "sale" : "purchase")} of {Quantity(_result.Shock.Quantity)} base";
        return (moves, _result.Shock.Quantity > 0) switch
        {
            (true, false) => ($"{move} to {own}", "forces", "liquidates"),
            (true, true) => ($"{move} and then a {trade}, which take price to {own},", "force", "liquidate"),
            _ => ($"A {trade}, which takes price to {own},", "forces", "liquidates"),
        };
    }

    private void WriteSums()
    {
        if (_result.Waves.IsEmpty)
        {
            return;
        }

        _console.WriteHeading("Whom it reaches");
        var table = new TextTable("", _study.Levels.Levels is null ? "" : "positions", "base", "notional", "average price", "price");
        if (_result.ShockedPrice != Mark)
        {
            table.Add("the move alone", PositionsOf(_result.Static), Quantity(_result.Static.Quantity), CompactNumber.Notional(_result.Static.Notional), "", Price(_result.ShockedPrice));
        }

        table.Add("the cascade", PositionsOf(_result.Liquidated), Quantity(_result.Liquidated.Quantity), CompactNumber.Notional(_result.Liquidated.Notional), Price(_result.AveragePrice ?? double.NaN), Price(_result.FinalPrice));
        if (_study.Hopeful is { } hopeful)
        {
            table.Add("hopeful", PositionsOf(hopeful.Liquidated), Quantity(hopeful.Liquidated.Quantity), CompactNumber.Notional(hopeful.Liquidated.Notional), Price(hopeful.AveragePrice ?? double.NaN), Price(hopeful.FinalPrice));
        }

        table.Write(_console);
    }

    private void WriteWaves()
    {
        if (_result.Waves.IsEmpty)
        {
            return;
        }

        _console.WriteHeading("The waves as they happen");
        var table = new TextTable("wave", "price at", "positions", "base", "notional", "takes price to", "");
        int count = _result.Waves.Length;
        bool isCut = count > MostWaves;
        for (int i = 0; i < count; i++)
        {
            if (isCut && i == FirstWaves)
            {
                i = count - LastWaves;
                table.Add("...", $"{i - FirstWaves} more", "", "", "", "", "");
            }

            CascadeWave wave = _result.Waves[i];
            table.Add(
                (i + 1).ToString(CultureInfo.InvariantCulture),
                Price(wave.TriggerPrice),
                wave.Count is { } positions ? positions.ToString("N0", CultureInfo.InvariantCulture) : "-",
                Quantity(wave.Quantity),
                CompactNumber.Notional(wave.Notional),
                Price(wave.Price),
                Numbers.SignedShare((wave.Price / Mark) - 1));
        }

        table.Write(_console);
    }

    /// <summary>What could be worse than the answer.</summary>
    private void WriteRisks()
    {
        if (_result.Exhausted is { } end)
        {
            Line("");
            Line($"The depth is exhausted at {Price(end.Price)}, remainder {Quantity(end.Remainder)}: for so much there is nobody, and what happens beyond is not known.");
        }

        if (_result.Worst.Levels > _result.Levels)
        {
            Line("");
            Line($"Run risk: were everybody closed to begin with, price could also come to rest at {Price(_result.Worst.FinalPrice)}, {Away(_result.Worst.FinalPrice)}, with {Quantity(_result.Worst.Quantity)} base liquidated.");
        }
    }

    private void WritePayment()
    {
        if (_study.Payment is not { } payment || _result.Waves.IsEmpty)
        {
            return;
        }

        Waterfall paid = payment.Waterfall;
        _console.WriteHeading("Who pays");
        var table = new TextTable("", "amount");
        table.Add("left of the margins, to " + (_study.Settings.Payment.Waterfall.ResidualTo == ResidualReceiver.Fund ? "the fund" : "the traders"), CompactNumber.Notional(paid.Residual));
        table.Add("fees, to the fund", CompactNumber.Notional(paid.Fees));
        table.Add("owed beyond the margins", CompactNumber.Notional(paid.BadDebt));
        table.Add("paid by the fund", CompactNumber.Notional(paid.Covered));
        table.Add("not covered", CompactNumber.Notional(paid.Uncovered));
        table.Add("the fund before", CompactNumber.Notional(paid.FundStart));
        table.Add("the fund after", CompactNumber.Notional(paid.FundEnd));
        table.Write(_console);
        if (payment.Shared is { } shared)
        {
            WriteTaken(payment, shared);
        }
    }

    private void WriteTaken(Payment payment, AutoDeleveraging shared)
    {
        string rule = PaymentSettings.NameOf(_study.Settings.Payment.Rule!.Value);
        string unranked = payment.Unranked > 0 ? $"; {payment.Unranked} more have no margin to be ranked by" : "";
        Line($"From winners ({rule}): {CompactNumber.Notional(shared.Taken)} of {CompactNumber.Notional(shared.TotalEndowment)} that {Count(payment.Candidates, "position")} gained, not funded {CompactNumber.Notional(shared.Unfunded)}{unranked}.");
        if (payment.Taken.Count == 0)
        {
            return;
        }

        var table = new TextTable("row", "taken");
        foreach ((long row, double taken) in payment.Taken.OrderByDescending(static t => t.Taken).ThenBy(static t => t.Row).Take(MostTaken))
        {
            table.Add(row.ToString(CultureInfo.InvariantCulture), CompactNumber.Notional(taken));
        }

        table.Write(_console);
        if (payment.Taken.Count > MostTaken)
        {
            Line($"  {payment.Taken.Count - MostTaken} more: see --format json");
        }
    }

    private void WriteThresholds()
    {
        int top = _study.Settings.Top ?? DefaultTop;
        foreach ((Direction direction, CascadeThresholds? thresholds) in ((Direction, CascadeThresholds?)[])[(Direction.Down, _study.Down), (Direction.Up, _study.Up)])
        {
            bool isFall = direction == Direction.Down;
            CascadeJump[] jumps = thresholds is null ? [] : thresholds.Jumps.ToArray();
            if (!_console.WriteHeading(isFall ? "Thresholds of a fall" : "Thresholds of a rise", jumps.Length == 0))
            {
                continue;
            }

            string cascade = thresholds!.FirstCascade is { } starts ? $"the smallest that starts a cascade goes to {Trigger(starts.TriggerPrice)}, {Away(starts.TriggerPrice)}" : "none starts a cascade";
            Line($"The smallest that forces anybody goes to {Trigger(jumps[0].TriggerPrice)}, {Away(jumps[0].TriggerPrice)}; {cascade}.");
            if (top == 0)
            {
                continue;
            }

            // Cascades first: they are what a map alone does not show.
            CascadeJump[] shown = [.. jumps.Where(static j => j.IsCascade).Concat(jumps.Where(static j => !j.IsCascade)).Take(top)];
            var table = new TextTable(isFall ? "a fall to" : "a rise to", "", "runs on to", "", "liquidating", "notional", "");
            foreach (CascadeJump jump in shown)
            {
                table.Add(
                    Trigger(jump.TriggerPrice),
                    Numbers.SignedShare((jump.TriggerPrice / Mark) - 1),
                    Price(jump.EndPrice),
                    Numbers.SignedShare((jump.EndPrice / Mark) - 1),
                    Quantity(jump.Quantity),
                    CompactNumber.Notional(jump.Notional),
                    jump.IsCascade ? "cascade" : "");
            }

            table.Write(_console);
            if (jumps.Length > shown.Length)
            {
                int cascades = jumps.Count(static j => j.IsCascade) - shown.Count(static j => j.IsCascade);
                Line($"  {jumps.Length - shown.Length} more, {Count(cascades, "cascade")} among them: see --top and --format json");
            }
        }
    }

    private void WriteGains()
    {
        string[] lines = [.. ((BandGains?[])[_study.GainsDown, _study.GainsUp]).OfType<BandGains>().Select(Gain)];
        if (lines.Length > 0 && _console.WriteHeading("Where it would keep itself going"))
        {
            foreach (string line in lines)
            {
                Line("  " + line);
            }
        }
    }

    private string Gain(BandGains gains)
    {
        string way = gains.Direction == Direction.Down ? "fall" : "rise", most = double.IsFinite(gains.MaxGain) ? Gain(gains.MaxGain) : "without limit";
        return gains.FirstCritical is not { } band
            ? $"{way}: no band forces as much as the market takes in it; the highest gain is {most}"
            : $"{way}: {CompactNumber.Edge(gains.Grid.LowerEdge(band.Band), gains.Grid)} to {CompactNumber.Edge(gains.Grid.UpperEdge(band.Band), gains.Grid)}, {Numbers.Share(gains.DistanceToCritical!.Value)} away, gain {(double.IsFinite(band.Gain) ? Gain(band.Gain) : "without limit")}";
    }

    private static string Gain(double gain) => gain.ToString(gain >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture);

    private void WriteCurve()
    {
        if (_study.Curve is not { } curve)
        {
            return;
        }

        _console.WriteHeading("Where moves of every size end");
        var table = new TextTable("a move to", "", "ends at", "", "times", "liquidating");
        foreach (CascadePoint point in curve)
        {
            double times = (point.FinalPrice - Mark) / (point.ShockedPrice - Mark);
            table.Add(
                Price(point.ShockedPrice),
                Numbers.SignedShare((point.ShockedPrice / Mark) - 1),
                Price(point.FinalPrice),
                Numbers.SignedShare((point.FinalPrice / Mark) - 1),
                double.IsFinite(times) ? times.ToString("0.00", CultureInfo.InvariantCulture) : "-",
                Quantity(point.Quantity));
        }

        table.Write(_console);
    }

    private void WriteNotes()
    {
        _console.WriteLine("");
        foreach (string note in CascadeNotes.Of(_study))
        {
            Line(note);
        }
    }

    private string PositionsOf(LiquidatedSum sum) => sum.Count is { } count && _study.Levels.Levels is not null ? count.ToString("N0", CultureInfo.InvariantCulture) : "";

    private static string Sum(LiquidatedSum sum) => $"{Quantity(sum.Quantity)} base{(sum.Count is { } count ? $" of {Count(count, "position")}" : "")}";

    private string Price(double price) => Numbers.PriceLike(price, Mark);

    private string Trigger(double price) => Numbers.TriggerLike(price, Mark);

    private string Away(double price) => LadderText.Away(price, Mark);

    private static string Quantity(double quantity) => CompactNumber.Notional(quantity);

    private static string Count(long count, string name) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}{(count == 1 ? "" : "s")}");

    private void Line(string text) => _console.WriteWrapped(text);
}
