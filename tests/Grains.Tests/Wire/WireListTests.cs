namespace Hark.Grains.Tests;

/// <summary>A cluster is upgraded silo by silo, so two versions talk to each other. What they say is written down, and this notices when it changes.</summary>
public sealed class WireListTests
{
    const string File = "src/Grains.Interfaces/wire.txt";

    static readonly string[] Listed = [.. Repository.Lines(File).Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void WhatIsListed_IsStillThere()
    {
        var gone = Listed.Except(WireContracts.Lines()).ToArray();
        Assert.True(gone.Length == 0, $"""
            The contracts no longer have these lines of {File}:

            {string.Join('\n', gone)}

            While a cluster is upgraded silo by silo, silos of the version before still send and expect them: their calls would fail, and their values would be lost.
            Never rename, remove or change what travels. Add a new call, member or value beside the old one; remove the old one, with its line, two versions later.
            """);
    }

    [Fact]
    public void WhatIsNew_IsListed()
    {
        var added = WireContracts.Lines().Except(Listed).ToArray();
        Assert.True(added.Length == 0, $"""
            These are new. Add them to {File}, in order; from then on they are kept for two versions:

            {string.Join('\n', added)}

            The version before neither sends nor knows them: a member that is absent must mean what it meant before there was one, and a call or an enum's value may be used only by the version after the one that brings it.
            """);
    }

    [Fact]
    public void List_IsInOrderAndSaysNothingTwice() => Assert.Equal(Listed.Distinct().Order(StringComparer.Ordinal), Listed);

    [Fact]
    public void Lines_SayEveryKindOfThing() =>
        Assert.Equal(["actor", "assembly", "call", "enum", "exception", "record", "value"], WireContracts.Lines().Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
}
