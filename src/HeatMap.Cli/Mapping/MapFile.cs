using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>A map that <c>--partial</c> wrote, read back.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Map">The map.</param>
internal sealed record MapFile(string File, LiquidationMap Map)
{
    /// <summary>No map has more bytes: all bands there can be, with units and counts of both sides, and room for names.</summary>
    public const long MaxLength = (32L * (BandGrid.MaxCount + 2)) + (1 << 20);

    /// <summary>Tells a map from other files by its first bytes, packed or not.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static bool IsMap(string file, ToolConsole console)
    {
        using InputStream input = InputStream.Open(file, console);
        try
        {
            Span<byte> start = stackalloc byte[4];
            return input.Content.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("HMAP"u8);
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(file, $"expected gzip data that is whole, was not: {error.Message}");
        }
    }

    /// <summary>Reads a file, packed or not.</summary>
    /// <exception cref="ToolException">It cannot be read, or holds no map; the message says why.</exception>
    public static MapFile Read(string file, ToolConsole console)
    {
        using InputStream input = InputStream.Open(file, console);
        if (input.Length > MaxLength)
        {
            throw TooLong(file);
        }

        byte[] bytes;
        try
        {
            bytes = Content(input, file);
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(file, $"expected gzip data that is whole, was not: {error.Message}");
        }

        return LiquidationMap.TryRead(bytes, out LiquidationMap? map, out string? reason) ? new(file, map)
            : throw ToolException.BadInput(file, $"expected a map that --partial wrote, was not: {reason}");
    }

    /// <summary>All bytes, as long as they can be a map: neither a pipe nor a packed file tells its length before.</summary>
    private static byte[] Content(InputStream input, string file)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = input.Content.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MaxLength)
            {
                throw TooLong(file);
            }
        }

        input.RequireWhole();
        return content.ToArray();
    }

    private static ToolException TooLong(string file) =>
        ToolException.BadInput(file, string.Create(CultureInfo.InvariantCulture, $"expected a map that --partial wrote, was not: no map has more than {MaxLength} bytes"));
}
