namespace HeatMap;

/// <summary>The look of a page around its drawings.</summary>
internal static class LadderPageStyle
{
    public const string Text =
        """
        :root{color-scheme:light dark;--ground:#f5f7f9;--card:#fff;--ink:#1d2630;--soft:#566270;--line:#dfe4ea;--long:#b85c00;--short:#1f6bb8}
        .long{background:#d9730d}.short{background:#2f80d0}
        @media (prefers-color-scheme:dark){:root{--ground:#0d1117;--card:#141a22;--ink:#e3e8ef;--soft:#9aa6b4;--line:#263040;--long:#f0953f;--short:#63aef2}.hm .hm-long,.long{fill:#ee8f35;background:#ee8f35}.hm .hm-short,.short{fill:#4c9bea;background:#4c9bea}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        main{margin:0 auto;padding:24px 20px 40px}
        h1{font-size:24px;line-height:1.25;margin:0;font-weight:650;letter-spacing:-.01em;overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
        h2{font-size:16px;margin:0 0 8px;font-weight:650}
        .sub{color:var(--soft);margin:4px 0 16px}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 12px}
        .tile,.card{background:var(--card);border:1px solid var(--line);border-radius:10px}
        .tile{flex:1 1 150px;padding:10px 14px}.tile b{display:block;font-size:21px;font-weight:650;line-height:1.3;letter-spacing:-.01em}
        .tile span,.tile small{color:var(--soft);font-size:13px}.tile small{display:block}
        .tile i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
        .card{padding:14px 16px;margin:0 0 12px}
        .legend{display:flex;flex-wrap:wrap;gap:2px 20px;font-size:13px;margin-bottom:10px}
        .legend span{display:inline-flex;align-items:center;gap:7px}.legend i{width:11px;height:11px;border-radius:2px}
        .legend u{width:13px;height:2px;border-radius:1px;background:currentColor;opacity:.8}
        .chart{position:relative;outline-offset:4px;border-radius:4px;touch-action:pan-y;cursor:crosshair}
        .chart svg{display:block;width:100%;height:auto}
        .chart:focus-visible{outline:2px solid var(--short)}
        .hm-band{fill:currentColor;fill-opacity:.32;pointer-events:none}
        .tip{position:absolute;left:0;top:0;z-index:1;pointer-events:none;visibility:hidden;background:var(--card);border:1px solid var(--line);border-radius:8px;box-shadow:0 6px 24px rgba(0,0,0,.22);padding:8px 12px;font-size:13px;line-height:1.45;white-space:nowrap}
        .tip b{font-size:14px;font-weight:650}.tip div{color:var(--soft)}
        .tip table{border-collapse:collapse;margin-top:4px}.tip td{padding:0;text-align:right}.tip td:first-child{text-align:left;padding-right:14px}.tip td+td+td{color:var(--soft);padding-left:12px}
        .tip td:empty{padding:0!important}.tip .sum td{border-top:1px solid var(--line);padding-top:3px}.tip .sum~.sum td{border:0;padding-top:0}.tip tr:not(.sum)+.sum td{padding-top:4px}
        .l{color:var(--long)}.s{color:var(--short)}
        .facts{color:var(--soft);font-size:13px;margin:10px 0 0;padding:0;list-style:none}
        .scroll{overflow-x:auto}
        .hot{border-collapse:collapse;width:100%;font-size:14px}
        .hot th{color:var(--soft);font-weight:500;font-size:13px;border-bottom:1px solid var(--line)}
        .hot th,.hot td{text-align:right;padding:5px 0 5px 16px;white-space:nowrap}.hot th:first-child,.hot td:first-child{text-align:left;padding-left:0}
        .hot tbody tr+tr td{border-top:1px solid var(--line)}.hot .none{color:var(--soft)}
        @media (max-width:560px){main{padding:16px 10px 28px}h1{font-size:20px}.sub{font-size:13px;margin-bottom:12px}.tiles{gap:8px}.tile{padding:8px 10px}.tile b{font-size:18px}.card{padding:12px 8px}.card h2,.legend,.facts{padding:0 4px}.hot{font-size:13px}.hot th,.hot td{padding-left:10px}.hot td:first-child{white-space:normal}.wide{display:none}}
        """;
}
