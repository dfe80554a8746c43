// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/reading.md. <c>ReadingGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class ReadingGuideExample
{
    public static (MapReport Report, Asymmetry Near, Gap[] Gaps, TouchedNotional Touched, double Probability, MapDistance Distance, MapChange Change) Run(LiquidationMap map, LiquidationMap later)
    {
        // <guide>
        MapReport report = map.Report(new ReportOptions { Model = new GeometricBrownian(volatility: 0.5), Horizons = [TimeSpan.FromDays(1)] });
        Console.WriteLine(report);
        foreach (Zone zone in report.ShortZones)
        {
            Console.WriteLine($"{zone.Range.Low:N0} to {zone.Range.High:N0}, {zone.Distance:P1} away: {zone.Notional:N0}, {zone.RelativeDensity:0.0} x as dense as usual");
        }

        // </guide>
        // <guide>
        Zone[] zones = map.Zones(minProminence: 5_000_000);
        Asymmetry near = map.Asymmetry(within: 0.1);
        Gap[] gaps = map.Gaps(Side.Long, new GapOptions { Order = GapOrder.Nearest });
        PriceReach day = new GeometricBrownian(volatility: 0.5).Within(TimeSpan.FromDays(1));
        TouchedNotional touched = map.ExpectedTouched(day);
        double probability = day.Touch(map.MarkPrice, zones[0].NearEdge);
        // </guide>

        // <guide>
        MapDistance distance = map.DistanceTo(later);
        MapChange change = map.ChangeTo(later, path: new(61_900, 66_200));
        Console.WriteLine($"{distance.WassersteinPrice:N0} apart; longs built {change.Long.Built:N0}, liquidated {change.Long.Liquidated:N0}");
        // </guide>
        return (report, near, gaps, touched, probability, distance, change);
    }
}
