using Hark.Grains;

namespace Hark.Carriers;

/// <summary>An entry of the agenda.</summary>
abstract record Due;

/// <summary>An answer to give, unless the text has been answered already.</summary>
sealed record AnswerDue(TaskCompletionSource<SubmitResult> Answer, SubmitResult Result) : Due;

/// <param name="Then">The answer that must not come before the receipt is taken.</param>
sealed record ReceiptDue(DeliveryReceipt Receipt, AnswerDue? Then) : Due;

sealed record ReplyDue(InboundText Text) : Due;

/// <summary>The end of a pause before something that failed is tried again.</summary>
sealed record PauseDue(TaskCompletionSource Pause) : Due;
