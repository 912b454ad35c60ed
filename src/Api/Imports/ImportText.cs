using System.Text;

namespace Hark.Api;

/// <summary>The text of an import file: UTF-8, or Latin-1 when its first 64 KB are no UTF-8.</summary>
/// <param name="Latin1">True when it was read as Latin-1.</param>
sealed record ImportText(TextReader Reader, bool Latin1)
{
    const int Probe = 64 * 1024;

    public static async Task<ImportText> Open(Stream file, CancellationToken cancellation)
    {
        var start = new byte[Probe];
        var length = await file.ReadAtLeastAsync(start, Probe, throwOnEndOfStream: false, cancellation);
        var latin1 = !IsUtf8(start.AsSpan(0, length), whole: length < Probe);
        var whole = new StartedStream(start.AsMemory(0, length), file);
        // A byte order mark is passed over by the reader itself.
        return new ImportText(new StreamReader(whole, latin1 ? Encoding.Latin1 : Encoding.UTF8, detectEncodingFromByteOrderMarks: !latin1, bufferSize: Probe), latin1);
    }

    static bool IsUtf8(ReadOnlySpan<byte> bytes, bool whole)
    {
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var read);
            // A character may be cut by the end of the probe.
            if (status == System.Buffers.OperationStatus.NeedMoreData) return !whole;
            if (status != System.Buffers.OperationStatus.Done) return false;
            bytes = bytes[read..];
        }
        return true;
    }

    /// <summary>Bytes that were read already, and then the rest.</summary>
    sealed class StartedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
    {
        ReadOnlyMemory<byte> _start = start;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_start.IsEmpty) return await rest.ReadAsync(buffer, cancellationToken);
            var length = Math.Min(_start.Length, buffer.Length);
            _start[..length].CopyTo(buffer);
            _start = _start[length..];
            return length;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override void Flush() { }
    }
}
