/** The packages whose fonts are printed with, by the name of their folder in the built program. Read by the build, too. */
export const printFonts = {
  "noto-serif-sc": "@fontsource-variable/noto-serif-sc",
  "noto-serif-jp": "@fontsource-variable/noto-serif-jp",
  "noto-serif-hk": "@fontsource-variable/noto-serif-hk",
  unifontex: "@fontsource/unifontex",
} as const;
