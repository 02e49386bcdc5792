using System.IO.Compression;

namespace Flights;

/// <summary>Reads the lines of a file, plain or compressed with gzip, as bytes.</summary>
internal sealed class LineReader : IDisposable
{
    private readonly Stream _stream;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public LineReader(string path)
    {
        Stream file = File.OpenRead(path);
        bool isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        _stream = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads a line, without its end.</summary>
    /// <param name="line">Valid until the next call.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length < 0 && !_ended)
            {
                Fill();
                continue;
            }

            bool isLast = length < 0;
            if (isLast) length = _end - _start;
            line = _buffer.AsSpan(_start, length).TrimEnd((byte)'\r');
            _start += isLast ? length : length + 1;
            if (isLast && length == 0) return false;
            Number++;
            return true;
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
