/** How often forecasts of the last two months came true, in words. */
import { fewestJudged, type Calibration } from "../../inventory/forecast/calibration";

/** How often came what was thought likely. */
export function likelyBinLines({ judged, bins }: Calibration): readonly string[] {
  if (judged < fewestJudged) return [];
  const likely = bins.filter(({ from, count }) => from >= 0.6 && count > 0);
  if (likely.length === 0) return [];
  return [`近两个月${likely.map(binText).join("；")}`];
}

/** 说 60–80% 的 23 次，发生 15 次 */
const binText = ({ from, to, count, came }: Calibration["bins"][number]): string =>
  `说 ${Math.round(from * 100)}–${Math.round(to * 100)}% 的 ${count} 次，发生 ${came} 次`;

/** 预测准不准 */
export function calibrationText({ judged, score, reference, skill, bins }: Calibration): string {
  if (judged === 0) return "还没有可以对照的预测：每周记一次，7 天后看结果，都在「缺货预测」页。";
  const told = bins.filter(({ count }) => count > 0).map((bin) => `· ${binText(bin)}`);
  const scores = `Brier 分 ${score.toFixed(3)}，各物品平常的情况是 ${reference.toFixed(3)}（越小越准）`;
  const verdict =
    judged < fewestJudged
      ? `不到 ${fewestJudged} 次，还说明不了什么`
      : skill < 0
        ? "不比平常的情况准，暂不可信"
        : `比平常的情况准 ${Math.round(skill * 100)}%`;
  return [`近两个月对照了 ${judged} 次预测：`, ...told, `${scores}；${verdict}。`].join("\n");
}
