using System.IO.Compression;

namespace HeatMap.Cli.Input;

/// <summary>Opens a file or standard input, unpacks gzip, and knows how far it has read.</summary>
internal sealed class InputStream : IDisposable
{
    private readonly Stream _raw;
    private readonly TailStream _tail;
    private readonly CountingStream? _unpacked;

    private InputStream(Stream raw, long? length)
    {
        _raw = raw;
        _tail = new(raw);
        Length = length;

        // Gzip tells itself by its first two bytes, whatever the file is called.
        _unpacked = _tail.First is [0x1f, 0x8b] ? new(new GZipStream(_tail, CompressionMode.Decompress)) : null;
        Content = _unpacked ?? (Stream)_tail;
    }

    /// <summary>The unpacked bytes.</summary>
    public Stream Content { get; }

    /// <summary>Bytes of the file as it lies, packed or not; null when not known.</summary>
    public long? Length { get; }

    /// <summary>How many of them have been read.</summary>
    public long Position => _raw.CanSeek ? _raw.Position : 0;

    public static InputStream Open(string file, ToolConsole console)
    {
        if (file == "-")
        {
            return new(console.OpenInput(), null);
        }

        if (Directory.Exists(file))
        {
            throw ToolException.Usage($"{file} cannot be read: it is a folder");
        }

        try
        {
            var raw = new FileStream(file, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 16 });
            return new(raw, raw.CanSeek ? raw.Length : null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ToolException.Usage($"{file} cannot be read: {error.Message}");
        }
    }

    /// <summary>Reads a packed file to its end to see whether it is whole; null when it is, or is not packed.</summary>
    public string? Damage()
    {
        try
        {
            if (_unpacked is not null)
            {
                _unpacked.CopyTo(Stream.Null);
            }

            RequireWhole();
            return null;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }

    /// <summary>
    /// Checks, at the end, that a packed file was whole: the unpacking stream takes a file that was cut off for one that ended, but the last
    /// four bytes of gzip tell how long the content is.
    /// </summary>
    /// <exception cref="InvalidDataException">It was not.</exception>
    public void RequireWhole()
    {
        if (_unpacked is not null && (uint)_unpacked.Count != _tail.Last)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"the data unpacks to {_unpacked.Count} bytes and ends with a length of {_tail.Last}: it is cut off, damaged, or several files in one; unpack it first"));
        }
    }

    public void Dispose()
    {
        Content.Dispose();
        _raw.Dispose();
    }

    /// <summary>Counts what is read.</summary>
    private sealed class CountingStream(Stream inner) : ReadOnlyStream
    {
        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = inner.Read(buffer);
            Count += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Shows the first two bytes of a stream before they are read, and the last four after.</summary>
    private sealed class TailStream : ReadOnlyStream
    {
        private readonly Stream _inner;
        private int _given;

        public TailStream(Stream inner)
        {
            _inner = inner;
            var first = new byte[2];
            First = first[..inner.ReadAtLeast(first, 2, throwOnEndOfStream: false)];
        }

        public byte[] First { get; }

        /// <summary>The last four bytes read, as a little-endian number.</summary>
        public uint Last { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count;
            if (_given < First.Length)
            {
                count = Math.Min(buffer.Length, First.Length - _given);
                First.AsSpan(_given, count).CopyTo(buffer);
                _given += count;
            }
            else
            {
                count = _inner.Read(buffer);
            }

            foreach (byte b in buffer[Math.Max(0, count - 4)..count])
            {
                Last = (Last >> 8) | ((uint)b << 24);
            }

            return count;
        }
    }
}
