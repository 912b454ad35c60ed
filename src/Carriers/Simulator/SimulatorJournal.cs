using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hark.Carriers;

/// <summary>The file that tells which texts reached handsets, also after the process was killed.</summary>
/// <remarks>
/// Lines go to the system in one write per flush, without a buffer of the stream, so that what was flushed survives <c>kill -9</c>
/// (not a power cut). On Linux several processes may share one file; elsewhere a second one is refused.
/// </remarks>
sealed class SimulatorJournal : IDisposable
{
    readonly Lock _writing = new();
    readonly Lock _adding = new();
    readonly string _path;
    readonly FileStream _file;
    StringBuilder _lines = new();
    StringBuilder _spare = new();
    IOException? _failure;

    public SimulatorJournal(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var torn = EndsInsideLine();
        _file = OperatingSystem.IsLinux() ? OpenShared() : new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        // A process killed within a write may leave half a line; the next line must not be glued to it.
        if (torn) _lines.Append('\n');
    }

    public void Add(DateTimeOffset at, DeliveryId delivery, PhoneNumber number, int parts)
    {
        lock (_adding)
            _lines.Append(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds()} {delivery} {number} {parts}\n");
    }

    /// <summary>Returns when every line added before the call is written.</summary>
    /// <exception cref="IOException">The journal could not be written, now or at an earlier flush: it is no longer complete.</exception>
    public void Flush()
    {
        lock (_writing)
        {
            if (_failure is not null) throw new IOException(_failure.Message, _failure);
            StringBuilder full;
            lock (_adding)
            {
                if (_lines.Length == 0) return;
                (full, _lines) = (_lines, _spare);
            }
            Write(full);
            _spare = full.Clear();
        }
    }

    public void Dispose()
    {
        try { Flush(); }
        finally { _file.Dispose(); }
    }

    void Write(StringBuilder lines)
    {
        try
        {
            _file.Write(Encoding.ASCII.GetBytes(lines.ToString()));
        }
        catch (IOException e)
        {
            _failure = new IOException($"The simulator's journal '{_path}' could not be written; make room or name another file in Simulator:Journal, and restart. {e.Message}", e);
            throw _failure;
        }
    }

    bool EndsInsideLine()
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    /// <summary>With O_APPEND, which FileMode.Append does not set: it only seeks to the end at opening, so that two processes would overwrite each other.</summary>
    FileStream OpenShared()
    {
        const int writeOnly = 0x1, append = 0x400, closeOnExec = 0x80000;
        var descriptor = open(_path, writeOnly | append | closeOnExec);
        if (descriptor < 0) throw new IOException($"The simulator's journal '{_path}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [DllImport("libc", SetLastError = true)]
    static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
