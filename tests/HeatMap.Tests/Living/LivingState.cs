namespace HeatMap.Tests.Living;

/// <summary>Everything that can be seen of a living map, so that two moments can be compared.</summary>
internal static class LivingState
{
    public static string Of(LivingMap map)
    {
        var lines = new List<string>
        {
            $"{map.Grid.FirstIndex} {map.MarkPrice:R} {map.PathLow:R} {map.PathHigh:R} {map.Count} {map.Capacity} {map.Version} {map.Ledger}",
        };
        foreach (LiquidationMap layer in (IEnumerable<LiquidationMap>)(map.Layers.IsEmpty ? [map.ToMap()] : map.ToLayers().ToArray()))
        {
            lines.Add(Convert.ToHexString(layer.ToBytes()));
        }

        foreach (LivePosition position in map.Positions)
        {
            lines.Add(position.ToString());
        }

        return string.Join('\n', lines);
    }

    /// <summary>A call that must be refused with an exception whose message holds some texts, and must leave no trace.</summary>
    public static T Refuses<T>(LivingMap map, Action act, params string[] texts)
        where T : Exception
    {
        string before = Of(map);
        T error = Expect.Throws<T>(act, texts);
        Assert.Equal(before, Of(map));
        Assert.True(map.Ledger.IsBalanced);
        return error;
    }
}
