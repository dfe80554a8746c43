using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spectre.Console;

namespace HeatMap.Cli.Commands;

/// <summary><c>heatmap doctor</c>: what a report of a problem should say of the machine.</summary>
internal static class DoctorCommand
{
    public static Command Create(ToolConsole console)
    {
        var command = new Command("doctor", "Print versions, vector widths and the kernel in use, for reports of problems.");
        command.SetAction(_ =>
        {
            Run(console);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(ToolConsole console)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("what").AddColumn("is");
        foreach ((string what, string value) in Facts())
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(value));
        }

        console.Draw(console.Out, console.OutIsTerminal).Write(table);
    }

    private static IEnumerable<(string What, string Value)> Facts()
    {
        yield return ("HeatMap", Version(typeof(LiquidationMap)));
        yield return ("heatmap tool", Version(typeof(DoctorCommand)));
        yield return (".NET", RuntimeInformation.FrameworkDescription);
        yield return ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        yield return ("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ("512-bit vectors", YesNo(Vector512.IsHardwareAccelerated));
        yield return ("256-bit vectors", YesNo(Vector256.IsHardwareAccelerated));
        yield return ("128-bit vectors", YesNo(Vector128.IsHardwareAccelerated));
        yield return ("fused multiply-add", YesNo(System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported));
        yield return ("kernel", $"{KernelInfo.Name} ({KernelInfo.VectorBits} bits)");
        yield return ("venues", string.Join(", ", Venues.Names));
    }

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
