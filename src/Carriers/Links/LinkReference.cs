namespace Hark.Carriers;

/// <summary>A carrier's id as Hark keeps it: ids of several links are in one place, and each has its link's name before it.</summary>
public static class LinkReference
{
    public static string Of(string link, string id) => $"{link}:{id}";
}
