using System.Globalization;
using Hark.Records;

namespace Hark.Api;

/// <summary>One page of a list, and how to ask for the next one.</summary>
/// <param name="Next">To be sent as <c>cursor</c>; null on the last page.</param>
public sealed record PageAnswer<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The query parameters of every list.</summary>
/// <param name="Limit">Items a page, 1 to 500; 50 when not given.</param>
/// <param name="Cursor">What <c>next</c> of the page before said.</param>
public sealed record PageQuery(string? Limit, string? Cursor)
{
    const int Most = 500;
    const int Default = 50;

    public PageRequest Request()
    {
        var limit = Default;
        if (Limit is not null && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
            throw new ProblemException(ApiCodes.LimitInvalid, $"limit must be a number from 1 to {Most}.");
        return new PageRequest(limit, string.IsNullOrEmpty(Cursor) ? null : Cursor);
    }
}

static class Paging
{
    public static PageAnswer<TOut> Select<TIn, TOut>(this Page<TIn> page, Func<TIn, TOut> answer) => new([.. page.Items.Select(answer)], page.Next);
}
