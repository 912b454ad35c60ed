namespace Hark.Carriers;

/// <summary>What a random decision is about; each purpose rolls its own dice.</summary>
enum Purpose { Reference = 1, Outcome, RejectCode, Arrival, Latency, Undelivered, Receipt, ReceiptDelay, Doubled, DoubledDelay, Early, Reply, ReplyId }

/// <summary>Randomness as a pure function of seed, delivery and purpose, so that the order of calls does not matter.</summary>
readonly struct Dice(long seed, DeliveryId delivery)
{
    /// <summary>One-to-one in the delivery for a given seed and purpose: different deliveries never share a value.</summary>
    public ulong Bits(Purpose purpose) => Mix((ulong)delivery.Value ^ Mix((ulong)seed + (ulong)purpose * 0x9E3779B97F4A7C15));

    /// <summary>Evenly in [0, 1).</summary>
    public double Unit(Purpose purpose) => (Bits(purpose) >> 11) * (1.0 / (1UL << 53));

    public bool Falls(Purpose purpose, double rate) => Unit(purpose) < rate;

    /// <summary>Exponentially around the mean, ten times the mean at most.</summary>
    public TimeSpan Delay(Purpose purpose, TimeSpan mean) => mean * Math.Min(10, -Math.Log(1 - Unit(purpose)));

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
