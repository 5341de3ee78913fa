/** The proof sheet's look: on paper first, then on a screen. A change is told by shape as well as by colour. */
export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.5rem; color: #1c1b19; background: #fff;
  font: 16px/1.9 "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif;
  text-spacing-trim: normal; line-break: strict; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.4; text-wrap: balance; }
header { border-bottom: 1.5px solid #1c1b19; margin-bottom: 1.2rem; padding-bottom: .6rem; break-after: avoid; }
.about, .counts { margin: .2rem 0; padding: 0; font: 12px/1.7 "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #57534b; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.1em; }
.counts b { color: #1c1b19; font-weight: 600; }
.sheet + .sheet { break-before: page; margin-top: 4rem; }
.block { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; padding-inline-start: .5rem; border-inline-start: 2px solid transparent; }
.block.changed { border-inline-start-color: #b3261e; }
.block p { margin: 0 0 .7rem; text-align: justify; white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2; }
.margin { font: 11px/1.5 "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #6b665d; padding-top: .55rem; }
.margin span { display: block; }
.margin .moved { color: #7a4b00; }
p.role-title { font-size: 1.35rem; font-weight: 700; line-height: 1.5; break-after: avoid; }
p.role-heading, p.role-subtitle, p.role-kicker { font-weight: 700; break-after: avoid; }
p.role-caption, p.role-credit, p.role-byline, p.role-dateline { font-size: .92rem; }
del { color: #b3261e; text-decoration: line-through 1.5px; }
ins { color: #0a5c36; text-decoration: underline 1.5px; text-underline-offset: .18em; }
.seam { color: #7a4b00; font-size: .75em; vertical-align: .1em; }
hr.article { border: 0; border-top: 1px dashed #b9b3a8; margin: 1.4rem 0; }
@page { size: A4; margin: 18mm 16mm; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } .sheet + .sheet { margin-top: 0; }
  del, ins, .block.changed { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
