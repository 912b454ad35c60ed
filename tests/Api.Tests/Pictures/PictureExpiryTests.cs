using System.Threading.Channels;
using Hark.Records;
using Hark.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Api.Tests;

public sealed class PictureExpiryTests
{
    readonly ManualTime _time = new();
    readonly Pieces _pictures = new();

    [Fact]
    public async Task PicturesOfAMonthAgo_AreRemovedEachHour_PieceAfterPiece()
    {
        using var expiry = new PictureExpiry(_pictures, _time, NullLogger<PictureExpiry>.Instance);
        await expiry.StartAsync(CancellationToken.None);
        for (var hour = 0; hour < 3; hour++)
        {
            for (var piece = 0; piece < 2; piece++)
                Assert.Equal(_time.GetUtcNow().AddDays(-30), await _pictures.Pruned.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
            Assert.False(_pictures.Pruned.TryPeek(out _));
            _time.Advance(TimeSpan.FromHours(1));
        }
        await expiry.StopAsync(CancellationToken.None);
    }

    /// <summary>Each second piece is the last one.</summary>
    sealed class Pieces : IPictures
    {
        readonly Channel<DateTimeOffset> _pruned = Channel.CreateUnbounded<DateTimeOffset>();
        int _asked;

        public ChannelReader<DateTimeOffset> Pruned => _pruned.Reader;

        public Task<bool> Prune(DateTimeOffset usedBefore)
        {
            var more = ++_asked % 2 == 1;
            _pruned.Writer.TryWrite(usedBefore);
            return Task.FromResult(more);
        }

        public Task<Picture> Keep(NewPicture picture) => throw new NotSupportedException();
        public Task<KeptPicture?> Find(string token) => throw new NotSupportedException();
    }
}
