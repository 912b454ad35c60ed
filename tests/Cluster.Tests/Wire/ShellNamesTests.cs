using System.Reflection;
using Hark.Grains.Tests;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>Names that are on the wire and in the database: another version finds actors, calls and states by them.</summary>
public sealed class ShellNamesTests
{
    const string File = "src/Silo/Wire/names.txt";

    static readonly string[] Listed = [.. Repository.Lines(File).Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void WhatIsListed_IsStillThere()
    {
        var gone = Listed.Except(Lines()).ToArray();
        Assert.True(gone.Length == 0, $"""
            These lines of {File} are no longer true:

            {string.Join('\n', gone)}

            Silos of the version before call actors by these names, and states and wake-ups are kept under them: with another name, calls fail and what is kept is never found again.
            Keep the names whatever the types are called. What goes, goes two versions after the last call of it, with its line.
            """);
    }

    [Fact]
    public void WhatIsNew_IsListed()
    {
        var added = Lines().Except(Listed).ToArray();
        Assert.True(added.Length == 0, $"These are new. Add them to {File}, in order:\n\n{string.Join('\n', added)}\n");
    }

    [Fact]
    public void List_IsInOrderAndSaysNothingTwice() => Assert.Equal(Listed.Distinct().Order(StringComparer.Ordinal), Listed);

    [Fact]
    public void EveryInterface_HasAnAlias() => Assert.DoesNotContain(Shells.Interfaces, type => Shells.Alias(type) is null);

    [Fact]
    public void EveryActorOfTheContracts_HasOneShell() =>
        Assert.All(WireContracts.Actors, actor => Assert.Single(Shells.All, actor.IsAssignableFrom));

    static IReadOnlyList<string> Lines()
    {
        var grains = Shells.All.Select(shell => $"grain {Shells.Type(shell)} by {(Shells.IsAddressedByText(shell) ? "text" : "number")} is {string.Join(", ", Interfaces(shell))}");
        var states = Shells.All.Where(shell => Shells.State(shell) is not null).Select(shell =>
        {
            var (type, where) = Shells.State(shell)!.Value;
            return $"state {Shells.Type(shell)} is {type.Name}, '{where.StateName}' of '{where.StorageName}'";
        });
        var calls = Shells.Interfaces.SelectMany(type => type.GetMethods().Select(call => $"call {Shells.Alias(type)}.{call.Name}({string.Join(", ", call.GetParameters().Select(WireNames.Of))}) : {WireNames.Answer(call)}"));
        var records = typeof(SiloProgram).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).SelectMany(type => type.GetProperties()
            .Select(member => (Id: member.GetCustomAttribute<IdAttribute>()?.Id, member)).Where(m => m.Id is not null).Select(m => $"record {Shells.Alias(type) ?? type.FullName}.{m.Id} : {WireNames.Of(m.member.PropertyType)}"));
        return [.. grains.Concat(states).Concat(calls).Concat(records).Order(StringComparer.Ordinal)];
    }

    static IEnumerable<string?> Interfaces(Type shell) => shell.GetInterfaces().Where(Shells.Interfaces.Contains).Select(Shells.Alias).Order(StringComparer.Ordinal);
}
