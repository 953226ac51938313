import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import { kindOf } from '../../catalogue/catalogue.ts'
import type { Behaviour } from '../../catalogue/component.ts'
import { withCallDefaults } from '../../design/call-defaults.ts'
import { type Connection, connectionId, type Design } from '../../design/design.ts'
import type { ComponentResult, ConnectionResult, Result } from '../../run/result.ts'

/** One way in which a system can be limited: what it reads of a result, what it says, and the number that would help. */
export interface Limit {
  /** `pool`, `rate-limit`: the name of its file. */
  id: string
  /** Every place that has such a limit, however far from it. */
  find(seen: Seen): Finding[]
}

/** One place with one limit, and what it does there. */
export interface Finding {
  limit: string
  /** What a person would look at; with a connection, the component that it is about. */
  component: string
  connection?: string
  /** Share that is used, 0..1. */
  utilisation: number
  /** Its use in words: `35 % of its 4 workers`. */
  use: string
  /** Requests per second that it turns away, gives up or fails. */
  lost: number
  /** Requests that wait for it, on average. */
  waiting: number
  /** What waits grows without end. */
  growing: boolean
  /** The broker whose messages wait for it: what it costs shows there, and not in the latency of a journey. */
  backlogOf?: string
  /** It is no matter of workers and their errors, which a component's own figures show. */
  apart?: true
  /** At its limit for a while only. */
  peak?: boolean
  /** Components and connections that keep this one occupied: where one of them is at its own limit, that is the cause. */
  heldBy: string[]
  /** What limits and why, with its number; one sentence. */
  sentence: string
  /** What to do; one sentence. */
  remedy: string
  help?: Help
}

/** One number of the design that would help, and about how high it should be. */
export interface Help {
  /** As `setParameter` takes it. */
  path: string[]
  from: number
  to: number
  /** The least step: 1 for counts; 0: any. */
  step: number
  /** As the design writes it, and as a sentence says it: `9 connections in the pool`. */
  write(value: number): number | string
  words(value: number): string
}

/** A result with what every limit reads of it. */
export interface Seen {
  design: Design
  result: Result
  stations: SeenComponent[]
  connections: SeenConnection[]
  /** Requests per second that came to the system, and how many were in it on average. */
  offered: number
  inSystem: number
}

export interface SeenComponent {
  id: string
  behaviour: Behaviour
  figures: ComponentResult
}

export interface SeenConnection {
  id: string
  /** With what the caller's kind says where it says nothing itself. */
  connection: Connection
  figures: ConnectionResult
  /** Replicas of the caller, on average. */
  callers: number
}

export function toSeen(design: Design, result: Result): Seen {
  const stations = Object.entries(result.components).flatMap(([id, figures]): SeenComponent[] => {
    const behaviour = behaviourAt(design, id)
    return behaviour === undefined || behaviour.model === 'source' ? [] : [{ id, behaviour, figures }]
  })
  const connections = (withCallDefaults(design).connections ?? []).flatMap((connection): SeenConnection[] => {
    const id = connectionId(connection)
    const figures = result.connections[id]
    const callers = Math.max(1, result.components[connection.from]?.replicas?.mean ?? 1)
    return figures ? [{ id, connection, figures, callers }] : []
  })
  const journeys = Object.values(result.journeys)
  return {
    design,
    result,
    stations,
    connections,
    offered: journeys.reduce((sum, { offered }) => sum + offered, 0),
    inSystem: journeys.reduce(
      (sum, { throughput, errorRate, latency }) => sum + (throughput * (1 - errorRate) * (latency.mean ?? 0)) / 1000,
      0,
    ),
  }
}

/** The first of these parameters that the component's kind has. */
export function parameterOf(design: Design, id: string, names: string[]): string | undefined {
  const parameters = kindOf(design.components[id]?.kind ?? '')?.parameters ?? {}
  return names.find((name) => Object.hasOwn(parameters, name))
}

/** What a component's workers are called: `connection` where its design says how many of those it has. */
export function workerWord(design: Design, id: string): string {
  return parameterOf(design, id, ['connections']) === undefined ? 'worker' : 'connection'
}

/** Help by a whole number. `unit`: `connections in the pool`. */
export function countHelp(path: string[], from: number, to: number, unit: string): Help {
  return { path, from, to: Math.max(from + 1, Math.ceil(to)), step: 1, write: (value) => value, words: (value) => `${value} ${unit}` }
}
