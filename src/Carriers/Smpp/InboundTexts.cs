using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Texts from handsets, their parts joined.</summary>
/// <remarks>
/// A part is acknowledged when its text is durable, so that a crash loses nothing. But it cannot wait for the others without end: an SMSC whose window is one text sends
/// the next only after the answer to the first, and all give up a session that does not answer. After <see cref="SmppOptions.PartsWithin"/> what is there is a text.
/// </remarks>
sealed class InboundTexts(string link, SmppOptions options, Func<ICarrierEvents> events, Action<string> trouble, TimeProvider time)
{
    readonly Reassembly<Arrival> _reassembly = new(time, options.Alphabet, options.PartsWithin);
    readonly UnheardTexts _unheard = new(time);

    /// <returns>False when any of them is to come again.</returns>
    public async Task<bool> Take(IReadOnlyList<Arrival> arrivals, bool look)
    {
        var texts = arrivals.SelectMany(arrival => _reassembly.Add(arrival.Message, arrival)).ToList();
        texts.AddRange(_reassembly.TakeOverdue());
        // Those of one person in their order: STOP and START mean what came last.
        var taken = await Task.WhenAll(texts.GroupBy(text => text.From.Value).Select(Take));
        return taken.All(done => done);
    }

    async Task<bool> Take(IEnumerable<JoinedText<Arrival>> texts)
    {
        var all = true;
        foreach (var text in texts) all &= await Take(text);
        return all;
    }

    async Task<bool> Take(JoinedText<Arrival> text)
    {
        // No number that a person could have: nothing to be done with it, and the SMSC would bring it for ever.
        if (SmppNumber.Person(text.From) is not { } from) return (await Arrival.Acknowledge(text.Tokens, () => Task.CompletedTask, trouble)).Done;
        var to = SmppNumber.Ours(text.To);
        var id = _unheard.Take(from, to, text.Text) ?? $"{link}:{text.Id}";
        var (done, told) = await Arrival.Acknowledge(text.Tokens, () => events().Received(new(id, from, to, text.Text, time.GetUtcNow())), trouble);
        if (!done || !told) _unheard.Add(from, to, text.Text, id);
        return done;
    }
}
