using Hark.Grains;
using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hark.Cluster.Tests;

/// <summary>What goes wrong in an actor arrives in every process as the caller can act on it.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class ExceptionTests(ExceptionTests.Cluster cluster) : IClassFixture<ExceptionTests.Cluster>
{
    static readonly PhoneNumber Number = SampleNumbers.Us(1);
    static readonly OptIn OptIn = new(new(501), ConsentMethod.Import, new("form", "1", null, DateTimeOffset.UnixEpoch), PersonName.Unknown, Confirm: false, Fresh: false, "test");

    [Fact]
    public async Task StorageUnavailable_ArrivesAsSuchWithItsSentence()
    {
        cluster.Log.FailsWith = () => new StorageUnavailableException("The disk is full. Make room.", new NpgsqlException("of a type that does not travel", new IOException("disk")));
        await FromEverywhere(async grains => Assert.Equal("The disk is full. Make room.", (await Assert.ThrowsAsync<StorageUnavailableException>(() => grains.Subscriber(Number).OptIn(OptIn))).Message));
    }

    [Fact]
    public async Task NoAnswer_ArrivesAsSuchWithItsSentence()
    {
        cluster.Log.FailsWith = () => new NoAnswerException("No answer came. Ask again.", new TimeoutException());
        await FromEverywhere(async grains => Assert.Equal("No answer came. Ask again.", (await Assert.ThrowsAsync<NoAnswerException>(() => grains.Subscriber(Number).OptIn(OptIn))).Message));
    }

    [Fact]
    public async Task ExceptionOfAForeignType_ArrivesReadable()
    {
        cluster.Log.FailsWith = () => new ForeignException("the driver fell over");
        await FromEverywhere(async grains =>
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => grains.Subscriber(Number).OptIn(OptIn));
            foreach (var said in new[] { "subscriber/", "OptIn", nameof(ForeignException), "the driver fell over" }) Assert.Contains(said, error.Message, StringComparison.Ordinal);
            Assert.Null(error.InnerException);
        });
    }

    [Fact]
    public async Task StorageUnavailable_ComesThroughAnActorBetween()
    {
        cluster.Log.FailsWith = () => new StorageUnavailableException("The disk is full. Make room.", new ForeignException("cause"));
        var store = await cluster.NewStore();
        await FromEverywhere(async grains => Assert.Equal("The disk is full. Make room.",
            (await Assert.ThrowsAsync<StorageUnavailableException>(() => grains.Store(store).OptIn(Number, OptIn.Proof!, PersonName.Unknown, "test"))).Message));
    }

    [Fact]
    public async Task Refusal_IsAValue()
    {
        Assert.True((await cluster.Silos.Grains.Keyword("WINTER").Claim(new(1))).Ok);
        await FromEverywhere(async grains =>
        {
            var refused = await grains.Keyword("WINTER").Claim(new(2));
            Assert.False(refused.Ok);
            Assert.Equal(Codes.KeywordTaken, refused.Refusal.Code);
            Assert.NotEmpty(refused.Refusal.Reason);
        });
    }

    [Fact]
    public async Task StateThatCannotBeRead_IsStorageUnavailable_UntilItCan()
    {
        await cluster.Execute("ALTER TABLE actor_states RENAME TO away");
        try
        {
            var errors = await Task.WhenAll(cluster.Silos.FromEverywhere.Select(grains => Assert.ThrowsAsync<StorageUnavailableException>(() => grains.Account(new(4_711)).View())));
            Assert.All(errors, error => Assert.Contains("account/", error.Message, StringComparison.Ordinal));
        }
        finally
        {
            await cluster.Execute("ALTER TABLE away RENAME TO actor_states");
        }
        await FromEverywhere(async grains => Assert.Null(await grains.Account(new(4_711)).View()));
    }

    async Task FromEverywhere(Func<IGrains, Task> act)
    {
        foreach (var grains in cluster.Silos.FromEverywhere) await act(grains);
    }

    sealed class ForeignException(string message) : Exception(message)
    {
        public Action DoesNotTravel { get; } = () => { };
    }

    internal sealed class FailingLog : IConsentLog
    {
        public volatile Func<Exception> FailsWith = () => new InvalidOperationException();

        public Task<ConsentId> Append(ConsentEntry entry) => Task.FromException<ConsentId>(FailsWith());
    }

    public sealed class Cluster : IAsyncLifetime
    {
        string _database = "";

        internal SilosInProcess Silos { get; private set; } = null!;
        internal FailingLog Log { get; } = new();

        public async Task InitializeAsync()
        {
            _database = await TestDatabases.New();
            Silos = await SilosInProcess.Start(_database, services: services => services.AddSingleton<IConsentLog>(Log));
        }

        internal async Task<StoreId> NewStore()
        {
            var ids = Silos.Silos[0].GetRequiredService<RecordsService>().Records.Ids;
            var (account, store) = (new AccountId(await ids.Next()), new StoreId(await ids.Next()));
            await Silos.Grains.Account(account).Create(new("Main Street", "owner@example.com", "-", "key"));
            Assert.True((await Silos.Grains.Store(store).Create(new(account, "Main Street Motors", "MOTORS", null, false, null, null, null))).Ok);
            return store;
        }

        internal async Task Execute(string sql)
        {
            await using var source = NpgsqlDataSource.Create(_database);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        public async Task DisposeAsync() => await Silos.DisposeAsync();
    }
}
