namespace HeatMap.Kernels;

/// <summary>A choice that the compiler sees, so that a loop without an option does not pay for it.</summary>
internal interface IFlag
{
    static abstract bool On { get; }
}

internal readonly struct Yes : IFlag
{
    public static bool On => true;
}

internal readonly struct No : IFlag
{
    public static bool On => false;
}
