namespace Hark.Process.Tests;

/// <summary><c>--check-carrier</c>: what an operator runs before the first text.</summary>
public sealed class CheckCarrierTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Needs", "Smsc")]
    public async Task LinksThatWork_AreToldAndNothingIsSent()
    {
        await using var smsc = await NodeSmsc.Start();
        var (code, output) = await Check(Smpp(smsc.Port, "secret").With("Links__west__Kind", "smpp").With("Links__west__Senders__0", "12345").With("Links__west__Smpp__Host", "127.0.0.1")
            .With("Links__west__Smpp__Port", $"{smsc.Port}").With("Links__west__Smpp__SystemId", "hark").With("Links__west__Smpp__Password", "secret").With("Links__west__Smpp__Bind", "Pair"));

        Assert.Equal(0, code);
        Assert.Contains("smpp (smpp): works", output, StringComparison.Ordinal);
        Assert.Contains("bound as transceiver in ", output, StringComparison.Ordinal);
        Assert.Contains("enquire_link answered in ", output, StringComparison.Ordinal);
        Assert.Contains("west (smpp): works", output, StringComparison.Ordinal);
        Assert.Contains("bound as transmitter and receiver in ", output, StringComparison.Ordinal);
        Assert.Empty(smsc.Submits());
        Assert.Equal(3, smsc.Records().Count(r => r.Kind == "unbind"));
    }

    [Fact]
    [Trait("Needs", "Smsc")]
    public async Task WrongPassword_IsToldByTheCarriersName()
    {
        await using var smsc = await NodeSmsc.Start();
        var (code, output) = await Check(Smpp(smsc.Port, "wr0ngpw"));

        Assert.Equal(1, code);
        Assert.Contains("smpp (smpp): does not work", output, StringComparison.Ordinal);
        Assert.Contains("ESME_RINVPASWD", output, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ngpw", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyThere_IsTold()
    {
        var (code, output) = await Check(Smpp(FreePort.Next(), "secret"));
        Assert.Equal(1, code);
        Assert.Contains("cannot be reached", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulator_HasNothingToCheck()
    {
        var (code, output) = await Check([]);
        Assert.Equal(0, code);
        Assert.Contains("simulator (simulator): works", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BesideAnotherArgument_IsRefused()
    {
        using var hark = HarkProcess.Begin(_folder.Root, new() { Arguments = ["--check-carrier", "--demo"] }, OneMachine.ProgramFile);
        Assert.Equal(2, await hark.Exit());
        Assert.Contains("--check-carrier", hark.Errors, StringComparison.Ordinal);
    }

    async Task<(int Code, string Output)> Check(HarkSettings settings)
    {
        using var hark = HarkProcess.Begin(_folder.Root, settings, OneMachine.ProgramFile, "--check-carrier");
        return (await hark.Exit(), hark.Output + hark.Errors);
    }

    static HarkSettings Smpp(int port, string password) => new()
    {
        ["Carrier__Kind"] = "smpp",
        ["Smpp__Host"] = "127.0.0.1",
        ["Smpp__Port"] = $"{port}",
        ["Smpp__SystemId"] = "hark",
        ["Smpp__Password"] = password,
    };
}
