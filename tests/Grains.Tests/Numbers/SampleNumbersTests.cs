using Hark.Testing;

namespace Hark.Grains.Tests;

public class SampleNumbersTests
{
    [Fact]
    public void EverySample_IsValidAndRising()
    {
        var previous = default(PhoneNumber);
        for (var index = 0; index <= SampleNumbers.Last; index++)
        {
            var number = SampleNumbers.Us(index);
            if (number <= previous) Assert.Fail($"Sample {index} is {number}, not above {previous}.");
            if (NumberRules.Check(number) is { } refusal) Assert.Fail($"Sample {index}: {refusal.Reason}");
            previous = number;
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(SampleNumbers.Last + 1)]
    public void IndexOutOfRange_Throws(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => SampleNumbers.Us(index));
}
