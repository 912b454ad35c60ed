namespace Hark.Api;

/// <summary>Problem details (RFC 9457), the body of each answer that is not a success.</summary>
/// <param name="Type">A URI that names the kind of problem: <c>urn:hark:problem:</c> and the code.</param>
/// <param name="Code">Stable; what programs should look at.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, string Code);
