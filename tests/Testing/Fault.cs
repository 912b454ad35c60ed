namespace Hark.Testing;

/// <summary>Lets one call of a fake fail: before it had its effect, as a broken disk does, or after it, as a process that dies before the answer does.</summary>
public sealed class Fault
{
    int _calls;
    bool _afterwards;

    /// <summary>The n-th call from now fails and leaves nothing behind.</summary>
    public void Before(int call = 1) => (_calls, _afterwards) = (call, false);

    /// <summary>The n-th call from now has its effect and fails all the same.</summary>
    public void After(int call = 1) => (_calls, _afterwards) = (call, true);

    /// <exception cref="StorageUnavailableException">This call was told to fail.</exception>
    public void Around(Action effect)
    {
        var fails = _calls > 0 && --_calls == 0;
        if (!fails || _afterwards) effect();
        if (fails) throw new StorageUnavailableException("The test broke the storage.");
    }
}
