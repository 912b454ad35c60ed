using Hark.Grains;
using Microsoft.Extensions.Logging;

namespace Hark.Hosting;

/// <summary>Tells the operator at the start which stores text from a code that is shared now.</summary>
public static class ShortCodeLog
{
    /// <exception cref="StorageUnavailableException">The stores cannot be read.</exception>
    public static async Task LogClashes(this ILogger logger, IDirectory directory, ShortCodes codes)
    {
        foreach (var (store, code) in await ShortCodeClash.Find(directory, codes))
            logger.LogWarning(
                "Store {Store} texts from {Code}, a short code of its own, which is also in ShortCodes:Communication. People who talk with another store on {Code} are not told apart: "
                + "what they text goes to both, and a YES or START that may mean either opts nobody in. Take {Code} out of the setting.", store, code, code, code);
    }
}
