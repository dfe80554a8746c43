namespace HeatMap;

/// <content>The fullest bands.</content>
public sealed partial class LiquidationMap
{
    /// <summary>The bands with most notional, both sides together.</summary>
    /// <param name="most">How many at most; &gt;= 0.</param>
    /// <returns>Places of bands, hottest first, of equals the lower price first; fewer when fewer hold any. Allocates the result; O(bands × log most).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is negative.</exception>
    public int[] HottestBands(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var heap = new PriorityQueue<int, (Int128 Units, int Place)>();
        MapView view = View;
        for (int band = 0; band < Grid.Count; band++)
        {
            Int128 units = (Int128)view.LongUnits[band] + view.ShortUnits[band];
            if (units > 0)
            {
                heap.Enqueue(band, (units, -band));
                if (heap.Count > most)
                {
                    heap.Dequeue();
                }
            }
        }

        var hottest = new int[heap.Count];
        for (int i = hottest.Length - 1; i >= 0; i--)
        {
            hottest[i] = heap.Dequeue();
        }

        return hottest;
    }
}
