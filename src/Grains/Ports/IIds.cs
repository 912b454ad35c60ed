namespace Hark.Grains;

/// <summary>New ids: rising, never used before, never twice, also after a crash or when the clock steps back.</summary>
public interface IIds
{
    ValueTask<long> Next();
}
