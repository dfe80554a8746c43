using HeatMap.Cascades;

namespace HeatMap.Cli.Cascading;

/// <summary>What random paths set off, and the closed form beside it.</summary>
/// <param name="Settings">Which paths.</param>
/// <param name="Result">What they set off.</param>
/// <param name="Down">The closed form of a fall.</param>
/// <param name="Up">The closed form of a rise.</param>
internal sealed record Simulation(SimulationSettings Settings, SimulatedCascades Result, CascadeReach Down, CascadeReach Up)
{
    /// <summary>Draws the paths: each is a shock to its lowest price, and one to its highest.</summary>
    public static Simulation Of(SimulationSettings settings, CascadeThresholds down, CascadeThresholds up, ToolConsole console)
    {
        var law = new GeometricBrownian(settings.Volatility);
        PriceReach reach = law.Within(settings.Options.Horizon);
        var sides = new CascadeSides(down, up);
        SimulatedCascades result = ShownProgress.Run(console, "simulating", progress => CascadeSimulation.Shocks(sides, law, settings.Options, progress));
        return new(settings, result, new(down, reach), new(up, reach));
    }
}
