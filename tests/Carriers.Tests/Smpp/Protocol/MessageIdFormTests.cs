namespace Hark.Carriers.Tests;

public sealed class MessageIdFormTests
{
    [Theory]
    [InlineData("Text", " 00aB ", "00aB")]
    [InlineData("Decimal", "0012345678", "12345678")]
    [InlineData("Hex", "BC614E", "12345678")]
    [InlineData("Hex", "00bc614e", "12345678")]
    [InlineData("Hex", "0xBC614E", "12345678")]
    [InlineData("Hex", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "340282366920938463463374607431768211455")]
    [InlineData("Decimal", "0", "0")]
    [InlineData("Decimal", "12ab", "12ab")]
    [InlineData("Decimal", "-12", "-12")]
    [InlineData("Hex", "7f3c-9e1a", "7f3c-9e1a")]
    [InlineData("Hex", "1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("Hex", "", "")]
    public void Id_IsBroughtToOneForm(string radix, string id, string normal) => Assert.Equal(normal, MessageIdForm.Normal(id, Enum.Parse<MessageIdRadix>(radix)));
}
