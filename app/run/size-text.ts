const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** An amount of memory with three digits: `768 MiB`, `15.6 GiB`. */
export function toSizeText(bytes: number): string {
  let step = 0
  let amount = bytes
  // From 1000 on the next unit needs fewer digits.
  while (amount >= 999.5 && step < units.length - 1) {
    amount /= 1024
    step += 1
  }
  return `${Number(amount.toPrecision(3))} ${units[step]}`
}
