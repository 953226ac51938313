import * as z from 'zod'
import { bandwidth } from './bandwidth.ts'
import { cpu } from './cpu.ts'
import { dns } from './dns.ts'
import type { Effects } from './effects.ts'
import { errors } from './errors.ts'
import type { FaultKindFile, QuickChoice, Struck } from './fault-kind.ts'
import { kill } from './kill.ts'
import { latency } from './latency.ts'
import { loss } from './loss.ts'
import { memory } from './memory.ts'
import { partition } from './partition.ts'
import { pause } from './pause.ts'
import { reset } from './reset.ts'
import { restart } from './restart.ts'
import { scale } from './scale.ts'
import { slow } from './slow.ts'

/** Every kind of fault, in the order in which they are offered. */
const files = [kill, pause, restart, slow, errors, latency, loss, bandwidth, partition, reset, dns, cpu, memory, scale] as const

type SchemasOf<Files extends readonly { schema: unknown }[]> = { readonly [Index in keyof Files]: Files[Index]['schema'] }

export const faultSchema = z.discriminatedUnion('kind', files.map(({ schema }) => schema) as unknown as SchemasOf<typeof files>)

/** Something that goes wrong (or an operator's hand): what, where, from when, for how long. Times count from the scenario's start. */
export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']

/** A kind as shared code sees it, whichever it is: its own fields are whatever its schema lets through. */
interface AnyFaultKind extends Omit<FaultKindFile<FaultKind, z.ZodRawShape>, 'tag' | 'briefTag' | 'effects' | 'quick'> {
  schema: z.ZodObject
  tag(own: object): string
  briefTag?(own: object): string
  effects(own: object): Effects
  quick: readonly QuickChoice<object>[]
}

export const faultKinds: readonly AnyFaultKind[] = files as readonly unknown[] as readonly AnyFaultKind[]

const byKind = new Map(faultKinds.map((file) => [file.kind, file]))

export function faultKind(kind: FaultKind): AnyFaultKind {
  const file = byKind.get(kind)
  if (!file) throw new Error(`${kind} is no kind of fault`)
  return file
}

export function effectsOf(fault: Fault): Effects {
  return faultKind(fault.kind).effects(fault)
}

/** As the tag on what it strikes says it: `latency +200 ms`. */
export function faultTag(fault: Fault): string {
  return faultKind(fault.kind).tag(fault)
}

/** The tag without what its icon says already: `+200 ms`. */
export function briefTag(fault: Fault): string {
  const file = faultKind(fault.kind)
  return (file.briefTag ?? file.tag)(fault)
}

/** Whether a fault of this kind on this target strikes connections; otherwise it strikes components. */
export function strikesConnections(kind: FaultKind, target: string): boolean {
  const { strikes } = faultKind(kind)
  const onConnections = (struck: Struck) => struck === 'connection'
  return strikes.every(onConnections) || (strikes.some(onConnections) && target.includes('->'))
}
