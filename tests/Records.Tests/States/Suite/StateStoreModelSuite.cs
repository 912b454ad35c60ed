using FsCheck;
using FsCheck.Fluent;

namespace Hark.Records.Tests;

/// <summary>Whatever two silos save and delete, with whatever they last knew: the answers and what is kept are those of a dictionary.</summary>
public abstract class StateStoreModelSuite
{
    // Loads refresh what a silo knows of an actor; the other acts move on from what it knew, right or wrong.
    static readonly Arbitrary<Step[]> Histories =
        (from silo in Gen.Choose(0, 1)
         from actor in Gen.Choose(0, 2)
         from act in Gen.Frequency((2, Gen.Constant(Act.Load)), (4, Gen.Constant(Act.Save)), (1, Gen.Constant(Act.FirstSave)), (2, Gen.Constant(Act.Delete)))
         from data in Gen.Choose(0, 255)
         select new Step(silo, actor, act, (byte)data)).ArrayOf().ToArbitrary();

    public enum Act { Load, Save, FirstSave, Delete }

    public sealed record Step(int Silo, int Actor, Act Act, byte Data);

    protected abstract Task<IVersionedStates> Open();

    [Fact]
    public async Task AnyHistory_IsThatOfADictionary()
    {
        await using var one = await Open();
        await using var other = await Open();
        var run = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Histories, steps => Run([one, other], $"run {run++}", steps).GetAwaiter().GetResult()));
    }

    static async Task<bool> Run(IVersionedStates[] silos, string kind, Step[] steps)
    {
        var kept = new Dictionary<int, VersionedState>();
        var known = new Dictionary<(int Silo, int Actor), string>();
        foreach (var (silo, actor, act, data) in steps)
        {
            var (states, key) = (silos[silo], $"{actor}");
            var current = kept.GetValueOrDefault(actor);
            var expected = act is Act.FirstSave ? null : known.GetValueOrDefault((silo, actor));
            switch (act)
            {
                case Act.Load:
                    var loaded = await states.Load(kind, key);
                    if (loaded?.Version != current?.Version || !(loaded?.Data ?? []).SequenceEqual(current?.Data ?? [])) return false;
                    if (loaded is null) known.Remove((silo, actor));
                    else known[(silo, actor)] = loaded.Version;
                    break;
                case Act.Delete:
                    if (expected is null) break;
                    if (await states.Delete(kind, key, expected) != (expected == current?.Version)) return false;
                    if (expected == current?.Version) kept.Remove(actor);
                    break;
                default:
                    var written = await states.Save(kind, key, [data], expected);
                    if (written is not null != (expected == current?.Version)) return false;
                    if (written is null) break;
                    known[(silo, actor)] = written;
                    kept[actor] = new VersionedState([data], written);
                    break;
            }
        }
        return true;
    }
}
