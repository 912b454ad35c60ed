namespace Hark.Records;

/// <summary>A few values of the installation itself, such as the hash of the admin key. All processes of it have the same ones.</summary>
public interface ISettings
{
    Task<string?> Get(string name);
    Task Put(string name, string value);

    /// <summary>Puts the value unless there is one. Of several processes that do it at once, one puts; all are answered the same.</summary>
    /// <returns>The value that stands now: the given one, or the one that was there.</returns>
    Task<string> PutIfAbsent(string name, string value);
}
