namespace Hark.Grains;

/// <param name="Epoch">Of the activation that pumps single sends and replies; rises with each.</param>
public sealed record StoreState(AccountId Account, string Name, string? Brand, string Keyword, string Sender, string TimeZone, bool DoubleOptIn, bool DuplicateGuard,
    string HelpContact, DateTimeOffset CreatedAt, long Epoch = 0, StoreUser? User = null)
{
    public string BrandName => Brand ?? Name;
}
