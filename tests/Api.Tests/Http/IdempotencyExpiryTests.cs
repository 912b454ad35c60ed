using System.Threading.Channels;
using Hark.Records;
using Hark.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hark.Api.Tests;

public sealed class IdempotencyExpiryTests
{
    readonly ManualTime _time = new();
    readonly Keys _keys = new();

    [Fact]
    public async Task KeysOfAWeekAgo_AreForgottenEachHour_AlsoAfterAFailure()
    {
        using var expiry = new IdempotencyExpiry(_keys, _time, NullLogger<IdempotencyExpiry>.Instance);
        await expiry.StartAsync(CancellationToken.None);
        for (var hour = 0; hour < 3; hour++)
        {
            Assert.Equal(_time.GetUtcNow().AddDays(-7), await _keys.Forgotten.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
            _time.Advance(TimeSpan.FromHours(1));
        }
        await expiry.StopAsync(CancellationToken.None);
    }

    /// <summary>Fails the first time.</summary>
    sealed class Keys : IIdempotencyKeys
    {
        readonly Channel<DateTimeOffset> _forgotten = Channel.CreateUnbounded<DateTimeOffset>();
        bool _failed;

        public ChannelReader<DateTimeOffset> Forgotten => _forgotten.Reader;

        public Task Forget(DateTimeOffset before)
        {
            _forgotten.Writer.TryWrite(before);
            if (_failed) return Task.CompletedTask;
            _failed = true;
            throw new StorageUnavailableException("The disk is full.");
        }

        public Task<IdempotencyReservation> Reserve(string scope, string key, string bodyHash, long effect, DateTimeOffset now) => throw new NotSupportedException();
        public Task Complete(string scope, string key, int status, string body) => throw new NotSupportedException();
    }
}
