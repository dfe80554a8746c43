namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Names that data may bring, and that must stay text.</summary>
internal static class Labels
{
    public const string Script = "<script>alert(1)</script>";

    public static readonly string Hostile = "</script><img src=x onerror=alert(2)>{b|x}%{y} \"'&\u202eabc\uD800" + new string('w', 5000);
}
