using System.Text;

namespace HeatMap.Tests.Maps;

/// <summary>Every number of a view as text, so that two maps can be compared to the last unit.</summary>
internal static class Snapshot
{
    public static string Of(MapView view)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', view.LongUnits.ToArray()).Append('|').AppendJoin(',', view.ShortUnits.ToArray()).Append('|');
        text.AppendJoin(',', view.LongCounts.ToArray()).Append('|').AppendJoin(',', view.ShortCounts.ToArray()).Append('|');
        text.Append(view.Below).Append(view.Above).Append(view.InBands).Append(view.Total);
        foreach (UnplacedReason reason in Enum.GetValues<UnplacedReason>())
        {
            text.Append(reason).Append(view.Unplaced[reason]);
        }

        return text.ToString();
    }
}
