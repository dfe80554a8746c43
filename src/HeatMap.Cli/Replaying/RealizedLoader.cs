using HeatMap.Cli.Input;

namespace HeatMap.Cli.Replaying;

/// <summary>Makes the two pictures of executed liquidations.</summary>
internal sealed class RealizedLoader
{
    private readonly RealizedSettings _settings;
    private readonly LiquidationPrint[] _prints;
    private readonly LiquidationMap? _standing;
    private readonly MapSource _source;

    private RealizedLoader(RealizedSettings settings, LiquidationPrint[] prints, LiquidationMap? standing)
    {
        (_settings, _prints, _standing) = (settings, prints, standing);
        string name = settings.Input.File == "-" ? "standard input" : Path.GetFileName(settings.Input.File);
        _source = new(name.Length <= 200 ? name : name[..200], isModelled: false);
    }

    public static RealizedResult Load(RealizedSettings settings, ToolConsole console)
    {
        LiquidationMap? standing = settings.StandingFile is null ? null : StandingMap.Load(settings, console);
        return CsvFile.Load(settings.Input, console, file =>
        {
            var reader = new PrintReader(file.Rows, settings.SideOf);
            var prints = new List<LiquidationPrint>();
            var filter = new SymbolFilter(file.Rows, settings.Input.File, settings.Symbol);
            file.ReadAll(() =>
            {
                if (filter.Takes())
                {
                    prints.Add(reader.Parse());
                }
            });
            filter.RequireOne();
            file.TellSkipped();

            // Files by side or by contract are common: order in time is made here, and equal times keep the order of the file.
            var loader = new RealizedLoader(settings, [.. prints.OrderBy(static p => p.TimeUnixMs)], standing);
            try
            {
                return loader.Build(file.Skipped);
            }
            catch (OverflowException)
            {
                throw ToolException.BadInput("expected bands that hold less than 1.4e14, was more");
            }
        });
    }

    private RealizedResult Build(IReadOnlyDictionary<string, long> skipped)
    {
        double mark = _settings.Mark ?? _standing?.MarkPrice ?? (_prints.Length > 0 ? _prints[^1].Price : 0);
        if (mark == 0)
        {
            throw ToolException.Usage($"{_settings.Input.File} holds no liquidations, so it has no price: give one with --mark PRICE");
        }

        BandGrid grid = _standing?.Grid ?? GridFor(mark);
        string unit = _standing?.Unit ?? "quote";
        double[] prices = [.. _prints.Select(static p => p.Price)], notionals = [.. _prints.Select(static p => (int)p.Side * p.Notional)];

        // Each lies where it was executed, whatever the mark is now.
        var executed = LiquidationMap.Build(new PricedColumns(prices, notionals), grid, mark, new() { MarkTest = false, Unit = unit });
        return new(
            _settings.Symbol,
            _prints.Length == 0 ? null : _prints[0].TimeUnixMs,
            _prints.Length == 0 ? null : _prints[^1].TimeUnixMs,
            executed.From(_source),
            HeatMapOf(grid, unit, prices, notionals),
            _standing,
            skipped);
    }

    private LiquidationHeatMap HeatMapOf(BandGrid grid, string unit, double[] prices, double[] notionals)
    {
        long first = _prints.Length == 0 ? 0 : _prints[0].TimeUnixMs, last = _prints.Length == 0 ? 0 : _prints[^1].TimeUnixMs;
        TimeSpan interval = _settings.Every ?? HeatColumns.IntervalFor(last - first);
        var options = new HeatMapOptions { Kind = HeatMapKind.Executed, Columns = HeatColumns.CountOf(first, last, interval, grid), Unit = unit, Sources = [_source] };
        var builder = new LiquidationHeatMapBuilder(grid, interval, options);
        builder.Add(new ExecutedColumns([.. _prints.Select(static p => p.TimeUnixMs)], prices, notionals));
        return builder.ToHeatMap();
    }

    /// <summary>Bands around all prices: executions lie close together.</summary>
    private BandGrid GridFor(double mark)
    {
        double low = _prints.Select(static p => p.Price).Append(mark).Min(), high = _prints.Select(static p => p.Price).Append(mark).Max();
        return (_settings.Bands with { Range = _settings.Bands.Range ?? new(0.98 * low, 1.02 * high) }).Grid(mark);
    }
}
