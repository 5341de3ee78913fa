/** The proof sheet's look: on paper first, then on a screen. A change is told by shape as well as by colour. */

const sans = `"Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;

export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 2rem 1.5rem; color: #1c1b19; background: #fff;
  font: 16px/1.9 "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", "SimSun", serif;
  text-spacing-trim: normal; line-break: strict; }
h1 { margin: .1rem 0 .2rem; font-size: 1.35rem; line-height: 1.4; text-wrap: balance; }
header { border-bottom: 1.5px solid #1c1b19; margin-bottom: 1.2rem; padding-bottom: .6rem; break-inside: avoid; break-after: avoid; }
.kind, .about, .counts { margin: .1rem 0; padding: 0; font: 12px/1.7 ${sans}; color: #57534b; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1em; }
.counts .name { color: #1c1b19; font-weight: 600; }
.counts b { color: #1c1b19; font-weight: 600; }
[lang="en"] { font-size: .88em; font-weight: 400; color: #6b665d; }
.sheet + .sheet { break-before: page; margin-top: 4rem; }
.block { display: flow-root; padding-inline-start: 7.5rem; border-inline-start: 2px solid transparent; }
.block.changed { border-inline-start-color: #b3261e; }
.block p { margin: 0 0 .7rem; text-align: justify; white-space: pre-wrap; overflow-wrap: anywhere; orphans: 2; widows: 2; }
.margin { float: inline-start; width: 6.6rem; margin-inline-start: -7rem; padding: .55rem 0 .3rem; font: 11px/1.45 ${sans}; color: #57534b; }
.margin > span { display: block; }
.margin .moved { color: #7a4b00; }
.role-title p { font-size: 1.35rem; font-weight: 700; line-height: 1.5; text-align: start; }
.role-heading p, .role-subtitle p, .role-kicker p { font-weight: 700; text-align: start; }
.role-title, .role-heading, .role-subtitle, .role-kicker { break-inside: avoid; break-after: avoid; }
.role-caption p, .role-credit p, .role-byline p, .role-dateline p { font-size: .92rem; }
del { color: #b3261e; text-decoration: line-through 1.5px; }
ins { color: #0a5c36; text-decoration: underline 1.5px; text-underline-offset: .18em; }
del.slight { position: relative; text-decoration: none; }
del.slight::after { content: "/"; position: absolute; inset-inline: 0; bottom: -.02em; text-align: center; font: 700 1em/1 ${sans}; }
.seam { color: #7a4b00; font-size: .75em; vertical-align: .1em; }
.article:not(header + .article) { border-top: 1px dashed #b9b3a8; margin-top: 1.4rem; }
p.article { margin: 0; padding: .7rem 0 .3rem; font: 11px/1.45 ${sans}; color: #57534b; break-after: avoid; }
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt ${sans}; color: #57534b; } }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } .sheet + .sheet { margin-top: 0; }
  del, ins, .block.changed { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`;
