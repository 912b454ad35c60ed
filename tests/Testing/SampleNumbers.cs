namespace Hark.Testing;

/// <summary>Numbers for tests that need many: valid, distinct, rising with the index. All are of area code 212 (America/New_York); they may belong to people, so no test hands them to a real carrier.</summary>
public static class SampleNumbers
{
    public const int Last = 2_000_000;

    const int LinesPerExchange = 10_000;

    /// <param name="index">0 to <see cref="Last"/>.</param>
    public static PhoneNumber Us(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Last);
        var exchange = 200 + index / LinesPerExchange;
        // 211 and 311 are service codes, not exchanges.
        if (exchange >= 211) exchange++;
        if (exchange >= 311) exchange++;
        return new PhoneNumber(1_212_000_0000 + exchange * (long)LinesPerExchange + index % LinesPerExchange);
    }
}
