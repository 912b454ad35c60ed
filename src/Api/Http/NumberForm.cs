namespace Hark.Api;

/// <summary>Decides whether a number may be texted at all (P8, P4).</summary>
public delegate Result<PhoneNumber> CheckNumber(string? text);

/// <summary>Numbers as requests carry them.</summary>
static class NumberForm
{
    /// <summary>Looks at the form alone.</summary>
    public static Result<PhoneNumber> Check(string? text) => PhoneNumber.TryParse(text, out var number)
        ? number
        : new Refusal(Codes.NumberMalformed, "A number is written in E.164: a plus sign, the country code and the number, such as +15125550100.");

    /// <summary>A number of a path or a filter: it is looked up, not texted, so its form is enough.</summary>
    public static PhoneNumber Read(string text) =>
        Check(text) is { Ok: true } number ? number.Value : throw new ProblemException(Codes.NumberMalformed, Check(text).Refusal!.Reason);
}
