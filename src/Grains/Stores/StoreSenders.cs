namespace Hark.Grains;

/// <summary>Which numbers stores text from.</summary>
static class StoreSenders
{
    public static async Task<string> FreeSender(this IDirectory directory, StoreId store)
    {
        for (var offset = 0; ; offset++)
            if (StoreRules.SenderOf(store, offset) is var sender && !await directory.IsTaken(sender, store))
                return sender;
    }

    /// <summary>A full number belongs to one store; a short code may be shared.</summary>
    public static async Task<bool> IsTaken(this IDirectory directory, string sender, StoreId store) =>
        PhoneNumber.TryParse(sender, out _) && (await directory.BySender(sender)).Any(other => other != store);
}
