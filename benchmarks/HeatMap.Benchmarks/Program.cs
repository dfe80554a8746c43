using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using HeatMap.Benchmarks;

// --quick is a smoke run: every benchmark once, numbers mean nothing.
bool quick = args.Contains("--quick");
IConfig config = DefaultConfig.Instance
    .AddJob(Net10.On(quick ? Job.Dry : Job.Default))
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(MapBuildBench).Assembly).Run([.. args.Where(static a => a != "--quick")], config);
