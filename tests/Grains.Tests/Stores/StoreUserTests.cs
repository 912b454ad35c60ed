namespace Hark.Grains.Tests;

/// <summary>Who administers a store beside its account.</summary>
public sealed class StoreUserTests
{
    readonly StoreBench _bench = new StoreBench().Created();

    [Fact]
    public async Task User_IsAddedChangedAndTakenAway_EachInTheAudit()
    {
        var added = (await _bench.Store.SetUser("Ada@motors.example", "hash 1", "ac_1")).Value!;
        Assert.Equal(new("Ada@motors.example", PersonName.Unknown, _bench.Time.GetUtcNow()), added);
        _bench.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(added, (await _bench.Store.SetUser("ada@MOTORS.example", "hash 2", "admin")).Value);
        Assert.Equal("hash 2", await _bench.Store.PasswordHash("ada@motors.example"));
        await _bench.Store.SetUser("bob@motors.example", "hash 3", "ac_1");
        Assert.Equal(["Ada@motors.example", "bob@motors.example"], await Emails());

        Assert.Equal(added, (await _bench.Store.RemoveUser("ADA@motors.example", "ac_1")).Value);
        Assert.Null(await _bench.Store.PasswordHash("ada@motors.example"));
        Assert.Equal(Codes.UserUnknown, (await _bench.Store.RemoveUser("ada@motors.example", "ac_1")).Refusal!.Code);
        _bench.Reactivate();
        Assert.Equal(["bob@motors.example"], await Emails());

        Assert.Equal(
        [
            ("store.user.add", "ac_1", "Ada@motors.example"), ("store.user.password", "admin", "Ada@motors.example"), ("store.user.add", "ac_1", "bob@motors.example"), ("store.user.remove", "ac_1", "Ada@motors.example"),
        ], _bench.Audit.Entries.Select(e => (e.Act, e.By, e.Details)));
        Assert.All(_bench.Audit.Entries, e => Assert.DoesNotContain("hash", e.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task UserWhoCameWithTheStore_IsOneAmongTheOthers()
    {
        // As the version before wrote it.
        await _bench.State.Write(_bench.State.Value! with { User = new("ann@motors.example", new("Ann", "Lee"), "5125550100", "hash") });
        _bench.Reactivate();
        var created = _bench.State.Value!.CreatedAt;
        _bench.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([new("ann@motors.example", new("Ann", "Lee"), created)], (await _bench.Store.Users()).Value!);
        Assert.Equal("hash", await _bench.Store.PasswordHash("Ann@motors.example"));
        await _bench.Store.SetUser("bob@motors.example", "hash 2", "ac_1");
        await _bench.Store.SetUser("ann@motors.example", "hash 3", "ac_1");
        Assert.Equal(new StoreUserView("ann@motors.example", new("Ann", "Lee"), created), (await _bench.Store.Users()).Value![0]);

        await _bench.Store.RemoveUser("ann@motors.example", "ac_1");
        await _bench.Store.RemoveUser("bob@motors.example", "ac_1");
        _bench.Reactivate();
        Assert.Empty(await Emails());
        Assert.Null(await _bench.Store.PasswordHash("ann@motors.example"));
    }

    [Fact]
    public async Task StoreWithAllItMayHave_GetsNoMore()
    {
        for (var n = 0; n < StoreUsers.Most; n++) Assert.True((await _bench.Store.SetUser($"user{n}@motors.example", "hash", "ac_1")).Ok);
        Assert.Equal(Codes.UserLimit, (await _bench.Store.SetUser("last@motors.example", "hash", "ac_1")).Refusal!.Code);
        Assert.True((await _bench.Store.SetUser("user7@motors.example", "other", "ac_1")).Ok);
        Assert.Equal(StoreUsers.Most, (await Emails()).Count);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("@motors.example")]
    [InlineData("ann@")]
    [InlineData("a:b@motors.example")]
    [InlineData("a b@motors.example")]
    [InlineData("ann@motors.example\n")]
    public async Task WhatIsNoAddress_IsRefused(string email)
    {
        Assert.Equal(Codes.UserInvalid, (await _bench.Store.SetUser(email, "hash", "ac_1")).Refusal!.Code);
        Assert.Empty(_bench.Audit.Entries);
    }

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public async Task Address_HasItsLength(int length, bool fits) => Assert.Equal(fits, (await _bench.Store.SetUser(new string('a', length - 2) + "@b", "hash", "ac_1")).Ok);

    [Fact]
    public async Task ChangeThatCannotBeWritten_LeavesTheUsersAsTheyWere()
    {
        await _bench.Store.SetUser("ann@motors.example", "hash", "ac_1");
        _bench.State.Fault.Before();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _bench.Store.RemoveUser("ann@motors.example", "ac_1"));
        Assert.Equal("hash", await _bench.Store.PasswordHash("ann@motors.example"));
    }

    [Fact]
    public async Task StoreThatWasNeverCreated_HasNone()
    {
        var store = new StoreBench().Store;
        Assert.Equal(Codes.StoreUnknown, (await store.Users()).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.SetUser("ann@motors.example", "hash", "ac_1")).Refusal!.Code);
        Assert.Equal(Codes.StoreUnknown, (await store.RemoveUser("ann@motors.example", "ac_1")).Refusal!.Code);
        Assert.Null(await store.PasswordHash("ann@motors.example"));
    }

    async Task<IReadOnlyList<string>> Emails() => [.. (await _bench.Store.Users()).Value!.Select(user => user.Email)];
}
