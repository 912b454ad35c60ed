using System.Globalization;

namespace Hark.Carriers;

/// <summary>Binds one session, asks whether the SMSC answers, and unbinds.</summary>
public static class SmppCheck
{
    public static async Task<LinkCheck> Run(SmppOptions options, TimeProvider time)
    {
        var steps = new List<string>();
        try
        {
            var began = time.GetTimestamp();
            var session = await SmppSession.Bind(options, (_, _) => { }, time, CancellationToken.None);
            steps.Add($"bound as {(options.Bind == SmppBind.Pair ? "transmitter and receiver" : "transceiver")}{(options.Tls ? " over TLS" : "")} in {Milliseconds(began)} ms");
            began = time.GetTimestamp();
            await session.Enquire();
            var answered = !session.Ended.IsCompleted;
            if (answered) steps.Add($"enquire_link answered in {Milliseconds(began)} ms");
            await session.Unbind();
            steps.Add("unbound");
            return new(steps, answered ? null : $"enquire_link was not answered within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception e) when (e is SmppUnreachableException or SmppBindException)
        {
            return new(steps, e.Message);
        }

        string Milliseconds(long since) => time.GetElapsedTime(since).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
    }
}
