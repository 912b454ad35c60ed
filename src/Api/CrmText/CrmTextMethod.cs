namespace Hark.Api;

/// <param name="Name">In lower case, as in the parameter <c>method</c>.</param>
sealed record CrmTextMethod(string Name, Func<CrmTextCall, Task<Result<CrmTextAnswer>>> Call);
