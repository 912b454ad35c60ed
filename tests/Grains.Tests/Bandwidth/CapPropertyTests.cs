using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

/// <summary>Tries to break invariant 3: whatever happens, the cap is the cap.</summary>
public class CapPropertyTests
{
    enum Event { Pass, Restart, ClockBack, ClockForward, ClockForwardInLife, TwoActivations, Lose, Find, SlowDown, Burst, Slow, Fast, Stop, Kill, Join }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1000)]
    public void AnyHistory_KeepsTheCap(double rate)
    {
        var history = Gen.Elements(Enum.GetValues<Event>()).Zip(Gen.Choose(1, 1500)).ListOf(12).Zip(Gen.Choose(0, 1_000)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15), Prop.ForAll(history, play =>
        {
            var (events, seed) = play;
            var sent = Play(rate, seed, events);
            return (sent.Burst(rate) <= HandOvers.Allowed(rate, largest: 3)).Label($"burst {sent.Burst(rate)} of {string.Join(' ', events)} with seed {seed}");
        }));
    }

    static HandOvers Play(double rate, int seed, IEnumerable<(Event, int)> events)
    {
        var pool = new PoolSimulation(rate, delay: TimeSpan.FromMilliseconds(1), seed) { Network = TimeSpan.FromMilliseconds(1), AtCarrier = TimeSpan.FromMilliseconds(seed % 2 * 100) };
        var nodes = pool.AddNodes(3);
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
                case Event.Stop: Halt(pool, nodes[milliseconds % 3], milliseconds); break;
                case Event.Kill: nodes[2].Kill(); pool.Run(0.2); nodes[2].Declare(dead: true); break;
                case Event.Join: pool.AddPump(pool.AddNode(), milliseconds % 5, Priority.Campaign); break;
            }
            pool.Run(milliseconds / 1000.0 * (rate < 10 ? 5 : 1));
        }
        return pool.HandOvers;
    }

    static void Halt(PoolSimulation pool, Node node, int milliseconds)
    {
        node.Stop();
        pool.Run(milliseconds / 200.0);
        if (!node.Dead) node.Continue();
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
