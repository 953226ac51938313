import * as z from 'zod'

const components = z.array(z.string())

/** What a person has to say yes to by itself before a run: an agreement, or a folder that the design's own does not hold. */
export const consentSchema = z.object({
  /** By which a yes is told: `licence:Terms`, `folder:/path`. */
  id: z.string(),
  kind: z.enum(['licence', 'folder']),
  /** The terms, or the folder. */
  what: z.string(),
  components,
})
export type Consent = z.output<typeof consentSchema>

/** All that a run on Docker will start and use, as it is shown before anything is started. */
export const runSheetSchema = z.object({
  /** Of the components; the mesh is one more. */
  containers: z.number(),
  /** How many of each component. */
  replicas: z.record(z.string(), z.number()),
  /** `digest` null: not here, and pulled by the run. */
  images: z.array(z.object({ reference: z.string(), digest: z.string().nullable(), licence: z.string(), components })),
  /** What plays components that have neither image nor folder, the traffic and the mesh: built by Microcosm from this image. */
  standIns: z.object({ base: z.string(), digest: z.string().nullable(), components }),
  /** Folders with a Dockerfile, whole paths where the design was saved. */
  builds: z.array(z.object({ folder: z.string(), component: z.string() })),
  /** The kernel's capabilities that containers begin with; those that are not named here have none. */
  capabilities: z.array(z.object({ names: z.array(z.string()), components })),
  /** What the Compose files that the design came from ask for of the machine, and no run gives. */
  notGiven: z.array(z.object({ component: z.string(), grant: z.string(), danger: z.string() })),
  /** Sums over all containers that have a limit, and how many have none of their own. */
  cpus: z.number(),
  memoryBytes: z.number(),
  withoutCpus: z.number(),
  withoutMemory: z.number(),
  /** What the engine has. */
  machine: z.object({ cpus: z.number(), memoryBytes: z.number() }),
  consents: z.array(consentSchema),
})
export type RunSheet = z.output<typeof runSheetSchema>

/**
 * What the sheet says, row by row, each under a name of its own. Two sheets are the same when all their rows are; what the engine
 * has, and what is not given, are no rows, since they are no part of what runs.
 */
export function toSheetRows(sheet: RunSheet): Map<string, string> {
  const { replicas, standIns } = sheet
  const text = (...parts: unknown[]) => JSON.stringify(parts)
  const counted = (ids: string[]) => ids.map((id) => [id, replicas[id]])
  return new Map([
    [memoryRow, text(sheet.memoryBytes)],
    [coresRow, text(sheet.cpus)],
    [standInsRow(standIns), text(standIns.digest, counted(standIns.components))],
    ...sheet.images.map((image) => [imageRow(image), text(image.digest, counted(image.components))] as const),
    ...sheet.builds.map((build) => [buildRow(build), text(build.folder, replicas[build.component])] as const),
    ...sheet.capabilities.flatMap(({ names, components }) => components.map((id) => [capabilitiesRow(id), text(names)] as const)),
    ...sheet.consents.map((consent) => [consentRow(consent), text(consent.components)] as const),
  ])
}

export const memoryRow = 'memory'
export const coresRow = 'cores'
export const capabilitiesRow = (component: string) => `capabilities ${component}`
export const standInsRow = ({ base }: RunSheet['standIns']) => `stand-ins ${base}`
export const imageRow = ({ reference, licence }: RunSheet['images'][number]) => `image ${reference} (${licence})`
export const buildRow = ({ component }: RunSheet['builds'][number]) => `build ${component}`
export const consentRow = ({ id }: Consent) => `consent ${id}`

/** Rows of images that the run will pull, so that nobody knows yet which they are. */
export function rowsToPull({ images, standIns }: RunSheet): string[] {
  return [...images.filter(({ digest }) => digest === null).map(imageRow), ...(standIns.digest === null ? [standInsRow(standIns)] : [])]
}

/** The sheet as it was before these rows' images were pulled. */
export function beforePulling(sheet: RunSheet, rows: string[]): RunSheet {
  const { images, standIns } = sheet
  return {
    ...sheet,
    images: images.map((image) => (rows.includes(imageRow(image)) ? { ...image, digest: null } : image)),
    standIns: rows.includes(standInsRow(standIns)) ? { ...standIns, digest: null } : standIns,
  }
}
