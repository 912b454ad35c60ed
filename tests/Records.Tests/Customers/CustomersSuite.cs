using Hark.Grains;
using static Hark.Records.Tests.Samples;

namespace Hark.Records.Tests;

public abstract class CustomersSuite<TBackend> : RecordsSuite<TBackend> where TBackend : IBackend, new()
{
    [Fact]
    public async Task AskedAgain_IsTheSame_AndOfAnotherStoreAnother()
    {
        var id = await Records.Customers.Of(AStore, Number(1));
        Assert.Equal(id, await Records.Customers.Of(AStore, Number(1)));
        Assert.NotEqual(id, await Records.Customers.Of(OtherStore, Number(1)));
        Assert.NotEqual(id, await Records.Customers.Of(AStore, Number(2)));
    }

    [Fact]
    public async Task ManyAtOnce_KeepThoseThatHaveOne()
    {
        var second = await Records.Customers.Of(AStore, Number(2));
        var all = await Records.Customers.Of(AStore, [Number(3), Number(2), Number(1), Number(2)]);
        Assert.Equal(3, all.Count);
        Assert.Equal(second, all[Number(2)]);
        Assert.Equal(3, all.Values.Distinct().Count());
        Assert.Empty(await Records.Customers.Of(AStore, []));
    }

    [Fact]
    public async Task AskedByManyAtOnce_AllGetTheSame()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Records.Customers.Of(AStore, [.. Enumerable.Range(i % 3, 40).Select(Number)]))));
        Assert.All(answers.SelectMany(a => a).GroupBy(a => a.Key), of => Assert.Single(of.Select(a => a.Value).Distinct()));
        Assert.Equal(42, answers.SelectMany(a => a.Values).Distinct().Count());
    }
}
