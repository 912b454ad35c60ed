using System.Collections.Immutable;

namespace Hark.Grains;

/// <param name="Keyword">The primary one.</param>
/// <param name="Epoch">Of the activation that pumps single sends and replies; rises with each.</param>
/// <param name="MoreKeywords">Besides the primary one, in the order in which they were added.</param>
/// <param name="Templates">Wordings that take the place of defaults.</param>
/// <param name="User">Who came with the store; it is the only one until <paramref name="Users"/> is written.</param>
public sealed record StoreState(AccountId Account, string Name, string? Brand, string Keyword, string Sender, string TimeZone, bool DoubleOptIn, bool DuplicateGuard,
    string HelpContact, DateTimeOffset CreatedAt, long Epoch = 0,
    ImmutableArray<StoreKeyword> MoreKeywords = default, ImmutableArray<CustomTemplate> Templates = default, StoreUser? User = null, ImmutableArray<StoreUser> Users = default)
{
    public string BrandName => Brand ?? Name;
    public ImmutableArray<StoreKeyword> MoreKeywordsOrNone => MoreKeywords.IsDefault ? [] : MoreKeywords;
    public ImmutableArray<CustomTemplate> TemplatesOrNone => Templates.IsDefault ? [] : Templates;
    public ImmutableArray<StoreUser> UsersOrNone => !Users.IsDefault ? Users : User is null ? [] : [User];
}

/// <summary>A wording of the store's own.</summary>
public sealed record CustomTemplate(AutoReplyKind Kind, string Text);
