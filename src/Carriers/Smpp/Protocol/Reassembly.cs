using System.Globalization;

namespace Hark.Carriers;

/// <summary>Joins the parts of texts from handsets, in whatever order and however often they come. Nothing that came is dropped: a text whose other parts stay away is given with what is there, since a lone part may say STOP.</summary>
/// <remarks>Kept in memory only. A part is to be acknowledged when its text is durable, so after a crash the carrier sends again what was not given. Safe for several threads: the parts of a text may come over several sessions.</remarks>
/// <typeparam name="T">What the caller needs to acknowledge a part.</typeparam>
/// <param name="alphabet">Of the link.</param>
/// <param name="patience">How long a part waits for the others before the text is given with those that are there. When they come after all, the text is given again, whole and as another one.</param>
/// <param name="longest">How long a text is remembered, from its first part on. Default 5 minutes.</param>
/// <param name="most">Texts that are kept; the oldest is given before its time when there would be more.</param>
sealed class Reassembly<T>(TimeProvider time, DefaultAlphabet alphabet, TimeSpan? patience = null, TimeSpan? longest = null, int most = 1_000)
{
    readonly TimeSpan _longest = longest ?? TimeSpan.FromMinutes(5);
    readonly TimeSpan _patience = patience ?? longest ?? TimeSpan.FromMinutes(5);
    readonly Lock _lock = new();

    /// <summary>Oldest first.</summary>
    readonly OrderedDictionary<Key, Gathering> _gatherings = [];

    /// <summary>Texts that wait for parts.</summary>
    public int Waiting { get { lock (_lock) return _gatherings.Values.Count(g => g.WaitsSince is not null); } }

    /// <returns>The texts to be stored now: a whole one at once, one of several parts with its last part, and those that could wait no longer.</returns>
    public List<JoinedText<T>> Add(ShortMessage message, T token)
    {
        var data = UserData.Of(message);
        lock (_lock)
        {
            var ready = TakeOverdue();
            if (data.Part is not { } part)
            {
                ready.Add(new(NewId(), message.Source, message.Destination, TextDecoder.Decode([data], alphabet), true, [token]));
                return ready;
            }
            var key = new Key(message.Source.Value, message.Destination.Value, part.Reference, part.Total);
            if (_gatherings.TryGetValue(key, out var gathering) && !gathering.Fits(data))
            {
                Remove(_gatherings.IndexOf(key), ready);
                gathering = null;
            }
            if (gathering is null)
            {
                gathering = new(NewId(), message.Source, message.Destination, time.GetTimestamp());
                _gatherings.Add(key, gathering);
            }
            gathering.Add(data, token, time.GetTimestamp());
            if (gathering.Complete) ready.Add(gathering.Give(alphabet));
            if (_gatherings.Count > most) Remove(0, ready);
            return ready;
        }
    }

    /// <summary>The texts that could wait no longer. To be called from time to time, since <see cref="Add"/> tells of them only when a message comes.</summary>
    public List<JoinedText<T>> TakeOverdue()
    {
        var ready = new List<JoinedText<T>>();
        lock (_lock)
        {
            while (_gatherings.Count > 0 && time.GetElapsedTime(_gatherings.GetAt(0).Value.Since) >= _longest) Remove(0, ready);
            foreach (var gathering in _gatherings.Values)
                if (gathering.WaitsSince is { } since && time.GetElapsedTime(since) >= _patience) ready.Add(gathering.Give(alphabet));
            return ready;
        }
    }

    /// <summary>Forgets a text; what nobody got yet is given now.</summary>
    void Remove(int index, List<JoinedText<T>> ready)
    {
        var gathering = _gatherings.GetAt(index).Value;
        _gatherings.RemoveAt(index);
        if (gathering.WaitsSince is not null) ready.Add(gathering.Give(alphabet));
    }

    string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    readonly record struct Key(string From, string To, ushort Reference, byte Total);

    /// <summary>The parts of one text, as far as they are there.</summary>
    sealed class Gathering(string id, SmppAddress from, SmppAddress to, long since)
    {
        readonly SortedDictionary<byte, UserData> _parts = [];
        readonly List<T> _tokens = [];

        public long Since => since;

        /// <summary>When the first part came that has not been given; null when all have.</summary>
        public long? WaitsSince { get; private set; }
        public bool Complete => _parts.Values.First().Part!.Value.Total == _parts.Count;

        /// <summary>False when another part with the number is there: the sender uses the reference for its next text.</summary>
        public bool Fits(UserData data) =>
            !_parts.TryGetValue(data.Part!.Value.Number, out var there) || (there.DataCoding == data.DataCoding && there.Text.Span.SequenceEqual(data.Text.Span));

        public void Add(UserData data, T token, long now)
        {
            WaitsSince ??= now;
            _parts.TryAdd(data.Part!.Value.Number, data);
            _tokens.Add(token);
        }

        /// <summary>The text, with the tokens that came since it was last given.</summary>
        public JoinedText<T> Give(DefaultAlphabet alphabet)
        {
            WaitsSince = null;
            T[] tokens = [.. _tokens];
            _tokens.Clear();
            // Given with more parts it is another text: what was stored of it is not what it says now, and whatever it says, a STOP as well, has to be heard.
            var name = Complete ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{_parts.Count}");
            return new(name, from, to, TextDecoder.Decode(_parts.Values, alphabet), Complete, tokens);
        }
    }
}
