namespace HeatMap;

/// <summary>One of the numbers of a <see cref="MapDistance"/>; each is a metric of shapes.</summary>
public enum DistanceMeasure
{
    /// <summary><see cref="MapDistance.WassersteinPrice"/>, the default.</summary>
    WassersteinPrice = 1,

    /// <summary><see cref="MapDistance.WassersteinFromMark"/>.</summary>
    WassersteinFromMark,

    /// <summary><see cref="ShareDistance.JensenShannonDistance"/>, the root of the divergence in nats.</summary>
    JensenShannonDistance,

    /// <summary><see cref="ShareDistance.TotalVariation"/>.</summary>
    TotalVariation,

    /// <summary><see cref="ShareDistance.Hellinger"/>.</summary>
    Hellinger,

    /// <summary><see cref="ShareDistance.Kolmogorov"/>.</summary>
    Kolmogorov,
}
