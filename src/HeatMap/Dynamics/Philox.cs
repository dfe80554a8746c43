namespace HeatMap;

/// <summary>Philox4x32-10: 128 random bits as a mix of a counter of 128 bits under a key of 64.</summary>
/// <remarks>Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, 2011. Constants and known answers are of that paper and its Random123.</remarks>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57, Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>Counter and result are four words of 32 bits, the first in the low half of Low.</summary>
    public static (ulong Low, ulong High) Mix(ulong low, ulong high, ulong key)
    {
        (uint a, uint b, uint c, uint d) = ((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));
        (uint k, uint l) = ((uint)key, (uint)(key >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)a * Multiplier0, second = (ulong)c * Multiplier1;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ k, (uint)second, (uint)(first >> 32) ^ d ^ l, (uint)first);
            k = unchecked(k + Weyl0);
            l = unchecked(l + Weyl1);
        }

        return (a | ((ulong)b << 32), c | ((ulong)d << 32));
    }
}
