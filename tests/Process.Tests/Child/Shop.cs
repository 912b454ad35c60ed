using System.Globalization;
using System.Text;
using Hark.Testing;

namespace Hark.Process.Tests;

/// <summary>A store and its people, set up over HTTP; its addresses hold in every process on the same data.</summary>
sealed record Shop(StoreId Id)
{
    public string Path => $"/v1/stores/{Id}";

    public static async Task<Shop> Open(HarkProcess hark)
    {
        var account = (await hark.Http.Post("/v1/accounts", new { name = "Main Street", email = "owner@example.com", password = "correct horse battery" })).Good();
        var store = (await hark.Http.Post("/v1/stores", new { name = "Main Street Motors", keyword = "MOTORS" }, bearer: account.Text("apiKey"))).Good();
        return Ids.TryParse<StoreId>(store.Text("id"), out var id) ? new Shop(id) : throw new InvalidOperationException($"{store.Body}");
    }

    public static IEnumerable<PhoneNumber> People(int count, int from = 0) => Enumerable.Range(from, count).Select(SampleNumbers.Us);

    /// <summary>An import file that opts them in.</summary>
    public static string File(IEnumerable<PhoneNumber> people)
    {
        var csv = new StringBuilder("phone,opted_in_at,source,evidence_url\n");
        foreach (var number in people) csv.Append(CultureInfo.InvariantCulture, $"{number},2026-03-05T14:00:00Z,web form,https://example.com/forms/{number.Digits}\n");
        return csv.ToString();
    }

    public async Task Import(HarkProcess hark, IEnumerable<PhoneNumber> people, string key = "import")
    {
        var import = (await hark.Http.PostCsv($"{Path}/imports", File(people), key)).Good();
        await ImportEnds(hark, import.Text("id"));
    }

    public async Task<Answer> ImportEnds(HarkProcess hark, string import)
    {
        var view = default(Answer)!;
        await Until.True(async () => (view = (await hark.Http.Get($"{Path}/imports/{import}")).Good()).Text("status") == "completed", "the import is complete");
        return view;
    }

    public async Task<string> StartCampaign(HarkProcess hark) =>
        (await hark.Http.Post($"{Path}/campaigns", new { name = "Spring", text = "New models are in.", kind = "marketing" }, "campaign")).Good().Text("id");

    public async Task<Answer> Campaign(HarkProcess hark, string campaign) => (await hark.Http.Get($"{Path}/campaigns/{campaign}")).Good();

    public async Task<Answer> CampaignEnds(HarkProcess hark, string campaign)
    {
        var view = default(Answer)!;
        await Until.True(async () => (view = await Campaign(hark, campaign)).Text("status") == "completed", "the campaign is complete");
        return view;
    }
}
