/** Round figures that divide the range from zero to `top` into three to six parts; the last reaches it. */
export function roundSteps(top: number): number[] {
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough * 0.999) ?? power
  const count = Math.ceil(top / step - 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}

const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200]

/** Round times from zero to `end`, in seconds, at most eight. */
export function timeSteps(end: number): number[] {
  const step = seconds.find((each) => end / each <= 8) ?? 86_400
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) => i * step)
}
