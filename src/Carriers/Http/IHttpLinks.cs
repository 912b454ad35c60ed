namespace Hark.Carriers;

/// <summary>The links whose provider is spoken to over HTTP.</summary>
public interface IHttpLinks
{
    /// <returns>Null when there is no link of that name, or it is one of another kind.</returns>
    HttpCarrierOptions? Find(string link);
}
