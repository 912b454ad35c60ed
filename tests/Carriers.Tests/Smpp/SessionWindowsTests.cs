using Hark.Testing;

namespace Hark.Carriers.Tests;

public sealed class SessionWindowsTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly ManualTime _time = new();
    readonly SessionWindows<string> _windows;

    public SessionWindowsTests() => _windows = new(2, _time);

    [Fact]
    public async Task Room_IsOnTheFreestSession()
    {
        _windows.Open("a");
        _windows.Open("b");

        string?[] taken = [await Enter(), await Enter(), await Enter(), await Enter()];

        Assert.Equal(["a", "a", "b", "b"], taken.Order());
        Assert.NotEqual(taken[0], taken[1]);
        Assert.Equal((2, 4), (_windows.Sessions, _windows.Used));
        Assert.False(_windows.TryEnter("a"));
    }

    [Fact]
    public async Task WhoWaits_GetsTheFirstRoomOnAnySessionInTheOrderOfAsking()
    {
        Fill("a", "b");
        var (first, second) = (Enter(), Enter());

        _windows.Leave("b");
        Assert.Equal("b", await first);
        Assert.False(second.IsCompleted);
        // What is free belongs to who waits.
        _windows.Leave("a");

        Assert.Equal("a", await second);
        Assert.Equal(4, _windows.Used);
    }

    [Fact]
    public async Task WhoWaitsTooLong_GetsNoneAndTakesNone()
    {
        Fill("a");
        var late = Enter();

        _time.Advance(Patience);
        Assert.Null(await late);
        _windows.Leave("a");

        Assert.Equal(1, _windows.Used);
        Assert.True(_windows.TryEnter("a"));
    }

    [Fact]
    public async Task NewSession_IsForThoseWhoWait()
    {
        Fill("a");
        var waiting = Enumerable.Range(0, 3).Select(_ => Enter()).ToArray();

        _windows.Open("b");

        Assert.Equal("b", await waiting[0]);
        Assert.Equal("b", await waiting[1]);
        Assert.False(waiting[2].IsCompleted);
        Assert.Equal(4, _windows.Used);
    }

    [Fact]
    public async Task LastSessionClosed_NobodyWaitsAndNobodyGetsRoom()
    {
        Fill("a", "b");
        var waiting = Enter();

        _windows.Close("a");
        Assert.False(waiting.IsCompleted);
        _windows.Close("b");

        Assert.Null(await waiting);
        Assert.Null(await Enter());
        Assert.Equal((0, 0), (_windows.Sessions, _windows.Used));
    }

    [Fact]
    public async Task ClosedSession_IsEmptyWhenAllRoomIsBackAndGivesNone()
    {
        Fill("a");
        _windows.Open("b");
        _windows.Close("a");
        var empty = _windows.Empty("a");

        _windows.Leave("a");
        Assert.False(empty.IsCompleted);
        Assert.False(_windows.TryEnter("a"));
        _windows.Leave("a");
        await empty;

        _windows.Leave("a");
        _windows.Close("a");
        Assert.Equal((1, 0), (_windows.Sessions, _windows.Used));
        Assert.Equal("b", await Enter());
    }

    Task<string?> Enter() => _windows.Enter(Patience).AsTask();

    void Fill(params string[] sessions)
    {
        foreach (var session in sessions)
        {
            _windows.Open(session);
            while (_windows.TryEnter(session))
            {
            }
        }
    }
}
