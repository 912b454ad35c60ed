namespace Hark.Carriers;

/// <summary>The body of a PDU cannot be read. The PDU is consumed and the connection may go on.</summary>
sealed class SmppBodyException(uint sequence, uint commandId, uint status, string message) : Exception(message)
{
    public uint Sequence { get; } = sequence;

    /// <summary>With the highest bit set it was an answer, always one of success: those of errors are read without their body.</summary>
    public uint CommandId { get; } = commandId;

    /// <summary>What to answer if it was a request; one of <see cref="SmppStatus"/>.</summary>
    public uint Status { get; } = status;
}
