using System.Text.Encodings.Web;
using HeatMap.Charts;

namespace HeatMap.Cli.Watching;

/// <summary>The page while there is nothing to draw: says what is waited for, and makes room for the charts when they come.</summary>
internal static class WaitingPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="status">What is waited for.</param>
    /// <param name="theme">Light, dark, or as the reader's system has it.</param>
    public static string ToHtml(string status, ChartTheme theme) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>Waiting</title>
        <style>
        :root { color-scheme: {{theme switch { ChartTheme.Light => "light", ChartTheme.Dark => "dark", _ => "light dark" }}}; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto 0; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.25rem; }
        </style>
        </head>
        <body>
        <h1>Nothing to draw yet</h1>
        <p id="status" role="status">{{HtmlEncoder.Default.Encode(status)}}</p>
        <p>The charts appear here as soon as there is something.</p>
        <script>
        'use strict';
        const source = new EventSource('/events'), say = text => { document.getElementById('status').textContent = text; };
        source.addEventListener('charts', event => { if (event.data !== '[]') location.reload(); });
        source.addEventListener('status', event => { say(event.data); });
        source.addEventListener('end', event => { source.close(); say(event.data); });
        source.addEventListener('error', () => { say('The connection is lost; trying again.'); });
        </script>
        </body>
        </html>

        """;
}
