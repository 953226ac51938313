import type { Component, Connection, Design, Scenario } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'

/** What somebody else published, and the same asked of the prediction. */
export interface PublishedResult {
  title: string
  /** What was published: authors, title, year, and where it can be read. */
  source: string
  /** What it is about, in a sentence or two. */
  about: string
  rows: PublishedRow[]
  /** What of it the prediction cannot say, or what differs by nature; empty: nothing. */
  notExpressed: string[]
}

export interface PublishedRow {
  figure: string
  theirs: number
  unit: string
  /** How far ours may be off, as a share of theirs. */
  tolerance: number
  /** The exact value, where theory has one and theirs carries chance: then ours is held to this. */
  exact?: number
  design: Design
  /** Seeds to take the mean over. */
  runs?: number
  read(result: Result): number | null
}

/** A design with one scenario, `published`. */
export function toDesign(components: Record<string, Component>, connections: Connection[], scenario: Scenario): Design {
  return { microcosm: 1, components, connections, scenarios: { published: scenario } }
}

/** A call of which nothing more is said. */
export function call(from: string, to: string, more: Partial<Connection> = {}): Connection {
  return { from, to, protocol: 'http', ...more }
}
