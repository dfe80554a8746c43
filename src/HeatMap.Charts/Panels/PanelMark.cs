namespace HeatMap.Charts.Panels;

/// <summary>A line across a panel that says where something is.</summary>
internal readonly record struct PanelMark(double At, bool IsVertical, string Label, string Colour);
