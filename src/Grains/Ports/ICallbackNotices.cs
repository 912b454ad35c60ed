namespace Hark.Grains;

/// <summary>Tells the operator.</summary>
public interface ICallbackNotices
{
    /// <summary>An endpoint was disabled or suspended.</summary>
    void Stopped(CallbackView endpoint);
}
