using Hark.Grains.Tests;
using Hark.Silo;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Hark.Cluster.Tests;

/// <summary>Everything that travels, through Orleans' own serializer as the hosts set it up.</summary>
public sealed class CodecTests
{
    static readonly Serializer Serializer = Open();

    public static TheoryData<string> Names => [.. WireContracts.Types.Select(type => WireNames.Of(type))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sent_ArrivesAsItWas(string name)
    {
        foreach (var sent in WireSamples.Of(WireContracts.Types.Single(type => WireNames.Of(type) == name)))
            Assert.Equivalent(sent, Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(sent)), strict: true);
    }

    [Fact]
    public void Exceptions_ArriveAsWhatTheyAre()
    {
        Assert.Equal([nameof(NoAnswerException), nameof(StorageUnavailableException)], WireContracts.Exceptions.Select(type => type.Name).Order(StringComparer.Ordinal));
        foreach (var sent in new Exception[] { new NoAnswerException("Ask again."), new StorageUnavailableException("Make room.") })
        {
            var arrived = Serializer.Deserialize<Exception>(Serializer.SerializeToArray(sent));
            Assert.Equal((sent.GetType(), sent.Message), (arrived!.GetType(), arrived.Message));
        }
    }

    [Fact]
    public void TypeThatIsNotOfTheContracts_DoesNotTravel() => Assert.Throws<CodecNotFoundException>(() => Serializer.SerializeToArray<object>(new Stranger("anybody")));

    static Serializer Open()
    {
        var services = new ServiceCollection();
        services.AddContracts();
        return services.BuildServiceProvider().GetRequiredService<Serializer>();
    }

    sealed record Stranger(string Name);
}
