import type { Design } from '../design/design.ts'

/** An exporter turns a design into files and says what it could not carry over. It writes nothing itself. */
export interface Exporter {
  /** As given to `export --to`. */
  id: string
  label: string
  export(design: Design, options: ExportOptions): Export
}

export interface ExportOptions {
  /** Text of the runtime bundle, for stand-ins; `assets` hold it, the caller reads it. */
  runtimeBundle: string
  /** Random text for generated passwords, given so that this stays pure. */
  newSecret(name: string): string
  version: string
  /** The folder of the design file as seen from where the files go, such as `..`; absent: the same folder. */
  designFolder?: string
}

export interface Export {
  /** Relative path to content. `secret` files are written only where absent, readable by their owner alone. */
  files: { path: string; content: string; secret?: boolean }[]
  losses: Loss[]
}

export interface Loss {
  /** Where in the design: `orders`, `gateway->orders`, `scenarios.black-friday`. */
  where: string
  what: string
}
