namespace Hark.Carriers;

/// <summary>What data_coding 0 means on a link; carriers differ, and the PDU does not tell.</summary>
public enum DefaultAlphabet
{
    /// <summary>The GSM alphabet, a septet an octet. The usual one.</summary>
    Gsm,

    /// <summary>The GSM alphabet, eight septets in seven octets.</summary>
    GsmPacked,
    Latin1,
    Ascii,
}

/// <summary>How a text of several parts is handed over.</summary>
public enum LongTexts
{
    /// <summary>A submit_sm for each part, with a user data header that the handset joins them by. The usual one.</summary>
    Udh,

    /// <summary>A submit_sm for each part; parameters tell the carrier which part of what it is.</summary>
    Sar,

    /// <summary>One submit_sm with the whole text in message_payload, which the carrier splits.</summary>
    Payload,
}

/// <summary>The form of texts on a link.</summary>
sealed record TextForm(DefaultAlphabet Alphabet, LongTexts LongTexts);
