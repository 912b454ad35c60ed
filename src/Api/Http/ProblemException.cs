namespace Hark.Api;

/// <summary>Ends a request with a problem. For the parsing of requests, where a value would have to be carried through every parameter; endpoints answer refusals by value.</summary>
sealed class ProblemException(string code, string detail) : Exception(detail)
{
    public string Code { get; } = code;
}
