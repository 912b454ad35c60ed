namespace Hark.Testing;

/// <summary>What a server counted since it was started.</summary>
/// <param name="Accepted">Texts taken.</param>
/// <param name="Refused">Texts answered with another status than ESME_ROK.</param>
/// <param name="Receipts">Receipts that a client acknowledged.</param>
public sealed record SmscStats(long Accepted, long Refused, long Receipts, IReadOnlyList<SmscSession> Sessions)
{
    public int LargestWindow => Sessions.Select(session => session.LargestWindow).DefaultIfEmpty().Max();
}

/// <param name="Mode"><c>transmitter</c>, <c>receiver</c>, <c>transceiver</c>, or null when it is not bound.</param>
/// <param name="Gone">Its connection has ended.</param>
/// <param name="Unanswered">submit_sm without an answer now.</param>
/// <param name="LargestWindow">The most submit_sm that were without an answer at once.</param>
public sealed record SmscSession(int Number, string? Mode, bool Gone, int Unanswered, int LargestWindow);
