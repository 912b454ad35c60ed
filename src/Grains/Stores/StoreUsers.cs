using System.Collections.Immutable;

namespace Hark.Grains;

/// <summary>The people who administer one store beside its account. Pure.</summary>
public static class StoreUsers
{
    /// <summary>A store is one state that is read and written whole.</summary>
    public const int Most = 50;

    public static IEnumerable<StoreUserView> Of(StoreState store) => store.UsersOrNone.Select(user => View(store, user));

    /// <summary>In <paramref name="email"/> case does not matter.</summary>
    public static StoreUser? Find(StoreState store, string email) => store.UsersOrNone.FirstOrDefault(user => Is(user, email));

    /// <returns>The user as the store will have it: who is there keeps name and address.</returns>
    public static Result<StoreUser> Set(StoreState store, string email, string passwordHash, DateTimeOffset now)
    {
        if (Find(store, email) is { } there) return there with { PasswordHash = passwordHash };
        if (!EmailAddress.IsOne(email)) return new Refusal(Codes.UserInvalid, $"A user is an e-mail address of at most {EmailAddress.Longest} characters, without spaces and colons.");
        return store.UsersOrNone.Length < Most
            ? new StoreUser(email, PersonName.Unknown, Phone: null, passwordHash, now)
            : new Refusal(Codes.UserLimit, $"The store has {Most} users, the most that one may have. Remove one who needs it no more.");
    }

    public static StoreState Put(StoreState store, StoreUser user) =>
        With(store, Find(store, user.Email) is { } there ? store.UsersOrNone.Replace(there, user) : store.UsersOrNone.Add(user));

    public static StoreState Without(StoreState store, StoreUser user) => With(store, store.UsersOrNone.RemoveAll(other => Is(other, user.Email)));

    public static StoreUserView View(StoreState store, StoreUser user) => new(user.Email, user.Name, user.AddedAt ?? store.CreatedAt);

    public static Refusal Unknown(string email) => new(Codes.UserUnknown, $"The store has no user '{email}'.");

    /// <summary>Who came with the store stands among the others from the first change on: what is taken away must not come back.</summary>
    static StoreState With(StoreState store, ImmutableArray<StoreUser> users) => store with { User = null, Users = users };

    static bool Is(StoreUser user, string email) => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase);
}
