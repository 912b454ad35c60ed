namespace Hark.Carriers;

/// <summary>Texts from handsets that come again: they could not be stored, or not all of what follows from them, or the acknowledgement did not get through. SMPP has no id that tells them from a second text of the same words.</summary>
sealed class UnheardTexts(TimeProvider time)
{
    /// <summary>SMSCs bring a text again within minutes. Much later the same words are a new text, and to take a STOP for an old one would lose it.</summary>
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    const int Most = 4_096;

    readonly Lock _lock = new();

    /// <summary>Oldest first.</summary>
    readonly OrderedDictionary<(PhoneNumber From, string To, string Text), (string Id, DateTimeOffset At, long Kept)> _texts = [];

    /// <param name="at">When it came first: a START that comes again after a STOP is from before it.</param>
    public void Add(PhoneNumber from, string to, string text, string id, DateTimeOffset at)
    {
        lock (_lock)
        {
            _texts.Remove((from, to, text));
            _texts.Add((from, to, text), (id, at, time.GetTimestamp()));
            while (_texts.Count > Most || time.GetElapsedTime(_texts.GetAt(0).Value.Kept) > s_longest) _texts.RemoveAt(0);
        }
    }

    /// <returns>The id under which it came first, and when; null when it did not.</returns>
    public (string Id, DateTimeOffset At)? Take(PhoneNumber from, string to, string text)
    {
        lock (_lock)
            return _texts.Remove((from, to, text), out var known) && time.GetElapsedTime(known.Kept) <= s_longest ? (known.Id, known.At) : null;
    }
}
