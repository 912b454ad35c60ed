namespace Hark.Grains;

/// <summary>What a store works with; the same for all stores of a process.</summary>
public sealed record StoreServices(IGrains Grains, IDeliveryLedger Ledger, IRoster Roster, IInbox Inbox, IDirectory Directory, IAudit Audit, IIds Ids,
    Pacers Pacers, ICarrier Carrier, QuietHoursRule QuietHours, StoreOptions Options, ShortCodes ShortCodes, TimeProvider Time);
