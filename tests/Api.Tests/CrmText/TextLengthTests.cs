namespace Hark.Api.Tests;

/// <summary>The bound of 1,600 characters is one on what leaves: the name of the sender counts, where it has to be added.</summary>
public sealed class TextLengthTests(CrmTextFixture api) : IClassFixture<CrmTextFixture>
{
    const string Brand = "Main Street Motors";
    const int Longest = 1_600;

    [Theory]
    [InlineData("sendsmsmsg")]
    [InlineData("sendcampaign")]
    [InlineData("changestoretextcodemsg")]
    public async Task LongestText_PassesWhenItNamesTheSender_AndIsRefusedWithTheReasonOtherwise(string method)
    {
        var shop = await api.NewShop(Brand);
        var (number, word) = (await shop.NewCustomer(), api.NewName("MENU"));
        (await shop.Call("createkeyword", ("keyword", word), ("autoresponder", "1"))).IsOk();
        Task<CrmTextReply> Call(string text) => method switch
        {
            "sendsmsmsg" => shop.Call(method, ("phone_number", number), ("message", text)),
            "sendcampaign" => shop.Call(method, ("message", text)),
            _ => shop.Call(method, ("textcode", word), ("optinmsg", text), ("nonoptinmsg", text)),
        };
        // Names the sender and how to stop: nothing is added.
        var whole = $"{Brand}. Reply STOP to end. ".PadRight(Longest, 'a');

        (await Call(whole)).IsOk();

        var unnamed = await Call(new string('a', Longest));
        unnamed.IsRefused(422, Codes.TextTooLong);
        Assert.Matches("^The text has 1600 characters, and [0-9]+ more are added to name the sender .* Shorten it by [0-9]+, or name the brand", unnamed.Message);
        (await Call(whole + "a")).IsRefused(422, Codes.TextTooLong);
    }
}
