namespace Hark.Process.Tests;

/// <summary>Root may write everywhere, so under root the program runs as nobody; skipped where that cannot be done.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class FactOfAnOrdinaryUserAttribute : FactAttribute
{
    const string SetPrivileges = "/usr/bin/setpriv";
    const int Nobody = 65534;

    public FactOfAnOrdinaryUserAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "File permissions are set as Linux does.";
        else if (IsRoot && !File.Exists(SetPrivileges)) Skip = $"The tests run as root and {SetPrivileges} is missing, so the program cannot run as another user.";
        else if (IsRoot && !NobodyMayRead(OneMachine.ProgramFile)) Skip = $"The tests run as root, and another user may not read {OneMachine.ProgramFile}.";
    }

    /// <summary>What runs the program as an ordinary user.</summary>
    public static IReadOnlyList<string> Wrapper => IsRoot ? [SetPrivileges, $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"] : [];

    static bool IsRoot => Environment.UserName == "root";

    static bool NobodyMayRead(string file)
    {
        for (var folder = new FileInfo(file).Directory; folder is not null; folder = folder.Parent)
            if (!OperatingSystem.IsWindows() && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }
}
