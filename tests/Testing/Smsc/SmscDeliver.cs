namespace Hark.Testing;

/// <summary>A text from a handset, or a part of one.</summary>
/// <param name="Text">Written in <see cref="DataCoding"/> by the package.</param>
public sealed record SmscDeliver(string From, string To, string Text)
{
    /// <summary>0 and 1 GSM 03.38 without packing, 3 Latin-1, 8 UCS-2.</summary>
    public int DataCoding { get; init; }

    /// <summary>The text is in message_payload.</summary>
    public bool Payload { get; init; }

    public SmscPart? Part { get; init; }

    /// <summary>Octets to send in place of <see cref="Text"/>.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The parts of one long text, in their order.</summary>
    public static IReadOnlyList<SmscDeliver> InParts(string from, string to, IReadOnlyList<string> parts, int reference, bool sar = false) =>
        [.. parts.Select((text, i) => new SmscDeliver(from, to, text) { Part = new(reference, parts.Count, i + 1, sar) })];
}

/// <param name="Reference">0 to 255, with <paramref name="Sar"/> 0 to 65,535.</param>
/// <param name="Number">From 1.</param>
/// <param name="Sar">In TLVs; else in a user data header.</param>
public sealed record SmscPart(int Reference, int Total, int Number, bool Sar = false);
