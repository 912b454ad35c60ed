namespace Hark.Carriers.Tests;

public sealed class RoutesTests
{
    static readonly Route Usual = new("smpp", "smpp", []);

    [Fact]
    public void Pools_AreThoseOfLinksWithARate()
    {
        var routes = new Routes(Usual, [new("east", "smpp", ["80565"], 12.5), new("west", "http", ["80566"])]);

        Assert.Equal(("east", null, null), (routes.PoolOf("80565"), routes.PoolOf("80566"), routes.PoolOf("80567")));
        Assert.Equal(new KeyValuePair<string, double>("east", 12.5), Assert.Single(routes.Pools));
        Assert.Equal(["smpp", "east", "west"], routes.All.Select(r => r.Name));
        Assert.Same(Usual, routes.Of("80567"));
    }

    public static TheoryData<string, Route[]> Contradictions => new()
    {
        { "Two links are called 'smpp'.", [new("smpp", "smpp", ["80565"])] },
        { "Links: the sender 80565 is named twice.", [new("east", "smpp", ["80565"]), new("west", "smpp", ["80565"])] },
        { "Links:east:Failover is 'west', which is no other link. There are smpp.", [new("east", "smpp", ["80565"], Failover: "west")] },
        { "Links:east:Failover is 'east', which is no other link. There are smpp.", [new("east", "smpp", ["80565"], Failover: "east")] },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Contradiction_IsASentence(string says, Route[] others) =>
        Assert.Equal(says, Assert.Throws<ArgumentException>(() => new Routes(Usual, others)).Message);
}
