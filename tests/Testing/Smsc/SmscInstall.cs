using System.Diagnostics;

namespace Hark.Testing;

/// <summary>The packages of the server, installed once for each user of a machine and each version.</summary>
static class SmscInstall
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Server { get; } = Path.Combine(AppContext.BaseDirectory, "Smsc", "server");

    /// <returns>Folder of the packages.</returns>
    /// <exception cref="InvalidOperationException">Node.js or npm is missing, or npm could not install the packages.</exception>
    public static async Task<string> Packages()
    {
        using var install = Process.Start(new ProcessStartInfo("sh", [Path.Combine(Server, "install.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = install.StandardOutput.ReadToEndAsync();
        var errors = install.StandardError.ReadToEndAsync();
        await install.WaitForExitAsync().WaitAsync(Patience);
        if (install.ExitCode != 0) throw new InvalidOperationException($"The SMSC of the tests cannot be started: {(await errors).Trim()}. On Debian, apt-get install nodejs npm brings Node.js.");
        return (await output).Trim();
    }
}
