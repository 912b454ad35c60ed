namespace Hark.Process.Tests;

/// <summary>What stops the start: exit code 2 and a sentence on the error stream that tells what to do.</summary>
public sealed class RefusedStartTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SecondProcessOnTheSameFolder_IsRefused()
    {
        using var first = await OneMachine.Start(_folder, []);
        await Refused([], $"The data folder {_folder.Data} is in use by another process.");
        Assert.Equal("alive\n", await first.Http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task DamagedDatabase_IsNamed()
    {
        using (var hark = await OneMachine.Start(_folder, [])) Assert.Equal(0, (await hark.Stop()).Code);
        var bytes = await File.ReadAllBytesAsync(_folder.Database);
        bytes.AsSpan(0, Math.Min(bytes.Length, 3 * 4096)).Fill(0x5A);
        await File.WriteAllBytesAsync(_folder.Database, bytes);
        await Refused([], $"The database file {_folder.Database} is damaged");
    }

    [Fact]
    public async Task FolderBelowAFile_IsRefused()
    {
        var file = Path.Combine(_folder.Root, "file");
        await File.WriteAllTextAsync(file, "");
        await Refused([], "cannot be made or written", data: Path.Combine(file, "data"));
    }

    [FactOfAnOrdinaryUser]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task ReadOnlyFolder_IsRefused()
    {
        Directory.CreateDirectory(_folder.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(_folder.Root, (UnixFileMode)0b111_101_101);
        await Refused(new() { Wrapper = FactOfAnOrdinaryUserAttribute.Wrapper }, $"The data folder {_folder.Data} cannot be made or written");
    }

    [Theory]
    [InlineData("Storage__Pth", "x", "Unknown setting Storage:Pth.")]
    [InlineData("Bandwidth__Rate", "fast", "'fast' at 'Bandwidth:Rate'")]
    [InlineData("Bandwidth__Rate", "-1", "Rate")]
    [InlineData("Policy__QuietHours", "sometimes", "'sometimes' at 'Policy:QuietHours'")]
    [InlineData("Simulator__RejectRate", "2", "RejectRate")]
    public async Task SettingThatCannotBe_IsNamed(string name, string value, string says) => await Refused(new() { [name] = value }, says);

    [Fact]
    public async Task UnknownArgument_IsNamed() => await Refused(new() { Arguments = ["--dmeo"] }, "Unknown argument '--dmeo'.");

    async Task Refused(HarkSettings settings, string says, string? data = null)
    {
        using var hark = OneMachine.Begin(_folder, settings, data);
        Assert.Equal(2, await hark.Exit());
        Assert.StartsWith("Hark did not start. ", hark.Errors, StringComparison.Ordinal);
        Assert.Contains(says, hark.Errors, StringComparison.Ordinal);
        Assert.Single(hark.Errors.TrimEnd().Split('\n'));
    }
}
