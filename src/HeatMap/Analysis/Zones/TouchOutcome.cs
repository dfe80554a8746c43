namespace HeatMap;

/// <summary>How price behaved after it touched a zone.</summary>
public enum TouchOutcome
{
    /// <summary>It turned: it went back from the near edge by the rebound before it reached the far edge.</summary>
    Bounced = 1,

    /// <summary>It did neither within the horizon.</summary>
    Held = 2,

    /// <summary>It reached the far edge first.</summary>
    Swept = 3,
}
