namespace Hark.Testing;

/// <summary>Things that most tests need and few care about.</summary>
public static class Sample
{
    public static readonly StoreId Store = new(1);
    public static readonly StoreId OtherStore = new(2);

    /// <summary>In Chicago.</summary>
    public static readonly PhoneNumber Number = PhoneNumber.Parse("+13125550123");

    public static OutboundText Text(MessageKind kind = MessageKind.Marketing, long fingerprint = 7, int parts = 1) =>
        new("Motors: Sale today. Reply STOP to unsubscribe.", "+15550000001", kind, new(TextEncoding.Gsm7, 46, parts, parts), fingerprint);

    /// <param name="letter">Another one is another picture.</param>
    public static Picture Picture(char letter = 'a', PictureType type = PictureType.Jpeg) => new(new string(letter, 64), new string(letter, 22), type, 2_000);

    public static ConsentProof Proof(DateTimeOffset at) => new("web form", "https://motors.example/forms/17", "I agree to get texts.", at);
}
