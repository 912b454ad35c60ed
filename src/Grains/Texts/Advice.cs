namespace Hark.Grains;

/// <summary>Sentences that help a store before it pays (M3, M4, M6).</summary>
public static class Advice
{
    /// <summary>Below this many recipients a loop of single sends would do in 10 to 15 minutes (seed 001).</summary>
    public const long FewRecipients = 700;

    /// <summary>More marketing campaigns in a month than this answer worse (seed 001).</summary>
    public const int CampaignsAMonth = 2;

    public static IReadOnlyList<string> For(OutboundText text, SendResult now)
    {
        var advice = new List<string>();
        Length(text, advice);
        if (now.Status == DeliveryStatus.Deferred) advice.Add(now.Decision.Reason!);
        return advice;
    }

    public static IReadOnlyList<string> For(OutboundText text, long recipients, int campaignsThisMonth)
    {
        var advice = new List<string>();
        Length(text, advice);
        if (recipients < FewRecipients) advice.Add($"For {recipients} recipients single messages would do as well; a campaign is right from {FewRecipients} on.");
        if (text.Kind == MessageKind.Marketing && campaignsThisMonth >= CampaignsAMonth)
            advice.Add($"This store has {campaignsThisMonth} campaigns in the last 30 days. Two a month get the best response.");
        return advice;
    }

    static void Length(OutboundText text, List<string> advice)
    {
        var measure = text.Measure;
        if (measure.Parts == 1) return;
        advice.Add(measure.Encoding == TextEncoding.Ucs2
            ? $"The text has characters outside the GSM alphabet and counts as {measure.Parts} parts of 67; without them parts hold 153."
            : $"The text counts as {measure.Parts} parts. Up to 160 characters it would be one.");
    }
}
