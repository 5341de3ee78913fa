/** Pictures of the text in both modes, light and dark, for eyes; checks only that labels appear once an entity. */
import { expect } from "@playwright/test";
import { open, select, test } from "./support.ts";

const sample = [
  "本报讯",
  "[LOC 离石区]召开当前重点[EVENT 工作汇报会]",
  "[DATE 1 月 5 日]，[ORG [LOC 吕梁]康明眼科医院]积极响应省市卫健委号召，第一时间组织医务人员开展了“奉献你我热血，点亮生命之光”爱心献血活动。近日，[TITLE [LOC 离石区]委书记][PER 廉海平]主持召开全区当前重点工作汇报会，[QUANT 18—55 周岁]的爱心市民捐款[MONEY 三万元]。",
  "[ORG [ORG [LOC 山西]省人民政府]办公厅][DATE 近日]印发通知，𠮷田茂\n第二行在同一块里。",
  "图为会议现场 （文/图 [PER 靳磊]）",
].join("\n\n");

for (const mode of ["proofread", "tag"] as const)
  for (const dark of [false, true])
    test(`the look of ${mode} mode, ${dark ? "dark" : "light"}`, async ({ page }, info) => {
      await open(page, `${sample}\n\n===\n\n${sample.split("\n\n")[2]}`, mode);
      await page.evaluate((on) => window.harness.dark(on), dark);
      await page.evaluate(() => {
        const { editor } = window.harness;
        const roles = ["kicker", "title", "paragraph", "quote", "caption"];
        roles.forEach((role, i) => {
          editor.commands.selectBlock(`b${i + 1}`);
          editor.commands.setRole(role);
        });
      });
      // A span that crosses another, in its own type too.
      await select(page, ["b3", 12], ["b3", 20]);
      await page.evaluate(() => window.harness.editor.commands.tag("ORG"));
      await select(page, ["b3", 30], ["b3", 30]);
      const split = await page.locator('[data-block="b3"] .entity').count();
      const labelled = await page.locator('[data-block="b3"] .entity:not([data-continued])').count();
      expect(split).toBeGreaterThan(labelled);
      const entities = await page.evaluate(
        () => window.harness.editor.listEntities().filter((entity) => entity.blockId === "b3").length,
      );
      expect(labelled).toBe(entities);
      await page.screenshot({ path: info.outputPath(`${mode}-${dark ? "dark" : "light"}.png`) });
    });
