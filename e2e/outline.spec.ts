/** The outline of a long page: of its lines those in sight exist, and each leads to its block. */
import { expect, test } from "@playwright/test";
import { newCorpusOf, openCorpus } from "./support/corpus.ts";
import { emptyMachine } from "./support/machine.ts";
import { block, clickBefore } from "./support/text.ts";

const paragraphs = Array.from({ length: 400 }, (_, number) => `第${number}段，会议在北京召开。`);
const long = "关于进一步做好冬春季节森林草原防火工作的通知要求";

test("the outline of a page of 400 blocks draws what is in sight, goes where it is asked, and follows a block's role", async ({
  page,
}) => {
  const machine = emptyMachine();
  const dir = newCorpusOf(machine, { "长页.txt": [long, ...paragraphs].join("\n\n") });
  const program = await openCorpus(machine, page, dir);
  await page.getByRole("row", { name: "长页.txt" }).dblclick();
  const outline = page.getByRole("region", { name: "篇目" });
  const lines = outline.getByRole("button");
  await expect(lines.first()).toContainText("关于进一步");
  expect(await lines.count()).toBeLessThan(100);

  await test.step("the last line is reached by scrolling, and leads to the last block", async () => {
    await outline.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await outline.getByRole("button", { name: "第399段" }).click();
    await expect(block(page, "第399段")).toBeInViewport();
    await expect(outline.getByRole("button", { name: "第399段" })).toHaveAttribute("aria-current", "true");
    await expect(page.getByText("选中")).toBeVisible();
  });

  await test.step("a title stands in two lines, and in one again as a paragraph; the lines below make room", async () => {
    await outline.evaluate((element) => element.scrollTo(0, 0));
    const tops = () => lines.evaluateAll((all) => all.slice(0, 2).map((line) => line.getBoundingClientRect().top));
    const distance = async () => {
      const [first = 0, second = 0] = await tops();
      return second - first;
    };
    await expect(lines.first()).toContainText("关于进一步");
    const one = await distance();
    expect(one).toBeGreaterThan(0);
    await clickBefore(page, "关于进一步");
    await page.keyboard.press("Alt+Digit2");
    await expect.poll(distance).toBeGreaterThan(one + 10);
    await page.keyboard.press("Alt+Digit7");
    await expect.poll(distance).toBe(one);
  });
  await program.stop();
  machine.remove();
});
