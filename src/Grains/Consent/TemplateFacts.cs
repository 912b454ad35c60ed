namespace Hark.Grains;

/// <summary>What the wording of an automatic reply has to name.</summary>
/// <param name="Brand">Who texts.</param>
/// <param name="Keyword">The program, by the keyword that joins it.</param>
/// <param name="HelpContact">A phone number or e-mail where people get help.</param>
/// <param name="Frequency">How many texts to expect (CTIA C4).</param>
public sealed record TemplateFacts(string Brand, string Keyword, string HelpContact, string Frequency = "up to 4 msgs/month");
