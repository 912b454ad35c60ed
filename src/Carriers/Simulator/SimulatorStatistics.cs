using Hark.Grains;

namespace Hark.Carriers;

/// <summary>What the carrier saw since it was started.</summary>
/// <param name="Texts">Calls of <c>Submit</c>, whatever the answer.</param>
/// <param name="Parts">Parts of these texts.</param>
/// <param name="PartsLastSecond">Parts handed over in the second that ends now.</param>
/// <param name="PeakPartsPerSecond">The most parts handed over in any second, wherever it begins (B1).</param>
/// <param name="Arrived">Texts that reached their handset.</param>
/// <param name="ByStatus">Answers given so far.</param>
/// <param name="ReceiptsWaiting">Receipts that are due and not yet taken.</param>
/// <param name="RepliesWaiting">Replies of handsets that are due and not yet taken.</param>
/// <param name="FailedHandOvers">Calls of <see cref="ICarrierEvents"/> that failed and were or will be repeated.</param>
/// <param name="LastFailure">Why the latest of them failed.</param>
public sealed record SimulatorStatistics(
    long Texts, long Parts, int PartsLastSecond, int PeakPartsPerSecond, long Arrived, IReadOnlyDictionary<SubmitStatus, long> ByStatus,
    int ReceiptsWaiting, int RepliesWaiting, long FailedHandOvers, string? LastFailure);
