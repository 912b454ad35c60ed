namespace Hark.Records;

/// <summary>A caller that waits for its row of a batch.</summary>
interface IStateRequest
{
    int Bytes { get; }
    void Fail(Exception error);
}

sealed class StateLoad(string kind, string key) : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously), IStateRequest
{
    public string Kind => kind;
    public string Key => key;
    public int Bytes => 0;
    public void Fail(Exception error) => SetException(error);
}

/// <param name="data">Null deletes.</param>
/// <param name="expected">Null when there is to be none.</param>
sealed class StateWrite(string kind, string key, byte[]? data, long? expected) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), IStateRequest
{
    public string Kind => kind;
    public string Key => key;
    public byte[]? Data => data;
    public long? Expected => expected;
    public int Bytes => data?.Length ?? 0;

    /// <summary>The write of the same actor that came after this one and waits for its end.</summary>
    public StateWrite? Next { get; set; }

    /// <summary>The version that the batch gave it; null when the expected one was not there.</summary>
    public long? Written { get; set; }

    public void Fail(Exception error) => SetException(error);

    public void Succeed()
    {
        if (Written is { } version) SetResult(version);
        else SetException(new StateConflictException(kind, key, expected));
    }

    /// <summary>By kind and key, byte by byte.</summary>
    public static int Compare(StateWrite one, StateWrite other)
    {
        var byKind = string.CompareOrdinal(one.Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(one.Key, other.Key);
    }
}
