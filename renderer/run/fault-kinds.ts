import type { Design } from '../../app/design/design.ts'
import { isDuration, toMilliseconds } from '../../app/design/quantities.ts'
import type { Fault, FaultKind } from '../../app/faults/faults.ts'
import { toLatency, toShare, toText } from '../../app/run/figures.ts'

/** One value a person sets for a fault. */
export interface FaultField {
  key: string
  label: string
  control: 'duration' | 'share' | 'number' | 'count'
  unit?: string
  initial: string | number
}

/** How a kind of fault is named, drawn and asked for. */
interface FaultLook {
  /** As a button says it: `Kill`. */
  label: string
  /** What takes it back. */
  heal: string
  icon: string
  /** One sentence of what happens. */
  summary: string
  /** What it can strike. */
  strikes: 'component' | 'connection'
  fields: FaultField[]
}

const duration = (key: string, label: string, initial: string): FaultField => ({ key, label, control: 'duration', initial })

const looks: Record<FaultKind, FaultLook> = {
  kill: {
    label: 'Kill',
    heal: 'Restore',
    icon: 'skull',
    summary: 'The replicas end at once; calls to them are refused.',
    strikes: 'component',
    fields: [],
  },
  pause: {
    label: 'Pause',
    heal: 'Resume',
    icon: 'pause',
    summary: 'The replicas stand still; calls to them hang.',
    strikes: 'component',
    fields: [],
  },
  restart: {
    label: 'Restart',
    heal: 'End',
    icon: 'rotate-ccw',
    summary: 'The replicas end and start again.',
    strikes: 'component',
    fields: [],
  },
  slow: {
    label: 'Slow',
    heal: 'End slowness',
    icon: 'turtle',
    summary: 'Work takes this many times as long.',
    strikes: 'component',
    fields: [{ key: 'factor', label: 'Factor', control: 'number', unit: '×', initial: 3 }],
  },
  errors: {
    label: 'Errors',
    heal: 'End errors',
    icon: 'circle-x',
    summary: 'This share of requests fails.',
    strikes: 'component',
    fields: [{ key: 'rate', label: 'Share', control: 'share', unit: '0 to 1', initial: 0.2 }],
  },
  latency: {
    label: 'Delay',
    heal: 'End delay',
    icon: 'snail',
    summary: 'Every call on the connection waits this much longer.',
    strikes: 'connection',
    fields: [duration('add', 'Added', '200ms')],
  },
  loss: {
    label: 'Loss',
    heal: 'End loss',
    icon: 'cloud-off',
    summary: 'This share of calls on the connection is lost.',
    strikes: 'connection',
    fields: [{ key: 'rate', label: 'Share', control: 'share', unit: '0 to 1', initial: 0.05 }],
  },
  bandwidth: {
    label: 'Bandwidth',
    heal: 'End limit',
    icon: 'gauge',
    summary: 'The connection carries no more than this.',
    strikes: 'connection',
    fields: [{ key: 'bitsPerSecond', label: 'Limit', control: 'number', unit: 'bit/s', initial: 1_000_000 }],
  },
  partition: {
    label: 'Cut',
    heal: 'Join again',
    icon: 'unplug',
    summary: 'Nothing passes the connection.',
    strikes: 'connection',
    fields: [],
  },
  cpu: {
    label: 'Limit CPU',
    heal: 'End limit',
    icon: 'cpu',
    summary: 'Each replica gets this many cores.',
    strikes: 'component',
    fields: [{ key: 'cpus', label: 'Cores', control: 'number', unit: 'cores', initial: 0.5 }],
  },
  memory: {
    label: 'Limit memory',
    heal: 'End limit',
    icon: 'memory-stick',
    summary: 'Each replica gets this much memory.',
    strikes: 'component',
    fields: [],
  },
  scale: {
    label: 'Scale',
    heal: 'Scale back',
    icon: 'layers',
    summary: 'An operator sets the number of replicas.',
    strikes: 'component',
    fields: [{ key: 'replicas', label: 'Replicas', control: 'count', unit: 'replicas', initial: 1 }],
  },
}

export function faultLook(kind: FaultKind): FaultLook {
  return looks[kind]
}

/** As the tag on what it strikes says it: `latency +200 ms`. */
export function faultTag(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
      return 'killed'
    case 'pause':
      return 'paused'
    case 'restart':
      return 'restarting'
    case 'slow':
      return `slow ×${fault.factor}`
    case 'errors':
      return `errors ${toText(toShare(fault.rate))}`
    case 'latency':
      return `latency +${isDuration(fault.add) ? toText(toLatency(toMilliseconds(fault.add))) : fault.add}`
    case 'loss':
      return `loss ${toText(toShare(fault.rate))}`
    case 'bandwidth':
      return `limited to ${Number((fault.bitsPerSecond / 1e6).toPrecision(3))} Mbit/s`
    case 'partition':
      return 'cut off'
    case 'cpu':
      return `${fault.cpus} cores`
    case 'memory':
      return `memory ${fault.limit}`
    case 'scale':
      return `scaled to ${fault.replicas}`
  }
}

/** The tag without what its icon says already: `+200 ms`. */
export function briefTag(fault: Fault): string {
  return faultTag(fault).replace(/^(latency|loss|limited to) /, '')
}

/** As the timeline and lists say it: `Orders killed`, `Orders → Orders DB latency +200 ms`. */
export function faultTitle(fault: Fault, design: Design): string {
  return `${targetName(fault.target, design)} ${faultTag(fault)}`
}

/** A component, connection or group by the name people know. */
export function targetName(target: string, design: Design): string {
  const [from = target, to] = target.split('->')
  if (to !== undefined) return `${targetName(from, design)} → ${targetName(to, design)}`
  return design.components[target]?.name ?? design.groups?.[target]?.name ?? target
}
