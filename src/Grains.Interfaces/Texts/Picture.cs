namespace Hark;

/// <summary>What a text may carry (M7): the kinds that every carrier takes.</summary>
public enum PictureType { Jpeg = 1, Png = 2, Gif = 3 }
