using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.CsProj;
using BenchmarkDotNet.Toolchains.DotNetCli;

namespace HeatMap.Benchmarks;

/// <summary>Runs a job on .NET 10, which this version of BenchmarkDotNet does not know by name.</summary>
internal static class Net10
{
    public static Job On(Job job) => job.WithRuntime(new Moniker()).WithToolchain(new Toolchain(
        ".NET 10.0",
        new CsProjGenerator("net10.0", cliPath: null!, packagesPath: null!, runtimeFrameworkVersion: null!),
        new DotNetCliBuilder("net10.0"),
        new DotNetCliExecutor(customDotNetCliPath: null!)));

    private sealed class Moniker() : Runtime(RuntimeMoniker.Net90, "net10.0", ".NET 10.0");
}
