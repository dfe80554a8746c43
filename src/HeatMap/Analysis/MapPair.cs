using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What two maps must share before they are compared.</summary>
internal static class MapPair
{
    /// <summary>One lattice, quantum and unit; windows, marks and counts may differ.</summary>
    public static void RequireAlike(MapView map, MapView other, string mapName, string otherName)
    {
        RequireGrid(map, mapName);
        RequireGrid(other, otherName);
        if (!map.Grid.SharesLatticeWith(other.Grid))
        {
            Throw.Argument(otherName, $"the lattices differ: {map.Grid} and {other.Grid}");
        }

        if (!map.Quantum.Equals(other.Quantum))
        {
            Throw.Argument(otherName, string.Create(CultureInfo.InvariantCulture, $"the quanta of the maps differ: {map.Quantum} and {other.Quantum}"));
        }

        if (map.Unit != other.Unit)
        {
            Throw.Argument(otherName, $"the units of the maps differ: {map.Unit ?? "nothing stated"} and {other.Unit ?? "nothing stated"}");
        }
    }

    private static void RequireGrid(MapView view, string name)
    {
        if (view.Grid is null)
        {
            Throw.Argument(name, $"{name} is default and has no grid");
        }
    }
}
