/** Figures as sentences write them. */

/** `93 %`, `0.4 %`. */
export function percent(share: number): string {
  const value = share * 100
  return `${value >= 10 || value === 0 ? Math.round(value) : Number(value.toPrecision(1))} %`
}

/** `120/s`, `4.5/s`. */
export function perSecond(rate: number): string {
  return `${rate >= 10 ? Math.round(rate) : Number(rate.toPrecision(2))}/s`
}

/** `4.2 ms`, `38 ms`, `1.5 s`. */
export function time(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toPrecision(2))} s`
  return `${ms >= 10 ? Math.round(ms) : Number(ms.toPrecision(2))} ms`
}

/** `1 worker`, `32 workers`. */
export function counted(amount: number, singular: string): string {
  return `${amount} ${amount === 1 ? singular : `${singular}s`}`
}
