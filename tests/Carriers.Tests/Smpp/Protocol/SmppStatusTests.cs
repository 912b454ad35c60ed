namespace Hark.Carriers.Tests;

public sealed class SmppStatusTests
{
    [Theory]
    [InlineData(0x00u, "ESME_ROK")]
    [InlineData(0x14u, "ESME_RMSGQFUL")]
    [InlineData(0x58u, "ESME_RTHROTTLED")]
    [InlineData(0x66u, "ESME_RX_R_APPN")]
    [InlineData(0xFFu, "ESME_RUNKNOWNERR")]
    [InlineData(0x412u, "0x00000412")]
    [InlineData(0x09u, "0x00000009")]
    [InlineData(uint.MaxValue, "0xFFFFFFFF")]
    public void Status_HasTheNameOfTheSpecificationOrItsNumber(uint status, string name) => Assert.Equal(name, SmppStatus.Name(status));
}
