using System.Collections.Concurrent;
using Hark.Grains;

namespace Hark.Testing;

/// <summary>A carrier that answers what the test says, and remembers what it was given.</summary>
public sealed class FakeCarrier : ICarrier
{
    readonly ConcurrentQueue<CarrierText> _given = new();

    public IReadOnlyCollection<CarrierText> Given => _given;

    /// <summary>What it answers; accepts everything unless told otherwise.</summary>
    public Func<CarrierText, Task<SubmitResult>> Answer { get; set; } = text => Task.FromResult(new SubmitResult(SubmitStatus.Accepted, $"ref-{text.Reference.Value}"));

    public void Answers(SubmitResult result) => Answer = _ => Task.FromResult(result);

    /// <summary>How long it takes nothing.</summary>
    public TimeSpan Hold { get; set; }

    /// <summary>What it says to a text that asks for room; gives room unless told otherwise.</summary>
    public Func<string, ValueTask<LinkRoom>> Entrance { get; set; } = _ => new(LinkRoom.Unbounded);

    public TimeSpan HoldFor(string sender) => Hold;

    public ValueTask<LinkRoom> Enter(string sender) => Entrance(sender);

    public Task<SubmitResult> Submit(CarrierText text)
    {
        _given.Enqueue(text);
        return Answer(text);
    }
}
