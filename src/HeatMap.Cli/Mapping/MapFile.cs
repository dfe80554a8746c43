using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>A map that <c>--partial</c> wrote, read back, or one that CoinGlass answered.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Map">The map.</param>
internal sealed record MapFile(string File, LiquidationMap Map)
{
    /// <summary>So much of a file tells what it is.</summary>
    private const int StartLength = 1 << 16;

    /// <summary>No map has more bytes: all bands there can be, with units and counts of both sides, and room for names.</summary>
    public const long MaxLength = (32L * (BandGrid.MaxCount + 2)) + (1 << 20);

    /// <summary>The answer behind the map; null where it is a map that <c>--partial</c> wrote.</summary>
    public CoinGlassFile? Answer { get; private init; }

    /// <summary>Tells a map from other files by its first bytes, packed or not.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static bool IsMap(string file, ToolConsole console) => KindOf(file, console) != MapKind.None;

    /// <summary>Tells maps of either kind from other files by their first bytes, packed or not.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static MapKind KindOf(string file, ToolConsole console)
    {
        using InputStream input = InputStream.Open(file, console);
        try
        {
            var start = new byte[StartLength];
            int count = input.Content.ReadAtLeast(start.AsSpan(0, 4), 4, throwOnEndOfStream: false);
            if (start.AsSpan(0, count).SequenceEqual("HMAP"u8))
            {
                return MapKind.Partial;
            }

            // Only JSON is looked at further: the rest of a damaged file is the business of whoever reads it.
            count = count == 4 && start[0] is (byte)'{' or (byte)'[' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xef
                ? 4 + input.Content.ReadAtLeast(start.AsSpan(4), StartLength - 4, throwOnEndOfStream: false)
                : count;
            return CoinGlassFile.IsCoinGlass(start.AsSpan(0, count)) ? MapKind.CoinGlass : MapKind.None;
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(file, $"expected gzip data that is whole, was not: {error.Message}");
        }
    }

    /// <summary>Reads a file, packed or not.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="console">For standard input.</param>
    /// <param name="view">How to look at what may be looked at in several ways; null for its own bands and its last column.</param>
    /// <exception cref="ToolException">It cannot be read, or holds no map; the message says why.</exception>
    public static MapFile Read(string file, ToolConsole console, MapFileView? view = null)
    {
        using InputStream input = InputStream.Open(file, console);
        (Stream content, bool isJson) = (input.Content, false);
        try
        {
            (content, isJson) = JsonStart.Peek(content);
            if (isJson)
            {
                var answer = CoinGlassFile.Read(new MemoryStream(Content(content, input, file, CoinGlassFile.MaxLength)));
                return OfAnswer(file, answer, view ?? MapFileView.Own);
            }

            if (view?.At is not null)
            {
                throw ToolException.Usage($"--at goes with a heat map of CoinGlass: {file} is one map");
            }

            if (input.Length > MaxLength)
            {
                throw TooLong(file, MaxLength);
            }

            return LiquidationMap.TryRead(Content(content, input, file, MaxLength), out LiquidationMap? map, out string? reason) ? new(file, map)
                : throw ToolException.BadInput(file, $"expected a map that --partial wrote, was not: {reason}");
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(file, $"expected gzip data that is whole, was not: {error.Message}");
        }
        catch (ToolException error) when (isJson && error is { ExitCode: ExitCode.BadInput, NamesFile: false })
        {
            throw ToolException.BadInput(file, error.Message);
        }
    }

    /// <summary>The map of an answer.</summary>
    public static MapFile OfAnswer(string file, CoinGlassFile answer, MapFileView view)
    {
        try
        {
            return new(file, answer.ToMap(file, view.At, view.Mark, view.Bands, view.Unit)) { Answer = answer };
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw ToolException.BadInput(file, $"expected levels that fit these bands, were not: {(error is ArgumentException argument ? Message.Of(argument) : error.Message)}");
        }
    }

    /// <summary>All bytes, as long as they can be a map: neither a pipe nor a packed file tells its length before.</summary>
    private static byte[] Content(Stream source, InputStream input, string file, long most)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > most)
            {
                throw TooLong(file, most);
            }
        }

        input.RequireWhole();
        return content.ToArray();
    }

    private static ToolException TooLong(string file, long most) =>
        ToolException.BadInput(file, string.Create(CultureInfo.InvariantCulture, $"expected a map that --partial wrote, was not: no map has more than {most} bytes"));
}
