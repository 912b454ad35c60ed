using Microsoft.AspNetCore.Identity;

namespace Hark.Api;

/// <summary>Passwords as they are chosen: looked at and hashed here, so that no actor ever sees one.</summary>
sealed class Passwords(IPasswordHasher<CreateAccount> hasher)
{
    public const int ShortestOfAccount = 12;

    /// <summary>Programs in use make short ones; what keeps them from being guessed is the limit on requests without valid credentials.</summary>
    public const int ShortestOfUser = 6;

    public const int Longest = 200;

    /// <param name="shortest">Characters.</param>
    /// <returns>The hash to keep; or <see cref="ApiCodes.PasswordInvalid"/>.</returns>
    public Result<string> Hash(string password, int shortest) => password.Length >= shortest && password.Length <= Longest
        ? hasher.HashPassword(null!, password)
        : new Refusal(ApiCodes.PasswordInvalid, $"A password has {shortest} to {Longest} characters.");
}
