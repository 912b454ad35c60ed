namespace Hark.Grains.Tests;

public class HandsetWordTableTests
{
    const string Valid = """
        {
          "version": "1", "effective": "2026-01-01",
          "words": [ { "meaning": "optOut", "scope": "text", "language": "en", "source": "a law", "words": ["STOP"] } ],
          "courtesies": ["PLEASE"], "harmless": ["BUS STOP"], "denials": ["DONT STOP"],
          "sentences": [ { "meaning": "doubtful", "language": "en", "source": "a law", "patterns": ["STOP"] } ],
          "instructions": { "source": "a law", "patterns": ["REPLY STOP"] }
        }
        """;

    [Fact]
    public void ValidTable_IsRead() => Assert.Equal("1", HandsetWordTable.Parse(Valid).Version);

    [Theory]
    [InlineData("\"courtesies\"", "\"politeness\"", "politeness")]
    [InlineData("\"optOut\"", "\"optDown\"", "meaning")]
    [InlineData("\"scope\": \"text\"", "\"scope\": \"page\"", "scope")]
    [InlineData("\"scope\": \"text\", ", "", "scope")]
    [InlineData("[\"STOP\"] } ],\n  \"courtesies\"", "[\"STOP\", \"STOP\"] } ],\n  \"courtesies\"", "'STOP' is there twice")]
    [InlineData("\"words\": [\"STOP\"]", "\"words\": [\"Stop!\"]", "'Stop!'")]
    [InlineData("\"DONT STOP\"", "\"DONT (STOP\"", "DONT (STOP")]
    [InlineData("\"DONT STOP\"", "\"DONT (STOP )*NOW\"", "without a bound")]
    [InlineData("\"BUS STOP\"", "\"A{1,} STOP\"", "without a bound")]
    [InlineData("\"doubtful\"", "\"help\"", "Help")]
    public void UnknownContent_IsNamed(string part, string replacement, string named)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        var broken = Valid.Replace(part, replacement, StringComparison.Ordinal);
        var exception = Assert.Throws<InvalidDataException>(() => HandsetWordTable.Parse(broken));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }
}
