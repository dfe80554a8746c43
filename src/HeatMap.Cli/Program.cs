using System.Text;
using HeatMap.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return Tool.Run(args, ToolConsole.OfProcess());
