using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using HeatMap.Benchmarks;

if (args is ["--write-peer-file", var target, var rows])
{
    PeerFile.Write(target, int.Parse(rows, CultureInfo.InvariantCulture));
    return;
}

if (args is ["--run-peer-file", var source])
{
    PeerFile.Run(source);
    return;
}

if (args is ["--write-peer-columns", var columns])
{
    PeerColumns.Write(columns);
    return;
}

if (args is ["--run-peer-columns"])
{
    PeerColumns.Run();
    return;
}

// --quick is a smoke run: every benchmark once, numbers mean nothing.
bool quick = args.Contains("--quick");
IConfig config = DefaultConfig.Instance
    .AddJob(Net10.On(quick ? Job.Dry : Job.Default.WithWarmupCount(4).WithIterationCount(11)))
    .AddColumn(StatisticColumn.Median)
    .HideColumns(Column.Error, Column.StdDev, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2)
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(MapFillBench).Assembly).Run([.. args.Where(static a => a != "--quick")], config);
