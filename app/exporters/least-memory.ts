import { kindOf } from '../catalogue/catalogue.ts'
import type { ContainerPlan } from '../catalogue/component.ts'

/** Bytes that its engine needs to come up at all; of a Java machine that is told its heap, as much again for all that is not heap. */
export function leastMemoryOf({ env, image }: ContainerPlan, kind: string): number | undefined {
  if (image.from === 'runtime') return undefined
  // -Xms512m -Xmx2g
  const [, amount, unit = ''] = Object.values(env).flatMap((value) => /-Xmx(\d+)([kmg]?)/i.exec(value) ?? [])
  const factor = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[unit.toLowerCase()] ?? 1
  return amount === undefined ? kindOf(kind)?.leastMemoryBytes : 2 * Number(amount) * factor
}
