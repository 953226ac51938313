import type { Design, Position } from '../design/design.ts'
import type { ListFolder, ReadFile } from '../importers/importer.ts'
import type { Result } from '../run/result.ts'

/** An exporter turns a design into files and says what it could not carry over. It writes nothing itself. */
export interface Exporter {
  /** As given to `export --to`. */
  id: string
  label: string
  /** One sentence for the person who chooses among the targets. */
  summary: string
  /** By its Lucide name. */
  icon: string
  /** What to do with the files, one sentence for the person who has just exported them. */
  nextStep?: string
  /** `folder`: files that belong together. `file`: one file, whose path is the name it gets where the person gives none. */
  output: 'folder' | 'file'
  /** What the caller is to give beside the design. Each takes time, so it is made only where it is needed. */
  needs: Need[]
  /**
   * Files of the person's own that the export reads and edits, by whole paths with slashes, the first of them in the folder that it
   * edits them in. Only an exporter that has them is told where everything lies.
   */
  originals?(design: Design, designFolder: string): string[]
  /** It writes files of its own and reads what an imported design came from (`imported/read-stated.ts`), so it is told where that lies. */
  readsOrigin?: true
  export(design: Design, options: ExportOptions): Export
}

export type Need = 'runtime' | 'layout' | 'prediction' | 'png'

export interface ExportOptions {
  /** Text of the runtime bundle, for stand-ins, which the caller reads; empty where it is not needed. */
  runtimeBundle: string
  /** A place for every component, those that the design places nowhere included. */
  layout?: Record<string, Position>
  /** Draws an SVG as a PNG: its bytes in base64. */
  toPng?: (svg: string) => string
  /** What the prediction engine says of the design's first scenario. */
  prediction?: Result
  /** Random text for generated passwords, given so that this stays pure. */
  newSecret(name: string): string
  version: string
  /** The folder of the design file as seen from where the files go, such as `..`; absent: the same folder. */
  designFolder?: string
  /** Where everything lies, for an imported design, whose files are read again and, by some exporters, edited. */
  places?: ExportPlaces
}

/** Whole paths with slashes. */
export interface ExportPlaces {
  design: string
  out: string
  /** Takes paths that are counted from `out`, too. */
  read: ReadFile
  /** Names of the files beneath a folder. */
  list?: ListFolder
  /** Variables of the shell of now. */
  environment?: (name: string) => string | undefined
}

export interface Export {
  files: ExportedFile[]
  losses: Loss[]
}

export interface ExportedFile {
  path: string
  content: string
  /** The content is not text but bytes. */
  encoding?: 'base64'
  /** Written only where absent, readable by its owner alone. */
  secret?: boolean
  /** A file of the person's own, with this text, of which the content is an edit. It is replaced while it says this. */
  replaces?: string
  /**
   * What of a file that is there already stays. `once`: the whole file, it is the person's from then on. `regions`: what stands
   * between the marks of `kept-regions.ts`, which is carried over into the new text.
   */
  keep?: 'once' | 'regions'
}

export interface Loss {
  /** Where in the design: `orders`, `gateway->orders`, `scenarios.black-friday`. */
  where: string
  what: string
  /** It stays in the person's own files: nothing is lost, and it is told of where somebody looks on only. */
  stays?: true
}
