using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hark.Grains.Tests;

/// <summary>Whatever travels arrives as it was, and as well as can be from a version before or after this one. The hosts write it as plain JSON, without options.</summary>
public sealed class WireRoundTripTests
{
    public static TheoryData<string> Names => [.. WireContracts.Types.Select(type => WireNames.Of(type))];
    public static TheoryData<string> Records => [.. WireContracts.Types.Where(type => WireContracts.Read(type).Count > 0).Select(type => WireNames.Of(type))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sent_ArrivesAsItWas(string name)
    {
        var type = Named(name);
        foreach (var sent in WireSamples.Of(type))
        {
            var text = JsonSerializer.Serialize(sent, type);
            var arrived = JsonSerializer.Deserialize(text, type);
            Assert.Equivalent(sent, arrived, strict: true);
            Assert.Equal(text, JsonSerializer.Serialize(arrived, type));
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void SentByALaterVersion_IsReadWithoutWhatIsNotKnown(string name)
    {
        var type = Named(name);
        var sent = WireSamples.Full(type);
        var later = JsonSerializer.SerializeToNode(sent, type)!.AsObject();
        later["FromALaterVersion"] = new JsonObject { ["Deep"] = new JsonArray(1, 2) };
        Assert.Equivalent(sent, later.Deserialize(type), strict: true);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void SentByAnEarlierVersion_IsReadWithDefaultsForWhatWasNotThere(string name)
    {
        var type = Named(name);
        foreach (var member in WireContracts.Read(type))
        {
            var sent = WireSamples.Full(type);
            var earlier = JsonSerializer.SerializeToNode(sent, type)!.AsObject();
            Assert.True(earlier.Remove(member.Name));
            var arrived = earlier.Deserialize(type)!;
            // The default of a struct is told as null.
            var said = member.AssociatedParameter is { HasDefaultValue: true, DefaultValue: var value } ? value : null;
            var absent = said ?? (member.PropertyType.IsValueType ? Activator.CreateInstance(member.PropertyType) : null);
            Assert.Equal(absent, member.Get!(arrived));
            foreach (var other in WireContracts.Read(type).Where(m => m.Name != member.Name)) Assert.Equivalent(other.Get!(sent), other.Get!(arrived), strict: true);
        }
    }

    [Fact]
    public void EnumValues_AreNumbersOnTheWire_ButNamesAsKeys()
    {
        Assert.Equal("4", JsonSerializer.Serialize(DeliveryStatus.Undelivered));
        Assert.Equal("""{"Undelivered":1}""", JsonSerializer.Serialize<IReadOnlyDictionary<DeliveryStatus, long>>(new Dictionary<DeliveryStatus, long> { [DeliveryStatus.Undelivered] = 1 }));
        // A value of a later version arrives as its number.
        Assert.Equal((DeliveryStatus)77, JsonSerializer.Deserialize<DeliveryStatus>("77"));
    }

    static Type Named(string name) => WireContracts.Types.Single(type => WireNames.Of(type) == name);
}
