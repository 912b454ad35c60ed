using System.Text;
using Hark.Grains;
using Hark.Records;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>Actors' states in the tables of each storage.</summary>
public abstract class KeptStatesTests(SilosWithStates silos)
{
    [Fact]
    public async Task FirstWritesAtOnce_LeaveOneRow()
    {
        var test = silos.NextTest();
        var (one, other) = (silos.Open(test), silos.Open(test));
        var before = await silos.Rows();
        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).Save("campaign", "1", [(byte)i], null))));
        var winner = Assert.Single(tries, version => version is not null);
        Assert.Equal(before + 1, await silos.Rows());
        Assert.Equal([(byte)Array.IndexOf(tries, winner)], (await one.Load("campaign", "1"))!.Data);
    }

    [Fact]
    public async Task ActorsOfOneNumber_KeepStatesOfTheirOwn()
    {
        var before = await silos.Rows();
        Assert.True((await silos.Grains.Account(new(12)).Create(new("Main Street", "owner@example.com", "-", "key"))).Ok);
        Assert.True((await silos.Grains.Store(new(12)).Create(new(new(12), "Main Street Motors", "FACE", null, false, null, null, null))).Ok);
        Assert.True((await silos.Grains.Keyword("0FACE").Claim(new(13))).Ok);
        await silos.Grains.Subscriber(new(12)).Block("test");

        // The keyword of the store is the fifth.
        Assert.Equal(before + 5, await silos.Rows());
        Assert.Equal([new StoreId(12)], (await silos.Grains.Account(new(12)).View())!.Stores);
        Assert.Equal(new StoreId(12), await silos.Grains.Keyword("FACE").Holder());
        Assert.Equal(new StoreId(13), await silos.Grains.Keyword("0FACE").Holder());
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class BatchedKeptStatesTests(BatchedSilos silos) : KeptStatesTests(silos), IClassFixture<BatchedSilos>
{
    public static TheoryData<string> Kinds => [.. Shells.All.Where(shell => Shells.State(shell) is not null).Select(Shells.Type)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_AreNamedAsPeopleWriteThem(string kind)
    {
        var byText = Shells.IsAddressedByText(Shells.All.Single(shell => Shells.Type(shell) == kind));
        var actor = GrainId.Create(GrainType.Create(kind), byText ? IdSpan.Create("10 OFF") : GrainIdKeyExtensions.CreateIntegerKey(12_015_550_101));
        await silos.Storage.WriteStateAsync(States.Name, actor, new GrainState<KeywordState>(new(new StoreId(7))));

        await using var store = new PostgresStateStore(new() { ConnectionString = silos.Database });
        Assert.Equal("""{"Holder":7}""", Encoding.UTF8.GetString((await store.Load(kind, byText ? "10 OFF" : "12015550101"))!.Data));
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class AdoNetKeptStatesTests(AdoNetSilos silos) : KeptStatesTests(silos), IClassFixture<AdoNetSilos>;
