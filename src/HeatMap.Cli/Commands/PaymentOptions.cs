using System.CommandLine;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Commands;

/// <summary>The options that say who pays where margin does not.</summary>
internal sealed class PaymentOptions
{
    /// <summary>The least amount that is too much: 2^55.</summary>
    private const double Limit = 36_028_797_018_963_968;

    private static readonly DeleveragingRule[] Rules = [DeleveragingRule.ProRata, DeleveragingRule.CappedProRata, DeleveragingRule.Queue];

    private readonly Option<double?> _fund = InputOptions.Number("--fund", "AMOUNT", "What the insurance fund holds before. Default: 0.");

    private readonly Option<double?> _fee = InputOptions.Number("--fee", "RATE", "The liquidation fee, a fraction of what is executed, which the fund receives. Default: 0.");

    private readonly Option<bool> _residual = new("--residual-to-fund") { Description = "The fund also keeps what is left of a margin after the fee. Default: the trader does." };

    private readonly Option<string?> _adl = new("--adl") { HelpName = string.Join('|', Rules.Select(PaymentSettings.NameOf)), Description = "Take what nobody covers from those who gained. Default: nobody is called on." };

    private readonly Option<double?> _cap = InputOptions.Number("--adl-cap", "FRACTION", "The most that --adl capped takes of a gain. Default: 1.");

    public PaymentOptions() => _adl.AcceptOnly([.. Rules.Select(PaymentSettings.NameOf)]);

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_fund, _fee, _residual, _adl, _cap])
        {
            command.Add(option);
        }
    }

    public PaymentSettings Read(ParseResult parsed)
    {
        double? fund = parsed.GetValue(_fund), fee = parsed.GetValue(_fee), cap = parsed.GetValue(_cap);
        bool residual = parsed.GetValue(_residual);
        DeleveragingRule? rule = parsed.GetValue(_adl) is { } name ? Array.Find(Rules, r => PaymentSettings.NameOf(r) == name) : null;
        if (fund is not (null or (>= 0 and < Limit)))
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--fund takes an amount >= 0 and below 3.6e16, was {fund}"));
        }

        if (fee is not (null or (>= 0 and < 1)))
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--fee takes a fraction >= 0 and < 1, was {fee}"));
        }

        if (cap is not (null or (>= 0 and <= 1)))
        {
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--adl-cap takes a fraction from 0 to 1, was {cap}"));
        }

        if (cap is not null && rule != DeleveragingRule.CappedProRata)
        {
            throw ToolException.Usage("--adl-cap goes with --adl capped");
        }

        string? option = fund is not null ? "--fund" : fee is not null ? "--fee" : residual ? "--residual-to-fund" : rule is not null ? "--adl" : null;
        var waterfall = new WaterfallOptions { InsuranceFund = fund ?? 0, FeeRate = fee ?? 0, ResidualTo = residual ? ResidualReceiver.Fund : ResidualReceiver.Trader };
        return new(waterfall, rule, cap ?? 1, option);
    }
}
