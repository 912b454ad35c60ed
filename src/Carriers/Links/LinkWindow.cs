using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Room for so many texts at once.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "Room may be given back after the link has ended; the semaphore has no wait handle to free.")]
sealed class LinkWindow(int size)
{
    /// <summary>For room: longer than a window full of slow answers takes, shorter than a call's time-out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    static readonly LinkRoom Full = new() { Refusal = new(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable, RetryAfter: TimeSpan.FromSeconds(1)) };

    readonly SemaphoreSlim _room = new(size);

    public int Used => size - _room.CurrentCount;

    public async ValueTask<LinkRoom> Enter() => await _room.WaitAsync(Patience) ? new Room(_room) : Full;

    sealed class Room(SemaphoreSlim room) : LinkRoom
    {
        int _left;

        protected override void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) room.Release();
        }
    }
}
