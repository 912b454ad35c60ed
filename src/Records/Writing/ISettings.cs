namespace Hark.Records;

/// <summary>A few values of the installation itself, such as the hash of the admin key.</summary>
public interface ISettings
{
    Task<string?> Get(string name);
    Task Put(string name, string value);
}
