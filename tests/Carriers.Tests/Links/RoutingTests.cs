using FsCheck;
using FsCheck.Fluent;
using Hark.Grains;
using Hark.Testing;

namespace Hark.Carriers.Tests;

/// <summary>By which link a text leaves, for any routes, senders and states of links.</summary>
public sealed class RoutingTests
{
    static readonly string[] Names = ["default", "east", "west"];
    static readonly string[] Senders = ["+12015550101", "+12015550102", "80565", "80566"];

    /// <param name="Owners">Index of the link of each sender.</param>
    /// <param name="Failovers">Of east and west; null is none.</param>
    /// <param name="Down">Links that take nothing.</param>
    sealed record Case(int[] Owners, string?[] Failovers, bool[] Down, int Sender, SubmitStatus Answer);

    static readonly Gen<Case> Cases =
        from owners in Gen.Choose(0, 2).ArrayOf(Senders.Length)
        from east in Gen.Elements(null, "default", "west")
        from west in Gen.Elements(null, "default", "east")
        from down in Gen.Elements(false, true).ArrayOf(3)
        from sender in Gen.Choose(0, Senders.Length - 1)
        from answer in Gen.Elements(Enum.GetValues<SubmitStatus>())
        select new Case(owners, [null, east, west], down, sender, answer);

    [Fact]
    public void AnySender_LeavesByItsLinkOrWhileThatTakesNothingByItsFailover() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Cases.ToArbitrary(), sample =>
        {
            var (router, links) = Router(sample);
            var sender = Senders[sample.Sender];
            var own = sample.Owners[sample.Sender];
            var other = Array.IndexOf(Names, sample.Failovers[own]);
            var expected = sample.Down[own] && other >= 0 && !sample.Down[other] ? other : own;

            Assert.Equal(links[expected].Hold, router.HoldFor(sender));
            using var room = router.Enter(sender).AsTask().GetAwaiter().GetResult();
            // It is down now, and the text that has room leaves by it all the same.
            links[expected].Hold = TimeSpan.FromSeconds(1);
            var answer = router.Submit(Text(sender, room)).GetAwaiter().GetResult();

            Assert.Equal(sample.Answer, answer.Status);
            Assert.Equal(Enumerable.Range(0, 3).Select(i => i == expected ? 1 : 0), links.Select(l => l.Given.Count));
        }));

    [Fact]
    public void WhateverOneLinkAnswers_NoOtherGetsTheText() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Cases.ToArbitrary(), sample =>
        {
            var (router, links) = Router(sample);

            var answer = router.Submit(Text(Senders[sample.Sender], null)).GetAwaiter().GetResult();

            Assert.Equal(sample.Answer, answer.Status);
            Assert.Equal(1, links.Sum(l => l.Given.Count));
        }));

    [Fact]
    public async Task Room_IsThatOfTheLinkAndIsGivenBackToIt()
    {
        var links = Names.ToDictionary(name => name, _ => new FakeCarrier());
        var refusal = new SubmitResult(SubmitStatus.NotSent, Code: Codes.CarrierUnavailable);
        var inner = new CountedRoom();
        links["default"].Entrance = sender => new(sender == "80565" ? new LinkRoom { Refusal = refusal } : inner);
        await using var router = new CarrierRouter(new(new("default", "smpp", []), []), links.ToDictionary(l => l.Key, l => (ICarrier)l.Value));

        using (var room = await router.Enter("+12015550101"))
        {
            await router.Submit(Text("+12015550101", room));
            Assert.Same(inner, Assert.Single(links["default"].Given).Room);
            Assert.Equal(0, inner.Left);
        }

        Assert.Equal(1, inner.Left);
        Assert.Same(refusal, (await router.Enter("80565")).Refusal);
    }

    static CarrierText Text(string sender, LinkRoom? room) => new(new(1), Sample.Number, Sample.Text() with { Sender = sender }, Room: room);

    static (CarrierRouter Router, FakeCarrier[] Links) Router(Case sample)
    {
        var links = sample.Down.Select(down => new FakeCarrier { Hold = down ? TimeSpan.FromSeconds(1) : TimeSpan.Zero }).ToArray();
        foreach (var link in links) link.Answers(new(sample.Answer));
        var others = Names.Select((name, i) => new Route(name, "smpp", [.. Senders.Where((_, s) => sample.Owners[s] == i)], null, sample.Failovers[i])).Skip(1);
        return (new(new(new("default", "smpp", []), [.. others]), Names.Zip(links).ToDictionary(p => p.First, p => (ICarrier)p.Second)), links);
    }

    sealed class CountedRoom : LinkRoom
    {
        public int Left { get; private set; }

        protected override void Leave() => Left++;
    }
}
