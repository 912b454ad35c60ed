using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Texts from handsets, their parts joined.</summary>
/// <remarks>
/// A part is acknowledged when its text is durable, so that a crash loses nothing. But it cannot wait for the others without end: an SMSC whose window is one text sends
/// the next only after the answer to the first, and all give up a session that does not answer. After <see cref="SmppOptions.PartsWithin"/> what is there is a text.
/// </remarks>
sealed class InboundTexts(string link, SmppOptions options, Func<ICarrierEvents> events, TimeProvider time)
{
    readonly Reassembly<Arrival> _reassembly = new(time, options.Alphabet, options.PartsWithin);
    readonly UnheardTexts _unheard = new(time);

    /// <returns>Why any of them is to come again; null when none is.</returns>
    public async Task<string?> Take(IReadOnlyList<Arrival> arrivals)
    {
        var texts = arrivals.SelectMany(arrival => _reassembly.Add(arrival.Message, arrival)).ToList();
        texts.AddRange(_reassembly.TakeOverdue());
        // Those of one person in their order: STOP and START mean what came last.
        var troubles = await Task.WhenAll(texts.GroupBy(text => text.From.Value).Select(Take));
        return troubles.FirstOrDefault(trouble => trouble is not null);
    }

    async Task<string?> Take(IEnumerable<JoinedText<Arrival>> texts)
    {
        string? trouble = null;
        foreach (var text in texts) trouble = await Take(text) ?? trouble;
        return trouble;
    }

    async Task<string?> Take(JoinedText<Arrival> text)
    {
        // No number that a person could have: nothing to be done with it, and the SMSC would bring it for ever.
        if (SmppNumber.Person(text.From) is not { } from) return (await Arrival.Acknowledge(text.Tokens, () => Task.CompletedTask)).Trouble;
        var to = SmppNumber.Ours(text.To);
        var (id, at) = _unheard.Take(from, to, text.Text) ?? (LinkReference.Of(link, text.Id), time.GetUtcNow());
        var (trouble, told) = await Arrival.Acknowledge(text.Tokens, () => events().Received(new(id, from, to, text.Text, at)));
        if (trouble is not null || !told) _unheard.Add(from, to, text.Text, id, at);
        return trouble;
    }
}
