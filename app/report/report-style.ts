import { Markup } from './html.ts'

/** The report's look, in the window's colours; light on paper whatever the screen prefers. */
export const reportStyle = new Markup(`
:root{color-scheme:light dark;--ground:#f5f6f8;--panel:#fff;--line:#dde2e9;--soft:#e9ecf1;--text:#171c24;--muted:#566174;--one:#7446d8;--two:#2466d8;--three:#0a7a8d;--good:#198754;--warning:#8c5800;--bad:#cf2f3f;--shade:rgb(207 47 63/.1)}
@media (prefers-color-scheme:dark){:root{--ground:#0e1116;--panel:#151a21;--line:#2a323d;--soft:#20272f;--text:#e6eaf0;--muted:#94a0b0;--one:#b69cff;--two:#6ea8fe;--three:#45c1d8;--good:#3fb97f;--warning:#e3a33b;--bad:#f0616d;--shade:rgb(240 97 109/.14)}}
@media print{:root{color-scheme:light;--ground:#fff;--panel:#fff;--line:#dde2e9;--soft:#e9ecf1;--text:#171c24;--muted:#566174;--one:#7446d8;--two:#2466d8;--three:#0a7a8d;--good:#198754;--warning:#8c5800;--bad:#cf2f3f;--shade:rgb(207 47 63/.1)}section,figure,tr{break-inside:avoid}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:13px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}
header{margin-bottom:24px}
h1{font-size:22px;line-height:1.3;font-weight:600;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:14px;font-weight:600;margin:0 0 12px}
.sub,.muted{color:var(--muted)}
section{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:20px;margin:0 0 16px}
.answer{font-size:16px;line-height:1.5;margin:0}
.answer+.answer{margin-top:6px}
.remedy{color:var(--muted);margin:4px 0 0}
.objectives{list-style:none;margin:0;padding:0;display:grid;gap:6px}
.objectives li{display:flex;gap:10px;align-items:baseline}
.verdict{font-weight:600;min-width:64px}
.met .verdict{color:var(--good)}.missed .verdict{color:var(--bad)}.unknown .verdict{color:var(--muted)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:20px}
figure{margin:0}
figcaption{font-weight:600;margin-bottom:2px}
.key{font-weight:400;color:var(--muted);margin-left:8px}
.swatch{display:inline-block;width:14px;height:2px;vertical-align:middle;margin:0 5px 0 10px;background:currentColor}
svg{display:block;width:100%;height:auto}
.drawing{display:block;max-width:100%;max-height:620px;margin:0 auto}
.grid{stroke:var(--soft)}
.tick,.mark{fill:var(--muted);font-size:11px}
.line{fill:none;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
.one{stroke:var(--one);color:var(--one)}.two{stroke:var(--two);color:var(--two)}.three{stroke:var(--three);color:var(--three)}.bad{stroke:var(--bad);color:var(--bad)}.faint{stroke:var(--muted);color:var(--muted)}
.fault{fill:var(--shade);stroke:none}
.warmup{fill:var(--soft);opacity:.7}
.limit{stroke:var(--bad);stroke-dasharray:2 3}
.limit-label{fill:var(--bad)}
.scroll{overflow-x:auto}
.fall+.fall{margin-top:20px}
.call{display:grid;grid-template-columns:minmax(120px,220px) 1fr minmax(120px,300px);gap:12px;align-items:center;padding:2px 0}
.call>*{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.call .lane{position:relative;height:12px;border-radius:3px;background:var(--soft)}
.call i{position:absolute;top:0;height:12px;min-width:2px;border-radius:3px;background:var(--two)}
.call i.failed{background:var(--bad)}
.call .error{color:var(--bad)}
table{border-collapse:collapse;width:100%;white-space:nowrap}
th{font-weight:400;color:var(--muted);text-align:right;padding:4px 10px;border-bottom:1px solid var(--line)}
td{text-align:right;padding:5px 10px;border-bottom:1px solid var(--soft)}
tr:last-child td{border-bottom:0}
th:first-child,td:first-child{text-align:left;padding-left:0}
td.wrap,th.wrap{text-align:left;white-space:normal}
td .unit{color:var(--muted)}
td.warn{color:var(--warning)}td.over{color:var(--bad);font-weight:600}
.paths{display:grid;gap:12px}
.bar{display:flex;height:22px;border-radius:6px;overflow:hidden;background:var(--soft);margin:4px 0}
.bar i{display:block;height:100%;border-right:1px solid var(--panel)}
.shares{color:var(--muted);display:flex;flex-wrap:wrap;gap:2px 14px}
.shares b{color:var(--text);font-weight:500}
.dot{display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px}
ul.plain{margin:0;padding-left:18px}
code{font:12px/1.6 "JetBrains Mono",ui-monospace,Menlo,Consolas,monospace;background:var(--soft);border-radius:6px;padding:2px 6px;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
footer{color:var(--muted);margin-top:24px}
`)
