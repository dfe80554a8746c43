using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>Who pays where forced orders are executed beyond bankruptcy.</summary>
/// <param name="Waterfall">The fund, the fee and who keeps the rest.</param>
/// <param name="Rule">How winners are called on; null where they are not.</param>
/// <param name="Cap">The most that is taken of a gain under <see cref="DeleveragingRule.CappedProRata"/>.</param>
/// <param name="Option">An option that was given; null where none was.</param>
internal sealed record PaymentSettings(WaterfallOptions Waterfall, DeleveragingRule? Rule, double Cap, string? Option)
{
    public static string NameOf(DeleveragingRule rule) => rule switch
    {
        DeleveragingRule.ProRata => "pro-rata",
        DeleveragingRule.CappedProRata => "capped",
        _ => "queue",
    };
}
