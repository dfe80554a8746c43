using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices for drawing a map. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record DisplayOptions
{
    /// <summary>The least <see cref="Width"/>.</summary>
    public const int MinWidth = 280;

    /// <summary>The least <see cref="Height"/>.</summary>
    public const int MinHeight = 240;

    /// <summary>The greatest <see cref="Width"/> and <see cref="Height"/>.</summary>
    public const int MaxSize = 8192;

    internal static DisplayOptions Default { get; } = new();

    /// <summary>
    /// What the picture is headed with, for example the symbol; <see langword="null"/> or blank for <c>Liquidation map</c>. Any text: it is escaped,
    /// characters that a page cannot hold are replaced, and what does not fit its line is cut with an ellipsis.
    /// </summary>
    public string? Title { get; init; }

    /// <summary>Width in pixels at scale one, from <see cref="MinWidth"/> to <see cref="MaxSize"/>. Pages also hold narrower drawings for narrow screens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Width
    {
        get;
        init => field = Sized(value, MinWidth, nameof(Width));
    } = 1080;

    /// <summary>
    /// Height in pixels at scale one, from <see cref="MinHeight"/> to <see cref="MaxSize"/>. A picture whose words leave too little room for the ladder grows beyond it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Height
    {
        get;
        init => field = Sized(value, MinHeight, nameof(Height));
    } = 720;

    private static int Sized(int pixels, int least, string name)
    {
        if (pixels < least || pixels > MaxSize)
        {
            Throw.OutOfRange(name, pixels, $"from {least} to {MaxSize} pixels");
        }

        return pixels;
    }
}
