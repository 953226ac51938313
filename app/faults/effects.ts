/**
 * What faults do, as data: a fault kind says which effects it has (`fault-kind.ts`), the prediction and the live run each carry
 * effects out and know no kinds. What several faults that are active at once come to is folded here, for both in the same way, so
 * that they may overlap in any order and the end of one never undoes another.
 */

/** On each replica that is struck. */
export interface ReplicaEffect {
  /** It is dead: what it worked on fails, calls to it are refused. */
  down?: true
  /** It stands still: what it worked on and calls to it hang. */
  paused?: true
  /** Work times are multiplied by it. */
  slow?: number
  /** Share of its requests that fail, 0 to 1. */
  errors?: number
  /** Cores that it may use at most. */
  cores?: number
  /** Memory that it may use at most. */
  memoryBytes?: number
}

/** On each connection that is struck. */
export interface ConnectionEffect {
  /** Milliseconds that each call takes longer on its way there. */
  addMs?: number
  /** The addition varies by up to so many milliseconds, uniformly, either way. */
  jitterMs?: number
  /** Share of messages that are lost, 0 to 1; they are sent again as TCP does. */
  loss?: number
  /** What it carries at most, each way. */
  bitsPerSecond?: number
  /** Nothing passes, both ways or requests or answers alone, and nobody is told. */
  cut?: true | 'there' | 'back'
  /** Share of calls that fail, 0 to 1. */
  errors?: number
  /** Share of calls whose connection is reset before they get through, 0 to 1. */
  resets?: number
  /** Its caller finds no address for whom it calls. */
  unresolved?: true
}

export interface Effects {
  replica?: ReplicaEffect
  connection?: ConnectionEffect
  /** Of each component struck only the first so many replicas; absent: all. */
  replicas?: number
  /** An operator sets the number of replicas to this. */
  wanted?: number
  /** It is over by itself as soon as what it struck serves again, unless it says how long it lasts. */
  endsItself?: true
}

/** Every single thing that a fault can do. */
export type EffectName = keyof ReplicaEffect | keyof ConnectionEffect | 'wanted'

/** Whether an engine carries an effect out, or the reason why it does not, as the end of a sentence: `disks are not modelled`. */
export type EffectSupport = Record<EffectName, 'played' | { refused: string }>

export function effectNames({ replica = {}, connection = {}, wanted }: Effects): EffectName[] {
  const names = [...Object.keys(replica), ...Object.keys(connection), ...(wanted === undefined ? [] : ['wanted'])]
  return [...new Set(names)] as EffectName[]
}

/** What is the matter with a replica, all faults taken together. */
export interface ReplicaTrouble {
  down: boolean
  paused: boolean
  slow: number
  errors: number
  /** Infinity: as many as it has. */
  cores: number
  memoryBytes: number
}

export const noReplicaTrouble: ReplicaTrouble = {
  down: false,
  paused: false,
  slow: 1,
  errors: 0,
  cores: Number.POSITIVE_INFINITY,
  memoryBytes: Number.POSITIVE_INFINITY,
}

/** Factors multiply, shares are independent of each other, of two bounds the lower holds. */
export function addReplicaEffect(trouble: ReplicaTrouble, effect: ReplicaEffect): ReplicaTrouble {
  return {
    down: trouble.down || effect.down === true,
    paused: trouble.paused || effect.paused === true,
    slow: trouble.slow * (effect.slow ?? 1),
    errors: either(trouble.errors, effect.errors ?? 0),
    cores: Math.min(trouble.cores, effect.cores ?? Number.POSITIVE_INFINITY),
    memoryBytes: Math.min(trouble.memoryBytes, effect.memoryBytes ?? Number.POSITIVE_INFINITY),
  }
}

/** What is the matter with a connection, all faults taken together. */
export interface ConnectionTrouble {
  addMs: number
  jitterMs: number
  loss: number
  /** Infinity: no bound. */
  bitsPerSecond: number
  /** Requests, and answers, are swallowed. */
  cutThere: boolean
  cutBack: boolean
  errors: number
  resets: number
  unresolved: boolean
}

export const noConnectionTrouble: ConnectionTrouble = {
  addMs: 0,
  jitterMs: 0,
  loss: 0,
  bitsPerSecond: Number.POSITIVE_INFINITY,
  cutThere: false,
  cutBack: false,
  errors: 0,
  resets: 0,
  unresolved: false,
}

/** Delays add up, shares are independent of each other, of two bounds the lower holds. */
export function addConnectionEffect(trouble: ConnectionTrouble, effect: ConnectionEffect): ConnectionTrouble {
  return {
    addMs: trouble.addMs + (effect.addMs ?? 0),
    jitterMs: trouble.jitterMs + (effect.jitterMs ?? 0),
    loss: either(trouble.loss, effect.loss ?? 0),
    bitsPerSecond: Math.min(trouble.bitsPerSecond, effect.bitsPerSecond ?? Number.POSITIVE_INFINITY),
    cutThere: trouble.cutThere || effect.cut === true || effect.cut === 'there',
    cutBack: trouble.cutBack || effect.cut === true || effect.cut === 'back',
    errors: either(trouble.errors, effect.errors ?? 0),
    resets: either(trouble.resets, effect.resets ?? 0),
    unresolved: trouble.unresolved || effect.unresolved === true,
  }
}

/** The chance that at least one of two independent things happens. */
export function either(one: number, other: number): number {
  return one + other - one * other
}
