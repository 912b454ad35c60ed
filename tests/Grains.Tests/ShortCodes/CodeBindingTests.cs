using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Hark.Grains.Tests;

/// <summary>Which communication code a person and a store talk on, through any history of opt-ins, opt-outs and texts.</summary>
public class CodeBindingTests
{
    const int Stores = 5;

    static readonly ShortCodes Codes = new("444999", ["111", "222", "333"]);

    enum Act { Ask, OptIn, OptOut, Send }

    static readonly Arbitrary<ImmutableArray<(Act Act, int Store)>> Histories =
        (from act in Gen.Elements(Enum.GetValues<Act>())
         from store in Gen.Choose(1, Stores)
         select (act, store)).ArrayOf(40).Select(acts => acts.ToImmutableArray()).ToArbitrary();

    [Fact]
    public void FirstFreeCode_IsBoundAndStays()
    {
        var state = Send(In(Send(In(SubscriberState.Empty, 1), 1), 2), 2);
        Assert.Equal(("111", "222"), (CodeOf(state, 1), CodeOf(state, 2)));
        Assert.Same(state, Send(state, 1));
    }

    [Fact]
    public void NoFreeCode_TheOneThatFewestHoldIsShared()
    {
        var state = Enumerable.Range(1, 3).Aggregate(SubscriberState.Empty, (s, n) => Send(In(s, n), n));
        Assert.Equal("111", CodeOf(Send(In(state, 4), 4), 4));
        Assert.Equal("222", CodeOf(Send(In(Send(In(state, 4), 4), 5), 5), 5));
    }

    [Fact]
    public void OptedOut_RemembersItsCodeUntilAnotherTakesIt()
    {
        var state = Out(Send(In(SubscriberState.Empty, 1), 1), 1);
        Assert.Equal([1], On(state, "111"));
        // Its own late answers leave from where they were asked for.
        Assert.Same(state, Send(state, 1));

        // Taken as the last of those that are free.
        state = new[] { 2, 3 }.Aggregate(state, (s, n) => Send(In(s, n), n));
        Assert.Equal(("222", "333"), (CodeOf(state, 2), CodeOf(state, 3)));
        Assert.Equal([1], On(state, "111"));
        state = Send(In(state, 4), 4);
        Assert.Equal([4], On(state, "111"));
        Assert.Null(CodeOf(state, 1));
    }

    [Fact]
    public void OptedInAgain_KeepsItsCodeWhenNobodyHoldsIt()
    {
        var state = In(Out(Send(In(SubscriberState.Empty, 1), 1), 1), 1);
        Assert.Equal("111", CodeOf(state, 1));
    }

    [Fact]
    public void OptedInAgain_LeavesACodeThatAnotherHolds()
    {
        var shared = Enumerable.Range(1, 4).Aggregate(SubscriberState.Empty, (s, n) => Send(In(s, n), n));
        var state = Out(shared, 1);
        // The one who is in is meant, not the one who left.
        Assert.Equal([4], On(state, "111"));
        state = In(Out(state, 2), 1);
        Assert.Equal("222", CodeOf(Send(state, 1), 1));
    }

    [Fact]
    public void CodeThatIsNoLongerOurs_IsReplaced()
    {
        var state = Send(In(SubscriberState.Empty, 1), 1);
        var later = CodeBinding.Bind(state, new(1), Codes with { Communication = ["777"] });
        Assert.Equal("777", CodeOf(later, 1));
    }

    [Fact]
    public void WhoeverWasTexted_IsReachedOnTheCodeOfTheText() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Histories, history =>
    {
        var state = SubscriberState.Empty;
        foreach (var (act, store) in history)
        {
            var before = state;
            state = Apply(state, act, store);
            foreach (var relation in state.Relations.Where(r => Active(r) && r.Code is not null))
                Assert.Contains((int)relation.Store.Value, On(state, relation.Code!));
            if (act != Act.Send) continue;

            Assert.Contains(CodeOf(state, store)!, Codes.Communication);
            Assert.Same(state, Send(state, store));
            // Others stay where they are, unless they only remember the code.
            foreach (var other in before.Relations.Where(r => r.Store.Value != store && r.Code is not null && (Active(r) || r.Code != CodeOf(state, store))))
                Assert.Equal(other.Code, state.With(other.Store).Code);
            if (CodeOf(before, store) is not null) continue;

            Assert.DoesNotContain(state.Relations, r => r.Store.Value != store && !Active(r) && r.Code == CodeOf(state, store));
            var held = Codes.Communication.Select(code => before.Relations.Count(r => r.Store.Value != store && Active(r) && r.Code == code)).ToArray();
            Assert.Equal(held.Min(), held[Codes.Communication.IndexOf(CodeOf(state, store)!)]);
            var untouched = Codes.Communication.Where(code => before.Relations.All(r => r.Store.Value == store || r.Code != code)).ToArray();
            if (untouched.Length > 0) Assert.Equal(untouched[0], CodeOf(state, store));
        }
    }));

    static SubscriberState Apply(SubscriberState state, Act act, int store) => act switch
    {
        Act.Ask => state.With(new(store)).Status == ConsentStatus.OptedIn ? state : In(state, store, ConsentStatus.Pending),
        Act.OptIn => In(state, store),
        Act.OptOut => Out(state, store),
        _ => Send(state, store),
    };

    static SubscriberState In(SubscriberState state, int store, ConsentStatus status = ConsentStatus.OptedIn) =>
        state.Put(CodeBinding.Resume(state, state.With(new(store))) with { Status = status });

    static SubscriberState Out(SubscriberState state, int store) => state.Put(state.With(new(store)) with { Status = ConsentStatus.OptedOut });

    static SubscriberState Send(SubscriberState state, int store) => CodeBinding.Bind(state, new(store), Codes);

    static string? CodeOf(SubscriberState state, int store) => state.With(new(store)).Code;

    static bool Active(Relation relation) => relation.Status is ConsentStatus.OptedIn or ConsentStatus.Pending;

    static IEnumerable<int> On(SubscriberState state, string code) =>
        CodeBinding.StoresOn([.. state.Relations.Select(r => new StoreStanding(r.Store, r.Status, r.Code))], code).Select(store => (int)store.Value);
}
