using System.Globalization;
using Hark.Grains;

namespace Hark.Carriers;

/// <summary>Makes the submit_sm of a text.</summary>
sealed class SmppComposer(SmppOptions options)
{
    const byte International = 1;
    const byte NetworkSpecific = 3;
    const byte E164 = 1;

    readonly TextForm _form = new(options.Alphabet, options.LongTexts);
    int _reference = Random.Shared.Next();

    /// <returns>Null when the link's alphabet would take more parts than were paced and billed.</returns>
    public IReadOnlyList<ShortMessage>? Compose(CarrierText text)
    {
        var parts = TextEncoder.Encode(text.Text.Body, _form, (ushort)Interlocked.Increment(ref _reference));
        if ((_form.LongTexts == LongTexts.Payload ? TextEncoder.PartsOf(text.Text.Body, _form) : parts.Count) > text.Text.Parts) return null;
        var (source, destination) = (Source(text.Text.Sender), new SmppAddress(options.DestinationTon, options.DestinationNpi, text.To.ToString().TrimStart('+')));
        return
        [
            .. parts.Select((part, i) => new ShortMessage(source, destination, part.EsmClassBits, part.DataCoding, part.Text)
            {
                ServiceType = options.ServiceType,
                ValidityPeriod = Relative(options.Validity),
                // One receipt a text: of the last part, since a handset shows the text when all are there.
                RegisteredDelivery = (byte)(options.Receipts && i == parts.Count - 1 ? 1 : 0),
                Tlvs = part.Tlvs,
            })
        ];
    }

    SmppAddress Source(string sender)
    {
        var number = sender.StartsWith('+');
        return new(options.SourceTon ?? (number ? International : NetworkSpecific), options.SourceNpi ?? (number ? E164 : (byte)0), sender.TrimStart('+'));
    }

    /// <summary>YYMMDDhhmmss000R (SMPP 3.4, 7.1.1.2); years and months are left at 0, since their lengths are anybody's guess.</summary>
    static string Relative(TimeSpan? span) =>
        span is not { } s ? "" : string.Create(CultureInfo.InvariantCulture, $"0000{s.Days:00}{s.Hours:00}{s.Minutes:00}{s.Seconds:00}000R");
}
