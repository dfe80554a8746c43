using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>What must be known beside the numbers of an explained move, a sentence each.</summary>
internal static class MoveNotes
{
    private const string Limits =
        "This is an account by a model, not a measurement: with half the depth the forced part about doubles. Positions are those of the file before the first bar; who opened, closed or added margin on the way is not seen.";

    public static IEnumerable<string> Of(MoveStudy study)
    {
        if (study.BeginsAway)
        {
            string bar = $"{Price(study.Bars[0].Low, study)} to {Price(study.Bars[0].High, study)}";
            yield return $"The first bar, {bar}, begins {Numbers.Share(study.Gap)} away from the mark, {Price(study.Map.MarkPrice, study)}: the bars may not be those that followed; see --after and --mark.";
        }

        if (study.Levels.Edge is { } edge)
        {
            yield return $"The file has bands: all that a band holds is taken to wait at its {CascadeDocuments.NameOf(edge)} edge.";
        }

        foreach (ExplainedSide side in (ExplainedSide[])[study.Explanation.Down, study.Explanation.Up])
        {
            LiquidationLadder ladder = study.Levels.Ladder;
            bool isDown = side.Direction == Direction.Down;
            if (isDown ? ladder.NotionalBeyondDown > 0 && side.FarthestPrice < study.Map.Grid.Lower : ladder.NotionalBeyondUp > 0 && side.FarthestPrice > study.Map.Grid.Upper)
            {
                yield return $"Price left the window of the map {(isDown ? "below" : "above")}, where more waited at prices that the map does not tell.";
            }
        }

        yield return Limits;
    }

    private static string Price(double price, MoveStudy study) => Numbers.PriceLike(price, study.Map.MarkPrice);
}
