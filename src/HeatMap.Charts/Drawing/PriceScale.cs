namespace HeatMap.Charts.Drawing;

/// <summary>Prices to pixels, linear or logarithmic.</summary>
internal sealed class PriceScale(double low, double high, double left, double width, bool isLogarithmic)
{
    public double Low => low;

    public double High => high;

    public double At(double price) => left + ((Place(price) - Place(low)) / (Place(high) - Place(low)) * width);

    public double[] Ticks(int about)
    {
        if (!isLogarithmic)
        {
            return Drawing.Ticks.Round(low, high, about);
        }

        var ticks = new List<double>();
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(low))); power <= high; power *= 10)
        {
            ticks.AddRange(new[] { power, 2 * power, 5 * power }.Where(t => t >= low && t <= high));
        }

        return [.. ticks];
    }

    private double Place(double price) => isLogarithmic ? Math.Log(price) : price;
}
