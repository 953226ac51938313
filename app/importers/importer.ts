import type { Connection, Design } from '../design/design.ts'
import type { Problem } from '../design/problem.ts'

/** An importer turns somebody else's files into a design. It reads only through the function it is given, and writes nothing. */
export interface Importer {
  id: string
  label: string
  import(order: ImportOrder): Import
}

export interface ImportOrder {
  /** Whole paths with slashes, in the order in which they are merged. */
  files: string[]
  read: ReadFile
  /** Names of the files beneath a folder, as paths from it; absent: folders cannot be looked into. */
  list?: ListFolder
  /** Variables of the shell, which go before those of `.env`. */
  environment: Readonly<Record<string, string>>
  /** Where the design will be kept: its paths are counted from here. */
  designFolder: string
  /** As given with `--profile`, `--env-file` and `--project-name`. */
  profiles?: string[]
  envFiles?: string[]
  projectName?: string
}

/** The text of a file, or why there is none, as the end of a sentence: `there is no such file`. */
export type ReadFile = (path: string) => { text: string } | { reason: string }

export type ListFolder = (path: string) => string[]

/** Plain data, so that it can cross to the page. */
export interface Import {
  /** Absent: the files are refused, and `problems` says why. Holds the connections that are accepted by default. */
  design?: Design
  understood: Understood[]
  inferred: Inferred[]
  carried: Carried[]
  /** Files of variables that were found, though no file names them: `.env`. */
  variableFiles: string[]
  problems: ImportProblem[]
}

/** A component, what it was made from, and why it is of its kind. */
export interface Understood {
  component: string
  kind: string
  /** Its name in the files. */
  service: string
  because: string
  place: Place
}

/** A connection that no file states and that the files' values suggest. */
export interface Inferred {
  connection: Connection
  /** One sentence: `ORDERS_URL names orders: http://orders:8080.` */
  reason: string
  /** 0 to 1. */
  confidence: number
  /** Whether it stands in `design`. */
  accepted: boolean
  /** Why it cannot stand in the design although it seems real. */
  obstacle?: string
  place: Place
}

/** What the design does not hold and the original files go on holding. */
export interface Carried {
  /** `orders.healthcheck`, `volumes`. */
  where: string
  what: string
  place: Place
}

export interface Place {
  file: string
  line: number
  column: number
}

export type ImportProblem = Problem & { file: string }
