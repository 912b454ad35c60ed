using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

/// <summary>Tries to break invariant 3: whatever happens, the cap is the cap.</summary>
public class CapPropertyTests
{
    enum Event { Pass, Restart, ClockBack, ClockForward, ClockForwardInLife, TwoActivations, Lose, Find, SlowDown, Burst, Slow, Fast }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1000)]
    public void AnyHistory_KeepsTheCap(double rate)
    {
        var history = Gen.Elements(Enum.GetValues<Event>()).Zip(Gen.Choose(1, 1500)).ListOf(12).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(history, events =>
        {
            var sent = Play(rate, events);
            return (sent.Burst(rate) <= HandOvers.Allowed(rate, largest: 3)).Label($"burst {sent.Burst(rate)} of {string.Join(' ', events)}");
        }));
    }

    static HandOvers Play(double rate, IEnumerable<(Event, int)> events)
    {
        var pool = new PoolSimulation(rate, delay: TimeSpan.FromMilliseconds(1));
        var nodes = new[] { pool.AddNode(), pool.AddNode(), pool.AddNode() };
        pool.AddPump(nodes[0], 1, Priority.Campaign);
        pool.AddPump(nodes[1], 2, Priority.Campaign, parts: 3);
        var singles = pool.AddPump(nodes[2], 3, Priority.Single, parts: 2, texts: 1);
        foreach (var (happens, milliseconds) in events)
        {
            switch (happens)
            {
                case Event.Restart: pool.Restart(); break;
                case Event.ClockBack: pool.Time.StepWallClock(TimeSpan.FromMilliseconds(-10 * milliseconds)); pool.Restart(); break;
                // While down: up to the skew that the options allow for; more cannot be told from time that passed.
                case Event.ClockForward: pool.Time.StepWallClock(TimeSpan.FromMilliseconds(milliseconds / 15)); pool.Restart(); pool.Run(pool.Options.MaxAhead.TotalSeconds); break;
                case Event.ClockForwardInLife: pool.Actor.View(); pool.Time.StepWallClock(TimeSpan.FromMilliseconds(10 * milliseconds)); pool.Run(pool.Options.MaxAhead.TotalSeconds); break;
                case Event.TwoActivations: pool.Route(new EitherOf(pool.Activate(), pool.Activate())); break;
                case Event.Lose: pool.Unreachable = true; break;
                case Event.Find: pool.Unreachable = false; break;
                case Event.SlowDown: nodes[milliseconds % 3].Pacer.SlowDown(TimeSpan.FromMilliseconds(milliseconds / 4)); break;
                case Event.Burst: singles.Add(20); break;
                case Event.Slow: pool.Delay = TimeSpan.FromMilliseconds(milliseconds / 30); break;
                case Event.Fast: pool.Delay = TimeSpan.Zero; break;
            }
            pool.Run(milliseconds / 1000.0 * (rate < 10 ? 5 : 1));
        }
        return pool.HandOvers;
    }

    /// <summary>A cluster that for a while runs an actor twice: calls go to one, then to the other.</summary>
    sealed class EitherOf(IBandwidth one, IBandwidth other) : IBandwidth
    {
        int _calls;

        public Task<Lease> Lease(LeaseRequest request) => (_calls++ % 2 == 0 ? one : other).Lease(request);
        public async Task<PoolView> View()
        {
            await other.View();
            return await one.View();
        }
    }
}
