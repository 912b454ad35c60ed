using System.Text.RegularExpressions;
using Hark.Api;
using Hark.Silo;

namespace Hark.Cluster.Tests;

/// <summary>Whatever cannot be is told in one sentence that names it; the process ends with 2.</summary>
public sealed class RefusedStartTests
{
    const string Database = "Database:ConnectionString";

    /// <summary>Nothing listens there: a start that gets so far has accepted the settings.</summary>
    const string Nowhere = "Host=127.0.0.1;Port=1;Username=hark;Password=secret-word;Database=hark";

    [Theory]
    [InlineData("Cluster:Address", "db1.example.com", "Cluster:Address must be an IP address")]
    [InlineData("Cluster:IdleAfter", "soon", "'soon' at 'Cluster:IdleAfter'")]
    [InlineData("Cluster:IdleAfter", "00:00:01", "Cluster:IdleAfter must be from 10 s to a day")]
    [InlineData("Cluster:ProbeTimeout", "00:01:00", "Cluster:ProbeTimeout must be from 200 ms to 30 s")]
    [InlineData("Cluster:CallTimeout", "00:00:01", "Cluster:CallTimeout must be from 2 s to 5 minutes")]
    [InlineData("Cluster:DrainTime", "-00:00:01", "Cluster:DrainTime must be from 0 to 5 minutes")]
    [InlineData("Cluster:MissedProbes", "1", "Cluster:MissedProbes must be from 2 to 10")]
    [InlineData("Cluster:MissedProbes", "some", "'some' at 'Cluster:MissedProbes'")]
    [InlineData("Cluster:SiloPort", "0", "Cluster:SiloPort must be from 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "70000", "Cluster:GatewayPort must be from 1 to 65535")]
    [InlineData("Cluster:GatewayPort", "11111", "Cluster:SiloPort and Cluster:GatewayPort are both 11111")]
    [InlineData("Cluster:ClusterId", "", "Cluster:ClusterId must not be empty")]
    [InlineData("Cluster:ServiceId", "", "Cluster:ServiceId must not be empty")]
    [InlineData("Cluster:States", "Redis", "'Redis' at 'Cluster:States'")]
    [InlineData("Cluster:States", "7", "Cluster:States must be Batched or AdoNet")]
    [InlineData("Cluster:IdelAfter", "00:00:20", "Unknown setting Cluster:IdelAfter")]
    [InlineData("Database:Conections", "8", "Unknown setting Database:Conections")]
    [InlineData("Database:Connections", "0", "Database:Connections must be 1 to 64")]
    [InlineData(Database, null, "Database:ConnectionString must name the server")]
    [InlineData(Database, "", "Database:ConnectionString must name the server")]
    [InlineData(Database, "Host=db1;Password=secret-word;Pord=5432", "Database:ConnectionString cannot be read")]
    [InlineData(Database, "secret-word", "Database:ConnectionString cannot be read")]
    [InlineData(Database, "Host=db1;Password=secret-word;Port=many", "Database:ConnectionString cannot be read")]
    [InlineData(Database, "Password=secret-word;Database=hark", "names no host")]
    [InlineData(Database, "Host=db1;Password=secret-word", "names no database")]
    [InlineData("Bandwidth:Rate", "0", "Rate")]
    [InlineData("Carrier:Kind", "pigeon", "simulator, smpp or http")]
    public async Task SettingThatCannotBe_IsNamedInASentence(string name, string? value, string says)
    {
        foreach (var role in new[] { Role.Silo, Role.Api, Role.Both }) AssertRefused(await Start(role, [], name, value), says);
    }

    [Theory]
    [InlineData("Bandwidth:HandOverTimeout", "00:00:03", "Bandwidth:HandOverTimeout (00:00:03) must be shorter than Cluster:ProbeTimeout times Cluster:MissedProbes (00:00:03)")]
    [InlineData("Cluster:MissedProbes", "2", "Cluster:MissedProbes (00:00:02)")]
    [InlineData("Cluster:CallTimeout", "00:00:12", "Cluster:CallTimeout (00:00:12) must be longer than Bandwidth:HandOverTimeout and the longest time at a carrier")]
    [InlineData("Simulator:Timeout", "00:00:14", "together (00:00:16)")]
    public async Task SettingsOfASiloThatContradictEachOther_AreNamedInASentence(string name, string value, string says)
    {
        foreach (var role in new[] { Role.Silo, Role.Both }) AssertRefused(await Start(role, [], name, value), says);
    }

    [Theory]
    [InlineData("--dmeo", "'--dmeo'")]
    [InlineData("--urls nowhere", "'nowhere'")]
    [InlineData("--demo", "--demo shows a store through the API")]
    public async Task ArgumentThatCannotBe_IsNamedInASentence(string line, string says) => AssertRefused(await Start(Role.Silo, line.Split(' '), Database, Nowhere), says);

    [Fact]
    public async Task DatabaseThatIsNotThere_IsNamedWithoutItsPassword() => AssertRefused(await Start(Role.Both, [], Database, Nowhere), "database hark at 127.0.0.1:1");

    static void AssertRefused((int Code, string Errors) ended, string says)
    {
        Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
        Assert.StartsWith("Hark did not start. ", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"^\s+at ", RegexOptions.Multiline), ended.Errors);
        Assert.Equal(2, ended.Code);
    }

    /// <summary>As the program does it, with settings of the test's own.</summary>
    static async Task<(int Code, string Errors)> Start(Role role, string[] arguments, string name, string? value)
    {
        var (errors, before) = (new StringWriter(), Console.Error);
        Console.SetError(errors);
        try
        {
            var code = await HarkApi.Guard(async () =>
            {
                await using var app = HarkApi.Build(arguments, builder =>
                {
                    builder.Configuration[Database] = Nowhere;
                    builder.Configuration[name] = value;
                    builder.AddCluster(role);
                }, withApi: role != Role.Silo);
                await app.StartAsync();
                return 0;
            });
            return (code, errors.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
