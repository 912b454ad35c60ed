namespace Hark.Carriers;

/// <summary>The stream cannot be read further, because nobody knows where the next PDU begins: the connection must end.</summary>
sealed class SmppFramingException(string message) : Exception(message);
