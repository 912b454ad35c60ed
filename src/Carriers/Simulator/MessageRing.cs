namespace Hark.Carriers;

/// <summary>The latest messages that reached handsets; older ones make room. Not thread-safe.</summary>
sealed class MessageRing(int capacity)
{
    readonly List<SimulatorMessage> _messages = [];
    int _oldest;

    public void Add(SimulatorMessage message)
    {
        if (capacity == 0) return;
        if (_messages.Count < capacity)
        {
            _messages.Add(message);
            return;
        }
        _messages[_oldest] = message;
        _oldest = (_oldest + 1) % capacity;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SimulatorMessage> To(PhoneNumber number)
    {
        var found = new List<SimulatorMessage>();
        for (var back = 1; back <= _messages.Count; back++)
        {
            var message = _messages[(_oldest - back + _messages.Count) % _messages.Count];
            if (message.To == number) found.Add(message);
        }
        return found;
    }
}
