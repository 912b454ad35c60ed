namespace Hark.Grains;

/// <summary>A store of its own short code that is by now one of the shared communication codes: checked at its creation, but settings change later.</summary>
/// <remarks>
/// No reason to refuse a start: the texts of handsets, STOPs among them, would wait at the carrier. What comes to such a code is given to each store that it may mean,
/// and a YES or START that may mean several to none. A store whose code became the marketing code is from then on a store on the shared codes.
/// </remarks>
public sealed record ShortCodeClash(StoreId Store, string Code)
{
    public static async Task<IReadOnlyList<ShortCodeClash>> Find(IDirectory directory, ShortCodes codes)
    {
        var found = new List<ShortCodeClash>();
        foreach (var code in codes.Communication)
            found.AddRange((await directory.BySender(code)).Select(store => new ShortCodeClash(store, code)));
        return found;
    }
}
