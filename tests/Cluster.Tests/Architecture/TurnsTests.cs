using System.Reflection;
using Orleans.Concurrency;

namespace Hark.Cluster.Tests;

/// <summary>Actors are written for one turn at a time. What Orleans offers to weaken that lets in more than it names (ADR 7).</summary>
public sealed class TurnsTests
{
    [Fact]
    public void Shells_TakeOneTurnAtATime() =>
        Assert.DoesNotContain(Shells.All, shell => shell.IsDefined(typeof(ReentrantAttribute)) || shell.IsDefined(typeof(MayInterleaveAttribute)));

    [Fact]
    public void Calls_WaitForTheirTurn() =>
        Assert.DoesNotContain(Shells.Interfaces.SelectMany(type => type.GetMethods()), call => call.IsDefined(typeof(AlwaysInterleaveAttribute)) || call.IsDefined(typeof(ReadOnlyAttribute)));
}
