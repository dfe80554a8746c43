namespace HeatMap.Charts.Panels;

/// <summary>What the reader must have chosen to see a panel, for example <c>Measure</c> and <c>depth</c>.</summary>
internal readonly record struct PanelKey(string Name, string Choice);
