namespace Hark.Carriers;

/// <summary>A receipt or a text from a handset, or a part of one, that waits for its acknowledgement.</summary>
sealed record Arrival(Pdu Pdu, ShortMessage Message, SmppConnection Connection)
{
    public bool IsReceipt { get; } = ReceiptParser.IsReceipt(Message);

    /// <returns>False when the SMSC will not hear it, and bring the message again.</returns>
    public bool Acknowledge(uint status) => Connection.Say(Pdu is DataSmPdu ? new DataSmRespPdu(Pdu.Sequence, status, "") : new DeliverSmRespPdu(Pdu.Sequence, status));

    /// <summary>Acknowledges once it is done. What fails, for whatever reason, the SMSC is asked to bring again.</summary>
    /// <returns>Why it failed, if it did, and whether the SMSC knows.</returns>
    public static async Task<(string? Trouble, bool Told)> Acknowledge(IReadOnlyList<Arrival> arrivals, Func<Task> write)
    {
        string? trouble = null;
        try
        {
            await write();
        }
        catch (Exception e)
        {
            trouble = e.Message;
        }
        var told = true;
        foreach (var arrival in arrivals) told &= arrival.Acknowledge(trouble is null ? SmppStatus.Ok : SmppStatus.TemporaryReceiverError);
        return (trouble, told);
    }
}
